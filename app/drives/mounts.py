"""What is mounted and what is swapped to, as the kernel itself lists it (proc_pid_mountinfo(5),
proc_swaps(5)). In these files a space, a tab, a line end and a backslash are octal escapes."""

import re
from dataclasses import dataclass
from pathlib import Path

_ESCAPE = re.compile(rb"\\([0-7]{3})")
_GAP = re.compile(rb"[ \t]+")
_FIELDS_BEFORE_DASH = 6  # and any number of optional ones
_FIELDS_AFTER_DASH = 3


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of mountinfo. `number` is that of the file system: "8:17", or "0:42" where it is
    on no block device or on several."""

    number: str
    point: str
    file_system: str
    source: str
    options: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A partition or a file that memory is swapped to."""

    path: str
    is_file: bool


@dataclass(frozen=True, slots=True)
class Lists:
    """All of it, mounts in the order of mounting where that is known."""

    mounts: tuple[Mount, ...]
    swaps: tuple[Swap, ...]


def read_lists(proc: Path) -> Lists:
    return Lists(read_mounts(proc), read_swaps(proc))


def read_mounts(proc: Path) -> tuple[Mount, ...]:
    """In the order of mounting; none when the list cannot be read."""
    mounts = (_mount(line) for line in _lines(proc / "self/mountinfo"))
    return tuple(mount for mount in mounts if mount)


def read_swaps(proc: Path) -> tuple[Swap, ...]:
    columns = (_GAP.split(line) for line in _lines(proc / "swaps")[1:])
    return tuple(
        Swap(_text(fields[0]), fields[1] == b"file") for fields in columns if len(fields) > 1
    )


def _mount(line: bytes) -> Mount | None:
    before, _, after = line.partition(b" - ")
    fields, rest = before.split(b" "), after.split(b" ")
    if len(fields) < _FIELDS_BEFORE_DASH or len(rest) < _FIELDS_AFTER_DASH:
        return None
    return Mount(
        number=_text(fields[2]),
        point=_text(fields[4]),
        file_system=_text(rest[0]),
        source=_text(rest[1]),
        options=_text(rest[2]),
    )


def _lines(path: Path) -> list[bytes]:
    try:
        return path.read_bytes().rstrip(b"\n").split(b"\n")
    except OSError:
        return []


def _text(field: bytes) -> str:
    raw = _ESCAPE.sub(lambda match: bytes([int(match[1], 8) & 0xFF]), field)
    return raw.decode(errors="surrogateescape")
