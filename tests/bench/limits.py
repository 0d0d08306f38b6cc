"""What a write may take of the computer, and how far its progress may run ahead; with the goals."""

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.run import Run
from bench.table import OURS, Row
from bench.target import MiB

MEMORY_RAW, MEMORY_SEVERAL, MEMORY_PACKED = 48, 80, 160  # MiB
CACHE, LEAD = 64, 8  # MiB
PROCESSOR, PROCESSOR_NO_HASH = 0.90, 0.35  # seconds per GiB
ALONE = "of which SHA-256 alone, in the same rounds"


@dataclass(frozen=True)
class Limit:
    """`worst` and `most` are in `unit`. Without a `most` it is for reading the one above it."""

    name: str
    worst: float
    most: float | None
    unit: str

    @property
    def kept(self) -> bool:
        return self.most is None or self.worst <= self.most


def limits(rows: Sequence[Row]) -> Iterator[Limit]:
    """One for each goal that these rows say something about; the worst of them counts."""
    raw = [row for row in rows if row.drives == 1 and not row.packed]
    kinds = (
        ("memory, one drive", raw, MEMORY_RAW),
        ("memory, several drives", [row for row in rows if row.drives > 1], MEMORY_SEVERAL),
        ("memory, packed", [row for row in rows if row.packed], MEMORY_PACKED),
    )
    for name, those, most in kinds:
        if runs := _ours(those):
            yield Limit(name, max(run.memory for run in runs) / MiB, most, "MiB")
    if rows:
        growth = max(statistics.median(run.cache for run in row.runs[OURS]) for row in rows)
        yield Limit("growth of the page cache", growth / MiB, CACHE, "MiB")
    for name, hashed, seconds in (
        ("processor, with SHA-256", True, PROCESSOR),
        ("processor, without", False, PROCESSOR_NO_HASH),
    ):
        if those := [row for row in raw if row.noise and row.hashed is hashed]:
            dearest = max(those, key=_per_gib)
            yield Limit(name, _per_gib(dearest), seconds, "s/GiB")
            if dearest.hashing:
                alone = statistics.median(dearest.hashing) / dearest.gib
                yield Limit(ALONE, alone, None, "s/GiB")
    # What is there already is done without the drive taking anything: only noise tells.
    noise = _ours([row for row in rows if row.noise])
    if leads := [run.lead for run in noise if run.lead is not None]:
        yield Limit("progress ahead of the drive", max(leads) / MiB, LEAD, "MiB")


def limits_in_markdown(rows: Sequence[Row]) -> str:
    lines = ["| of the computer | worst | goal | |", "|---|---|---|---|"]
    for each in limits(rows):
        form, goal, mark = ".2f" if each.unit == "s/GiB" else ".1f", "–", ""
        if each.most is not None:
            goal, mark = f"{each.most:{form}}", "✓" if each.kept else "✗"
        lines.append(f"| {each.name} | {each.worst:{form}} {each.unit} | {goal} | {mark} |")
    return "\n".join(lines)


def _ours(rows: Sequence[Row]) -> list[Run]:
    return [run for row in rows for run in row.runs[OURS]]


def _per_gib(row: Row) -> float:
    return statistics.median(run.processor for run in row.runs[OURS]) / row.gib
