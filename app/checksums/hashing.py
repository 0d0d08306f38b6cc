"""An image read once, summed up in every kind that is needed: the file as it came, and what is
packed in it, for makers publish either."""

from collections.abc import Collection, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field

from app.checksums.algorithm import Algorithm, Running
from app.errors import PackedDamaged, UnsupportedImage
from app.sources import FileSource, open_plain
from app.sources.layer import Layer
from app.sources.source import Shortened, Source, demand_unchanged

_PIECE = 4 << 20  # bytes read between two steps

Sums = dict[Algorithm, str]


@dataclass(frozen=True, slots=True)
class Step:
    """Bytes read so far, of how many; None while only unpacking tells."""

    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Digests:
    """In lower-case hexadecimal. `image` is what was packed in the file; for one that is not
    packed it is the same. It is empty where nobody had to unpack, and where `damage` says why
    nobody could. `unpacked` is of the file that was packed, where the image is a disk in it, and
    somebody had to know. `damaged_at`: the byte of the image from which on a damaged file goes no
    further; None where it is not that."""

    file: dict[Algorithm, str] = field(default_factory=dict)
    image: dict[Algorithm, str] = field(default_factory=dict)
    unpacked: dict[Algorithm, str] = field(default_factory=dict)
    damage: str = ""
    damaged_at: int | None = None

    @property
    def summed(self) -> str:
        """The SHA-256 of the image; "" where that is not known."""
        return self.image.get(Algorithm.SHA256, "")

    def matching(self, published: str, kinds: Iterable[Algorithm]) -> tuple[str, Algorithm | None]:
        """What the checksum is of, "file" or "image", and its kind; ("", None) for neither."""
        wanted = published.strip().lower()
        for kind in kinds:
            if wanted in (self.image.get(kind), self.unpacked.get(kind)):
                return "image", kind
            if self.file.get(kind) == wanted:
                return "file", kind
        return "", None


class RunningSums:
    """The sums of one stream, in every kind that is needed."""

    def __init__(self, kinds: Iterable[Algorithm]) -> None:
        self._running: dict[Algorithm, Running] = {kind: kind.start() for kind in kinds}

    def add(self, data: memoryview) -> None:
        """The next bytes."""
        for each in self._running.values():
            each.update(data)

    def ended(self) -> Sums:
        """Of all that came."""
        return {kind: each.hexdigest() for kind, each in self._running.items()}

    def both(self, behind: bytes) -> tuple[Sums, Sums]:
        """Of all that came, and of it with what stood `behind` it, where something did."""
        ended = self.ended()
        self.add(memoryview(behind))
        return ended, self.ended() if behind else {}


def digest(
    source: Source, kinds: Collection[Algorithm], enough: Collection[str] = ()
) -> Generator[Step, None, Digests]:
    """Reads everything, a few MiB between two steps; close it to stop.

    A packed file is summed up first, and unpacked only if not every checksum in `enough` was of
    the file itself. One that cannot be unpacked has no sums of its image. Raises ImageUnreadable,
    ImageChanged.
    """
    whole = open_plain(source.path)
    demand_unchanged(source)
    length = whole.identity.size
    total = length if not source.layers else None
    if source.layers and source.size is not None:
        total = length + source.size
    file, _ = yield from _of(whole, kinds, 0, total)
    demand_unchanged(source)  # or they are of a file that there was never
    if not source.layers:
        return Digests(file, file)
    if enough and set(enough) <= set(file.values()):
        return Digests(file)
    try:
        image, unpacked = yield from _of(source, kinds, length, total)
        known = {*file.values(), *image.values()}
        if not unpacked and not set(enough) <= known and (disk := _packed_disk(source)):
            unpacked, _ = yield from _of(disk, kinds, length + (source.size or 0), None)
    except (PackedDamaged, UnsupportedImage) as error:
        demand_unchanged(source)
        at = error.offset if isinstance(error, PackedDamaged) else None
        return Digests(file, damage=str(error), damaged_at=at)
    demand_unchanged(source)
    return Digests(file, image, unpacked)


def _packed_disk(source: Source) -> Layer | None:
    """The file that it is."""
    return source.within if isinstance(source, FileSource) else None


def _of(
    source: Source | Layer, kinds: Collection[Algorithm], done: int, total: int | None
) -> Generator[Step, None, tuple[Sums, Sums]]:
    """Of what the stream gives, and with what is behind that, if there is any. It leaves nothing in
    the page cache, which the desktop needs for itself."""
    running = RunningSums(kinds)
    view = memoryview(bytearray(_PIECE))
    with closing(source.stream()) as stream:
        while got := stream.readinto(view):
            running.add(view[:got])
            done += got
            yield Step(done, total)
        behind = stream.behind if isinstance(stream, Shortened) else b""
    return running.both(behind)


def run_to_end(work: Generator[Step, None, Digests]) -> Digests:
    """Without a look at the steps."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            digests: Digests = end.value
            return digests
