"""What the command line says of a report."""

from support_disc import Disc
from support_inspection import ImageSource
from support_systems import disk_info

from app.commands.inspect import card
from app.commands.words import evidence_lines
from app.inspection import inspect


def test_the_card_begins_with_the_system_and_the_evidence_says_why() -> None:
    line = 'Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)'
    report = inspect(ImageSource(Disc(files=disk_info(line)).build()))
    assert card(report)[:2] == ["Ubuntu 24.04 LTS", "  Installer for 64-bit PCs"]
    assert any(
        text.startswith("System: Ubuntu 24.04 LTS – .disk/info in ISO 9660 at byte")
        and 'Ubuntu 24.04 LTS "Noble Numbat"' in text
        for text in evidence_lines(report)
    )
