"""Discs that show one thing to one system and another to the next, and honest ones."""

import struct
from pathlib import Path

import pytest
from support_iso import SECTOR, Iso, both
from support_systems import gathered
from support_udf import UdfImage

from app.inspection import inspect, trees
from app.inspection.probe import Notes
from app.report import Finding, Severity
from app.sources import open_source
from app.tools import found, run

FILES = {
    "readme.txt": b"harmless",
    "setup.exe": b"MZ" * 2000,
    "efi/boot/bootx64.efi": b"MZ" * 999,
    "empty": b"",
}
SWAPPED = {"readme.txt": "setup.exe", "setup.exe": "readme.txt"}
PRIMARY, NEXT = 16 * SECTOR, 17 * SECTOR


def noted(image: bytes) -> list[Finding]:
    notes = Notes()
    trees.note(gathered(image), notes)
    return list(notes.findings)


def codes(image: bytes) -> list[str]:
    return [finding.code for finding in noted(image)]


def bridge(files: dict[str, bytes], udf: dict[str, bytes]) -> bytes:
    """A disc of both: what says that there is UDF stands behind the descriptors of ISO 9660."""
    data = bytearray(UdfImage(udf).build())
    iso = Iso(files, room=3).build()
    says_so = data[PRIMARY : PRIMARY + 3 * SECTOR]
    data[PRIMARY : len(iso)] = iso[PRIMARY:]
    data[NEXT : NEXT + 3 * SECTOR] = says_so
    data[NEXT + 3 * SECTOR : NEXT + 4 * SECTOR] = iso[NEXT : NEXT + SECTOR]
    return bytes(data)


@pytest.mark.parametrize("rock_ridge", [True, False])
@pytest.mark.parametrize("joliet", [True, False])
def test_of_an_honest_disc_nothing_is_said(*, rock_ridge: bool, joliet: bool) -> None:
    assert not noted(Iso(FILES, rock_ridge=rock_ridge, joliet=joliet).build())


def test_names_that_differ_in_case_alone_are_not_taken_for_each_other() -> None:
    twins = {"readme": b"one", "README": b"another one", "d/xt.h": b"x", "d/xT.h": b"xT"}
    for files in (twins, dict(reversed(twins.items()))):
        assert not noted(Iso(files, joliet=True).build())
    swapped = {"readme": "README", "README": "readme"}
    assert codes(Iso(twins, joliet=True, instead=swapped).build()) == ["trees-differ"] * 2


def test_a_file_that_another_tree_shows_under_the_name_of_one() -> None:
    found = noted(Iso(FILES, joliet=True, instead=SWAPPED).build())
    assert [(each.code, each.severity) for each in found] == [
        ("trees-differ", Severity.CAUTION),
        ("trees-differ", Severity.CAUTION),
    ]
    assert "“setup.exe” is another file in Joliet than in Rock Ridge" in found[1].text
    assert found[0].offset != found[1].offset


def test_it_is_seen_in_the_folder_of_loaders() -> None:
    instead = {"efi/boot/bootx64.efi": "setup.exe"}
    (found,) = noted(Iso(FILES, joliet=True, instead=instead).build())
    assert "“efi/boot/bootx64.efi”" in found.text


def test_and_where_names_are_cut_short_only_a_file_that_is_nowhere_in_the_folder() -> None:
    swapped = Iso(FILES, rock_ridge=False, joliet=True, instead=SWAPPED).build()
    assert codes(swapped) == []
    other = Iso(FILES, rock_ridge=False, joliet=True, instead={"setup.exe": "efi/boot/bootx64.efi"})
    assert codes(other.build()) == ["trees-differ"]


def test_files_that_one_tree_has_for_itself_are_a_fact() -> None:
    instead = dict.fromkeys(("readme.txt", "setup.exe"), "")
    (found,) = noted(Iso(FILES, joliet=True, instead=instead).build())
    assert (found.code, found.severity) == ("trees-hide", Severity.INFO)
    assert "2 of 3 files that Rock Ridge shows are not in Joliet" in found.text


