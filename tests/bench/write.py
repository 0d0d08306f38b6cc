"""How fast is write + verify, against `dd oflag=direct conv=fsync` followed by `cmp`?

    sudo packaging/test --bench write [--size 1G] [--rounds 5] [--folder DIR]

Both write the same random image to the same loop device in turns, in one run: read the ratio, not
the seconds, which belong to this machine at this moment. Before every round the device is filled
with stale bytes and the page cache is dropped, afterwards the content is compared outside the
clock. Also printed: processor time, and the peak memory of the command line's process.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.cli import size as parse_size


@dataclass(frozen=True)
class Run:
    seconds: float
    processor: float
    peak_mib: int


def timed(commands: list[list[str]]) -> Run:
    """Run the commands one after the other; processor time and peak memory are the children's."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    peak = 0
    for command in commands:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        peak = max(peak, used.ru_maxrss // 1024)
    seconds, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, spent, peak)


@contextmanager
def loop_device(backing: Path) -> Iterator[str]:
    attach = ["losetup", "--find", "--show", "--direct-io=on", str(backing)]
    node = subprocess.run(attach, check=True, capture_output=True, text=True).stdout.strip()
    try:
        yield node
    finally:
        subprocess.run(["losetup", "--detach", node], check=True)


def fill(path: Path, length: int, byte: bytes | None) -> None:
    with path.open("wb") as file:
        for _ in range(length >> 20):
            file.write(os.urandom(1 << 20) if byte is None else byte * (1 << 20))
        file.flush()
        os.fsync(file.fileno())


def stale(node: str, length: int) -> None:
    """An old life of the drive, so that nothing is equal by accident; then nothing is cached."""
    with open(node, "wb") as device:  # noqa: PTH123  a device node, not a file
        device.writelines(b"\xa5" * (1 << 20) for _ in range(length >> 20))
        os.fsync(device.fileno())
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3")


def equal(image: Path, node: str, length: int) -> bool:
    command = ["cmp", "--bytes", str(length), str(image), node]
    return subprocess.run(command, check=False).returncode == 0


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="write")
    parser.add_argument("--size", type=parse_size, default=1 << 30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="on a real disk")
    given = parser.parse_args(arguments)
    length = given.size >> 20 << 20
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        image, backing = Path(folder, "image.img"), Path(folder, "stick.img")
        fill(image, length, None)
        fill(backing, length + (64 << 20), b"\0")
        with loop_device(backing) as node:
            ours = [[sys.executable, "-m", "app", "write", "--yes", str(image), node]]
            dd = ["dd", f"if={image}", f"of={node}", "bs=4M", "oflag=direct", "conv=fsync"]
            theirs = [dd, ["cmp", "--bytes", str(length), str(image), node]]
            rows: dict[str, list[Run]] = {"dd + cmp": [], "stickwright": []}
            for _ in range(given.rounds):
                for name, commands in (("dd + cmp", theirs), ("stickwright", ours)):
                    stale(node, length)
                    rows[name].append(timed(commands))
                    if not equal(image, node, length):
                        sys.exit(f"{name} left other bytes on the device")
    report(rows, length)


def report(rows: dict[str, list[Run]], length: int) -> None:
    pairs = zip(rows["stickwright"], rows["dd + cmp"], strict=True)
    ratios = [mine.seconds / other.seconds for mine, other in pairs]
    gib = length / (1 << 30)
    for name, runs in rows.items():
        seconds = statistics.median(run.seconds for run in runs)
        processor = statistics.median(run.processor for run in runs)
        peak = max(run.peak_mib for run in runs)
        print(f"{name:12} {seconds:6.2f} s  {processor / gib:5.2f} CPU s/GiB  peak {peak} MiB")
    print(
        f"ratio        {statistics.median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"
    )
