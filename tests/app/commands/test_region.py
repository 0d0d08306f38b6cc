"""This computer in the words of Windows."""

from pathlib import Path

import pytest

from app.commands.region import region_here
from app.sources.answers import Region


def computer(root: Path, zone: str = "", layout: str = "", named: str = "") -> Path:
    (root / "etc/default").mkdir(parents=True)
    if zone:
        (root / "etc/localtime").symlink_to(f"/usr/share/zoneinfo/{zone}")
    if named:
        (root / "etc/timezone").write_text(f"{named}\n")
    if layout:
        (root / "etc/default/keyboard").write_text(f"XKBMODEL=pc105\nXKBLAYOUT={layout}\n")
    return root


def test_language_keyboard_and_zone(tmp_path: Path) -> None:
    root = computer(tmp_path, "Europe/Zurich", '"ch,us"')
    found = region_here({"LANG": "fr_CH.UTF-8"}, root)
    assert found == Region("fr-CH", "de-CH", "W. Europe Standard Time", "fr-CH")
    mixed = {"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8", "LC_MESSAGES": "C"}
    assert region_here(mixed, root) == Region("de-DE", "de-CH", "W. Europe Standard Time")
    assert region_here(mixed | {"LC_MESSAGES": ""}, root).language == "en-US"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("etc/vconsole.conf", "KEYMAP=de_CH-latin1\nXKBLAYOUT=ch\n"),
        (
            "etc/X11/xorg.conf.d/00-keyboard.conf",
            'Section "InputClass"\n        Option "XkbLayout" "ch,us"\nEndSection\n',
        ),
    ],
)
def test_the_keyboard_where_systemd_keeps_it(place: str, text: str, tmp_path: Path) -> None:
    """On Fedora, Arch and openSUSE, which have nothing of Debian's file."""
    file = tmp_path / place
    file.parent.mkdir(parents=True)
    file.write_text(text)
    assert region_here({"LANG": "en_US.UTF-8"}, tmp_path).keyboard == "de-CH"


def test_without_a_keyboard_it_is_that_of_the_language(tmp_path: Path) -> None:
    root = computer(tmp_path, named="America/New_York")
    found = region_here({"LANG": "C.UTF-8", "LC_ALL": "en_US.UTF-8"}, root)
    assert found == Region("en-US", "en-US", "Eastern Standard Time", "en-US")


@pytest.mark.parametrize("language", ["", "C", "C.UTF-8", "POSIX", "de", "xx<y>_ZZ"])
def test_what_is_not_known_stays_empty(language: str, tmp_path: Path) -> None:
    root = computer(tmp_path, "Mars/Olympus", "dvorak")
    assert region_here({"LANG": language}, root) == Region()
