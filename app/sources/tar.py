"""A tar archive around one image: an .ova, or a .tar that is packed as a whole or not at all.

A plain one is read straight from its file. In a packed one the image is a stretch of the stream;
of members that lie further in than we look, nothing is known, and the image is looked for among the
others. Headers have a checksum, contents have none: what proves them is the packing around, which
is why that is read to its end, wherever the image ends; and of an .ova the list that is in it. If
another image turns up on the way there, and nobody chose, the last bytes are not given out.
"""

from collections.abc import Sequence
from contextlib import suppress

from app.errors import (
    BudgetSpent,
    CorruptImage,
    ManyImages,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
from app.formats.binary import Reader, Window
from app.formats.tar import Member, read_members
from app.sources.layer import DamagedLayer, Layer, at_its_beginning, behind, skip
from app.sources.manifest import Compared, Sum, listed
from app.sources.members import HEAD, Likely, choose, judge, named, too_far_inside
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
    likely = Likely.NO
    if name is None and not all_seen:
        likely = judge(member, _head(reader, member))
    return TarMember(below, member, listed(reader, members, member), likely)


class TarMember:
    """The layer: one member of the archive below. `likely`: unless it is NO, nothing that lies
    behind was looked at, and may be as likely an image."""

    def __init__(
        self,
        below: Layer,
        member: Member,
        sums: Sequence[Sum] = (),
        likely: Likely = Likely.NO,
    ) -> None:
        self._below = below
        self._member = member
        self._sums = sums
        self._likely = likely

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
            return TarStream(self._below, self._member, start, self._likely)
        whole = TarStream(self._below, self._member, 0, self._likely)
        return behind(Compared(whole, NAME, self.size, self._sums), start)

    def look(self) -> "TarReader":
        return TarReader(self._below.look(), self._member)

    def look_far(self, patience: Patience) -> Reader:
        reader, member = look_far(self._below, patience), self._member
        if self._sums and self.direct:
            return Summed(reader, member.data_at, member.length, self.stream, patience)
        return TarReader(reader, member)


class TarStream:
    """From byte `start` of the member on. What is packed around it is read to its end before the
    last bytes are given out: there its checksums are. Raises ManyImages for another member that is
    as `likely` an image."""

    def __init__(
        self, below: Layer, member: Member, start: int, likely: Likely = Likely.NO
    ) -> None:
        at = member.data_at
        self._below = below.stream(at + start)
        self._part = Part(self._below, at, max(0, member.length - start))
        self._place = start
        self._length = member.length
        self._unproven = not below.direct or isinstance(below, Far)
        self._member = member
        self._likely = likely

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
        rest = _Onward(self._below, self._member.data_at + self._length)
        try:
            if self._likely:
                self._demand_only(rest)
            rest.read_on()
        except PackedDamaged as error:
            raise PackedDamaged(error.layer, self._place, error.why) from error

    def _demand_only(self, rest: "_Onward") -> None:
        """What is no archive any more holds no image either."""
        first = self._member
        with suppress(CorruptImage, BudgetSpent):
            for each in read_members(rest, first.behind):
                head = None if each.sparse else rest.read_at(each.data_at, min(each.length, HEAD))
                if judge(each, head) >= self._likely:
                    raise ManyImages((first.name, each.name), (first.length, each.length))


class _Onward:
    """A `Reader` of a stream that stands at byte `place`: of what lies behind it, and never back
    again."""

    size = None

    def __init__(self, stream: Stream, place: int) -> None:
        self._stream = stream
        self._place = place

    def read_at(self, offset: int, length: int) -> bytes:
        skip(self._stream, offset - self._place)
        data = memoryview(bytearray(length))
        count = self._stream.readinto(data)
        self._place = offset + count
        return bytes(data[:count])

    def read_on(self) -> None:
        """To its end."""
        rest = memoryview(bytearray(STEP))
        while self._stream.readinto(rest):
            pass


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
