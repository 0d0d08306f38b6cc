"""The random thousands.

    packaging/test --soak                          every kind, as often as the README says
    packaging/test --soak kills --count 20         one kind
    packaging/test --soak faults --seed 7 --only 3 one run once more, with all that happened

`kills` (SIGKILL at random), `stops` (SIGTERM), `later` (both, of what goes on or is undone),
`faults` (bad sticks), `wrong-drive` (looks, names and numbers exchanged) and `power` (a stick loses
what it had not stored) play on virtual sticks and loop devices of this computer, where one takes
half a second. `power-pc` (the whole computer loses
its power), `swap-pc` (sticks pulled out and plugged in) and `dm-pc` (devices of the device mapper
that look like a stick) play in the virtual PC, on a kernel's USB, where one takes about fifteen
seconds emulated; of the last kind, five.

Each run follows from its kind, the seed and its number alone. What has been done is kept, so a soak
that was interrupted goes on where it was; a new one begins with `--seed`, or when everything has
been done. Ends with 1 when a promise was broken.
"""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from system.soak import (  # noqa: E402  the paths come first
    bad_sticks,
    dm_pc,
    kills,
    later,
    power,
    power_pc,
    results,
    swap_pc,
    wrong_drive,
)
from system.soak.computer import Computer, a_computer  # noqa: E402
from system.soak.outcome import Line, Outcome, Record, latest  # noqa: E402

Run = Callable[[Random, Path], Outcome]


@dataclass(frozen=True, slots=True)
class Kind:
    """`what` it is in the README's table, and how many make a full soak. `runs`: what all of them
    share is there as long as that context is, and they are one after the other within it."""

    name: str
    what: str
    count: int
    runs: Callable[[], AbstractContextManager[Run]]
    needs_root: bool = False
    needs_pc: bool = False


def alone(run: Run) -> Callable[[], AbstractContextManager[Run]]:
    """Runs that share nothing."""
    return lambda: nullcontext(run)


@contextmanager
def on_a_computer(run: Callable[[Random, Path, Computer], Outcome]) -> Iterator[Run]:
    with a_computer() as computer:
        yield lambda random, folder: run(random, folder, computer)


KILLS, STOPS, LATER, FAULTS = (
    "writes killed (SIGKILL) at a random moment",
    "writes asked to end (SIGTERM) at a random moment",
    "goings-on and undoings killed or asked to end at a random moment",
    "writes to sticks with random faults",
)
POWER_PC = "power cuts of a whole virtual PC while it writes a USB stick"
SWAP_PC = "USB sticks exchanged in a virtual PC between choice and write, and in the write"
DM_PC = "mapped devices that look like a stick, or are made over one between choice and write"
# What forks must come first: the virtual PC leaves threads behind.
KINDS = (
    Kind("kills", KILLS, 1000, alone(kills.kill)),
    Kind("stops", STOPS, 250, alone(kills.stop)),
    Kind("later", LATER, 1000, alone(later.run)),
    Kind("faults", FAULTS, 1000, alone(bad_sticks.run), needs_root=True),
    Kind(
        "wrong-drive", "attempts at the wrong drive", 1000, alone(wrong_drive.run), needs_root=True
    ),
    Kind("power", "power cuts", 200, alone(power.run)),
    Kind("power-pc", POWER_PC, 200, lambda: on_a_computer(power_pc.run), needs_pc=True),
    Kind("swap-pc", SWAP_PC, 200, lambda: on_a_computer(swap_pc.run), needs_pc=True),
    Kind("dm-pc", DM_PC, 1000, dm_pc.mapping, needs_pc=True),
)
STEP = 50  # runs between two words on how far it is


def main(arguments: list[str]) -> int:
    given = _parsed(arguments)
    kinds = [kind for kind in KINDS if not given.kinds or kind.name in given.kinds]
    if os.geteuid() and any(kind.needs_root for kind in kinds):
        sys.exit("Loop devices need root.")
    if given.only is not None:
        return _once(kinds[0], given.seed, given.only)
    records = [_record(kind, given) for kind in kinds]
    for kind, record in zip(kinds, records, strict=True):
        _soak(kind, record, given.count or kind.count)
    counts = [given.count or kind.count for kind in kinds]
    told = results.of(zip(kinds, records, counts, strict=True))
    print(told.markdown(), end="")
    told.keep(given.folder)
    return int(any(record.broken(count) for record, count in zip(records, counts, strict=True)))


def _parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="packaging/test --soak")
    parser.add_argument("kinds", nargs="*", choices=[[], *(kind.name for kind in KINDS)])
    parser.add_argument("--count", type=int, help="of each kind")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this run, and all about it")
    parser.add_argument("--folder", type=Path, default=_cache(), help="keeps what has been done")
    given = parser.parse_args(arguments)
    if given.only is not None and (given.seed is None or len(given.kinds) != 1):
        parser.error("--only needs a kind and --seed")
    return given


def _cache() -> Path:
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home.startswith("/") else Path.home() / ".cache") / "stickwright-soak"


def _record(kind: Kind, given: argparse.Namespace) -> Record:
    """The one of this seed, or one that was interrupted, or a new one."""
    if given.seed is not None:
        return Record(given.folder, kind.name, given.seed)
    last, count = latest(given.folder, kind.name), given.count or kind.count
    if last is not None and len(last.within(count)) < count:
        return last
    return Record(given.folder, kind.name, secrets.randbelow(10**6))


def _soak(kind: Kind, record: Record, count: int) -> None:
    done = len(record.within(count))
    print(f"{kind.name}: seed {record.seed}, {done:,} of {count:,} done", flush=True)
    with kind.runs() as run:
        _all(kind, run, record, count)


def _all(kind: Kind, run: Run, record: Record, count: int) -> None:
    for number in range(count):
        if number in record.lines:
            continue
        line = _line(kind, run, record.seed, number)
        record.add(line)
        if line.outcome.breaches:
            print(f"  {kind.name} {number}: {_broken(line.outcome)}", flush=True)
            print(f"    again: --soak {kind.name} --seed {record.seed} --only {number}", flush=True)
        if not (number + 1) % STEP:
            print(f"  {number + 1:,}", flush=True)


def _line(kind: Kind, run: Run, seed: int, number: int) -> Line:
    began = time.monotonic()
    random = Random(f"{kind.name} {seed} {number}")
    with tempfile.TemporaryDirectory(prefix=f"soak-{kind.name}-") as folder:
        outcome = run(random, Path(folder))
    return Line(number, outcome, time.monotonic() - began, results.commit())


def _once(kind: Kind, seed: int, number: int) -> int:
    with kind.runs() as run:
        line = _line(kind, run, seed, number)
    print(json.dumps(line.outcome.story, indent=2))
    print(f"{line.outcome.kind}: {_broken(line.outcome) or 'every promise was kept'}")
    return int(bool(line.outcome.breaches))


def _broken(outcome: Outcome) -> str:
    return "; ".join(outcome.breaches)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
