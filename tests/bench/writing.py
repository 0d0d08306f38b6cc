"""Writing images, against others, in turns.

    sudo packaging/test --bench [raw|usb3|usb2|disk|packed|rewrite|several]... [--rounds 5]
        [--scale 1] [--folder DIR]

Everybody writes the same image to the same loop device, which is held to the speed of a stick where
the name says so. Before each run the device holds something else and nothing is in the page cache;
afterwards the content is compared, outside the clock. `--scale 4` makes all images a quarter as
large. Read the ratios: the seconds belong to this computer at this moment.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from bench import images
from bench.peers import Job, commands, install_etcher
from bench.run import Run, run
from bench.table import OURS, Row, costs_in_markdown, machine, rows_in_markdown
from bench.target import USB2, USB3, MiB, Speed, Target, forget, target, throttles

DRIVES = 4


@dataclass(frozen=True)
class Workload:
    """`old` was on the device before; `fresh`: it held zeros alone. `partly`: what is not in use
    may stay as it was, so the content is not compared. `options` are ours."""

    name: str
    image: Path
    raw: Path
    goal: float
    base: str = "dd + cmp"
    peers: tuple[str, ...] = ("dd + cmp",)
    speed: Speed | None = None
    old: Path | None = None
    fresh: bool = False
    partly: bool = False
    bmap: Path | None = None
    options: tuple[str, ...] = ()
    drives: int = 1


Family = Callable[[Path, int], Iterator[Workload]]


def raw(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.noise(folder, 2048 * MiB // scale)
    yield Workload(
        "no zeros, at full speed", image, image, 0.60, peers=("dd + cmp", "etcher-sdk", "bmaptool")
    )
    yield Workload("the same without SHA-256", image, image, 0.60, options=("--no-sha256",))


def usb3(folder: Path, scale: int) -> Iterator[Workload]:
    yield _at(USB3, folder, 512 * MiB // scale)


def usb2(folder: Path, scale: int) -> Iterator[Workload]:
    yield _at(USB2, folder, 192 * MiB // scale)


def _at(speed: Speed, folder: Path, size: int) -> Workload:
    image = images.noise(folder, size)
    return Workload(
        f"no zeros, at {speed.name}", image, image, 1.02, "", ("dd + cmp", "etcher-sdk"), speed
    )


def disk(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 4096 * MiB // scale)
    whole = Workload(
        "disk image, 35 % used, onto a new stick", image, image, 0.42, speed=USB3, fresh=True
    )
    yield whole
    unused = replace(
        whole,
        name="the same onto an old one, unused parts left",
        goal=0.32,
        fresh=False,
        partly=True,
        options=("--skip-unused",),
    )
    yield unused
    bmap = image.with_suffix(".bmap")
    if bmap.exists():
        yield replace(
            unused,
            name="the same by its .bmap",
            peers=("dd + cmp", "bmaptool"),
            bmap=bmap,
            options=("--bmap", str(bmap)),
        )


def packed(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 1024 * MiB // scale)
    for kind in ("xz", "gz", "zst", "bz2", "zip"):
        one = images.packed(image, kind)
        peers = ("dd + cmp", "etcher-sdk", "bmaptool") if kind != "zip" else ("dd + cmp",)
        yield Workload(f"disk image as .{kind}", one, image, 0.60, peers=peers)


def rewrite(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 1024 * MiB // scale)
    again = Workload(
        "over a stick that differs in 5 %",
        image,
        image,
        0.25,
        speed=USB3,
        old=images.changed(image),
    )
    yield again
    yield replace(
        again,
        name="the same, the places scattered",
        old=images.changed(image, run=64 << 10),
    )


def several(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.noise(folder, 256 * MiB // scale)
    yield Workload("to four drives, at usb3", image, image, 1.05, "", speed=USB3, drives=DRIVES)


FAMILIES: dict[str, Family] = {
    "raw": raw,
    "usb3": usb3,
    "usb2": usb2,
    "disk": disk,
    "packed": packed,
    "rewrite": rewrite,
    "several": several,
}


def measured(work: Workload, targets: Sequence[Target], rounds: int) -> Row:
    """Each round begins with another of them."""
    nodes = tuple(each.node for each in targets[: work.drives])
    ours = [sys.executable, "-m", "app", "write", "--yes", "--json", *work.options]
    lines = {OURS: [*ours, str(work.image), *nodes]}
    lines |= commands(work.peers, Job(work.image, work.raw, nodes, work.bmap))
    runs: dict[str, list[Run]] = {name: [] for name in lines}
    names = list(lines)
    for number in range(rounds):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            done = _one(work, lines[name], targets[: work.drives], ours=name == OURS)
            runs[name].append(done)
            print(f"  {work.name}: {name} {done.seconds:.1f} s {done.failed}", file=sys.stderr)
    size = work.raw.stat().st_size
    floor = work.speed.floor(size) if work.speed else 0.0
    name = f"{work.name} ({size // MiB:,} MiB)"
    return Row(name, size, work.goal, work.base, runs, floor, work.drives)


def _one(work: Workload, line: Sequence[str], targets: Sequence[Target], *, ours: bool) -> Run:
    size = work.raw.stat().st_size
    with ExitStack() as stack:
        for each in targets:
            each.prepare(size, work.old, fresh=work.fresh)
            stack.enter_context(each.held_to(work.speed))
        forget(work.image)
        forget(work.raw)
        done = run(line, targets, told=ours)
    for each in targets:
        each.forget()
        if not work.partly and not done.failed and each.differs(work.raw):
            done = replace(done, failed="it holds something else")
    return done


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="packaging/test --bench")
    parser.add_argument("names", nargs="*", choices=[*FAMILIES, []], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--folder", help="on a real disk, with 16 GiB to spare")
    given = parser.parse_args(arguments)
    if missing := install_etcher():
        print(f"etcher-sdk is left out: {missing}", file=sys.stderr)
    if not throttles():
        print("This kernel can't hold a device to a speed: cgroup v1’s blkio is not there.")
    with ExitStack() as stack:
        folder = Path(given.folder or stack.enter_context(tempfile.TemporaryDirectory()))
        room = 4096 * MiB // given.scale + 64 * MiB
        targets = [
            stack.enter_context(target(folder / f"stick{n}.img", room if n == 0 else room // 8))
            for n in range(DRIVES)
        ]
        works = [
            work for name in given.names or FAMILIES for work in FAMILIES[name](folder, given.scale)
        ]
        rows = [measured(work, targets, given.rounds) for work in works]
    print(f"\n{rows_in_markdown(rows)}\n\n{costs_in_markdown(rows)}\n\n{machine()}")
