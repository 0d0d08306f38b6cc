"""Images for tests that do not care what is in them, and the report of one that is whole."""

import hashlib
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from app.report import Boots, Kind, Mode, Report
from app.sources.source import FileIdentity


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
class FileSource:
    """A source without the care that `app.sources` takes; `said` is the size it claims."""

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

    def stream(self) -> FileIO:
        return FileIO(self.path)

    def look(self) -> FileReader:
        return FileReader(self.path)


def source_of(
    path: Path, content: bytes, *, said: int | None = -1, layers: tuple[str, ...] = ()
) -> FileSource:
    """A file with this content; `said` is the size it claims, the true one unless given."""
    path.write_bytes(content)
    size = len(content) if said == -1 else said
    return FileSource(path, FileIdentity.of(path), size, layers)


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
