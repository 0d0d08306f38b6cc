"""Names for a FAT folder: whether Windows can have them, their 8.3 aliases, and their records.

Microsoft FAT Specification (fatgen103), "FAT Directory Structure". What `app.formats.fat_records`
reads, this writes.
"""

import re
import struct
from collections.abc import Iterable
from datetime import datetime

from app.formats.fat_records import checksum

LABEL, FOLDER, FILE, HIDDEN = 0x08, 0x10, 0x20, 0x02
LONGEST = 255  # UTF-16 units of a name

_RECORD = struct.Struct("<11sBBBHHHHHHHI")
_LONG = struct.Struct("<B10sBBB12sH4s")
_LAST, _LONG_NAME = 0x40, 0x0F
_LETTERS = 13  # of a long name in one record

_ILLEGAL = frozenset('"*/:<>?\\|') | set(map(chr, range(32))) | {"\x7f"}
_DEVICES = frozenset(
    ("CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10)))
)
_SHORT = re.compile(r"[A-Z0-9!#$%&'()\-@^_`{}~]{1,8}(\.[A-Z0-9!#$%&'()\-@^_`{}~]{1,3})?")
_NOT_SHORT = re.compile(r"[^A-Z0-9!#$%&'()\-@^_`{}~]")

_FIRST_YEAR, _LAST_YEAR = 1980, 2107
_NO_DATE = 1 << 5 | 1  # 1 January 1980


def why_not(name: str) -> str:
    """What keeps Windows from having a file of this name; "" for nothing."""
    if name in ("", ".", ".."):
        return "it has no name"
    if any(letter in _ILLEGAL for letter in name):
        return "a sign in its name is not allowed on Windows"
    if name[-1] in " .":
        return "its name ends in a blank or a full stop"
    if name.split(".")[0].rstrip().upper() in _DEVICES:
        return "its name is that of a device on Windows"
    try:
        units = len(name.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        return "its name is no text"
    return f"its name has more than {LONGEST} letters" if units > LONGEST else ""


def same(name: str) -> str:
    """What is equal for two names that Windows cannot tell apart: they differ only in case, letter
    by letter."""
    return "".join(upper if len(upper := letter.upper()) == 1 else letter for letter in name)


def aliases(names: Iterable[str]) -> list[bytes]:
    """The 8.3 names of a folder's names, in their order and as records have them: eleven bytes.

    A name that is one but for its case keeps it, wherever it stands. The others get "~N", counted
    for each beginning alone, so that a folder of many names takes no longer than its length.
    """
    given = list(names)
    taken = {upper for name in given if (upper := _as_short(name))}
    counted: dict[tuple[str, str], int] = {}
    found = []
    for name in given:
        short = _as_short(name)
        if not short:
            short = _numbered(name, taken, counted)
            taken.add(short)
        stem, _, kind = short.partition(".")
        found.append(stem.ljust(8).encode() + kind.ljust(3).encode())
    return found


def _as_short(name: str) -> str:
    """The name in capitals where that is an 8.3 name, else ""."""
    upper = name.upper() if name.isascii() else ""
    return upper if _SHORT.fullmatch(upper) else ""


def _numbered(name: str, taken: set[str], counted: dict[tuple[str, str], int]) -> str:
    stem, _, kind = name.lstrip(". ").rpartition(".")
    if not stem:
        stem, kind = kind, ""
    stem, kind = _plain(stem) or "_", _plain(kind)[:3]
    for digits in range(1, 7):
        start = stem[: 7 - digits]
        key = start, f"{digits}.{kind}"
        number = counted.get(key, 10 ** (digits - 1))
        while number < 10**digits:
            alias = f"{start}~{number}.{kind}".rstrip(".")
            number += 1
            counted[key] = number
            if alias not in taken:
                return alias
    raise AssertionError("a folder holds fewer names than there are numbers")


def _plain(text: str) -> str:
    return _NOT_SHORT.sub("_", text.replace(" ", "").replace(".", "").upper())


def records_for(name: str, alias: bytes) -> int:
    """How many records a name takes."""
    if _spelled(alias) == name:
        return 1
    return 1 - len(name.encode("utf-16-le")) // -(2 * _LETTERS)


def record(
    short: bytes, kind: int, cluster: int = 0, size: int = 0, when: datetime | None = None
) -> bytes:
    date, time = fat_time(when)
    return _RECORD.pack(
        short.ljust(11), kind, 0, 0, time, date, date,
        cluster >> 16, time, date, cluster & 0xFFFF, size,
    )  # fmt: skip


def fat_time(when: datetime | None) -> tuple[int, int]:
    """Date and time as FAT has them, in steps of two seconds and without a zone: what the clock
    said where the image was made, so that every computer composes the same bytes."""
    if when is None or not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        return _NO_DATE, 0
    date = (when.year - _FIRST_YEAR) << 9 | when.month << 5 | when.day
    return date, when.hour << 11 | when.minute << 5 | when.second // 2


def long_name(name: str, alias: bytes) -> bytes:
    """The records of a name, last part first; none where its alias is the very same."""
    if _spelled(alias) == name:
        return b""
    text = name.encode("utf-16-le")
    if len(text) % (2 * _LETTERS):  # a name that fills its records has no end mark
        text += b"\0\0"
    text = text.ljust(-(-len(text) // (2 * _LETTERS)) * 2 * _LETTERS, b"\xff")
    parts = [text[at : at + 2 * _LETTERS] for at in range(0, len(text), 2 * _LETTERS)]
    total = checksum(alias)
    packed = [
        _LONG.pack(
            order | (_LAST if order == len(parts) else 0),
            part[:10], _LONG_NAME, 0, total, part[10:22], 0, part[22:],
        )
        for order, part in enumerate(parts, 1)
    ]  # fmt: skip
    return b"".join(reversed(packed))


def _spelled(alias: bytes) -> str:
    stem, kind = alias[:8].decode().rstrip(), alias[8:].decode().rstrip()
    return f"{stem}.{kind}" if kind else stem
