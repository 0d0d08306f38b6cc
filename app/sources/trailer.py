"""What stands behind a disk in a packed file and is none of it.

A VHD in one piece is a disk with a footer, and a DMG is told by its trailer: both are the last 512
bytes. A packed file mostly hands these out last, so each of its streams holds them back. What says
early how long it is, and can be read there, is told when it is opened.
"""

from dataclasses import dataclass

from app.errors import PackedDamaged, UnsupportedImage
from app.formats.binary import Reader, Window
from app.formats.dmg import BEGINS
from app.formats.vhd import FOOTER, fixed_size
from app.sources.layer import Layer
from app.sources.patience import Patience, Proving, look_far
from app.sources.source import Stream, lacks_index
from app.sources.through import Through


class Ended(Through):
    """A `Stream` from `start` on, the same one without the footer: a `Shortened` one. `size`: what
    whoever reads was told of the image, None where nobody knows.

    Raises UnsupportedImage before it hands out the last bytes of a DMG, and of a VHD that was told
    to be longer than its disk.
    """

    def __init__(self, stream: Stream, start: int, size: int | None) -> None:
        super().__init__(stream)
        self._place = start  # of what it gives next
        self._size = size
        self._held = b""
        self._begun = self._over = False
        self._damage: PackedDamaged | None = None  # behind what is held
        self.behind = b""

    def readinto(self, buffer: memoryview, /) -> int:
        if not self._begun:
            self._begun = True
            self._hold()
        count = min(len(buffer), len(self._held))
        buffer[:count], self._held = self._held[:count], self._held[count:]
        if not self._over:
            return self._go_on(buffer, count)
        if self._damage is not None and not self._held:
            raise self._damage
        return count

    def _go_on(self, buffer: memoryview, filled: int) -> int:
        if filled < len(buffer):
            got = self._stream.readinto(buffer[filled:])
            self._place += got
            filled += got
        self._hold()
        judged = self._over and self._damage is None
        return self._judged(buffer[:filled]) if judged else filled

    def _hold(self) -> None:
        """As many bytes as a footer has, which come behind what was handed out."""
        more = memoryview(bytearray(FOOTER - len(self._held)))
        try:
            count = self._stream.readinto(more)
        except PackedDamaged as error:
            count = max(0, error.offset - self._place)
            if not self._held and not count:
                raise
            self._damage = error
        self._place += count
        self._held += more[:count]
        self._over = self._damage is not None or count < len(more)

    def _judged(self, given: memoryview) -> int:
        """How much of it is the disk's, by the last bytes, which end it or are held."""
        last = (bytes(given[-FOOTER:]) + self._held)[-FOOTER:]
        if last.startswith(BEGINS) and len(last) == FOOTER:
            raise UnsupportedImage(
                "This packed file holds a disk image of a Mac (DMG), which only its end tells.",
                "Unpack it first.",
            )
        disk = fixed_size(last)
        if disk is None or disk > self._place - FOOTER:
            return len(given)
        if self._size is not None:
            raise UnsupportedImage(
                "This packed file holds a VHD disk, which only its end tells.", "Unpack it first."
            )
        rest = FOOTER - len(self._held)
        self._held, self.behind = b"", last
        return len(given) - rest


class Unmeasured:
    """The layer, with a length that is not told: it may be that of a disk with a footer."""

    size = None
    direct = False

    def __init__(self, image: Layer) -> None:
        self._image = image

    @property
    def lacks_index(self) -> bool:
        return lacks_index(self._image)

    def stream(self, start: int = 0) -> Stream:
        return self._image.stream(start)

    def look(self) -> Reader:
        return self._image.look()

    def look_far(self, patience: Patience) -> Reader:
        return look_far(self._image, patience)


@dataclass(frozen=True, slots=True)
class InFront:
    """The layer: a disk of `size` bytes in a packed file, the footer behind it."""

    below: Layer
    size: int
    direct = False

    def stream(self, start: int = 0) -> Ended:
        return Ended(self.below.stream(start), start, None)

    def look(self) -> Reader:
        return Window(self.below.look(), 0, self.size)

    def look_far(self, patience: Patience) -> Reader:
        return _InFront(look_far(self.below, patience), 0, self.size)


@dataclass(frozen=True, slots=True)
class _InFront(Window):
    """A `Proving` one."""

    def prove(self) -> None:
        if isinstance(self.reader, Proving):
            self.reader.prove()
