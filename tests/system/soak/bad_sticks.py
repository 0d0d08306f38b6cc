"""A write to a stick with random faults, as a file and as a block device: it says "verified" when
the stick's memory holds the image, and only then."""

import mmap
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from system.soak.outcome import Outcome
from system.soak.scene import Image, old_contents, random_image, random_size
from system.soak.writing import Writing, by_command
from system.sticks.attach import FileStick, faulty_file, faulty_loop
from system.sticks.faults import Beyond, Faults
from system.sticks.promises import Breach, Claim, Evidence, breaches

MIB = 1 << 20
SECTORS = {"file": 512, "loop": 512, "loop 4Kn": 4096}

Settings = dict[str, Any]


def run(random: Random, folder: Path) -> Outcome:
    image, kind = random_image(random, folder), random.choice(list(SECTORS))
    size, sector = random_size(random, image), SECTORS[kind]
    settings = random_faults(random, image, size)
    faults = Faults(size).changed(settings)
    old = old_contents(random, size)[: faults.real]
    (folder / "stick").mkdir()
    (folder / "stick" / "memory").write_bytes(old)
    whole = folder / "whole"  # the image as the stick should have it
    whole.write_bytes(image.padded(sector))
    options = ["--no-verify"] if random.random() < 0.1 else []
    with _attached(kind, folder, faults) as (stick, node):
        before = stick.line.counters().syncs
        stick.line.change(sync_errors=[before + number for number in faults.sync_errors])
        ended = Writing(by_command(*options, image.path, node), folder, folder / "state").ended()
        counters, after = stick.line.counters(), stick.permanent
        unplugged = stick.line.faults().unplugged
        evidence = Evidence(
            claim=ended.claim or Claim.DIED,
            before=old,
            after=after,
            holds=stick.line.holds(whole),
            faultless=not (counters.errors or counters.wrong_reads or unplugged),
            failed_syncs=counters.syncs - counters.flushes,
            blankable=_takes_zeros(stick, sector),
        )
    found = breaches(evidence)
    if ended.status is None:
        found.append(Breach.HANGS)
    elif ended.claim in (None, Claim.DIED):
        found.append(Breach.CRASHED)
    story = {
        "kind": kind,
        "image": len(image.content),
        "size": size,
        "faults": settings,
        "options": options,
        "claim": evidence.claim,
        "code": ended.code,
        "looks": evidence.looks,
        "holds": evidence.holds,
        "blankable": evidence.blankable,
    }
    whole_or_not = "image is there" if evidence.holds else "image is not there"
    return Outcome(f"{evidence.claim}, {whole_or_not}", found, story)


@contextmanager
def _attached(kind: str, folder: Path, faults: Faults) -> Iterator[tuple[FileStick, str]]:
    if kind == "file":
        with faulty_file(folder, faults) as stick:
            yield stick, str(stick.path)
    else:
        with faulty_loop(folder, faults, sector=SECTORS[kind]) as loop:
            yield loop, loop.node


def _takes_zeros(stick: FileStick, sector: int) -> bool:
    """Whether anybody could make its first sector blank now, or will find it so."""
    zeros = mmap.mmap(-1, sector)
    try:
        fd = os.open(stick.path, os.O_WRONLY | os.O_DIRECT)
    except OSError:
        return False
    try:
        os.pwrite(fd, zeros, 0)
        os.fsync(fd)
    except OSError:
        return False
    finally:
        os.close(fd)
    return not any(stick.permanent[:sector])


def random_faults(random: Random, image: Image, size: int) -> Settings:
    """None at all, one, or two at once."""
    kinds = random.sample(list(FAULTS), random.choices([0, 1, 2, 3], [1, 6, 3, 1])[0])
    settings: Settings = {}
    for kind in kinds:
        settings |= FAULTS[kind](random, len(image.content), size)
    if random.random() < 0.2:
        settings["latency"] = 0.002
    return settings


def _span(random: Random, length: int, size: int) -> tuple[int, int]:
    """Somewhere on the stick; ends and borders of the image come often."""
    start = random.choice(
        [0, random.randrange(size), random.randrange(length), length - 1, MIB, size - 512, 512]
    )
    return min(start, size - 1), random.choice([1, 512, 4096, random.randint(1, MIB)])


def _spans(name: str) -> Callable[[Random, int, int], Settings]:
    def made(random: Random, length: int, size: int) -> Settings:
        return {name: [_span(random, length, size) for _ in range(random.choice([1, 1, 3]))]}

    return made


def _flaky(random: Random, length: int, size: int) -> Settings:
    times = random.choice([1, 2, None])
    return {"flaky": [_span(random, length, size)], "flaky_reads": times}


def _fake(random: Random, length: int, size: int) -> Settings:
    """Less memory than it says: whole blocks, or any number of sectors."""
    real = random.choice(
        [random.randint(1, size // 4096) * 4096, random.randint(1, max(1, size // MIB)) * MIB]
    )
    real = random.choice([real, max(4096, length // MIB * MIB), max(MIB, length // 4096 * 4096)])
    return {"real_size": min(real, size), "beyond": random.choice(list(Beyond)).value}


def _after(name: str, *, most: int = 2) -> Callable[[Random, int, int], Settings]:
    """So many bytes in: what is written and read of an image, and of both ends of a stick."""

    def made(random: Random, length: int, _size: int) -> Settings:
        total = length + most * MIB
        return {name: random.choice([random.randrange(total), length, length + MIB])}

    return made


FAULTS: dict[str, Callable[[Random, int, int], Settings]] = {
    "corrupt": _spans("corrupt"),
    "ignore": _spans("ignore"),
    "flaky": _flaky,
    "write errors": _spans("write_errors"),
    "read errors": _spans("read_errors"),
    "sync error": lambda random, _length, _size: {"sync_errors": [random.randrange(5)]},
    "fake": _fake,
    "more of a fake": _fake,
    "worn": _after("worn_after"),
    "unreadable": _after("unreadable_after"),
    "unplugged": _after("unplugged_after"),
    "unplugged while reading": _after("unplugged_reading"),
    "dead": lambda _random, _length, _size: {"dead": True},
    "write-protected": lambda _random, _length, _size: {"read_only": True},
    "cache": lambda random, _length, size: {
        "cache": random.randrange(size),
        "disorderly": random.random() < 0.5,
    },
    "stall": lambda random, length, _size: {"write_stalls": [[random.randrange(length), 0.3]]},
}
