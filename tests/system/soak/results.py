"""What a soak has shown, as the README quotes it and for machines."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from system.soak.outcome import Record

ROOT = Path(__file__).parents[3]


class Named(Protocol):
    """A kind of runs."""

    @property
    def name(self) -> str: ...
    @property
    def what(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    what: str
    seed: int
    done: int
    kept: int  # runs in which every promise was
    seconds: float
    kinds: dict[str, int]
    commits: dict[str, int]  # how many runs each state of the code has had


@dataclass(frozen=True, slots=True)
class Results:
    day: str
    rows: list[Row]

    def markdown(self) -> str:
        lines = [
            f"Soak of {self.day}:",
            "",
            "| kind | what | promises kept | seed | minutes | commit |",
            "|---|---|---|---|---|---|",
        ]
        for row in self.rows:
            kept = f"{row.kept:,} of {row.done:,}"
            minutes = f"{row.seconds / 60:.1f}"
            several = len(row.commits) > 1
            commits = ", ".join(
                f"{count:,} × {commit}" if several else commit
                for commit, count in row.commits.items()
            )
            cells = (row.name, row.what, kept, str(row.seed), minutes, commits)
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
        for row in self.rows:
            ends = ", ".join(f"{count:,} × {kind}" for kind, count in row.kinds.items())
            lines.append(f"- {row.name}: {ends}")
        return "\n".join(lines) + "\n"

    def keep(self, folder: Path) -> None:
        (folder / "results.md").write_text(self.markdown(), encoding="utf-8")
        told: dict[str, Any] = {"day": self.day, "kinds": {}}
        for row in self.rows:
            told["kinds"][row.name] = {
                "seed": row.seed,
                "runs": row.done,
                "kept": row.kept,
                "seconds": round(row.seconds),
                "ends": row.kinds,
                "commits": row.commits,
            }
        (folder / "results.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def of(soaked: Iterable[tuple[Named, Record, int]]) -> Results:
    """Each kind with its record, and how many of its runs count."""
    rows = []
    for kind, record, count in soaked:
        done = len(record.within(count))
        rows.append(
            Row(
                name=kind.name,
                what=kind.what,
                seed=record.seed,
                done=done,
                kept=done - len(record.broken(count)),
                seconds=record.seconds(count),
                kinds=dict(record.kinds(count).most_common()),
                commits=dict(record.commits(count).most_common()),
            )
        )
    return Results(datetime.now(UTC).date().isoformat(), rows)


@cache
def commit() -> str:
    """The state of the code that this process runs."""
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:  # a computer without git
        return "unknown"
    return done.stdout.strip() or "unknown"
