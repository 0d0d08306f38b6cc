"""Discs that are made to trick people, and discs that only look a little like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import Disc, hidden
from support_fat import fat
from support_systems import gathered

from app.inspection import system, triage
from app.inspection.probe import Notes
from app.report import Answer, BootPath, Boots, Finding, Severity
from app.report.cautions import TRICKS

STARTS = Boots(bios_cd=BootPath(Answer.LIKELY))


def noted(image: bytes, boots: Boots | None = None) -> dict[str, Finding]:
    notes = Notes()
    triage.note(system.files_of(gathered(image)), boots or Boots(), notes)
    return {finding.code: finding for finding in notes.findings}


@pytest.mark.parametrize(
    "name", ["Report.lnk", "run.bat", "a.js", "a.VBS", "x.hta", "x.wsf", "go.ps1", "go.cmd"]
)
def test_a_few_files_with_a_script_and_nothing_that_starts(name: str) -> None:
    image = Disc(files={name: b"", "data/library.dll": b"MZ", "readme.txt": b""}).build()
    found = noted(image)
    assert set(found) == {"no-boot-path-programs"}
    assert found["no-boot-path-programs"].severity is Severity.CAUTION
    assert name in found["no-boot-path-programs"].text
    assert not noted(image, STARTS)


def test_each_of_the_three_is_needed() -> None:
    many = {f"data/{number}.txt": b"" for number in range(30)}
    folders = {f"folder{number}/x": b"" for number in range(20)}
    assert not noted(Disc(files={"setup.exe": b"MZ", "readme.txt": b""}).build())
    assert not noted(Disc(files={"install.bat": b"", **many}).build())
    assert not noted(Disc(files={"install.bat": b"", **folders}).build())
    assert not noted(Disc(files={"drivers/install.bat": b""}).build())
    assert not noted(Disc().build())


def test_a_bare_fat_is_looked_at_as_well() -> None:
    assert set(noted(fat({"Invoice.lnk": b""}))) == {"no-boot-path-programs"}


def test_a_hidden_program_beside_a_visible_shortcut() -> None:
    image = Disc(files={"DOCUMENT.LNK": b"", "LOADER.DLL": b"MZ"}).build()
    assert "hidden-program" not in noted(image)
    found = noted(hidden(image, "LOADER.DLL"))
    assert found["hidden-program"].severity is Severity.CAUTION
    both = hidden(hidden(image, "LOADER.DLL"), "DOCUMENT.LNK")
    assert "hidden-program" not in noted(both)
    alone = hidden(Disc(files={"LOADER.DLL": b"MZ"}).build(), "LOADER.DLL")
    assert not noted(alone)


@pytest.mark.parametrize(
    "name",
    ["invoice.pdf.exe", "photo.JPG.scr", "list.xlsx.lnk", "mail.html.js", "invoice.pdf      .exe"],
)
def test_two_suffixes(name: str) -> None:
    found = noted(Disc(files={name: b"MZ"}).build(), STARTS)
    assert found["double-suffix"].severity is Severity.CAUTION


@pytest.mark.parametrize(
    "name", ["7z.exe", "setup.exe", "jquery.min.js", "a.tar.gz", "pdf.exe", ".txt", "x.exe.pdf"]
)
def test_suffixes_that_mean_no_harm(name: str) -> None:
    assert not noted(Disc(files={name: b"MZ"}).build(), STARTS)


def test_names_made_to_be_read_as_others() -> None:
    for name, severity in (
        ("invoice\u202efdp.exe", Severity.CAUTION),
        ("notes\u202etxt", Severity.INFO),
        ("photo" + " " * 30 + ".scr", Severity.CAUTION),
        ("photo" + " " * 30 + ".doc", Severity.INFO),
    ):
        found = noted(Disc(files={name: b""}).build(), STARTS)
        assert found["name-tricks"].severity is severity
        assert "\u202e" not in found["name-tricks"].text


def test_autorun_is_a_fact_and_no_warning() -> None:
    text = b"[AutoRun.Amd64]\r\nopen=setup.exe\r\nicon=setup.exe,0\r\n"
    found = noted(Disc(files={"autorun.inf": text, "setup.exe": b"MZ"}).build(), STARTS)
    assert found["autorun"].severity is Severity.INFO
    assert "setup.exe" in found["autorun"].text
    icon = {"AUTORUN.INF": b"[autorun]\r\nicon=cd.ico\r\n"}
    assert not noted(Disc(files=icon).build(), STARTS)


def test_what_warns_says_that_it_is_no_scan_and_never_judges() -> None:
    image = hidden(
        Disc(
            files={"a.pdf.exe": b"", "DOC.LNK": b"", "LOADER.DLL": b"", "x\u202ey.exe": b""}
        ).build(),
        "LOADER.DLL",
    )
    found = noted(image)
    assert set(found) == set(TRICKS) - {"autorun"}
    for finding in found.values():
        assert "not a virus scan" in finding.text
        for word in ("clean", "safe", "infected", "malware"):
            assert word not in finding.text.lower()


def test_no_tree_no_note() -> None:
    assert not noted(b"")
    assert not noted(bytes(1 << 20))


@given(st.lists(st.text(min_size=1, max_size=60).filter(lambda name: "/" not in name), max_size=8))
def test_any_names(names: list[str]) -> None:
    files = {name: b"" for name in names if len(name.encode()) < 200 and name.strip("./")}
    noted(Disc(files=files).build())
