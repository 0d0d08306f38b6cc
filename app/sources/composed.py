"""A disk composed of an image's files, as a source like any other: read from its first byte to its
last, again from any place, and looked into."""

from dataclasses import dataclass, replace
from typing import Protocol

from app.display import for_display
from app.formats.binary import Reader, Window
from app.report import Mode
from app.sources.answers import NAME as ANSWERS
from app.sources.extents import ZEROS, Extents, Piece, read_piece
from app.sources.source import FromImage, Source, Sparse, Stream, holes_of


@dataclass(frozen=True, slots=True, eq=False)
class ComposedSource(FromImage):
    """A `Source`. `image` is what it is made of, read through `reader` where it is looked into.

    Of the disk only the first `size` bytes are written: behind them there are free clusters.
    `splits` says which file comes in which parts, `answers` are the text of a file that was added,
    `processors` those that it has loaders for, in the words of Windows Setup, and `languages` those
    that Windows can speak.
    """

    image: Source
    reader: Reader
    disk: Extents
    size: int
    files: int
    splits: tuple["Split", ...] = ()
    answers: str = ""
    processors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def mode(self) -> Mode:
        return Mode.WINDOWS

    def stream(self, start: int = 0) -> Stream:
        return ComposedStream(self, start)

    def look(self) -> Reader:
        return Window(self.disk, 0, self.size)

    def steps(self) -> list[str]:
        what = f"the {self.files:,} files of {for_display(self.name)}"
        write = f"Write {self.size:,} bytes: {what}, on a FAT32 partition that UEFI starts"
        added = [f"Add {ANSWERS}, which answers questions of Setup"] if self.answers else []
        return [write, *(split.in_words() for split in self.splits), *added]

    def whole(self) -> "ComposedSource":
        """The drive as it will be, with all that is free on it."""
        return replace(self, size=self.disk.size)


@dataclass(frozen=True, slots=True)
class Split:
    """A file that is too large for the disk, and the parts that stand for it; `converted` before it
    was taken apart."""

    path: str
    parts: tuple[str, ...]
    converted: bool = False

    def in_words(self) -> str:
        path, names = for_display(self.path), [part.rpartition("/")[2] for part in self.parts]
        if len(names) == 1 and self.converted:
            return f"Give {path}, which is too large for FAT32, converted: {for_display(names[0])}"
        if len(names) == 1:
            return f"Leave out what {path} does not use: with it, it is too large for FAT32"
        listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) < 4 else ""
        told = for_display(listed or f"{names[0]} to {names[-1]}")
        path = f"{path}, converted" if self.converted else path
        return f"Give {path}, which is too large for FAT32, in {len(names)} parts: {told}"


class OfImage(Protocol):
    """A disk in which an image lies, whole or in pieces, `size` bytes of which are written."""

    @property
    def image(self) -> Source: ...
    @property
    def reader(self) -> Reader:
        """By which the pieces of `disk` say that they lie in the image."""

    @property
    def disk(self) -> Extents: ...
    @property
    def size(self) -> int: ...


class ExtentsStream:
    """The first `size` bytes of a disk that is put together out of pieces."""

    def __init__(self, disk: Extents, size: int, start: int) -> None:
        self._disk, self._size, self._place = disk, size, start

    def readinto(self, buffer: memoryview, /) -> int:
        filled = 0
        wanted = min(len(buffer), max(0, self._size - self._place))
        for piece in self._disk.pieces(self._place, wanted):
            self._read(piece, buffer[filled : filled + piece.length])
            filled += piece.length
            self._place += piece.length
        return filled

    def skip(self, most: int, /) -> int:
        """Through zeros that are stored nowhere."""
        wanted = min(most, max(0, self._size - self._place))
        piece = next(self._disk.pieces(self._place, wanted), None)
        length = self._hole(piece) if piece is not None else 0
        self._place += length
        return length

    def leap(self, offset: int, /) -> None:
        self._place = offset

    def close(self) -> None:
        """Nothing is left open."""

    def _read(self, piece: Piece, view: memoryview) -> None:
        view[:] = read_piece(piece)

    def _hole(self, piece: Piece) -> int:
        """How many bytes of it, from its first on, are zeros that are stored nowhere."""
        return piece.length if piece.reader is ZEROS else 0


class ComposedStream(ExtentsStream):
    """What lies in the image comes from streams of it: large reads, past the page cache where that
    can be. A new one is begun where the disk goes on at another place of the image."""

    def __init__(self, source: OfImage, start: int) -> None:
        super().__init__(source.disk, source.size, start)
        self._source = source
        self._image: Stream | None = None
        self._holes: Sparse | None = None
        self._image_at = 0

    def close(self) -> None:
        if self._image is not None:
            self._image.close()
            self._image = None

    def _hole(self, piece: Piece) -> int:
        """Also in the image."""
        if piece.reader is not self._source.reader:
            return super()._hole(piece)
        self._image_from(piece.place)
        length = self._holes.skip(piece.length) if self._holes is not None else 0
        self._image_at += length
        return length

    def _read(self, piece: Piece, view: memoryview) -> None:
        if piece.reader is self._source.reader:
            self._read_image(piece, view)
        else:
            super()._read(piece, view)

    def _read_image(self, piece: Piece, view: memoryview) -> None:
        """Raises as the image's own streams do, which are never short but at its end."""
        got = self._image_from(piece.place).readinto(view)
        self._image_at += got
        if got < len(view):  # what is missing is asked for by place, and is an error there
            view[got:] = read_piece(Piece(piece.reader, self._image_at, len(view) - got))

    def _image_from(self, place: int) -> Stream:
        """A stream of the image that stands there."""
        if self._image is None or self._image_at != place:
            self.close()
            self._image, self._image_at = self._source.image.stream(place), place
            self._holes = holes_of(self._image)
        return self._image
