"""Mutation testing of the modules that keep the wrong drive from being written and a bad stick from
being called good.

    packaging/test --mutation                              all of them; an hour or so
    packaging/test --mutation app/plan.py app/result.py    some
    packaging/test --mutation --sample 100 --seed 7        of each no more than so many
    packaging/test --mutation --since 93a290d              on lines that are new since a commit

Fails when fewer than nine of ten mutants are killed, when one survives without a reason in
survivors.toml, and when a reason is there for one that does not survive.
"""

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutation.modules import TESTS  # noqa: E402  the paths come first
from mutation.mutants import Mutant, mutants  # noqa: E402
from mutation.trial import Outcome, try_out  # noqa: E402

ENOUGH = 0.9  # of all mutants, the explained ones included
EXPLAINED = Path(__file__).with_name("survivors.toml")
_NEW_LINES = re.compile(r"^@@ [^+]*\+(\d+)(?:,(\d+))? @@", re.MULTILINE)
NO_HURRY = 60.0  # seconds on a processor for the tests of a module as it stands

Trying = Callable[..., Outcome]
Reasons = list[dict[str, str]]  # each with the survivor's line, its change, and why nothing notices


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/test --mutation")
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, metavar="N", help="of each module, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--since", metavar="COMMIT", help="only on lines that are new since then")
    chosen = parser.parse_args(arguments)
    if unknown := [name for name in chosen.modules if name not in TESTS]:
        sys.exit(f"No tests are named for {', '.join(unknown)}. There are: {', '.join(TESTS)}")
    reasons = tomllib.loads(EXPLAINED.read_text())
    with tempfile.TemporaryDirectory(prefix="mutation-") as scratch:
        good = [
            _module(name, reasons.get(name, []), Path(scratch), chosen)
            for name in chosen.modules or TESTS
        ]
    return 0 if all(good) else 1


def _module(name: str, reasons: Reasons, scratch: Path, asked: argparse.Namespace) -> bool:
    path, tests = Path(name), TESTS[name]
    source = path.read_text()
    began = time.monotonic()
    trying = partial(try_out, path, tests=tests, scratch=scratch)
    everything = list(mutants(source, name))
    chosen = sample(everything, asked.sample, asked.seed)
    if asked.since is not None:
        new = new_lines(_changes(path, asked.since))
        chosen = [mutant for mutant in chosen if mutant.number in new]
    if not chosen:
        print(f"{name}: nothing to try out", flush=True)
        return True
    patience = _patience(trying, path)
    outcomes = [trying(mutant.code, patience=patience) for mutant in chosen]
    _patience(trying, path)  # or a mutant left something behind
    survivors = [
        mutant
        for mutant, outcome in zip(chosen, outcomes, strict=True)
        if outcome is Outcome.SURVIVED
    ]
    enough = ENOUGH if asked.since is None else 0.0  # of a few lines that is no measure
    good, lines = judged(name, chosen, survivors, reasons, enough)
    of_all = f" (of {len(everything)}, seed {asked.seed})" if chosen != everything else ""
    without_end = outcomes.count(Outcome.TIMEOUT) + outcomes.count(Outcome.HUNG)
    spent = f"{without_end} of them without an end, {time.monotonic() - began:.0f} s"
    print(f"{lines[0]}{of_all}, {spent}", *lines[1:], sep="\n", flush=True)
    return good


def sample(everything: list[Mutant], most: int | None, seed: int) -> list[Mutant]:
    """So many of them, in their order; the same ones for the same seed."""
    if most is None or most >= len(everything):
        return everything
    places = random.Random(seed).sample(range(len(everything)), most)
    return [everything[place] for place in sorted(places)]


def _changes(path: Path, commit: str) -> str:
    command = ["git", "diff", "--no-ext-diff", "--unified=0", commit, "--", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def new_lines(changes: str) -> set[int]:
    """The numbers that they have now, of what git diff says without context."""
    return {
        int(first) + further
        for first, count in _NEW_LINES.findall(changes)
        for further in range(int(count or 1))
    }


def _patience(trying: Trying, path: Path) -> float:
    """Seconds on a processor, from what the tests take for the module as it stands."""
    code = compile(path.read_text(), str(path), "exec", dont_inherit=True)
    before = _worked()
    if trying(code, patience=NO_HURRY) is not Outcome.SURVIVED:
        sys.exit(f"The tests of {path} fail as it stands.")
    return 5 + 4 * (_worked() - before)


def _worked() -> float:
    """Seconds on a processor that those who were tried out had so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def judged(
    name: str,
    tried: list[Mutant],
    survivors: list[Mutant],
    reasons: Reasons,
    enough: float = ENOUGH,
) -> tuple[bool, list[str]]:
    """Whether that is good enough, and what there is to say. Reasons for mutants that were not
    tried out are let be."""
    found, every = _named(survivors), _named(tried)
    given = {(reason["line"], reason["change"]) for reason in reasons if reason["why"]}
    explained = given & every
    total, killed = len(tried), len(tried) - len(survivors)
    lines = [f"{name}: {killed} of {total} killed, {killed / total:.1%}"]
    lines += [
        f"  survives: line {mutant.number}, {mutant.change}\n    {mutant.line}"
        for mutant in survivors
        if (mutant.line, mutant.change) not in explained
    ]
    lines += [
        f"  explained, but does not survive: {change}\n    {line}"
        for line, change in sorted(explained - found)
    ]
    return found == explained and killed >= enough * total, lines


def _named(mutants: list[Mutant]) -> set[tuple[str, str]]:
    return {(mutant.line, mutant.change) for mutant in mutants}


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
