"""Images for tests that do not care what is in them, and the report of one that is whole."""

import hashlib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from app.report import Boots, Kind, Mode, Report
from app.sources import open_source
from app.sources.source import FileIdentity, Source


def image_bytes(length: int, seed: str = "stickwright") -> bytes:
    """Bytes that look random and are the same every time; no two sectors are alike."""
    return hashlib.shake_256(seed.encode()).digest(length)


@dataclass(frozen=True)
class FileReader:
    path: Path

    @property
    def size(self) -> int:
        return self.path.stat().st_size

    def read_at(self, offset: int, length: int) -> bytes:
        with self.path.open("rb") as file:
            file.seek(offset)
            return file.read(length)


@dataclass(frozen=True)
class ClaimingSource:
    """A plain file that says of itself what a packed one would: `said` is the size it claims."""

    path: Path
    identity: FileIdentity
    said: int | None
    layers: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def size(self) -> int | None:
        return self.said

    def stream(self, start: int = 0) -> FileIO:
        file = FileIO(self.path)
        file.seek(start)
        return file

    def look(self) -> FileReader:
        return FileReader(self.path)


def source_of(
    path: Path, content: bytes, *, said: int | None = -1, layers: tuple[str, ...] = ()
) -> Source:
    """A file with this content as a source; with `said` or `layers` one that claims these."""
    path.write_bytes(content)
    if said == -1 and not layers:
        return open_source(path)
    size = len(content) if said == -1 else said
    return ClaimingSource(path, FileIdentity.of(path), size, layers)


def whole_report(size: int | None) -> Report:
    return Report(
        name="image.iso",
        size=size,
        layers=(),
        kind=Kind.DISK,
        label="",
        expected_size=None,
        boots=Boots(),
        partition_tables=(),
        el_torito=(),
        mode=Mode.EXACT,
        findings=(),
    )


def alike(length: int) -> tuple[bytes, bytes]:
    """Two blocks with the same xxh3-128, as long as nobody gives it a seed: in each of two stripes
    the lower half of a number is what its key has there, so the upper half is only added up."""
    blocks = (bytearray(length), bytearray(length))
    for block, more in zip(blocks, (0, 1), strict=True):
        block[0:8] = (0x396CFEB8 | 5 + more << 32).to_bytes(8, "little")
        block[64:72] = (0x2C81017C | 9 - more << 32).to_bytes(8, "little")
    return bytes(blocks[0]), bytes(blocks[1])
