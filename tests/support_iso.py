"""ISO 9660 images built byte by byte: Rock Ridge, Joliet, a boot record, and whatever is broken."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SECTOR = 2048
DATE = bytes([124, 5, 6, 7, 8, 9, 8])  # 2024-05-06 07:08:09, two hours east
LONG_DATE = b"2024050607080900" + b"\x08"
FOLDER = 0x02
MORE = 0x80
_LONGEST_RECORD = 254


@dataclass(frozen=True)
class Link:
    """A symbolic link, by its Rock Ridge components: flags and letters."""

    components: tuple[tuple[int, bytes], ...]


Content = bytes | Link


def both(number: int, form: str = "I") -> bytes:
    """A number in both byte orders."""
    return struct.pack(f"<{form}", number) + struct.pack(f">{form}", number)


def susp(kind: bytes, value: bytes = b"") -> bytes:
    """A field of the system use area."""
    return kind + bytes([4 + len(value), 1]) + value


def name_fields(name: bytes) -> Iterator[bytes]:
    """NM fields of at most 200 letters, each but the last saying that it goes on."""
    pieces = [name[at : at + 200] for at in range(0, len(name), 200)]
    for piece in pieces[:-1]:
        yield susp(b"NM", b"\1" + piece)
    yield susp(b"NM", b"\0" + pieces[-1])


def link_field(link: Link) -> bytes:
    parts = [bytes([flags, len(letters)]) + letters for flags, letters in link.components]
    return susp(b"SL", b"\0" + b"".join(parts))


def continuation(block: int, offset: int, length: int) -> bytes:
    return susp(b"CE", both(block) + both(offset) + both(length))


def volume(kind: int, root: bytes, blocks: int, label: bytes, *, joliet: bool = False) -> bytes:
    """A primary or supplementary descriptor."""
    space = b"\0 " if joliet else b" "
    data = bytes([kind]) + b"CD001\1\0" + space * (32 // len(space)) + label
    data = data.ljust(80, b"\0") + both(blocks)
    data += (b"%/E" if joliet else b"").ljust(32, b"\0")
    data += both(1, "H") + both(1, "H") + both(SECTOR, "H") + both(10)
    data += struct.pack("<II", 18, 0) + struct.pack(">II", 18, 0) + root  # no path tables are there
    data += b"SET".ljust(128) + b"PUBLISHER".ljust(128) + b"PREPARER".ljust(128)
    data += b"APPLICATION".ljust(128) + b" " * 111 + LONG_DATE + (b"0" * 16 + b"\0") * 3 + b"\1\0"
    return data.ljust(SECTOR, b"x")


def record(name: bytes, block: int, size: int, flags: int = 0, area: bytes = b"") -> bytes:
    data = both(block) + both(size) + DATE + bytes([flags, 0, 0]) + both(1, "H")
    data += bytes([len(name)]) + name + bytes(1 - len(name) % 2) + area
    data += bytes(len(data) % 2)
    return bytes([len(data) + 2, 0]) + data


@dataclass
class Iso:
    """An image of `files`, by path; a path that ends in "/" is an empty folder.

    By path as well: `fields` are further ones of Rock Ridge, `extents` other (block, size) than the
    true ones, `flags` are added, `split` records a file in pieces of so many bytes. `instead` are
    files that Joliet shows in the place of others, under their names; "" shows none. `catalogue` is
    a boot catalogue as it is, `room` so many sectors left free behind the descriptors. After
    `build`, `blocks` says where each file and folder lies.
    """

    files: Mapping[str, Content]
    label: str = "TEST"
    rock_ridge: bool = True
    joliet: bool = False
    catalogue: bytes = b""
    skip: int = 0
    fields: Mapping[str, bytes] = field(default_factory=dict)
    extents: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    split: Mapping[str, int] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    room: int = 0
    blocks: dict[str, int] = field(default_factory=dict)

    def build(self) -> bytes:
        self._folders = {"": list[str]()}
        self._sizes: dict[str, int] = {}
        self._wide: dict[str, int] = {}
        self._wide_blocks: dict[str, int] = {}
        for path in self.files:
            self._add(path)
        self._pool = bytearray()
        self._pool_block = 0
        self._sizes = {path: len(self._pack(path, wide=False)) for path in self._folders}
        self._wide = {path: len(self._pack(path, wide=True)) for path in self._folders}
        free = 16 + 2 + self.joliet + bool(self.catalogue) + self.room
        free = self._place(free)
        self._pool_block, pool, self._pool = free, len(self._pool), bytearray()
        blocks = free + -(-pool // SECTOR)
        return self._write(blocks)

    def _add(self, path: str) -> None:
        names = path.rstrip("/").split("/")
        for depth in range(1, len(names) + 1):
            parent, own = "/".join(names[: depth - 1]), "/".join(names[:depth])
            if own not in self._folders[parent]:
                self._folders[parent].append(own)
            if depth < len(names) or path.endswith("/"):
                self._folders.setdefault(own, [])

    def _place(self, free: int) -> int:
        """Gives each folder and file its block; the first block behind them."""
        self.blocks = {}
        if self.catalogue:
            self._catalogue_block, free = free, free + 1
        for path, size in self._sizes.items():
            self.blocks[path], free = free, free + size // SECTOR
        if self.joliet:
            for path, size in self._wide.items():
                self._wide_blocks[path], free = free, free + size // SECTOR
        for path, content in self.files.items():
            if isinstance(content, bytes) and not path.endswith("/"):
                self.blocks[path], free = free, free + -(-len(content) // SECTOR)
        return free

    def _write(self, blocks: int) -> bytes:
        image = bytearray(blocks * SECTOR)

        def put(block: int, data: bytes) -> None:
            image[block * SECTOR : block * SECTOR + len(data)] = data

        root = record(b"\0", self.blocks[""], self._sizes[""], FOLDER)
        put(16, volume(1, root, blocks, self.label.encode().ljust(32)))
        next_ = 17
        if self.catalogue:
            data = b"\0CD001\1" + b"EL TORITO SPECIFICATION".ljust(64, b"\0")
            put(next_, data + struct.pack("<I", self._catalogue_block))
            put(self._catalogue_block, self.catalogue)
            next_ += 1
        if self.joliet:
            root = record(b"\0", self._wide_blocks[""], self._wide[""], FOLDER)
            label = self.label.encode("utf-16-be")
            put(next_, volume(2, root, blocks, label, joliet=True))
            next_ += 1
        put(next_, b"\xffCD001\1")
        for path in self._folders:
            put(self.blocks[path], self._pack(path, wide=False))
            if self.joliet:
                put(self._wide_blocks[path], self._pack(path, wide=True))
        for path, content in self.files.items():
            if isinstance(content, bytes):
                put(self.blocks.get(path, 0), content)
        put(self._pool_block, bytes(self._pool))
        return bytes(image)

    def _pack(self, path: str, *, wide: bool) -> bytes:
        """A folder's records; none crosses a sector."""
        data = b""
        for item in self._records(path, wide=wide):
            if len(data) % SECTOR + len(item) > SECTOR:
                data += bytes(-len(data) % SECTOR)
            data += item
        return data + bytes(-len(data) % SECTOR)

    def _records(self, path: str, *, wide: bool) -> Iterator[bytes]:
        parent = path.rpartition("/")[0]
        area = b""
        if self.rock_ridge and not wide and not path:
            area = susp(b"SP", b"\xbe\xef" + bytes([self.skip])) + susp(
                b"PX", both(0o40755) + both(1) + both(0) * 2
            )
            area += susp(b"ER", bytes([10, 0, 0, 1]) + b"RRIP_1991A")
        yield record(b"\0", *self._extent(path, wide=wide), FOLDER, area)
        yield record(b"\1", *self._extent(parent, wide=wide), FOLDER)
        for child in self._folders[path]:
            if not wide or self.instead.get(child) != "":
                yield from self._child(child, wide=wide)

    def _child(self, path: str, *, wide: bool) -> Iterator[bytes]:
        plain = path.rpartition("/")[2]
        folder = path in self._folders
        name = plain.upper()[:30].encode("latin-1", "replace") + (b"" if folder else b";1")
        if wide:
            name = (plain[:64] + ("" if folder else ";1")).encode("utf-16-be")
        flags = self.flags.get(path, 0) | (FOLDER if folder else 0)
        area = self._area(path, plain, name) if self.rock_ridge and not wide else b""
        block, size = self._extent(path, wide=wide)
        block, size = self.extents.get(path, (block, size))
        if wide and path in self.instead:
            block, size = self._extent(self.instead[path], wide=wide)
        piece = self.split.get(path, size)
        while size > piece:
            yield record(name, block, piece, flags | MORE, area)
            block, size = block + piece // SECTOR, size - piece
        yield record(name, block, size, flags, area)

    def _extent(self, path: str, *, wide: bool) -> tuple[int, int]:
        if path in self._folders:
            places = self._wide_blocks if wide else self.blocks
            sizes = self._wide if wide else self._sizes
            return places.get(path, 0), sizes.get(path, 0)
        content = self.files[path]
        return self.blocks.get(path, 0), len(content) if isinstance(content, bytes) else 0

    def _area(self, path: str, plain: str, name: bytes) -> bytes:
        """Rock Ridge's fields, in a continuation where the record would grow too long."""
        content = self.files.get(path, b"")
        mode = 0o120777 if isinstance(content, Link) else 0o100644
        mode = 0o40755 if path in self._folders else mode
        fields = [susp(b"PX", both(mode) + both(1) + both(0) * 2), *name_fields(plain.encode())]
        fields.append(self.fields.get(path, b""))
        if isinstance(content, Link):
            fields.append(link_field(content))
        area = bytes(self.skip) + b"".join(fields)
        if 34 + len(name) + len(area) <= _LONGEST_RECORD:
            return area
        rest = area[self.skip :]
        if len(self._pool) % SECTOR + len(rest) > SECTOR:
            self._pool += bytes(-len(self._pool) % SECTOR)
        at = len(self._pool)
        self._pool += rest
        block = self._pool_block + at // SECTOR
        return bytes(self.skip) + continuation(block, at % SECTOR, len(rest))
