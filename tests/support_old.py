"""A small drive as a stopped write left it, and what is kept of it: for tests in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from support_images import image_bytes
from support_media import Heard, Memory, stick_info

from app.drives.told import Told
from app.old_contents import OldContents, Piece, Writer, read

SIZE = 256 << 10
HEAD = (0, 8192)  # where the pieces lie: offset, length
BODY = ((65536, 4096), (69632, 12288), (131072, 4096))
LAST = (SIZE - 8192, 8192)
PIECES = (HEAD, *BODY, LAST)
WAS = image_bytes(SIZE, "was")
IMAGE = image_bytes(SIZE, "image")


@dataclass
class Left:
    """`medium` as the write left it: the ends blank, the first two pieces of the body written."""

    medium: Memory
    old: OldContents


def part(content: bytes, place: tuple[int, int]) -> bytes:
    offset, length = place
    return content[offset : offset + length]


def put(medium: Memory, content: bytes, places: Sequence[tuple[int, int]]) -> None:
    for offset, length in places:
        medium.content[offset : offset + length] = content[offset : offset + length]


def kept(path: Path, size: int = SIZE) -> OldContents:
    writer = Writer(path, Told.of(stick_info(size)), 7, "")
    for place in (HEAD, LAST):
        was = memoryview(part(WAS, place))
        writer.old(place[0], was, memoryview(bytes(place[1])), 512)
    for place in BODY:
        becomes = memoryview(part(IMAGE, place))
        writer.old(place[0], memoryview(part(WAS, place)), becomes, 4096)
    writer.new(0, memoryview(part(IMAGE, HEAD)), 512)
    writer.close()
    return read(path)


def left(path: Path, medium: Memory | None = None) -> Left:
    medium = medium or Memory(bytearray(WAS))
    medium.content[:] = WAS
    put(medium, bytes(SIZE), (HEAD, LAST))
    put(medium, IMAGE, BODY[:2])
    return Left(medium, kept(path))


def distant(old: OldContents, heard: Heard) -> OldContents:
    """On a disk that takes its time for each piece, until it was heard that somebody waits."""

    class Distant(OldContents):
        def bytes_of(self, piece: Piece) -> bytes:
            heard.wait()
            return super().bytes_of(piece)

    return Distant(**{each.name: getattr(old, each.name) for each in fields(OldContents)})
