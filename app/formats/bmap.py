"""Block maps (`.bmap`): which blocks of an image matter, with a checksum for each range.

The format of bmap-tools, versions 1.3 to 2.x: XML with the image's size, its blocks, and ranges.
The file holds a checksum of itself, taken with zeros in place of that checksum. Maps before 1.3
have no checksums of the image and are refused: nobody could tell that a map is another image's.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from app.errors import CorruptImage
from app.formats import markup
from app.formats.markup import Element

LARGEST = 8 << 20  # bytes of a map
_WHAT = "the block map"
_RANGE = re.compile(r"\s*(\d{1,18})(?:\s*-\s*(\d{1,18}))?\s*")
_DIGITS = {"sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}
BLOCK = 4096  # bytes: what the maps made here count in
_BLOCKS = range(512, (64 << 20) + 1)


@dataclass(frozen=True, slots=True)
class Range:
    """Bytes of the image that matter."""

    start: int
    stop: int
    digest: str  # hexadecimal, of these bytes


@dataclass(frozen=True, slots=True)
class Bmap:
    size: int  # of the image, in bytes
    algorithm: str  # as `hashlib` calls it
    ranges: tuple[Range, ...]  # in order and apart

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Raises CorruptImage for what is no such map or contradicts itself, BudgetSpent."""
        root = markup.parse(_text(data), _WHAT)
        version = re.fullmatch(r"(\d{1,3})\.(\d{1,3})", root.attributes.get("version", "").strip())
        if root.name != "bmap" or version is None:
            raise _wrong("it is none")
        if not (1, 3) <= (int(version[1]), int(version[2])) < (3, 0):
            raise _wrong(f"it is of version {version[0]}, without checksums or unknown")
        algorithm = root.value("ChecksumType").lower() or "sha1"
        if algorithm not in _DIGITS:
            raise _wrong("its kind of checksum is unknown")
        _demand_whole(data, root, algorithm)
        size, block = _number(root, "ImageSize"), _number(root, "BlockSize")
        if size == 0 or block not in _BLOCKS or _number(root, "BlocksCount") != -(-size // block):
            raise _wrong("its sizes do not agree")
        ranges = tuple(_ranges(root, algorithm, size, block))
        mapped = sum(-(-(each.stop - each.start) // block) for each in ranges)
        if mapped != _number(root, "MappedBlocksCount"):
            raise _wrong("its blocks are not as many as it says")
        return cls(size, algorithm, ranges)


def written(size: int, ranges: Sequence[Range]) -> bytes:
    """A map of version 2.0 of an image of `size` bytes, with SHA-256. Each range begins with a
    block of `BLOCK` bytes and ends with one, or with the image."""
    blocks = [(each.start // BLOCK, (each.stop - 1) // BLOCK, each.digest) for each in ranges]
    mapped = sum(last - first + 1 for first, last, _ in blocks)
    lines = [
        '<?xml version="1.0" ?>',
        '<bmap version="2.0">',
        f"    <ImageSize> {size} </ImageSize>",
        f"    <BlockSize> {BLOCK} </BlockSize>",
        f"    <BlocksCount> {-(-size // BLOCK)} </BlocksCount>",
        f"    <MappedBlocksCount> {mapped} </MappedBlocksCount>",
        "    <ChecksumType> sha256 </ChecksumType>",
        f"    <BmapFileChecksum> {'0' * 64} </BmapFileChecksum>",
        "    <BlockMap>",
    ]
    for first, last, digest in blocks:
        place = f"{first}-{last}" if last > first else f"{first}"
        lines.append(f'        <Range chksum="{digest}"> {place} </Range>')
    text = "\n".join([*lines, "    </BlockMap>", "</bmap>", ""])
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text.replace("0" * 64, digest, 1).encode()


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _wrong("it is not text") from error


def _number(root: Element, name: str) -> int:
    text = root.value(name)
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise _wrong(f"it has no {name}")
    return int(text)


def _demand_whole(data: bytes, root: Element, algorithm: str) -> None:
    said = (root.value("BmapFileChecksum") or root.value("BmapFileSHA1")).lower()
    if len(said) != _DIGITS[algorithm]:
        raise _wrong("it has no checksum of itself")
    place = data.lower().find(said.encode())
    blank = data[:place] + b"0" * len(said) + data[place + len(said) :]
    if hashlib.new(algorithm, blank, usedforsecurity=False).hexdigest() != said:
        raise _wrong("its own checksum is wrong")


def _ranges(root: Element, algorithm: str, size: int, block: int) -> list[Range]:
    found: list[Range] = []
    for element in root.all("BlockMap/Range"):
        numbers = _RANGE.fullmatch(element.text)
        attributes = element.attributes
        digest = (attributes.get("chksum") or attributes.get("sha1") or "").strip().lower()
        if numbers is None or not re.fullmatch(rf"[0-9a-f]{{{_DIGITS[algorithm]}}}", digest):
            raise _wrong("a range of it has no place or no checksum")
        first, last = int(numbers[1]), int(numbers[2] or numbers[1])
        start, stop = first * block, min(size, (last + 1) * block)
        if start >= stop or last * block >= size or (found and start < found[-1].stop):
            raise _wrong("its ranges are not in order")
        found.append(Range(start, stop, digest))
    return found


def _wrong(why: str) -> CorruptImage:
    return CorruptImage(_WHAT, 0, why)
