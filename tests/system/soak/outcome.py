"""What came of one run, and of many: kept on disk after each, so that a soak may be interrupted."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from system.sticks.promises import Breach


@dataclass(frozen=True, slots=True)
class Outcome:
    """`story`: what was done and what happened, for a person. `kind` is the word under which runs
    are counted."""

    kind: str
    breaches: list[Breach] = field(default_factory=list)
    story: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One run, and of which state of the code (`git describe`)."""

    number: int
    outcome: Outcome
    seconds: float
    commit: str = ""


class Record:
    """The runs of one kind and one seed, one JSON line each."""

    def __init__(self, folder: Path, name: str, seed: int) -> None:
        self.name = name
        self.seed = seed
        self._path = folder / f"{name}-{seed}.jsonl"
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self.lines = {line.number: line for line in _read(self._path)}

    def add(self, line: Line) -> None:
        self.lines[line.number] = line
        told = {
            "number": line.number,
            "kind": line.outcome.kind,
            "breaches": [breach.name for breach in line.outcome.breaches],
            "seconds": round(line.seconds, 3),
            "commit": line.commit,
            "story": line.outcome.story,
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told) + "\n")

    def within(self, count: int) -> list[Line]:
        return [line for number, line in sorted(self.lines.items()) if number < count]

    def broken(self, count: int) -> list[Line]:
        return [line for line in self.within(count) if line.outcome.breaches]

    def kinds(self, count: int) -> Counter[str]:
        return Counter(line.outcome.kind for line in self.within(count))

    def commits(self, count: int) -> Counter[str]:
        """How many of its runs each state of the code has had."""
        return Counter(line.commit or "unknown" for line in self.within(count))

    def seconds(self, count: int) -> float:
        return sum(line.seconds for line in self.within(count))


def latest(folder: Path, name: str) -> Record | None:
    """The record that was added to last."""
    paths = sorted(folder.glob(f"{name}-*.jsonl"), key=lambda path: path.stat().st_mtime)
    if not paths:
        return None
    return Record(folder, name, int(paths[-1].stem.rpartition("-")[2]))


def _read(path: Path) -> Iterable[Line]:
    if not path.exists():
        return
    for text in path.read_text().splitlines():
        try:
            told = json.loads(text)
        except ValueError:
            continue  # cut off
        breaches = [Breach[name] for name in told["breaches"]]
        outcome = Outcome(told["kind"], breaches, told["story"])
        yield Line(told["number"], outcome, told["seconds"], told.get("commit", ""))
