"""Rows become a table that a README can show."""

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.run import Run
from bench.target import MiB

OURS = "Stickwright"

# Parts of a floor that nobody computes: each is a command of its own, measured in turns.
UNPACK, WRITE, READ = "unpacking alone", "writing alone", "reading alone"
PARTS = "floor of parts"


@dataclass(frozen=True)
class Row:
    """`base` is the name of the peer that the goal speaks of; "" where it speaks of the `floor`, in
    seconds, PARTS where it is made of runs. `size` in bytes is that of the image as written;
    `noise`: every byte of it has to be. `hashing`: seconds of the processor that SHA-256 alone took
    for as many, round by round, where that was measured."""

    name: str
    size: int
    goal: float
    base: str
    runs: dict[str, list[Run]]
    floor: float = 0.0
    drives: int = 1
    packed: bool = False
    noise: bool = False
    hashed: bool = True
    hashing: tuple[float, ...] = ()

    @property
    def ratios(self) -> list[float]:
        """Ours against what the goal speaks of, round by round."""
        ours = [run.seconds for run in self.runs[OURS]]
        if self.base == PARTS:
            return [a / b for a, b in zip(ours, self._parts(), strict=True)]
        if not self.base:
            return [seconds / self.floor for seconds in ours]
        return [a / b.seconds for a, b in zip(ours, self.runs[self.base], strict=True)]

    def _parts(self) -> list[float]:
        """Unpacking on all cores beside writing, then reading back: seconds, round by round. Of
        unpacking it is the processor that counts, since a busy computer falsifies it less."""
        rounds = zip(*(self.runs[name] for name in (UNPACK, WRITE, READ)), strict=True)
        return [
            max(unpack.processor / (os.cpu_count() or 1), write.seconds) + read.seconds
            for unpack, write, read in rounds
        ]

    @property
    def gib(self) -> float:
        """Of all drives together."""
        return self.size * self.drives / (1 << 30)

    @property
    def failed(self) -> bool:
        return any(run.failed for run in self.runs[OURS])

    @property
    def reached(self) -> bool:
        """Who fails is quick, and reaches nothing; a peer that fails is no measure."""
        measure = self.runs.get(self.base, [])
        if self.failed or any(run.failed for run in measure):
            return False
        return statistics.median(self.ratios) <= self.goal


def rows_in_markdown(rows: Sequence[Row]) -> str:
    peers = list(dict.fromkeys(name for row in rows for name in row.runs if name != OURS))
    lines = [
        "| " + " | ".join(["what is written", OURS, *peers, "ratio (spread)", "goal", ""]) + " |",
        "|---" * (len(peers) + 5) + "|",
    ]
    for row in rows:
        ratios = row.ratios
        times = [_seconds(row.runs.get(name)) for name in (OURS, *peers)]
        lines.append(
            f"| {row.name} | {' | '.join(times)} | "
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) | "
            f"{row.goal:.2f} × {row.base or 'floor'} | {'✓' if row.reached else '✗'} |"
        )
    return "\n".join(lines)


def costs_in_markdown(rows: Sequence[Row]) -> str:
    """What it takes of the computer, the program and each peer."""
    titles = ["what is written", "by", "processor s/GiB", "peak memory", "page cache"]
    titles += ["written", "read", "progress ahead"]
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    for row in rows:
        for name, runs in row.runs.items():
            lead = [run.lead for run in runs if run.lead is not None and row.noise]
            cells = [
                f"{statistics.median(run.processor for run in runs) / row.gib:.2f}",
                _mib(max(run.memory for run in runs)),
                _mib(statistics.median(run.cache for run in runs)),
                _mib(statistics.median(run.written for run in runs)),
                _mib(statistics.median(run.read for run in runs)),
                _mib(max(lead)) if lead else "–",
            ]
            lines.append(f"| {row.name} | {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def machine() -> str:
    """On which computer, and how busy it was."""
    info = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in info if line.startswith("model name")]
    kernel = f"Linux {platform.release()}, Python {platform.python_version()}"
    load = "/".join(f"{each:.1f}" for each in os.getloadavg())
    return f"{len(names)} × {names[0] if names else platform.machine()}, {kernel}, load {load}"


def _mib(count: float) -> str:
    return f"{count / MiB:.0f} MiB"


def _seconds(runs: Sequence[Run] | None) -> str:
    if not runs:
        return "–"
    failed = [run for run in runs if run.failed]
    took = f"{statistics.median(run.seconds for run in runs):.1f} s"
    return f"{took}, **failed** {len(failed)} of {len(runs)}" if failed else took
