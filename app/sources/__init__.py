"""Whatever file a user brings becomes the plain bytes of an image.

`open_source` peels layer after layer, each told by its own bytes and never by a name. What is
no layer we unpack stays as it is, and inspection says what it looks like.
"""

from dataclasses import dataclass
from pathlib import Path
from stat import S_ISBLK, S_ISDIR, S_ISREG
from typing import NamedTuple

from app.errors import ImageUnreadable, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader
from app.sources.layer import LARGEST_WINDOW, Chosen, Layer, Windowed
from app.sources.layers import VIRTUAL_DISKS, may_end_in_footer, recognise
from app.sources.patience import Patience, look_far
from app.sources.plain import PlainFile
from app.sources.source import Beside, FileIdentity, Stream, lacks_index

MOST_LAYERS = 4


@dataclass(frozen=True, slots=True)
class FileSource:
    """The `Source` that a file is. `member` is the name inside an archive, None without one;
    `beside` are other files that the bytes lie in. `within`: the file that a virtual disk is, where
    that is packed. `as_it_is`: what is packed may be anything, and all of it is wanted."""

    path: Path
    identity: FileIdentity
    layers: tuple[str, ...]
    member: str | None
    image: Layer
    beside: tuple[Path, ...] = ()
    within: Layer | None = None
    as_it_is: bool = False

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int | None:
        return self.image.size

    @property
    def lacks_index(self) -> bool:
        return lacks_index(self.image)

    def stream(self, start: int = 0) -> Stream:
        if self.as_it_is:
            return self.image.stream(start)
        return streamed(self.image, self.layers, start, self.size)

    def look(self) -> Reader:
        return self.image.look()

    def look_far(self, patience: Patience) -> Reader:
        return look_far(self.image, patience)


def streamed(image: Layer, layers: tuple[str, ...], start: int, size: int | None) -> Stream:
    """From byte `start` of what was peeled out of `layers`. `size`: what was told of it."""
    stream = image.stream(start)
    if not _is_packed(image, layers):
        return stream
    from app.sources.trailer import Ended  # here, for most images are not packed

    return Ended(stream, start, size)


def _is_packed(image: Layer, layers: tuple[str, ...]) -> bool:
    """And no disk with tables, which would tell where it ends."""
    return bool(layers) and not image.direct and layers[-1] not in VIRTUAL_DISKS


def open_source(path: Path, member: str | None = None) -> FileSource:
    """The image in the file, whatever it is wrapped in; `member` names one of an archive.

    A damaged file is opened as far as its first bytes tell what it is, and the damage shows when
    it is read. Raises ImageUnreadable; UnsupportedImage for what is not a file, for an archive
    without an image or with a password; ManyImages, with their names, to choose `member` from.
    """
    return _peel(open_plain(path), member)


def open_plain(path: Path) -> FileSource:
    """The file as it is, with nothing unwrapped. Raises ImageUnreadable, UnsupportedImage."""
    try:
        status = path.stat()
    except OSError as error:
        raise ImageUnreadable(path.name, 0, error.strerror or str(error)) from error
    if S_ISDIR(status.st_mode):
        raise UnsupportedImage("This is a folder.", "Choose the image file itself.")
    if S_ISBLK(status.st_mode):
        raise UnsupportedImage("This is a drive, not a file.", "Choose an image file.")
    if not S_ISREG(status.st_mode):
        raise UnsupportedImage("This is not a file that can be read by place.")
    identity = FileIdentity.from_stat(status)
    return FileSource(path, identity, (), None, PlainFile(path, identity))


def unpacked(source: FileSource) -> FileSource:
    """What is inside of the outermost packing, and no further: the image, whatever that looks like.
    Raises UnsupportedImage where there is none."""
    row = recognise(source.image)
    if row is None:
        raise UnsupportedImage("This file is not an archive.")
    image = row.open(source.image, None)
    return FileSource(source.path, source.identity, (row.name,), None, image, as_it_is=True)


def _peel(source: FileSource, member: str | None) -> FileSource:
    try:
        layers, member, image, beside, within = peel(source.image, member)
    except NotReached as error:
        from app.sources.members import too_far_inside  # here, for most images are not packed

        raise too_far_inside() from error
    return FileSource(source.path, source.identity, layers, member, image, beside, within)


def _held(image: Layer, room: int) -> int:
    """Bytes of the window that the layer is held to. Raises UnsupportedImage."""
    try:
        return image.hold(room) if isinstance(image, Windowed) else 0
    except (PackedDamaged, NotReached):
        return 0  # it hands nothing on


class Peeled(NamedTuple):
    """What is inside, and what was around it, as a `FileSource` tells it."""

    layers: tuple[str, ...]
    member: str | None
    image: Layer
    beside: tuple[Path, ...]
    within: Layer | None


def peel(image: Layer, member: str | None, *, to_end: bool = True) -> Peeled:
    """Raises as `open_source` does; and NotReached for an archive in a packed file whose directory
    lies further in than we look. `to_end`: whether the end of what is packed may be looked at,
    which takes its time."""
    layers: tuple[str, ...] = ()
    beside: tuple[Path, ...] = ()
    found: str | None = None
    within: Layer | None = None
    room = LARGEST_WINDOW  # of all layers together; one that is alone may have all of it
    while len(layers) < MOST_LAYERS and (row := recognise(image, to_end=to_end)):
        room -= _held(image, room)
        if layers and within is None and row.name in VIRTUAL_DISKS:
            within = image
        image = row.open(image, member)
        layers = (*layers, row.name)
        beside += image.beside if isinstance(image, Beside) else ()
        if isinstance(image, Chosen):
            found, member = found or image.member, None
    if member is not None:
        raise UnsupportedImage("This file is not an archive.")
    if room < LARGEST_WINDOW:
        _held(image, room)
    if _is_packed(image, layers) and may_end_in_footer(image, to_end=to_end):
        from app.sources.trailer import Unmeasured  # here as well

        image = Unmeasured(image)
    return Peeled(layers, found, image, beside, within)
