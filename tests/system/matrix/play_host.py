"""Plays every case of this computer: hands it to whoever knows its words."""

from pathlib import Path

from system.matrix import (
    play_backup,
    play_boot,
    play_burn,
    play_crowded,
    play_cut,
    play_later,
    play_probe,
    play_traps,
    play_web,
    play_write,
)
from system.matrix.by_programs import Boot, Burn
from system.matrix.case import Expect, Given, Seen, Where
from system.matrix.drive_tools import Probe, Save
from system.matrix.host import Crowded, CutAnywhere, Fetch, Later, Refuse, Write


def play(given: Given, where: Where, folder: Path, expect: Expect) -> Seen:
    match given:
        case Write():
            return play_write.play(given, where, folder, expect)
        case Refuse():
            return play_traps.play(given, where, folder)
        case Later():
            return play_later.play(given, where, folder, expect)
        case Crowded():
            return play_crowded.play(given, folder)
        case Fetch():
            return play_web.play(given, folder)
        case Save():
            return play_backup.play(given, where, folder, expect)
        case Probe():
            return play_probe.play(given, where, folder, expect)
        case _:
            return _through_another_program(given, where, folder, expect)


def _through_another_program(given: Given, where: Where, folder: Path, expect: Expect) -> Seen:
    match given:
        case CutAnywhere():
            return play_cut.play(given, where, folder, expect)
        case Burn():
            return play_burn.play(given, folder, expect)
        case Boot():
            return play_boot.play(given, where, folder, expect)
        case _:
            raise NotImplementedError(type(given))
