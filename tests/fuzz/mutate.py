"""Feeds broken files to the targets, without a coverage tool: only Python is needed.

    python tests/fuzz/mutate.py [--target NAME]… [--count N] [--seed N] [--first BATCH]

Mutants come in batches of 500; a batch depends on the seed, the target and its number alone, so
`--seed N --target NAME --first BATCH --count 500` makes it again. What is found is kept in
`tests/fuzz/new`, packed; see README.md for what to do with it. Ends with 1 when something was.
"""

import argparse
import secrets
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

from fuzz.findings import keep  # noqa: E402  the paths come first
from fuzz.mutation import Mutator  # noqa: E402
from fuzz.targets import TARGETS  # noqa: E402
from fuzz.watch import Finding, Watch  # noqa: E402

BATCH = 500
REPORT = 60  # seconds


@dataclass
class Tally:
    """What became of one target's mutants."""

    mutants: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    memory: int = 0  # KiB
    findings: Counter[str] = field(default_factory=Counter)

    def line(self, name: str) -> str:
        rate = self.mutants / self.seconds if self.seconds else 0
        return (
            f"{name:16} {self.mutants:9,} mutants  {rate:7,.0f} a second  slowest "
            f"{self.slowest * 1000:4.0f} ms  most memory {self.memory / 1024:5.1f} MiB  "
            f"{sum(self.findings.values())} findings"
        )


class Runner:
    def __init__(self, names: list[str], seed: int) -> None:
        self._seed = seed
        self._watch = Watch()
        self.tallies = {name: Tally() for name in names}
        self._mutators = {
            name: [Mutator(seed, TARGETS[name].seeds()) for seed in TARGETS[name].seeds().values()]
            for name in names
        }

    def batch(self, name: str, number: int) -> None:
        random = Random(f"{self._seed} {name} {number}")
        target, tally = TARGETS[name], self.tallies[name]
        self._watch.settle()
        for place in range(BATCH):
            data = random.choice(self._mutators[name]).mutant(random)
            outcome = self._watch.run(target, data)
            tally.mutants += 1
            tally.seconds += outcome.seconds
            tally.slowest = max(tally.slowest, outcome.seconds)
            tally.memory = max(tally.memory, outcome.memory)
            if outcome.finding is not None:
                self._note(name, data, outcome.finding, f"batch {number}, mutant {place}")

    def _note(self, name: str, data: bytes, finding: Finding, where: str) -> None:
        tally = self.tallies[name]
        tally.findings[finding.kind] += 1
        if tally.findings[finding.kind] == 1:
            path = keep(name, data)
            print(f"{name}: {finding.kind}, {where}, kept as {path}\n{finding.text}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--target", action="append", choices=TARGETS, help="all, if not given")
    parser.add_argument("--count", type=int, default=100_000, help="mutants in all")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1 << 32))
    parser.add_argument("--first", type=int, default=0, help="number of the first batch")
    given = parser.parse_args()
    names: list[str] = given.target or list(TARGETS)
    print(f"seed {given.seed}", flush=True)
    runner = Runner(names, given.seed)
    left, said = given.count, time.monotonic()
    for number in count(given.first):
        for name in names:
            runner.batch(name, number)
        left -= BATCH * len(names)
        if left <= 0 or time.monotonic() - said > REPORT:
            said = time.monotonic()
            print(f"-- up to batch {number}", flush=True)
            print("\n".join(tally.line(name) for name, tally in runner.tallies.items()), flush=True)
        if left <= 0:
            break
    print(f"{sum(tally.mutants for tally in runner.tallies.values()):,} mutants in all")
    return int(any(tally.findings for tally in runner.tallies.values()))


if __name__ == "__main__":
    sys.exit(main())
