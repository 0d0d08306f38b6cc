"""Images in memory as sources, and what inspection says about them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support_boot import Image

from app.errors import NotReached
from app.formats.binary import Memory, Reader
from app.inspection import inspect
from app.report import Report
from app.sources.source import FileIdentity, Stream


class Limited(Memory):
    """A packed image: only its first `limit` bytes were unpacked."""

    def __init__(self, data: bytes, limit: int) -> None:
        super().__init__(data)
        self._limit = limit

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length > self._limit and offset < self.size:
            raise NotReached(offset + length, self._limit)
        return super().read_at(offset, length)


@dataclass(frozen=True)
class ImageSource:
    """A `Source` in memory, as far as inspection goes. `limit`: how far it can be looked into."""

    content: bytes
    name: str = "image.img"
    layers: tuple[str, ...] = ()
    limit: int | None = None

    @property
    def path(self) -> Path:
        return Path(self.name)

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def identity(self) -> FileIdentity:
        return FileIdentity(0, 0, self.size, 0)

    def stream(self, start: int = 0) -> Stream:
        raise NotImplementedError

    def look(self) -> Reader:
        return Memory(self.content) if self.limit is None else Limited(self.content, self.limit)


def report_on(image: bytes | Image, **source: Any) -> Report:
    """What inspection says about an image; `source` are fields of `ImageSource`."""
    return inspect(ImageSource(image if isinstance(image, bytes) else image.build(), **source))


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}
