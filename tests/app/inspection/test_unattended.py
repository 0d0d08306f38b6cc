"""Discs that Windows Setup installs from without asking anybody."""

import pytest
from support_disc import Disc
from support_fat import fat
from support_systems import gathered

from app.inspection import system, unattended
from app.inspection.probe import Notes
from app.report import Finding, Severity

ERASES = "they say to erase a disk"
MAY = "they may erase a disk"
WIPES = "<unattend><WillWipeDisk>true</WillWipeDisk></unattend>"


def noted(image: bytes) -> list[Finding]:
    notes = Notes()
    unattended.note(system.files_of(gathered(image)), notes)
    return list(notes.findings)


@pytest.mark.parametrize("name", ["AUTOUNATTEND.XML", "unattend.xml", "sources/autounattend.xml"])
def test_wherever_setup_looks(name: str) -> None:
    (found,) = noted(Disc(files={name: b"<unattend/>", "setup.exe": b"MZ"}).build())
    assert (found.code, found.severity) == ("own-answers", Severity.CAUTION)
    assert f"“{name}”" in found.text
    assert MAY in found.text


def test_elsewhere_setup_does_not() -> None:
    assert not noted(Disc(files={"panther/unattend.xml": b"<x/>"}).build())
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
