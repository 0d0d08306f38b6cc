"""A large file out of a disc, against `dd` and `cp` of as many bytes, in turns.

    packaging/test --bench extract [--size 5G] [--rounds 5] [--folder DIR]

`dd` is told where in the disc the file lies, `cp` copies it from outside. Before each run nothing
of them is in the page cache; each ends when what it made is on the disk. What was taken out is
compared with the file, outside the clock.
"""

import argparse
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import images
from bench.run import Run, run
from bench.table import OURS, Row, costs_in_markdown, machine, rows_in_markdown
from bench.target import MiB, forget
from bench.writing import order

from app.commands.sizes import size as parse_size
from app.inside.tree import open_inside
from app.sources import open_source

DD, CP = "dd", "cp"
GOAL = 1.05


def measured(folder: Path, size: int, rounds: int) -> Row:
    """Each round begins with another of them."""
    file = images.noise(folder, size)
    disc = images.disc_of(file)
    out = folder / "out"
    out.mkdir(exist_ok=True)
    made = out / file.name
    lines = commands(file, disc, made)
    runs: dict[str, list[Run]] = {name: [] for name in lines}
    for number in range(rounds):
        for name in order(list(lines), number):
            made.unlink(missing_ok=True)
            subprocess.run(["sync"], check=True)  # what was there is on nobody's account
            forget(file)
            forget(disc)
            done = run(["sh", "-c", f"{lines[name]} && sync {shlex.quote(str(made))}"], [])
            if not done.failed:
                subprocess.run(["cmp", str(file), str(made)], check=True)
            runs[name].append(done)
            print(f"  {name} {done.seconds:.1f} s {done.failed}", file=sys.stderr)
    made.unlink(missing_ok=True)
    return Row(f"a file of {size // MiB:,} MiB, taken out of a disc", size, GOAL, DD, runs)


def commands(file: Path, disc: Path, made: Path) -> dict[str, str]:
    place, size = place_of(disc, file.name), file.stat().st_size
    ours = [sys.executable, "-P", "-m", "ui", "extract", "--json", str(disc), file.name]
    dd = [f"if={disc}", f"of={made}", "bs=4M", "iflag=skip_bytes,count_bytes", "status=none"]
    return {
        OURS: shlex.join([*ours, "--to", str(made.parent)]),
        DD: shlex.join(["dd", *dd, f"skip={place}", f"count={size}"]),
        CP: shlex.join(["cp", str(file), str(made)]),
    }


def place_of(disc: Path, name: str) -> int:
    """Where the disc has a file, which must lie in one piece."""
    inside = open_inside(open_source(disc))
    entry = inside.find(name)
    assert entry is not None, name
    _, extents = inside.stored(name, entry)
    first = extents[0].offset
    assert first is not None
    at = first
    for extent in extents:
        assert extent.offset == at, "the file is in pieces"
        at += extent.length
    return first


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="packaging/test --bench extract")
    parser.add_argument("--size", type=parse_size, default=5 << 30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="on a real disk, with three times the size to spare")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        row = measured(Path(folder), given.size // MiB * MiB, given.rounds)
    print(f"\n{rows_in_markdown([row])}\n\n{costs_in_markdown([row])}\n")
    print(f"{machine()}, medians of {given.rounds}")
