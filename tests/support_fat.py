"""FAT volumes built byte by byte: folders, long names, and boot sectors that say what they like."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from support_boot import SECTOR, Image


def fat(files: Mapping[str, bytes] | None = None, **bent: Any) -> bytes:
    """A FAT volume with these files; `bent` are fields of `FatVolume`."""
    return FatVolume(**bent).build(files or {})


@dataclass
class FatVolume:
    """How a FAT is laid out. What goes into the boot sector alone (`claimed` sectors, `media`,
    `code`, `signature`, `oem`, `label`) goes there as it is, true or not."""

    size: int = 512 << 10
    bits: int = 0  # 0: what the number of clusters makes it
    sector: int = SECTOR
    cluster: int = 1  # sectors
    reserved: int = 0  # sectors; 0: what is usual
    label: str = ""
    code: bytes = b""
    signature: bytes = b"\x55\xaa"
    claimed: int | None = None
    media: int = 0xF8
    oem: bytes = b"TESTFAT "
    roots: int = 512  # records of the root folder; FAT32 has it in clusters
    day: int = 0  # when every file was written; 0: it is not said

    def __post_init__(self) -> None:
        if not self.bits:
            self.bits = 12
            self._divide()
            if (self.size // self.sector - self.first_data) // self.cluster >= 4085:
                self.bits = 16
        self._divide()
        self._following: dict[int, int] = {}  # cluster to cluster
        self._next = 2
        self._image = Image(self.size)

    def _divide(self) -> None:
        self.wide = self.bits == 32
        self.reserved = self.reserved or (32 if self.bits == 32 else 1)
        self.roots = 0 if self.wide else self.roots
        sectors = self.size // self.sector
        self.fat_sectors = -(-(sectors // self.cluster + 2) * self.bits // 8 // self.sector)
        self.first_root = self.reserved + 2 * self.fat_sectors
        self.first_data = self.first_root + self.roots * 32 // self.sector

    def build(self, files: Mapping[str, bytes]) -> bytes:
        tree = folders(files)
        self._image.put(0, self._boot_sector())
        label = struct.pack("<11sB20x", self.label.encode().ljust(11), 0x08) if self.label else b""
        if self.wide:
            root = self._reserve(len(label) + _folder_size(tree))
            self._image.put(self._place(root), label + self._records(tree, 0))
        else:
            self._image.put(self.first_root * self.sector, label + self._records(tree, 0))
        for copy in range(2):
            start = (self.reserved + copy * self.fat_sectors) * self.sector
            self._image.put(start, self._table())
        return self._image.build()

    def _boot_sector(self) -> bytes:
        sectors = self.size // self.sector if self.claimed is None else self.claimed
        few = sectors if sectors < 65536 and not self.wide else 0
        narrow = 0 if self.wide else self.fat_sectors
        head = b"\xeb\x58\x90" if self.wide else b"\xeb\x3c\x90"
        head += struct.pack("<8sHBHB", self.oem, self.sector, self.cluster, self.reserved, 2)
        head += struct.pack("<HHBHHHII", self.roots, few, self.media, narrow, 32, 64, 0, sectors)
        if self.wide:
            head += struct.pack("<IHHIHH12x", self.fat_sectors, 0, 0, 2, 1, 6)
        name = (self.label or "NO NAME").encode().ljust(11)
        head += struct.pack("<BBBI11s8s", 0x80, 0, 0x29, 0x1234ABCD, name, b"FAT     ")
        return (head + self.code)[:510].ljust(510, b"\0") + self.signature

    def _place(self, cluster: int) -> int:
        return (self.first_data + (cluster - 2) * self.cluster) * self.sector

    def _reserve(self, length: int) -> int:
        """The first of clusters that follow one another; 0 for nothing."""
        count = -(-length // (self.cluster * self.sector))
        first = self._next
        self._next += count
        for cluster in range(first, self._next):
            self._following[cluster] = cluster + 1 if cluster + 1 < self._next else 0x0FFFFFFF
        return first if count else 0

    def _records(self, tree: dict[str, Any], own: int) -> bytes:
        """A folder's records; what they speak of is put into its clusters."""
        records = b""
        for name, content in tree.items():
            long, short = _names(name)
            if isinstance(content, bytes):
                cluster = self._reserve(len(content))
                records += long + _record(short, 0x20, cluster, len(content), self.day)
                self._image.put(self._place(cluster or 2), content)
            else:
                cluster = self._reserve(64 + _folder_size(content))
                records += long + _record(short, 0x10, cluster, 0, self.day)
                dots = _record(b".", 0x10, cluster) + _record(b"..", 0x10, own)
                self._image.put(self._place(cluster), dots + self._records(content, cluster))
        return records

    def _table(self) -> bytes:
        values = [0x0FFFFF00 | self.media, 0x0FFFFFFF]
        values += [self._following.get(cluster, 0) for cluster in range(2, self._next)]
        if self.bits == 12:
            pairs = zip(values[::2], [*values[1::2], 0], strict=False)
            packed = ((low & 0xFFF) | (high & 0xFFF) << 12 for low, high in pairs)
            return b"".join(pair.to_bytes(3, "little") for pair in packed)
        length = self.bits // 8
        mask = (1 << self.bits) - 1
        return b"".join((value & mask).to_bytes(length, "little") for value in values)


def folders(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Paths as folders inside folders."""
    tree: dict[str, Any] = {}
    for path, content in files.items():
        *folders, name = path.strip("/").split("/")
        here = tree
        for folder in folders:
            here = here.setdefault(folder, {})
        here[name] = content
    return tree


def _folder_size(tree: dict[str, Any]) -> int:
    return sum(len(_names(name)[0]) + 32 for name in tree)


def _record(short: bytes, kind: int, cluster: int, size: int = 0, day: int = 0) -> bytes:
    high, low = cluster >> 16, cluster & 0xFFFF
    return struct.pack("<11sB8xH2xHHI", short.ljust(11), kind, high, day, low, size)


def _names(name: str) -> tuple[bytes, bytes]:
    """The records of a name's long form, where it needs one, and its 8.3 form."""
    stem, _, kind = name.upper().partition(".")
    if name == name.upper() and len(stem) <= 8 and len(kind) <= 3 and "." not in kind:
        return b"", stem.encode().ljust(8) + kind.encode().ljust(3)
    plain = "".join(letter for letter in stem if letter.isascii() and letter.isalnum())
    short = f"{plain[:6]}~1".encode().ljust(8) + kind[:3].encode().ljust(3)
    return long_name_records(name, short), short


def long_name_records(name: str, short: bytes) -> bytes:
    """The long form of a name, bound to its 8.3 form by the checksum."""
    total = 0
    for byte in short:
        total = ((total & 1) << 7) + (total >> 1) + byte & 0xFF
    text = name.encode("utf-16-le")
    if len(text) % 26:
        text = (text + b"\0\0").ljust(-(-(len(text) + 2) // 26) * 26, b"\xff")
    pieces = [text[place : place + 26] for place in range(0, len(text), 26)]
    records = [
        struct.pack("<B10sBBB12sH4s", order, part[:10], 0x0F, 0, total, part[10:22], 0, part[22:])
        for order, part in enumerate(pieces, 1)
    ]
    records[-1] = bytes([records[-1][0] | 0x40]) + records[-1][1:]
    return b"".join(reversed(records))
