"""One image to four drives, against one drive: does it take four times as long?

    sudo packaging/test --bench several [--size 256M] [--rounds 3] [--folder DIR]

Loop devices, held to the speed of a USB 3 stick (40 MB/s written, 150 read) where the kernel's
blkio controller is there (cgroup v1); without it the disk under them is what is measured, and the
table says so. In each round, in turns: one drive alone; four alike; three beside one of a quarter
of their speed, where the time of the slowest of the three counts. Read the ratios. Afterwards the
contents are compared outside the clock. Peak memory is that of the command line's process.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.write import equal, fill, loop_device, stale

from app.cli import size as parse_size

DRIVES = 4
WRITE, READ = 40_000_000, 150_000_000  # bytes a second
SLOW = 4  # times
CONTROLLER = Path("/sys/fs/cgroup/blkio")


@dataclass(frozen=True)
class Run:
    """`seconds` of the process, and of each drive by itself."""

    seconds: float
    processor: float
    peak_mib: int
    drives: tuple[float, ...]


def throttles() -> bool:
    return (CONTROLLER / "blkio.throttle.write_bps_device").exists()


@contextmanager
def held_to(node: str, *, slower: int = 1) -> Iterator[None]:
    """The device as fast as a stick, `slower` times slower."""
    number = os.stat(node).st_rdev  # noqa: PTH116  a device node, not a file
    place = f"{os.major(number)}:{os.minor(number)}"
    limits = {"write": WRITE // slower, "read": READ // slower} if throttles() else {}
    for what, limit in limits.items():
        (CONTROLLER / f"blkio.throttle.{what}_bps_device").write_text(f"{place} {limit}")
    try:
        yield
    finally:
        for what in limits:
            (CONTROLLER / f"blkio.throttle.{what}_bps_device").write_text(f"{place} 0")


def written(image: Path, nodes: Sequence[str], slower: Sequence[int]) -> Run:
    length = image.stat().st_size
    for node in nodes:
        stale(node, length)
    command = [sys.executable, "-m", "app", "write", "--yes", "--json", str(image), *nodes]
    with ExitStack() as stack:
        for node, factor in zip(nodes, slower, strict=True):
            stack.enter_context(held_to(node, slower=factor))
        began = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            lines = [json.loads(line) for line in process.stdout]
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
    if process.returncode or not all(equal(image, node, length) for node in nodes):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}, or left other bytes")
    ends = {line.get("drive"): line["seconds"] for line in lines if line["event"] == "finished"}
    each = tuple(ends.get(node, ends.get(None, 0.0)) for node in nodes)
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, each)


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="several")
    parser.add_argument("--size", type=parse_size, default=256 << 20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="on a real disk")
    given = parser.parse_args(arguments)
    length = given.size >> 20 << 20
    with tempfile.TemporaryDirectory(dir=given.folder) as folder, ExitStack() as stack:
        image = Path(folder, "image.img")
        fill(image, length, None)
        nodes = []
        for number in range(DRIVES):
            backing = Path(folder, f"stick{number}.img")
            fill(backing, length + (16 << 20), b"\0")
            nodes.append(stack.enter_context(loop_device(backing)))
        alike, one_slow = [1] * DRIVES, [*[1] * (DRIVES - 1), SLOW]
        rows: dict[str, list[Run]] = {"one": [], "four": [], "beside a slow one": []}
        for _ in range(given.rounds):
            rows["one"].append(written(image, nodes[:1], alike[:1]))
            rows["four"].append(written(image, nodes, alike))
            rows["beside a slow one"].append(written(image, nodes, one_slow))
    report(rows, length)


def report(rows: dict[str, list[Run]], length: int) -> None:
    speed = f"{WRITE // 10**6}/{READ // 10**6} MB/s" if throttles() else "not held to any speed"
    print(f"{length >> 20} MiB, loop devices, {speed}")
    alone = [max(run.drives) for run in rows["one"]]
    for name, runs in rows.items():
        counted = [run.drives[:-1] if name == "beside a slow one" else run.drives for run in runs]
        slowest = [max(each) for each in counted]
        ratios = [mine / one for mine, one in zip(slowest, alone, strict=True)]
        print(
            f"{name:18} {statistics.median(slowest):6.2f} s  "
            f"ratio {statistics.median(ratios):5.2f} ({min(ratios):.2f} to {max(ratios):.2f})  "
            f"{statistics.median(run.processor for run in runs):5.2f} CPU s  "
            f"peak {max(run.peak_mib for run in runs)} MiB"
        )
