"""Whatever file a user brings becomes the plain bytes of an image.

`open_source` peels layer after layer, each told by its first bytes and never by a name. What is
no layer we unpack stays as it is, and inspection says what it looks like.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISBLK, S_ISDIR, S_ISREG

from app.errors import ImageUnreadable, NotReached, PackedDamaged, UnsupportedImage
from app.formats import zip as zip_format
from app.formats import zstd
from app.formats.binary import Reader
from app.sources import archive, codecs, compressed
from app.sources.archive import ZipMember
from app.sources.codecs import Codec
from app.sources.compressed import Index, Packed
from app.sources.layer import Layer
from app.sources.plain import PlainFile
from app.sources.source import FileIdentity, Stream

MOST_LAYERS = 4
_MOST_SKIPPED = 16  # frames in front of the first that says which format it is
_LONGEST_MAGIC = 8


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table: the first bytes that tell it, and what opens the layer.

    `open` also gets the name of the archive's member that was asked for.
    """

    name: str
    magics: tuple[bytes, ...]
    open: Callable[[Layer, str | None], Layer]


def _compressed(codec: Codec, read_index: Callable[[Reader], Index]) -> Format:
    return Format(codec.name, codec.magics, lambda below, _: Packed(below, codec, read_index))


FORMATS = (
    _compressed(codecs.GZIP, compressed.no_index),
    _compressed(codecs.BZIP2, compressed.no_index),
    _compressed(codecs.XZ, compressed.xz_index),
    _compressed(codecs.ZSTD, compressed.zstd_index),
    _compressed(codecs.LZ4, compressed.lz4_index),
    Format(archive.NAME, zip_format.MAGICS, archive.open_zip),
)


@dataclass(frozen=True, slots=True)
class FileSource:
    """The `Source` that a file is. `member` is the name inside an archive, None without one."""

    path: Path
    identity: FileIdentity
    layers: tuple[str, ...]
    member: str | None
    image: Layer

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int | None:
        return self.image.size

    def stream(self, start: int = 0) -> Stream:
        return self.image.stream(start)

    def look(self) -> Reader:
        return self.image.look()


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


def _peel(source: FileSource, member: str | None) -> FileSource:
    layers, image, found = source.layers, source.image, source.member
    while len(layers) < MOST_LAYERS and (row := _recognise(image)):
        try:
            image = row.open(image, member)
        except NotReached:
            # The directory of an archive in a packed file lies further in than we look.
            break
        layers = (*layers, row.name)
        if isinstance(image, ZipMember):
            found, member = found or image.name, None
    if member is not None:
        raise UnsupportedImage("This file is not an archive.")
    return FileSource(source.path, source.identity, layers, found, image)


def _recognise(layer: Layer) -> Format | None:
    """The row whose magic the bytes begin with. Frames to be skipped say nothing: zstd and lz4
    share them, and the first real frame decides."""
    try:
        reader = layer.look()
        at = 0
        head = reader.read_at(at, _LONGEST_MAGIC)
        for _ in range(_MOST_SKIPPED):
            if head[:4] not in zstd.SKIPPABLE:
                break
            at += zstd.SKIPPABLE_HEADER + int.from_bytes(head[4:8], "little")
            head = reader.read_at(at, _LONGEST_MAGIC)
    except (PackedDamaged, NotReached, UnsupportedImage):
        return None
    if head[:4] in zstd.SKIPPABLE:
        return None
    return next((row for row in FORMATS if head.startswith(row.magics)), None)
