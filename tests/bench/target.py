"""A loop device that behaves like a stick: how fast it may be, what was on it, what really reached
it."""

import mmap
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

MiB = 1 << 20
_UNIT = 4096  # bytes: a file system's block
CONTROLLER = Path("/sys/fs/cgroup/blkio")


@dataclass(frozen=True)
class Speed:
    """Bytes a second; `request` is the largest that the kernel sends at once, in KiB."""

    name: str
    write: int
    read: int
    request: int

    def floor(self, size: int) -> float:
        """Seconds that writing and reading back take at least."""
        return size / self.write + size / self.read


USB3 = Speed("usb3", 40_000_000, 150_000_000, 512)
USB2 = Speed("usb2", 15_000_000, 30_000_000, 120)


def throttles() -> bool:
    """Whether this kernel has the blkio controller of cgroup v1."""
    return (CONTROLLER / "blkio.throttle.write_bps_device").exists()


@dataclass(frozen=True)
class Target:
    """`node` is the device, `backing` the file below it."""

    node: str
    backing: Path

    @property
    def _sysfs(self) -> Path:
        return Path("/sys/block", Path(self.node).name)

    @property
    def traffic(self) -> tuple[int, int]:
        """Bytes written to and read from it since it was made (Documentation/block/stat)."""
        numbers = (self._sysfs / "stat").read_text().split()
        return int(numbers[6]) * 512, int(numbers[2]) * 512

    @contextmanager
    def held_to(self, speed: Speed | None) -> Iterator[None]:
        """As fast as that, in the root group: writing back counts there too."""
        place = (self._sysfs / "dev").read_text().strip()
        limits = {"write": speed.write, "read": speed.read} if speed and throttles() else {}
        queue = self._sysfs / "queue" / "max_sectors_kb"
        usual = queue.read_text()
        if speed:
            queue.write_text(str(speed.request))
        for what, limit in limits.items():
            (CONTROLLER / f"blkio.throttle.{what}_bps_device").write_text(f"{place} {limit}")
        try:
            yield
        finally:
            queue.write_text(usual)
            for what in limits:
                (CONTROLLER / f"blkio.throttle.{what}_bps_device").write_text(f"{place} 0")

    def prepare(self, size: int, old: Path | None, *, fresh: bool = False) -> None:
        """`old` is on it; else something that is nowhere zero, or zeros where it is `fresh`. Then
        nothing is in the page cache."""
        if old is not None:
            copy = ["dd", f"if={old}", f"of={self.backing}", "bs=4M", "conv=notrunc", "status=none"]
            subprocess.run([*copy, "oflag=direct"], check=True)
        else:
            _fill(self.backing, size, b"\0" if fresh else b"\xa5")
        self.forget()

    def forget(self) -> None:
        subprocess.run(["blockdev", "--flushbufs", self.node], check=True)
        forget(self.backing)

    def differs(self, image: Path, partly: bool = False) -> bool:
        """Whether it holds something else than the image; `partly`: where that is not zero.
        Outside the clock."""
        other = differs(image, self.backing, partly=partly)
        forget(image)
        self.forget()
        return other


@contextmanager
def target(backing: Path, size: int) -> Iterator[Target]:
    subprocess.run(["fallocate", "--length", str(size), str(backing)], check=True)
    attach = ["losetup", "--find", "--show", "--direct-io=on", str(backing)]
    node = subprocess.run(attach, check=True, capture_output=True, text=True).stdout.strip()
    try:
        yield Target(node, backing)
    finally:
        subprocess.run(["losetup", "--detach", node], check=True)
        backing.unlink()


def forget(path: Path) -> None:
    """The kernel keeps nothing of the file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def load(path: Path) -> None:
    """The kernel has all of the file in memory."""
    with path.open("rb", buffering=0) as file:
        while file.read(MiB):
            pass


def _fill(backing: Path, size: int, byte: bytes) -> None:
    with mmap.mmap(-1, 4 * MiB) as area:
        area.write(byte * len(area))
        fd = os.open(backing, os.O_WRONLY | os.O_DIRECT)
        with suppress(BufferError):
            for offset in range(0, min(size + 8 * MiB, backing.stat().st_size), len(area)):
                os.pwrite(fd, area, offset)
        os.close(fd)


def differs(image: Path, backing: Path, *, partly: bool) -> bool:
    """Whether the file differs from the image; `partly`: where that is not zero."""
    with image.open("rb", buffering=0) as wanted, backing.open("rb", buffering=0) as found:
        while data := wanted.read(MiB):
            held = found.read(len(data))
            if held == data:
                continue
            for at in range(0, len(data), _UNIT):
                piece = data[at : at + _UNIT]
                if held[at : at + _UNIT] != piece and not (partly and not any(piece)):
                    return True
    return False
