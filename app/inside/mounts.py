"""What this program has mounted, so that it can be taken away again.

One small file for each loop device, below `$XDG_STATE_HOME/stickwright/mounts`: two copies of the
program do not overwrite each other's, and what was mounted before the computer was started anew is
mounted no more.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from app.drives.told import this_start
from app.home import state_folder
from app.plain_file import NotPlain, open_plain_file

MOST = 1_000  # that are looked at
_LONGEST = 1 << 16  # bytes; two paths and some words


@dataclass(frozen=True, slots=True)
class Note:
    """`device` is the loop device (loop3) over the `volume` of the image, "" for all of it.
    `backing` is the file as UDisks2 calls it: from within a sandbox the image has another name.
    `file` tells it from another one of that name."""

    image: str
    volume: str
    device: str
    backing: str
    file: str
    start: str = ""  # of the computer


@contextmanager
def working() -> Iterator[None]:
    """As long as there are devices of ours that are noted and not mounted yet. Raises OSError."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    with _opened() as place:
        with suppress(OSError):  # of file systems that know no locks
            fcntl.flock(place, fcntl.LOCK_SH)
        yield


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no copy of the program is `working`, nor begins to until this is over. Then a device
    that is noted and not mounted is what one left that was killed."""
    with ExitStack() as stack:
        try:
            place = stack.enter_context(_opened())
            fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            free = True
        except OSError:
            free = False
        yield free


@contextmanager
def _opened() -> Iterator[int]:
    place = os.open(folder(), os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield place
    finally:
        os.close(place)


def keep(note: Note) -> None:
    """Raises OSError."""
    place = folder()
    told = asdict(note) | {"start": this_start()}
    fresh = place / f".{note.device}"
    fresh.write_text(json.dumps(told), encoding="utf-8")
    fresh.replace(_file(note.device))


def kept() -> tuple[Note, ...]:
    """In the order of the devices. What is from an earlier start is forgotten."""
    now = this_start()
    notes: list[Note] = []
    paths: list[Path] = []
    with suppress(OSError):  # of a home that is somebody else's
        paths = sorted(folder().glob("*.json"))[:MOST]
    for path in paths:
        with suppress(OSError):  # one that can't be read keeps no other from being told
            note = _read(path)
            if note is not None and note.start == now:
                notes.append(note)
            else:
                path.unlink()
    return tuple(notes)


def forget(device: str) -> None:
    with suppress(OSError):
        _file(device).unlink()


def folder() -> Path:
    """It need not exist."""
    return state_folder() / "mounts"


def _file(device: str) -> Path:
    return folder() / f"{device}.json"


def _read(path: Path) -> Note | None:
    """None for what is no note of ours. Raises OSError."""
    try:
        with open_plain_file(path) as file:
            told = json.loads(file.read(_LONGEST))
        return Note(
            *(str(told[name]) for name in ("image", "volume", "device", "backing", "file", "start"))
        )
    except (NotPlain, ValueError, KeyError, TypeError, RecursionError):
        return None
