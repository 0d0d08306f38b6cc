"""What is packed in a .7z archive, and how: the first half of its directory.

Files follow one another in what 7-Zip calls a "folder" and this module a run, which was packed as
one, by one method or by several in a row. Everything is numbers of varying length, little-endian.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from app.errors import BudgetSpent, CorruptImage, UnsupportedImage

MOST_MEMBERS = 50_000
START = 32  # bytes in front of what is packed
WHAT = "7z directory"
_MOST_METHODS = 4  # in a row

_END = 0
_PACK_INFO, _UNPACK_INFO, _SUBSTREAMS, _SIZE, _CRC, _FOLDER, _CODERS_SIZE, _COUNT = range(6, 14)


@dataclass(frozen=True, slots=True)
class Method:
    """One way of packing: its number, as bytes, and its settings."""

    number: bytes
    settings: bytes


@dataclass(frozen=True, slots=True)
class Run:
    """Bytes that were packed as one. `methods` are those to be undone, the last one first; there
    are none where several streams were made of one, which no image needs."""

    methods: tuple[Method, ...]
    packed_at: int
    packed_length: int
    length: int
    crc: int | None


@dataclass(frozen=True, slots=True)
class Streams:
    """The runs, and the files in each: lengths and checksums."""

    runs: Sequence[Run] = ()
    files: Sequence[Sequence[tuple[int, int | None]]] = ()


class Fields:
    """What comes next."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def damaged(self) -> CorruptImage:
        return CorruptImage(WHAT, self._at, "it makes no sense there")

    def take(self, count: int) -> bytes:
        piece = self._data[self._at : self._at + count]
        if len(piece) < count:
            raise self.damaged()
        self._at += count
        return piece

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        """As many bytes follow the first as it has set bits at its top; the rest of it are the
        highest bits."""
        first = self.byte()
        extra = 8 - (first ^ 0xFF).bit_length()
        high = first & (0x7F >> extra)
        return int.from_bytes(self.take(extra), "little") + (high << 8 * extra)

    def count(self) -> int:
        """A number of things, each of which takes room."""
        found = self.number()
        if found > MOST_MEMBERS:
            raise BudgetSpent("the archive has too many members")
        return found

    def demand(self, *wanted: int) -> int:
        found = self.byte()
        if found not in wanted:
            raise self.damaged()
        return found

    def bits(self, count: int) -> list[bool]:
        data = self.take(-(-count // 8))
        return [bool(data[place // 8] & 0x80 >> place % 8) for place in range(count)]

    def checksums(self, count: int) -> list[int | None]:
        known = [True] * count if self.byte() else self.bits(count)
        return [int.from_bytes(self.take(4), "little") if here else None for here in known]


def read_streams(fields: Fields) -> Streams:
    streams = Streams()
    packed: list[tuple[int, int]] = []
    kind = fields.byte()
    if kind == _PACK_INFO:
        packed = _read_places(fields)
        kind = fields.byte()
    if kind == _UNPACK_INFO:
        runs = _read_runs(fields, packed)
        streams = Streams(runs, [[(run.length, run.crc)] for run in runs])
        kind = fields.byte()
    if kind == _SUBSTREAMS:
        streams = _read_parts(fields, streams.runs)
        kind = fields.byte()
    if kind != _END:
        raise fields.damaged()
    return streams


def _read_places(fields: Fields) -> list[tuple[int, int]]:
    """Of each packed stream, where it begins in the file and its length."""
    at = START + fields.number()
    count = fields.count()
    places: list[tuple[int, int]] = []
    if kind := fields.demand(_END, _SIZE):
        for _ in range(count):
            places.append((at, fields.number()))
            at += places[-1][1]
        kind = fields.demand(_END, _CRC)
    if kind == _CRC:
        fields.checksums(count)
        fields.demand(_END)
    return places


def _read_runs(fields: Fields, packed: Sequence[tuple[int, int]]) -> list[Run]:
    fields.demand(_FOLDER)
    count = fields.count()
    fields.demand(0)  # nothing of it stands elsewhere
    shapes = [_Shape.read(fields) for _ in range(count)]
    fields.demand(_CODERS_SIZE)
    places = iter(packed)
    runs: list[Run] = []
    for shape in shapes:
        lengths = [fields.number() for _ in range(shape.outputs)]
        mine = list(islice(places, shape.inputs))
        if len(mine) < shape.inputs or not mine:
            raise fields.damaged()
        runs.append(Run(shape.methods, *mine[0], lengths[shape.last], None))
    if fields.demand(_END, _CRC):
        sums = fields.checksums(count)
        runs = [replace(run, crc=crc) for run, crc in zip(runs, sums, strict=True)]
        fields.demand(_END)
    return runs


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the methods of a run hang together: `inputs` packed streams become `outputs` streams, of
    which `last` is what was packed."""

    methods: tuple[Method, ...]
    inputs: int
    outputs: int
    last: int

    @classmethod
    def read(cls, fields: Fields) -> "_Shape":
        methods: list[Method] = []
        inputs = outputs = 0
        for _ in range(_few(fields, 1)):
            flags = fields.byte()
            number = fields.take(flags & 0x0F)
            several = (_few(fields), _few(fields)) if flags & 0x10 else (1, 1)
            settings = fields.take(fields.number()) if flags & 0x20 else b""
            methods.append(Method(number, settings))
            inputs, outputs = inputs + several[0], outputs + several[1]
        joints = [(fields.number(), fields.number()) for _ in range(max(0, outputs - 1))]
        packed = inputs - len(joints)
        if packed < 1 or not outputs:
            raise fields.damaged()
        for _ in range(packed if packed > 1 else 0):
            fields.number()
        ends = set(range(outputs)) - {output for _, output in joints}
        if len(ends) != 1:
            raise fields.damaged()
        last = ends.pop()
        in_a_row = inputs == outputs == len(methods)
        row = tuple(_row(methods, dict(joints), last)) if in_a_row else ()
        return cls(row if len(row) == len(methods) else (), packed, outputs, last)


def _few(fields: Fields, least: int = 0) -> int:
    found = fields.number()
    if not least <= found <= _MOST_METHODS:
        raise UnsupportedImage("It is packed in more ways than an image needs.")
    return found


def _row(methods: Sequence[Method], joints: dict[int, int], last: int) -> Iterator[Method]:
    """The methods from what was packed inwards: each reads what the next one makes."""
    for _ in methods:
        if last >= len(methods):
            return
        yield methods[last]
        last = joints.get(last, len(methods))


def _read_parts(fields: Fields, runs: Sequence[Run]) -> Streams:
    """Of each run, the files that follow one another in it."""
    counts = [1] * len(runs)
    kind = fields.byte()
    if kind == _COUNT:
        counts = [fields.count() for _ in runs]
        kind = fields.byte()
    if sum(counts) > MOST_MEMBERS:
        raise BudgetSpent("the archive has too many members")
    lengths: list[list[int]] = []
    for run, count in zip(runs, counts, strict=True):
        said = [fields.number() for _ in range(count - 1)] if kind == _SIZE else []
        rest = run.length - sum(said)
        if rest < 0 or len(said) != max(0, count - 1):
            raise fields.damaged()
        lengths.append([*said, rest] if count else [])
    if kind == _SIZE:
        kind = fields.byte()
    known = [count == 1 and run.crc is not None for run, count in zip(runs, counts, strict=True)]
    missing = sum(count for count, here in zip(counts, known, strict=True) if not here)
    sums: Iterator[int | None] = iter([None] * missing)
    if kind == _CRC:
        sums = iter(fields.checksums(missing))
        kind = fields.byte()
    if kind != _END:
        raise fields.damaged()
    files = [
        [(length, run.crc if here else next(sums)) for length in each]
        for run, each, here in zip(runs, lengths, known, strict=True)
    ]
    return Streams(runs, files)
