"""Plays every case of this computer: hands it to whoever knows its words."""

from pathlib import Path

from system.matrix import play_write
from system.matrix.case import Given, Seen, Where
from system.matrix.host import Write


def play(given: Given, where: Where, folder: Path, *, again: bool) -> Seen:
    match given:
        case Write():
            return play_write.play(given, where, folder, again=again)
        case _:
            raise NotImplementedError(type(given))
