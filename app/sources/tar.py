"""A tar archive around one image: an .ova, or a .tar that is packed as a whole or not at all.

A plain one is read straight from its file. In a packed one the image is a stretch of the stream;
of members that lie further in than we look, nothing is known, and the image is looked for among the
others. Headers have a checksum, contents have none: what proves them is the packing around, which
is why that is read to its end, wherever the image ends; and of an .ova the list that is in it.
"""

from collections.abc import Sequence
from contextlib import suppress

from app.errors import BudgetSpent, ManyImages, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader, Window
from app.formats.tar import Member, read_members
from app.sources.layer import DamagedLayer, Layer, at_its_beginning, behind
from app.sources.manifest import Compared, Sum, listed
from app.sources.members import HEAD, choose, named, too_far_inside
from app.sources.part import Part
from app.sources.patience import Far, Patience, Proving, Summed, look_far
from app.sources.source import Stream, moved_of
from app.sources.unpacking import STEP

NAME = "tar"


def open_tar(below: Layer, name: str | None = None) -> "TarMember | DamagedLayer":
    """The layer of the member `name`, or of the one that is the image.

    Raises UnsupportedImage when there is none, or none in reach, and ManyImages. What is damaged
    is told by the layer when it is read.
    """
    reader = below.look()  # held, so that a packed archive is unpacked once
    members: list[Member] = []
    all_seen = False
    try:
        with suppress(NotReached), at_its_beginning(NAME):
            members.extend(read_members(reader))  # those in front of what is not reached stay
            all_seen = True
    except PackedDamaged as error:
        return DamagedLayer(error)
    except BudgetSpent as error:
        raise UnsupportedImage("This archive holds too many files.") from error
    member = _chosen(reader, members, name, all_seen=all_seen)
    if member.sparse:
        raise UnsupportedImage(
            "The image in this archive was stored without its zeros, which is not unpacked here.",
            "Unpack it first.",
        )
    return TarMember(below, member, listed(reader, members, member))


class TarMember:
    """The layer: one member of the archive below."""

    def __init__(self, below: Layer, member: Member, sums: Sequence[Sum] = ()) -> None:
        self._below = below
        self._member = member
        self._sums = sums

    @property
    def member(self) -> str:
        return self._member.name

    @property
    def size(self) -> int:
        return self._member.length

    @property
    def direct(self) -> bool:
        return self._below.direct

    def stream(self, start: int = 0) -> Stream:
        if not self._sums:
            return TarStream(self._below, self._member, start)
        whole = Compared(TarStream(self._below, self._member, 0), NAME, self.size, self._sums)
        return behind(whole, start)

    def look(self) -> "TarReader":
        return TarReader(self._below.look(), self._member)

    def look_far(self, patience: Patience) -> Reader:
        reader, member = look_far(self._below, patience), self._member
        if self._sums and self.direct:
            return Summed(reader, member.data_at, member.length, self.stream, patience)
        return TarReader(reader, member)


class TarStream:
    """From byte `start` of the member on. What is packed around it is read to its end before the
    last bytes are given out: there its checksums are."""

    def __init__(self, below: Layer, member: Member, start: int) -> None:
        at = member.data_at
        self._below = below.stream(at + start)
        self._part = Part(self._below, at, max(0, member.length - start))
        self._place = start
        self._length = member.length
        self._unproven = not below.direct or isinstance(below, Far)

    @property
    def moved(self) -> int:
        return moved_of(self._below)()

    def readinto(self, buffer: memoryview, /) -> int:
        wanted = max(0, min(len(buffer), self._length - self._place))
        count = self._part.readinto(buffer[:wanted])
        self._place += count
        if count < wanted:
            raise PackedDamaged(NAME, self._place, "it ends too early")
        if self._unproven and self._place >= self._length:
            self._prove()
        return count

    def close(self) -> None:
        self._part.close()

    def _prove(self) -> None:
        self._unproven = False
        rest = memoryview(bytearray(STEP))
        try:
            while self._below.readinto(rest):
                pass
        except PackedDamaged as error:
            raise PackedDamaged(error.layer, self._place, error.why) from error


class TarReader:
    """The member, by place."""

    def __init__(self, reader: Reader, member: Member) -> None:
        self._reader = reader
        self._at = member.data_at
        self._window = Window(reader, member.data_at, member.length)

    @property
    def size(self) -> int:
        return self._window.length

    def prove(self) -> None:
        if isinstance(self._reader, Proving):
            self._reader.prove()

    def read_at(self, offset: int, length: int) -> bytes:
        try:
            return self._window.read_at(offset, length)
        except NotReached as error:
            raise NotReached(offset, max(0, error.limit - self._at)) from error
        except PackedDamaged as error:
            raise PackedDamaged(error.layer, max(0, error.offset - self._at), error.why) from error


def _chosen(
    reader: Reader, members: Sequence[Member], name: str | None, *, all_seen: bool
) -> Member:
    try:
        if name is not None:
            return named(members, name)
        return choose(members, lambda member: _head(reader, member))
    except ManyImages:
        raise
    except UnsupportedImage as error:
        if all_seen:
            raise
        raise too_far_inside() from error


def _head(reader: Reader, member: Member) -> bytes | None:
    """A member's first bytes, None when they cannot be had."""
    if member.sparse:
        return None
    with suppress(NotReached, PackedDamaged):
        return TarReader(reader, member).read_at(0, min(member.length, HEAD))
    return None
