"""Discs that Windows Setup installs from without asking anybody."""

from pathlib import Path

import pytest
from support_disc import Disc
from support_fat import fat
from support_iso import Iso
from support_systems import gathered

from app.inspection import inspect, system, unattended
from app.inspection.probe import Notes
from app.report import Finding, Severity
from app.sources import open_source

ERASES = "they say to erase a disk"
MAY = "they may erase a disk"
WIPES = "<unattend><WillWipeDisk>true</WillWipeDisk></unattend>"


def noted(image: bytes) -> list[Finding]:
    notes = Notes()
    found = gathered(image)
    unattended.note((*system.files_of(found), *system.beside(found)), notes)
    return list(notes.findings)


@pytest.mark.parametrize("name", ["AUTOUNATTEND.XML", "unattend.xml", "sources/autounattend.xml"])
def test_wherever_setup_looks(name: str) -> None:
    (found,) = noted(Disc(files={name: b"<unattend/>", "setup.exe": b"MZ"}).build())
    assert (found.code, found.severity) == ("own-answers", Severity.CAUTION)
    assert f"“{name}”" in found.text
    assert MAY in found.text


def test_the_names_that_windows_goes_by_count_as_well(tmp_path: Path) -> None:
    disc = Iso({"autounattend.xml": WIPES.encode(), "setup.exe": b"MZ"}, joliet=True).build()
    assert disc.count(b"autounattend.xml") == 1, "by Rock Ridge, which Windows does not read"
    disc = disc.replace(b"autounattend.xml", b"a-harmless-n.xml")
    (found,) = noted(disc)
    assert ERASES in found.text
    path = tmp_path / "disc.iso"
    path.write_bytes(disc)
    assert inspect(open_source(path)).has("own-answers")


@pytest.mark.parametrize(
    "name",
    [
        "sources/$OEM$/$$/Panther/unattend.xml",
        "SOURCES/$oem$/$$/PANTHER/UNATTEND/AUTOUNATTEND.XML",
        "sources/$OEM$/$$/System32/Sysprep/Unattend.xml",
        "sources/$OEM$/$1/unattend.xml",
    ],
)
def test_what_setup_copies_is_there_when_windows_starts(name: str) -> None:
    (found,) = noted(Disc(files={name: b"<unattend/>", "setup.exe": b"MZ"}).build())
    assert (found.code, found.severity) == ("own-answers", Severity.CAUTION)
    assert f"for the first start of Windows are on it (“{name}”)" in found.text
    assert "they may run programs" in found.text
    (found,) = noted(Disc(files={name: b"<Path>diskpart</Path>"}).build())
    assert ERASES in found.text


@pytest.mark.parametrize("name", ["SetupComplete.cmd", "ERRORHANDLER.CMD"])
def test_a_program_that_setup_runs_at_its_end_needs_no_answers(name: str) -> None:
    path = f"sources/$OEM$/$$/Setup/Scripts/{name}"
    (found,) = noted(Disc(files={path: b"reg add HKLM", "setup.exe": b"MZ"}).build())
    assert (found.code, found.severity) == ("own-program", Severity.CAUTION)
    assert f"runs a program of this disc at its end (“{path}”): nobody is asked." in found.text
    both = noted(Disc(files={path: b"", "autounattend.xml": b"<x/>"}).build())
    assert [each.code for each in both] == ["own-answers", "own-program"]


def test_what_answers_setup_counts_before_that() -> None:
    names = ("sources/$OEM$/$$/Panther/unattend.xml", "sources/autounattend.xml")
    (found,) = noted(Disc(files=dict.fromkeys(names, b"<x/>")).build())
    assert "“sources/autounattend.xml”" in found.text


def test_elsewhere_setup_does_not() -> None:
    assert not noted(Disc(files={"panther/unattend.xml": b"<x/>"}).build())
    assert not noted(Disc(files={"$OEM$/$$/Panther/unattend.xml": b"<x/>"}).build())
    assert not noted(Disc(files={"autounattend.xml.txt": b"<x/>"}).build())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WIPES.encode(), ERASES),
        (WIPES.encode("utf-16"), ERASES),
        (b"<WillWipeDisk>\n  True\n</WillWipeDisk>", ERASES),
        (b"<Path>cmd /c diskpart /s x:\\a.txt</Path>", ERASES),
        (b"<WillWipeDisk>false</WillWipeDisk>", MAY),
        (b"\xff\xfe\0\xd8", MAY),
        (b"", MAY),
    ],
)
def test_what_they_say_of_disks(text: bytes, said: str) -> None:
    (found,) = noted(Disc(files={"autounattend.xml": text}).build())
    assert said in found.text


def test_the_one_that_counts_is_told() -> None:
    (found,) = noted(fat({"unattend.xml": WIPES.encode(), "autounattend.xml": b"<x/>"}))
    assert "“autounattend.xml”" in found.text
    assert MAY in found.text
