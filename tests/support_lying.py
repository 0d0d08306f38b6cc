"""A drive in memory that lies about what it keeps, or refuses, as some sticks do."""

from dataclasses import dataclass, field

from support_media import Memory

from app.errors import DriveGone, ReadRefused, SyncFailed, WriteRefused


@dataclass
class Lying(Memory):
    """Begins anew after `wrap` bytes, loses what is behind `drop`, and refuses these places."""

    wrap: int = 1 << 62
    drop: int = 1 << 62
    no_read: set[int] = field(default_factory=set)
    no_write: set[int] = field(default_factory=set)
    goes_at: tuple[str, int] | None = None  # the so-manieth call of this kind
    fails_at: tuple[str, int] | None = None
    calls: list[tuple[str, int, int]] = field(default_factory=list)

    def pread_into(self, buffer: memoryview, offset: int) -> int:
        self._demand("read", offset, len(buffer))
        if any(offset <= place < offset + len(buffer) for place in self.no_read):
            raise ReadRefused("Stick", offset, "Input/output error")
        for start in range(0, len(buffer), 512):
            super().pread_into(buffer[start : start + 512], (offset + start) % self.wrap)
        return len(buffer)

    def pwrite(self, buffer: memoryview, offset: int) -> int:
        self._demand("write", offset, len(buffer))
        if any(offset <= place < offset + len(buffer) for place in self.no_write):
            raise WriteRefused("Stick", offset, "Input/output error")
        for start in range(0, len(buffer), 512):
            if offset + start < self.drop:
                super().pwrite(buffer[start : start + 512], (offset + start) % self.wrap)
        return len(buffer)

    def sync(self) -> None:
        self._demand("sync", 0, 0)

    def _demand(self, call: str, offset: int, length: int) -> None:
        self.calls.append((call, offset, length))
        met = (call, sum(each == call for each, _, _ in self.calls))
        if met == self.goes_at:
            self.gone = True
        if self.gone:
            raise DriveGone("Stick", offset)
        if met == self.fails_at:
            raise SyncFailed("Stick", "Input/output error")
