"""A .zip archive around one image.

A member's name is shown and compared, and never used for anything else. What the directory says
of a member and what stands in front of its bytes must agree, and so must its length and checksum.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.errors import BudgetSpent, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader, Window
from app.formats.zip import LocalHeader, Member, read_directory
from app.sources import codecs
from app.sources.codecs import Codec
from app.sources.layer import LARGEST_WINDOW, DamagedLayer, Layer, at_its_beginning, behind
from app.sources.lookup import REACH, Lookup, SharedLookup, Stretch
from app.sources.members import HEAD, choose, named
from app.sources.part import Part
from app.sources.patience import ByReader, Patience, Summed, look_far
from app.sources.source import Stream
from app.sources.unpackers import Stored
from app.sources.unpacking import Mark, Unpacking

NAME = "zip"

_STORED = 0
_METHODS = {8: codecs.DEFLATE, 12: codecs.BZIP2, 93: codecs.ZSTD, 95: codecs.XZ}  # APPNOTE 4.4.5


def open_zip(below: Layer, name: str | None = None) -> "ZipMember | DamagedLayer":
    """The layer of the member `name`, or of the one that is the image.

    Raises UnsupportedImage when there is none, or none that is unpacked here, ManyImages, and
    NotReached in a packed file so large that the directory is out of reach. What is damaged is
    told by the layer when it is read.
    """
    try:
        members = _directory(below)
    except PackedDamaged as error:
        return DamagedLayer(error)
    except BudgetSpent as error:
        raise UnsupportedImage("This archive holds too many files.") from error
    files = [member for member in members if not member.is_folder]
    if name is None:
        _demand_open(max(files, key=lambda member: member.length, default=None))
        member = choose(files, lambda member: _head(below, member))
    else:
        member = named(files, name)
    _demand_open(member)
    if not _unpacks(member):
        raise UnsupportedImage(
            f"The image in this archive is packed in a way that is not unpacked here "
            f"(zip method {member.method}).",
            "Unpack it first.",
        )
    return ZipMember(below, member)


class ZipMember:
    """The layer: one member of the archive below."""

    def __init__(self, below: Layer, member: Member) -> None:
        self._below = below
        self._member = member
        self._most = LARGEST_WINDOW
        self._lookup = SharedLookup(lambda: Lookup(self.size, [Stretch(0, self.size, self.stream)]))

    @property
    def member(self) -> str:
        return self._member.name

    @property
    def size(self) -> int:
        return self._member.length

    @property
    def direct(self) -> bool:
        return self._member.method == _STORED and self._below.direct

    def stream(self, start: int = 0) -> Stream:
        return behind(self._unpacking(self._below.stream, self._codec(), Mark()), start)

    def look(self) -> Reader:
        if not self.direct:
            return self._lookup.get()
        try:
            return Window(self._below.look(), self._data_at(), self.size)
        except PackedDamaged as error:
            return DamagedLayer(error)

    def look_far(self, patience: Patience) -> Reader:
        if self.direct:
            try:
                place = self._data_at()
            except PackedDamaged as error:
                return DamagedLayer(error)
            return Summed(self._below.look(), place, self.size, self.stream, patience)
        below, codec = self._below.stream, self._codec().marking()
        if not self._below.direct:
            with patience.below():
                below = partial(ByReader, look_far(self._below, patience))
        resume = partial(self._unpacking, below, codec)
        whole = Stretch(0, self.size, lambda: resume(Mark()), resume)
        return Lookup(self.size, [whole], patience)

    def hold(self, room: int) -> int:
        self._most = self._codec().asked(self._below.look(), self._data_at(), room)
        return self._most

    def _unpacking(self, below: Callable[[int], Stream], codec: Codec, mark: Mark) -> Unpacking:
        member, at = self._member, self._data_at()
        with at_its_beginning(NAME):
            part = Part(below(at + mark.used), at, member.packed_length - mark.used)
        return Unpacking(part, codec, length=member.length, crc=member.crc, mark=mark)

    def _codec(self) -> Codec:
        """Its decompressor, for exactly one stream, and with errors that name the archive."""
        if self._member.method == _STORED:
            return Codec(NAME, (), lambda: Stored(self.size), ())
        codec = _METHODS[self._member.method].held_to(self._most)
        return replace(codec, name=NAME, magics=())

    def _data_at(self) -> int:
        """Where the bytes begin, if the header in front of them says what the directory says."""
        with at_its_beginning(NAME):
            header = LocalHeader.read(self._below.look(), self._member.header_at)
        if difference := header.difference(self._member):
            raise PackedDamaged(NAME, 0, f"its two directories differ in the {difference}")
        return header.data_at


def _directory(below: Layer) -> Sequence[Member]:
    """Raises PackedDamaged, BudgetSpent, and NotReached in a large packed file."""
    reader = below.look()
    with at_its_beginning(NAME):
        if reader.size is None:
            reader.read_at(REACH - 1, 1)  # on the way there the end of a small file shows
            if reader.size is None:
                raise NotReached(REACH, REACH)
        return read_directory(reader)


def _demand_open(member: Member | None) -> None:
    if member is not None and member.encrypted:
        raise UnsupportedImage("This archive is protected with a password.", "Unpack it first.")


def _unpacks(member: Member) -> bool:
    return member.method == _STORED or member.method in _METHODS


def _head(below: Layer, member: Member) -> bytes | None:
    """A member's first bytes, None when they cannot be unpacked."""
    if member.encrypted or not _unpacks(member):
        return None
    head = memoryview(bytearray(min(member.length, HEAD)))
    try:
        stream = ZipMember(below, member).stream()
        try:
            return bytes(head[: stream.readinto(head)])
        finally:
            stream.close()
    except (PackedDamaged, UnsupportedImage):
        return None
