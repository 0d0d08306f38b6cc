"""The checksum that makers of an image implant into it: isomd5sum, by Fedora and its kin.

It stands in the primary volume descriptor's application use (ECMA-119 8.4.32, byte 883) as fields
of text, "ISO MD5SUM = …;SKIPSECTORS = 15;RHLISOSTATUS=1;FRAGMENT SUMS = …;FRAGMENT COUNT = 20;".
The MD5 covers the volume without its last `skipped` sectors, with the 512 bytes of application use
read as blanks. Between the fragments stands what the running MD5 was there, three digits each: with
it a check can stop early, and say where.

A running MD5 gives the first hexadecimal digit of each of its first bytes, where a byte below 16
counts as one digit. It is taken at the end of the block of 32 KiB in which a fragment begins.
Format read in isomd5sum 1.2; MD5 finds damage, it proves no origin.
"""

import re
from dataclasses import dataclass
from typing import Self

from app.errors import CorruptImage
from app.formats.iso9660_volume import SECTOR, Volume

BLOCK = 32 << 10  # bytes that are added to the sum at a time
APPLICATION_USE = 883  # byte of the volume descriptor
APPLICATION_USE_LENGTH = 512

_DIGITS = 60  # of all fragments together
_MD5 = re.compile(r"[0-9a-f]{32}")
_USUAL_SKIP = 15
_WHAT = "Implanted checksum"


@dataclass(frozen=True, slots=True)
class Implanted:
    """What was implanted. `length` is how many bytes of the image the MD5 covers; `use` is the
    byte where application use begins. `supported` is its makers' word that it is a release."""

    md5: str
    length: int
    skipped: int  # sectors of 2048 bytes
    supported: bool
    fragments: tuple[str, ...]  # their digits; () where none are there
    use: int

    @property
    def fragment(self) -> int:
        """Bytes of one fragment; the image is divided into one more than there are sums."""
        return self.length // (len(self.fragments) + 1)

    @property
    def places_known(self) -> bool:
        """Whether the sums of fragments can be relied on: in a small image several begin in the
        same block, and the sums were written one short."""
        return bool(self.fragments) and self.fragment >= BLOCK

    @classmethod
    def of(cls, volume: Volume) -> Self | None:
        """None where there is none. Raises CorruptImage where it cannot be true."""
        pieces = volume.application_use.decode("latin-1").split(";")
        pairs = (piece.partition("=") for piece in pieces)
        fields = {name.strip(): value.strip() for name, _, value in pairs}
        md5 = fields.get("ISO MD5SUM", "").lower()
        if not _MD5.fullmatch(md5):
            return None
        skipped = _number(fields.get("SKIPSECTORS", ""), _USUAL_SKIP)
        length = (volume.volume_blocks - skipped) * SECTOR
        use = volume.offset + APPLICATION_USE
        if length <= use + APPLICATION_USE_LENGTH:
            raise CorruptImage(_WHAT, use, "it would cover nothing")
        return cls(
            md5=md5,
            length=length,
            skipped=skipped,
            supported=_number(fields.get("RHLISOSTATUS", ""), 0) == 1,
            fragments=_fragments(fields),
            use=use,
        )


def digits(md5: bytes, count: int) -> str:
    """How a running MD5 is written down, as `count` digits."""
    return "".join(f"{byte:x}"[0] for byte in md5[:count])


def _fragments(fields: dict[str, str]) -> tuple[str, ...]:
    sums = fields.get("FRAGMENT SUMS", "").lower()
    count = _number(fields.get("FRAGMENT COUNT", ""), 0)
    if len(sums) != _DIGITS or not 0 < count <= _DIGITS or _DIGITS % count:
        return ()
    each = _DIGITS // count
    return tuple(sums[at : at + each] for at in range(0, _DIGITS, each))


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
