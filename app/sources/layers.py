"""The kinds of layers, and how each is told: by bytes at a place of its own, never by a name."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from app.errors import NotReached, PackedDamaged, UnsupportedImage
from app.formats import magics
from app.formats.binary import Reader
from app.sources.layer import Layer

_END = 512  # bytes at the beginning and at the end, where all magics are
_EVEN = 2048  # bytes: most images are so many of these
_MOST_SKIPPED = 16  # frames in front of the first that says which format it is


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table: the bytes that tell it, and what opens the layer.

    They stand at byte `at`; below 0 it is counted from the end. `open` also gets the name of the
    archive's member that was asked for.
    """

    name: str
    magics: tuple[bytes, ...]
    open: Callable[[Layer, str | None], Layer]
    at: int = 0

    def tells(self, head: bytes, tail: bytes) -> bool:
        return (head[self.at :] if self.at >= 0 else tail[self.at :]).startswith(self.magics)


def _packed(name: str, *beginnings: bytes) -> Format:
    def open_packed(below: Layer, _member: str | None) -> Layer:
        from app.sources.compressed import open_packed  # here, and below: most are not packed

        return open_packed(name, below)

    return Format(name, beginnings, open_packed)


def _disk(name: str, magic: bytes, at: int = 0) -> Format:
    def open_disk(below: Layer, _member: str | None) -> Layer:
        from app.sources.disks import open_disk

        return open_disk(name, below)

    return Format(name, (magic,), open_disk, at)


def _open_zip(below: Layer, member: str | None) -> Layer:
    from app.sources.archive import open_zip

    return open_zip(below, member)


def _open_tar(below: Layer, member: str | None) -> Layer:
    from app.sources.tar import open_tar

    return open_tar(below, member)


def _open_seven_zip(below: Layer, member: str | None) -> Layer:
    from app.sources.seven_zip import open_seven_zip

    return open_seven_zip(below, member)


PACKED = (
    _packed("gzip", magics.GZIP),
    _packed("bzip2", *magics.BZIP2),
    _packed("xz", magics.XZ),
    _packed("zstd", magics.ZSTD, *magics.SKIPPABLE),
    _packed("lz4", magics.LZ4, *magics.SKIPPABLE),
    Format("zip", magics.ZIP, _open_zip),
)
ARCHIVES = (
    Format("tar", magics.TAR, _open_tar, 257),
    Format("7z", (magics.SEVEN_ZIP,), _open_seven_zip),
)
# Their beginning is the disk's, packed perhaps, and may look like anything.
DISKS_BY_END = (_disk("vhd", b"conectix", -512), _disk("dmg", b"koly", -512))
DISKS = (
    _disk("qcow2", b"QFI\xfb"),
    _disk("vmdk", b"KDMV"),
    _disk("vmdk", b"# Disk DescriptorFile"),
    _disk("vhdx", b"vhdxfile"),
    _disk("vhd", b"conectix"),
    _disk("vdi", bytes.fromhex("7f10dabe"), 64),
)
VIRTUAL_DISKS = frozenset(row.name for row in DISKS_BY_END + DISKS)


def recognise(layer: Layer, *, to_end: bool = True) -> Format | None:
    """The row that tells the layer; None for what is none of them. `to_end`: whether something may
    be unpacked at the end of what is packed."""
    try:
        reader = layer.look()
        head = reader.read_at(0, _END)
        if head[:4] in magics.SKIPPABLE:
            return _row_of(PACKED, _behind_skippable(reader, head), b"")
        tail = _tail(layer, reader, to_end=to_end)
        return _row_of(DISKS_BY_END + PACKED + ARCHIVES + DISKS, head, tail)
    except (PackedDamaged, NotReached, UnsupportedImage):
        return None


def _row_of(rows: tuple[Format, ...], head: bytes, tail: bytes) -> Format | None:
    return next((row for row in rows if row.tells(head, tail)), None)


def _behind_skippable(reader: Reader, head: bytes) -> bytes:
    """Frames to be skipped say nothing: zstd and lz4 share them, and the first real frame decides.
    Nothing where there is none."""
    at = 0
    for _ in range(_MOST_SKIPPED):
        at += magics.SKIPPABLE_HEADER + int.from_bytes(head[4:8], "little")
        head = reader.read_at(at, _END)
        if head[:4] not in magics.SKIPPABLE:
            return head
    return b""


def may_end_in_footer(layer: Layer, *, to_end: bool = True) -> bool:
    """Whether what is packed is as long as a disk with the footer of a VHD behind it, and nobody
    has seen its end."""
    if layer.direct or layer.size is None or layer.size % _EVEN != _END:
        return False
    return not _tail(layer, layer.look(), to_end=to_end)


def _tail(layer: Layer, reader: Reader, *, to_end: bool) -> bytes:
    """The last bytes, where reading them unpacks nothing. Of what is packed they are looked at
    where its length is that of hardly an image, if they are in reach."""
    if reader.size is None:
        return b""
    at = max(0, reader.size - _END)
    if layer.direct:
        return reader.read_at(at, _END)
    if not to_end or reader.size % _EVEN == 0:
        return b""
    with suppress(PackedDamaged, NotReached):
        return reader.read_at(at, _END)
    return b""
