"""UDF images built byte by byte: every kind of partition, entry and allocation that we read."""

import binascii
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

VDS = 260  # sectors: the main sequence, 16 long
SPARING = 280
PARTITION = 288
PACKET = 32
STAMP = struct.pack("<HhBBBBBBBB", 0x1000 | 120, 2024, 5, 6, 7, 8, 9, 0, 0, 0)  # two hours east
FOLDER, FILE, LINK = 4, 5, 12


@dataclass(frozen=True)
class Link:
    """A symbolic link; "" between slashes is the root."""

    to: str


Content = bytes | tuple[bytes | int, ...] | Link  # of pieces; a number is a hole of so many bytes


def tagged(kind: int, body: bytes, place: int) -> bytes:
    """A descriptor with its tag: checksum of the tag, CRC of the rest."""
    head = struct.pack("<HHBxHHHI", kind, 2, 0, 1, binascii.crc_hqx(body, 0), len(body), place)
    return head[:4] + bytes([sum(head) & 0xFF]) + head[5:] + body


def retag(image: bytearray, at: int) -> None:
    """Makes the tag of a changed descriptor right again."""
    length = int.from_bytes(image[at + 10 : at + 12], "little")
    crc = binascii.crc_hqx(image[at + 16 : at + 16 + length], 0)
    image[at + 8 : at + 10] = crc.to_bytes(2, "little")
    image[at + 4] = 0
    image[at + 4] = sum(image[at : at + 16]) & 0xFF


def cs0(text: str) -> bytes:
    if not text:
        return b""
    try:
        return b"\x08" + text.encode("latin-1")
    except UnicodeEncodeError:
        return b"\x10" + text.encode("utf-16-be")


def dstring(text: str, size: int) -> bytes:
    coded = cs0(text)
    return coded.ljust(size - 1, b"\0") + bytes([len(coded)])


def entity(name: bytes, suffix: bytes = b"") -> bytes:
    return b"\0" + name.ljust(23, b"\0") + suffix.ljust(8, b"\0")


def components(link: Link) -> bytes:
    """A link's target as path components."""
    coded = b""
    for name in link.to.split("/"):
        kind = {"": 2, "..": 3, ".": 4}.get(name, 5)
        letters = cs0(name) if kind == 5 else b""
        coded += bytes([kind, len(letters), 0, 0]) + letters
    return coded


