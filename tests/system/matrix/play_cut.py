"""Plays a write, and cuts the power of its stick afterwards, at every moment that there was
(`system.sticks.tape`)."""

import random
from dataclasses import replace
from pathlib import Path

from system.matrix import play_later, play_write
from system.matrix.case import Expect, Seen, Where
from system.matrix.host import CutAnywhere, Later, Write
from system.sticks.promises import SECTOR
from system.sticks.tape import Tape, in_words, look


def play(given: CutAnywhere, where: Where, folder: Path, expect: Expect) -> Seen:
    """What is said besides is how often the stick looked how."""
    run = replace(given.run, faults=given.run.faults.changed({"recorded": True}))
    seen = _played(run, where, folder, expect)
    memory = folder / "stick" / "memory"
    tape = Tape.of(memory)
    assert tape.end == memory.read_bytes(), "not all that was written is on the tape"
    whole = folder / "whole"
    image = whole.read_bytes() if whole.exists() else b""
    sector = run.sector if isinstance(run, Write) else SECTOR
    found = look(tape, random.Random(memory.name), image, sector)
    return replace(seen, text=f"{seen.text}\n{in_words(found)}")


def _played(run: Write | Later, where: Where, folder: Path, expect: Expect) -> Seen:
    match run:
        case Write():
            return play_write.play(run, where, folder, expect)
        case Later():
            return play_later.play(run, where, folder, expect)
