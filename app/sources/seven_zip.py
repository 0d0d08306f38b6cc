"""A .7z archive around one image.

Files that were packed as one can only be unpacked in their order, so what stands in front of the
image is unpacked with it. Every file has a checksum of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.errors import BudgetSpent, CorruptImage, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader, Window
from app.formats.seven_zip import Member, parse, read_start
from app.formats.seven_zip_runs import Run
from app.sources import codecs
from app.sources.codecs import Codec
from app.sources.layer import LARGEST_WINDOW, DamagedLayer, Layer, at_its_beginning, behind
from app.sources.lookup import REACH, Lookup, SharedLookup, Stretch
from app.sources.members import HEAD, choose, named
from app.sources.part import Part
from app.sources.patience import Patience, Summed
from app.sources.raw_lzma import lzma1, lzma2, raw
from app.sources.source import Stream
from app.sources.unpackers import Stored
from app.sources.unpacking import Unpacking

NAME = "7z"

_COPY = bytes.fromhex("00")
_LZMA = bytes.fromhex("030101")
_LZMA2 = bytes.fromhex("21")
_ENCRYPTION = bytes.fromhex("06f10701")
_CODECS = {
    bytes.fromhex("040108"): codecs.DEFLATE,
    bytes.fromhex("040202"): codecs.BZIP2,
    bytes.fromhex("04f71101"): codecs.ZSTD,
}
_KNOWN = {
    bytes.fromhex("030401"): "PPMd",
    bytes.fromhex("03030103"): "BCJ",
    bytes.fromhex("040109"): "Deflate64",
}
_MOST_NESTED = 4  # a directory in a packed directory


def open_seven_zip(below: Layer, name: str | None = None) -> "SevenZipMember | DamagedLayer":
    """The layer of the member `name`, or of the one that is the image.

    Raises UnsupportedImage when there is none, or none that is unpacked here, ManyImages, and
    NotReached in a packed file so large that the directory is out of reach. What is damaged is
    told by the layer when it is read.
    """
    try:
        with at_its_beginning(NAME):
            member = _chosen(below, _directory(below), name)
            _codec(member.run)
    except PackedDamaged as error:
        return DamagedLayer(error)
    except BudgetSpent as error:
        raise UnsupportedImage("This archive holds too many files.") from error
    return SevenZipMember(below, member)


class SevenZipMember:
    """The layer: one member of the archive below."""

    def __init__(self, below: Layer, member: Member) -> None:
        self._below = below
        self._member = member
        self._most = LARGEST_WINDOW
        front = 0 if member.alone else member.within
        self._all = Stretch(0, member.length, self.stream, in_front=front)
        self._lookup = SharedLookup(lambda: Lookup(self.size, [self._all]))

    @property
    def member(self) -> str:
        return self._member.name

    @property
    def size(self) -> int:
        return self._member.length

    @property
    def direct(self) -> bool:
        return _is_copy(self._member.run) and self._below.direct

    def stream(self, start: int = 0) -> Stream:
        return behind(self._opened(), start)

    def _opened(self, patience: Patience | None = None) -> Stream:
        """What is packed in front of it is passed over when it is read, which takes its time."""
        member, passed = self._member, (patience or Patience()).passed
        if member.alone:
            whole = _unpacked(self._below, replace(member.run, crc=member.crc), self._most)
        else:
            whole = behind(_unpacked(self._below, member.run, self._most), member.within, passed)
            part = Part(whole, member.within, member.length)
            stored = Codec(NAME, (), lambda: Stored(member.length), ())
            whole = Unpacking(part, stored, length=member.length, crc=member.crc)
        return whole

    def hold(self, room: int) -> int:
        run = self._member.run
        self._most = _codec(run).asked(self._below.look(), run.packed_at, room)
        return self._most

    def look(self) -> Reader:
        if not self.direct:
            return self._lookup.get()
        at = self._member.run.packed_at + self._member.within
        return Window(self._below.look(), at, self.size)

    def look_far(self, patience: Patience) -> Reader:
        if not self.direct:
            whole = replace(self._all, open=partial(self._opened, patience))
            return Lookup(self.size, [whole], patience)
        at = self._member.run.packed_at + self._member.within
        return Summed(self._below.look(), at, self.size, self.stream, patience)


def _chosen(below: Layer, members: Sequence[Member], name: str | None) -> Member:
    if name is not None:
        return named(members, name)
    if members:
        _demand_open(max(members, key=lambda member: member.length).run)
    return choose(members, _heads(below))


def _directory(below: Layer) -> Sequence[Member]:
    """Raises CorruptImage, PackedDamaged, BudgetSpent, UnsupportedImage, and NotReached in a large
    packed file."""
    found = parse(read_start(below.look()))
    for _ in range(_MOST_NESTED):
        if isinstance(found, tuple):
            return found
        data = memoryview(bytearray(found.length))
        stream = _unpacked(below, found)
        try:
            got = stream.readinto(data)
        finally:
            stream.close()
        found = parse(bytes(data[:got]))
    raise BudgetSpent("the archive has a directory in a directory in a directory")


def _unpacked(below: Layer, run: Run, most: int = LARGEST_WINDOW) -> Stream:
    codec = _codec(run).held_to(most)
    part = Part(below.stream(run.packed_at), run.packed_at, run.packed_length)
    return Unpacking(part, codec, length=run.length, crc=run.crc)


def _is_copy(run: Run) -> bool:
    return [method.number for method in run.methods] == [_COPY]


def _demand_open(run: Run) -> None:
    if any(method.number == _ENCRYPTION for method in run.methods):
        raise UnsupportedImage("This archive is protected with a password.", "Unpack it first.")


def _codec(run: Run) -> Codec:
    """What unpacks it. Raises UnsupportedImage, CorruptImage."""
    _demand_open(run)
    numbers = [method.number for method in run.methods]
    if len(numbers) != 1:
        raise _not_unpacked(*numbers)
    (method,) = run.methods
    if method.number == _COPY:
        return Codec(NAME, (), lambda: Stored(run.length), ())
    if method.number in {_LZMA, _LZMA2}:
        filters = [(lzma1 if method.number == _LZMA else lzma2)(method.settings)]
        return raw(NAME, filters, run.packed_length, run.length)
    if method.number not in _CODECS:
        raise _not_unpacked(method.number)
    return replace(_CODECS[method.number], name=NAME)


def _not_unpacked(*numbers: bytes) -> UnsupportedImage:
    listed = (
        " + ".join(_KNOWN.get(number, number.hex()) for number in numbers)
        or "several streams in one"
    )
    return UnsupportedImage(
        f"The image in this archive is packed in a way that is not unpacked here (7z: {listed}).",
        "Unpack it first.",
    )


def _heads(below: Layer) -> Callable[[Member], bytes | None]:
    """What gives a member's first bytes, None when they cannot be had, or not without unpacking
    too much in front of them."""
    unpacked = 0

    def head(member: Member) -> bytes | None:
        nonlocal unpacked
        unpacked += 0 if _is_copy(member.run) else member.within
        if unpacked > REACH:
            return None
        data = memoryview(bytearray(min(member.length, HEAD)))
        try:
            stream = SevenZipMember(below, member).stream()
            try:
                return bytes(data[: stream.readinto(data)])
            finally:
                stream.close()
        except (CorruptImage, PackedDamaged, UnsupportedImage):
            return None

    return head