@dataclass
class UdfImage:
    """An image of `files`, by path; a path that ends in "/" is an empty folder.

    `partition` is "plain", "sparable", "metadata" or "virtual", `form` of allocation "short",
    "long" or "embedded" (what fits lies in its entry). Of the files in `chained` all allocation
    descriptors but the first lie elsewhere. After `build`, `entries` and `records` say at which
    byte a path's file entry and name record lie.
    """

    files: Mapping[str, Content]
    label: str = "TEST"
    block: int = 2048
    revision: int = 0x0102
    partition: str = "plain"
    form: str = "short"
    extended: bool = False
    chained: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    data_at: int = 64  # blocks of the partition that describe; the files' bytes lie behind
    entries: dict[str, int] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)

    def build(self) -> bytes:
        self._children: dict[str, list[str]] = {"": []}
        for path in self.files:
            self._add(path)
        self._meta: dict[int, bytes] = {}
        self._data: list[bytes] = []
        self._own = 1 if self.partition == "metadata" else 0
        files = [path for path in self.files if not path.endswith("/")]
        paths = [*self._children, *(path for path in files if path not in self._children)]
        self._entry = {path: block for block, path in enumerate(paths, 1)}
        self._free = len(paths) + 1
        self._meta[0] = self._file_set()
        for path in paths:
            block = self._entry[path]
            self.entries[path] = self._place(block)
            self._meta[block] = self._file_entry(path, block)
        return self._write()

    def _add(self, path: str) -> None:
        names = path.rstrip("/").split("/")
        for depth in range(1, len(names) + 1):
            parent, own = "/".join(names[: depth - 1]), "/".join(names[:depth])
            if own not in self._children[parent]:
                self._children[parent].append(own)
            if depth < len(names) or path.endswith("/"):
                self._children.setdefault(own, [])

    def _long(self, length: int, block: int, partition: int) -> bytes:
        return struct.pack("<IIH6x", length, block, partition)

    def _file_set(self) -> bytes:
        body = STAMP + bytes(372) + self._long(self.block, self._entry[""], self._own) + bytes(96)
        return tagged(256, body, 0)

    def _physical(self, block: int) -> int:
        """Where a block that describes lies in the partition; a metadata file has two pieces."""
        if self.partition != "metadata":
            return block
        return 4 + block if block < 8 else 12 + block

    def _place(self, block: int) -> int:
        physical = self._physical(block)
        if self.partition == "sparable" and physical < PACKET:
            physical += self._partition_length()
        return (PARTITION + physical) * self.block

    def _partition_length(self) -> int:
        pieces = [
            -(-len(piece) // self.block)
            for content in self.files.values()
            for piece in (content if isinstance(content, tuple) else (content,))
            if isinstance(piece, bytes)
        ]
        return self.data_at + sum(pieces) + len(pieces)

    def _file_entry(self, path: str, block: int) -> bytes:
        content: Content = self.files.get(path, b"")
        kind = FILE
        if path in self._children:
            kind, content = FOLDER, b"".join(self._identifiers(path))
        elif isinstance(content, Link):
            kind, content = LINK, components(content)
        begin = 216 if self.extended else 176
        if self.form == "embedded" and isinstance(content, bytes) and len(content) < 300:
            self._note(path, self._place(block) + begin)
            return self._packed(kind, 3, len(content), content, block)
        pieces = content if isinstance(content, tuple) else (content,)
        allocated = list(self._allocate(path, pieces, describes=kind != FILE))
        form = 1 if self.form == "long" or (self.partition == "metadata" and kind == FILE) else 0
        coded = [self._allocation(form, *each) for each in allocated]
        if path in self.chained:
            coded = [coded[0], self._chain(form, coded[1:])]
        size = sum(piece if isinstance(piece, int) else len(piece) for piece in pieces)
        return self._packed(kind, form, size, b"".join(coded), block)

    def _packed(self, kind: int, form: int, size: int, allocations: bytes, block: int) -> bytes:
        icb = struct.pack("<IHHHBB6xH", 0, 4, 0, 1, 0, kind, form)
        head = icb + struct.pack("<IIIHBBI", 0, 0, 0, 1, 0, 0, 0) + struct.pack("<Q", size)
        if self.extended:
            body = head + struct.pack("<QQ", size, 0) + STAMP * 4 + bytes(8 + 32 + 32 + 8)
        else:
            body = head + bytes(8) + STAMP * 3 + bytes(4 + 16 + 32 + 8)
        body += struct.pack("<II", 0, len(allocations)) + allocations
        return tagged(266 if self.extended else 261, body, block)

    def _allocate(
        self, path: str, pieces: tuple[bytes | int, ...], *, describes: bool
    ) -> Iterator[tuple[int, int, int]]:
        """Kind and length, block, partition of each extent; no two of them touch."""
        for piece in pieces:
            if isinstance(piece, int):
                for at in range(0, piece, 1 << 29):
                    yield 2 << 30 | min(piece - at, 1 << 29), 0, 0
                continue
            blocks = [piece[at : at + self.block] for at in range(0, len(piece), self.block)]
            if describes:
                self._note(path, self._place(self._free))
                yield len(piece), self._free, self._own
                self._meta.update(enumerate(blocks, self._free))
                self._free += len(blocks)
            elif blocks:
                yield len(piece), self.data_at + len(self._data), 0
                self._data += [*blocks, b"gap"]

    def _allocation(self, form: int, length: int, block: int, partition: int) -> bytes:
        return self._long(length, block, partition) if form else struct.pack("<II", length, block)

    def _chain(self, form: int, rest: list[bytes]) -> bytes:
        """Puts descriptors elsewhere; the one that says where."""
        block, self._free = self._free, self._free + 1
        body = struct.pack("<II", 0, len(b"".join(rest))) + b"".join(rest)
        self._meta[block] = tagged(258, body, block)
        return self._allocation(form, 3 << 30 | self.block, block, self._own)

    def _identifiers(self, path: str) -> Iterator[bytes]:
        parent = path.rpartition("/")[0]
        yield self._identifier("", 0x0A, parent)
        for child in self._children[path]:
            flags = 2 * (child in self._children) + (child in self.hidden)
            yield self._identifier(child.rpartition("/")[2], flags, child)

    def _identifier(self, name: str, flags: int, to: str) -> bytes:
        coded = cs0(name)
        body = struct.pack("<HBB", 1, flags, len(coded))
        body += self._long(self.block, self._entry[to], self._own) + b"\0\0" + coded
        return tagged(257, body + bytes(-(len(body) + 16) % 4), 0)

    def _note(self, path: str, place: int) -> None:
        """Remembers where the records of a folder lie."""
        if path in self._children:
            place += len(self._identifier("", 0x0A, path))
            for child in self._children[path]:
                self.records[child] = place
                place += len(self._identifier(child.rpartition("/")[2], 0, child))

    def _write(self) -> bytes:
        if self._physical(self._free) > self.data_at:
            raise ValueError("what describes the files takes more blocks than data_at leaves")
        length = self._partition_length()
        last = PARTITION + length + PACKET + 16
        image = bytearray((last + 1) * self.block)

        def put(sector: int, data: bytes) -> None:
            image[sector * self.block : sector * self.block + len(data)] = data

        step = max(2048, self.block)
        for number, magic in enumerate((b"BEA01", b"NSR02", b"TEA01")):
            at = 32768 + number * step
            image[at : at + 7] = b"\0" + magic + b"\1"
        for sequence in (VDS, last - 16):
            for at, descriptor in enumerate(self._descriptors(sequence, length), sequence):
                put(at, descriptor)
        anchor = struct.pack("<IIII", 16 * self.block, VDS, 16 * self.block, last - 16)
        for sector in (256, last):
            put(sector, tagged(2, anchor + bytes(480), sector))
        self._write_partition(put, length)
        return bytes(image)

    def _write_partition(self, put: Callable[[int, bytes], None], length: int) -> None:
        for block, data in self._meta.items():
            put(self._place(block) // self.block, data)
        for at, data in enumerate(self._data, PARTITION + self.data_at):
            put(at, data)
        if self.partition == "sparable":
            table = bytes(1) + b"*UDF Sparing Table".ljust(31, b"\0") + struct.pack("<HHI", 1, 0, 1)
            put(SPARING, tagged(0, table + struct.pack("<II", 0, PARTITION + length), SPARING))
            put(PARTITION, b"\xee" * PACKET * self.block)  # the packet that was worn out
        if self.partition == "metadata":
            pieces = struct.pack("<II", 8 * self.block, 4)
            pieces += struct.pack("<II", max(0, self._free - 8) * self.block, 20)
            size = max(8, self._free) * self.block
            for block in (0, 1):
                put(PARTITION + block, self._packed(250 + block, 0, size, pieces, block))

    def _descriptors(self, first: int, length: int) -> Iterator[bytes]:
        yield tagged(1, struct.pack("<II", 1, 0) + dstring(self.label, 32) + bytes(440), first)
        head = struct.pack("<IHH", 2, 1, 0) + entity(b"+NSR02") + bytes(128)
        yield tagged(5, head + struct.pack("<III", 1, PARTITION, length) + bytes(312), first + 1)
        maps = b"".join(self._maps())
        count = 2 if self.partition == "metadata" else 1
        body = struct.pack("<I", 3) + bytes(64) + dstring(self.label, 128)
        body += struct.pack("<I", self.block)
        body += entity(b"*OSTA UDF Compliant", struct.pack("<H", self.revision))
        body += self._long(self.block, 0, self._own) + struct.pack("<II", len(maps), count)
        yield tagged(6, body + bytes(32 + 128 + 8) + maps, first + 2)
        yield tagged(8, bytes(496), first + 3)

    def _maps(self) -> Iterator[bytes]:
        if self.partition in {"plain", "metadata"}:
            yield struct.pack("<BBHH", 1, 6, 1, 0)
        if self.partition != "plain":
            name = f"*UDF {self.partition.title()} Partition".encode()
            head = struct.pack("<BBH", 2, 64, 0) + entity(name) + struct.pack("<HH", 1, 0)
            tail = struct.pack("<IIIIHB", 0, 1, 0xFFFFFFFF, 32, 1, 0)
            if self.partition == "sparable":
                tail = struct.pack("<HBxIIIII", PACKET, 1, 64, SPARING, 0, 0, 0)
            yield (head + tail).ljust(64, b"\0")
