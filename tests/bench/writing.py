"""Writing images, against others, in turns.

    sudo packaging/test --bench [raw|usb3|usb2|disk|packed|virtual|windows|rewrite|several]...
        [--rounds 5] [--scale 1] [--folder DIR]

Everybody writes the same image to the same loop device, which is held to the speed of a stick where
the name says so. Before each run the device holds something else and nothing is in the page cache;
afterwards the content is compared, outside the clock. `--scale 4` makes all images a quarter as
large. Read the ratios: the seconds belong to this computer at this moment.
"""

import argparse
import compileall
import signal
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench.hashing import SHA256, sha256_alone
from bench.limits import limits_in_markdown
from bench.peers import Job, commands, install_etcher, parts
from bench.run import Run, run
from bench.table import (
    OURS,
    PARTS,
    READ,
    UNPACK,
    WRITE,
    Row,
    costs_in_markdown,
    machine,
    rows_in_markdown,
)
from bench.target import MiB, Target, forget, load, target, throttles
from bench.workloads import DRIVES, FAMILIES, ONE, RAW, Workload, room


def measured(work: Workload, targets: Sequence[Target], rounds: int) -> Row:
    """Each round begins with another of them."""
    nodes = tuple(each.node for each in targets[: work.drives])
    # As packaging/run starts it.
    ours = [sys.executable, "-P", "-m", "ui", "write", "--yes", "--json", *work.options]
    job = Job(work.image, work.raw, nodes, work.bmap)
    lines = {OURS: [*ours, str(work.image), *nodes]}
    lines |= commands(work.peers, job)
    if work.base == ONE:
        lines[ONE] = [*ours, str(work.image), nodes[0]]
    if work.base == RAW:
        lines[RAW] = [*ours, str(work.beside or work.raw), nodes[0]]
    if work.base == PARTS:
        lines |= parts(job)
    runs: dict[str, list[Run]] = {name: [] for name in lines}
    size, hashing = work.raw.stat().st_size, list[float]()
    names = list(lines)
    if work.noise and work.hashed and not work.packed and work.drives == 1:
        names.insert(1, SHA256)  # next to ours, while the computer is as quick
    for number in range(rounds):
        for name in order(names, number):
            if name == SHA256:
                hashing.append(sha256_alone(size))
                print(f"  {work.name}: {name} {hashing[-1]:.1f} s", file=sys.stderr)
                continue
            done = _one(work, name, lines[name], targets[: 1 if name == ONE else work.drives])
            runs[name].append(done)
            print(f"  {work.name}: {name} {done.seconds:.1f} s {done.failed}", file=sys.stderr)
    floor = work.speed.floor(size) if work.speed else 0.0
    name = f"{work.name} ({size // MiB:,} MiB)"
    return Row(
        name,
        size,
        work.goal,
        work.base,
        runs,
        floor,
        work.drives,
        work.packed,
        noise=work.noise,
        hashed=work.hashed,
        hashing=tuple(hashing),
    )


def compile_ours() -> None:
    """Whoever starts first compiles what has changed, which takes a MiB and half a second more."""
    for folder in ("app", "ui"):
        compileall.compile_dir(folder, quiet=1)


def order(names: Sequence[str], number: int) -> list[str]:
    """Who is when in that round: each begins once."""
    first = number % len(names)
    return [*names[first:], *names[:first]]


def _one(work: Workload, name: str, line: Sequence[str], targets: Sequence[Target]) -> Run:
    raw = work.beside or work.raw if name == RAW else work.raw
    size = raw.stat().st_size
    with ExitStack() as stack:
        for each in targets:
            each.prepare(size, work.old, fresh=work.fresh)
            stack.enter_context(each.held_to(work.speed))
        forget(work.image)
        (load if name == WRITE else forget)(raw)  # whoever unpacks does not read it
        done = run(line, targets, told=name in (OURS, ONE, RAW))
    for each in targets:
        each.forget()
        if name not in (UNPACK, READ) and not done.failed and each.differs(raw, work.partly):
            done = replace(done, failed="it holds something else")
    return done


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="packaging/test --bench")
    parser.add_argument("names", nargs="*", choices=[*FAMILIES, []], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--folder", help="on a real disk, with 16 GiB to spare")
    given = parser.parse_args(arguments)
    compile_ours()
    # Devices are given back, whoever ends it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
    if missing := install_etcher():
        print(f"etcher-sdk is left out: {missing}", file=sys.stderr)
    with ExitStack() as stack:
        folder = Path(given.folder or stack.enter_context(tempfile.TemporaryDirectory()))
        first = room(given.scale)
        targets = [
            stack.enter_context(target(folder / f"stick{n}.img", first if n == 0 else first // 8))
            for n in range(DRIVES)
        ]
        works = [
            work for name in given.names or FAMILIES for work in FAMILIES[name](folder, given.scale)
        ]
        if left_out := [work.name for work in works if work.speed and not throttles()]:
            # At full speed they would show something else under that name.
            print(f"Left out, since cgroup v1’s blkio is not here: {', '.join(left_out)}.")
            works = [work for work in works if work.name not in left_out]
        rows = [measured(work, targets, given.rounds) for work in works]
    print(f"\n{rows_in_markdown(rows)}\n\n{limits_in_markdown(rows)}\n")
    print(f"{costs_in_markdown(rows)}\n\n{machine()}, medians of {given.rounds}")