def test_one_of_three_is_none() -> None:
    assert not noted(Iso(FILES, joliet=True, instead={"readme.txt": ""}).build())


def test_udf_beside_it_may_lay_its_files_elsewhere_but_not_show_others() -> None:
    assert codes(bridge(FILES, FILES)) == []
    (found,) = noted(bridge(FILES | {"setup.exe": b"ZM" * 2000}, FILES))
    assert "“setup.exe” is another file in UDF than in Rock Ridge" in found.text
    assert found.code == "trees-differ"


@pytest.mark.parametrize(("name", "told"), [("LOOK.TXT", []), ("LOOK.EXE", ["trees-hide"])])
def test_a_text_that_says_where_the_files_are_is_honest(name: str, told: list[str]) -> None:
    assert codes(bridge({name: b"This disc contains a UDF file system."}, FILES)) == told


def test_a_second_primary_descriptor_that_differs() -> None:
    data = bytearray(Iso(FILES, joliet=True).build())
    data[NEXT : NEXT + SECTOR] = data[PRIMARY:NEXT]
    assert codes(bytes(data)) == []
    data[NEXT + 158 : NEXT + 166] = both(20)
    (found,) = noted(bytes(data))
    assert (found.code, found.severity, found.offset) == (
        "several-primaries",
        Severity.CAUTION,
        NEXT,
    )
    assert "2 primary volume descriptors that differ" in found.text


@pytest.mark.parametrize("sector", [PRIMARY, NEXT])
def test_numbers_that_differ_by_byte_order(sector: int) -> None:
    data = bytearray(Iso(FILES, joliet=True).build())
    data[sector + 84 : sector + 88] = struct.pack(">I", 7)
    (found,) = noted(bytes(data))
    assert (found.code, found.offset) == ("byte-orders-differ", sector)


def test_a_tree_that_cannot_be_looked_at_is_not_compared() -> None:
    iso = Iso(FILES, joliet=True, extents={"efi": (1 << 20, SECTOR)}).build()
    assert codes(iso) == []


@pytest.mark.tools
@pytest.mark.parametrize(
    "command",
    [
        "genisoimage -J -R",
        "genisoimage -J -T",
        "genisoimage -udf -J -R",
        "genisoimage -udf",
        "xorriso -as mkisofs -J -R",
        "xorriso -as mkisofs -J",
        "xorriso -as mkisofs -R -partition_offset 16",
    ],
)
def test_discs_of_other_programs_are_honest(tmp_path: Path, command: str) -> None:
    tree, image = tmp_path / "tree", tmp_path / "x.iso"
    long = {f"a long name with blanks {number}.text": b"%d" % number for number in range(12)}
    deep = {"a/b/c/d/e/f/g/h/i/j/k.txt": b"deep", ".disk/info": b"Debian"}
    twins = {"a/README": b"one", "a/readme": b"another one"}
    for name, content in (FILES | long | deep | twins).items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(content)
    (tree / "link").symlink_to("setup.exe")
    (tree / "again").hardlink_to(tree / "setup.exe")
    assert found(command.split()[0]), "installed by .ci/setup-debian.sh"
    run([*command.split(), "-quiet", "-o", str(image), str(tree)], limit=60)
    said = {finding.code for finding in inspect(open_source(image)).findings}
    assert not said & {"several-primaries", "byte-orders-differ", "trees-differ", "trees-hide"}


def test_where_not_all_could_be_read_nothing_is_said_of_what_is_missing() -> None:
    files = FILES | {"efi/one.txt": b"1", "efi/two.txt": b"2"}
    hides = dict.fromkeys(("readme.txt", "setup.exe"), "")
    whole = Iso(files, joliet=True, instead=hides, extents={"efi": (1 << 20, SECTOR)})
    assert codes(whole.build()) == []
