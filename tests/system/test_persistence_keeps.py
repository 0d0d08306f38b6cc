"""What is done in a live system is there at its next start from the same stick, when it is started
with the word for it, and not without."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from system import live
from system.qemu import LIMIT, POLL, Firmware, Medium, Seen, computer, look, press, running

from app.cli import main

pytestmark = pytest.mark.boots

# What the README says: Tab at the menu, and the word behind what is there.
WORD = "persistence"
WITH_WORD = ("tab", "spc", *WORD)


def test_a_letter_is_kept(tmp_path: Path) -> None:
    image, stick = live.image(), tmp_path / "stick.img"
    size = str(image.stat().st_size + (128 << 20))
    words = ("--size", size, "--persistence", "rest")
    assert main(["write", "--yes", str(image), str(stick), *words]) == 0
    first = started(stick, tmp_path / "first", *WITH_WORD)
    assert "nothing was kept." in first
    assert "nothing was kept." in started(stick, tmp_path / "without")
    again = started(stick, tmp_path / "again", *WITH_WORD)
    assert f"kept {letter(first)}." in again


def letter(said: str) -> str:
    found = re.search(r"left ([0-9a-f]{32})\.", said)
    assert found, said
    return found[1]


def started(stick: Path, folder: Path, *keys: str) -> str:
    """What the live system said until it had powered off, started from its boot menu's first entry
    after these keys."""
    folder.mkdir()
    with running(computer(stick, Firmware.BIOS, Medium.STICK, folder), folder) as process:

        def until(done: Callable[[Seen], object]) -> None:
            end = time.monotonic() + LIMIT
            while not done(seen := look(folder, screen=process.poll() is None)):
                assert time.monotonic() < end, seen
                time.sleep(POLL)

        until(lambda seen: seen.found(live.MENU_SAYS))
        if keys:
            press(folder, *keys)
            until(lambda seen: seen.screen.replace("\n", "").rstrip().endswith(f" {WORD}"))
        press(folder, "ret")
        until(lambda seen: process.poll() is not None)
        return look(folder, screen=False).serial
