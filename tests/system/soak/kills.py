"""A write is killed, or asked to end, at any moment; afterwards the stick is looked at, the journal
is asked, and the next write has to work as if nothing had been.

A signal that comes too late, when the write is over, is none: what came of that write is judged,
and another one is begun. So a thousand runs are a thousand signals that hit.
"""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from system.soak.outcome import Outcome
from system.soak.scene import Image, old_contents, random_image, random_size, told_wrongly
from system.soak.writing import Ended, Writing, by_command, by_window
from system.sticks.attach import faulty_file
from system.sticks.faults import Faults
from system.sticks.promises import Breach, Claim, Evidence, Looks, breaches

STAGES = ("release", "blank", "write", "sync", "verify", "write-head", "verify-head", "identity")
COMMAND, WINDOW = "command line", "window"
HIT = {signal.SIGKILL: Claim.DIED, signal.SIGTERM: Claim.STOPPED}
TRIES = 50  # a moment that is never hit is a mistake of this file


def kill(random: Random, folder: Path) -> Outcome:
    """SIGKILL."""
    return _run(random, folder, signal.SIGKILL)


def stop(random: Random, folder: Path) -> Outcome:
    """SIGTERM, of the command alone: the window asks before it ends, and that is tested there."""
    return _run(random, folder, signal.SIGTERM)


def _run(random: Random, folder: Path, by: signal.Signals) -> Outcome:
    image = random_image(random, folder)
    size = random_size(random, image)
    for number in range(TRIES):
        place = folder / str(number)
        place.mkdir()
        outcome = _attempt(random, place, image, size, by)
        if outcome.breaches or outcome.story["claim"] == HIT[by]:
            return outcome
    raise AssertionError(f"{by.name} came too late {TRIES} times")


def _attempt(random: Random, folder: Path, image: Image, size: int, by: signal.Signals) -> Outcome:
    old, state = old_contents(random, size), folder / "state"
    with _stick(random, folder, size, old) as (stick, memory):
        how = random.choices([COMMAND, WINDOW], [3, 1])[0] if by is signal.SIGKILL else COMMAND
        word = random.choice(STAGES)
        pause = random.choice([0.0, random.uniform(0, 0.005), random.uniform(0, 0.05)])
        ended = _ended_early(image, stick, folder, state, how=how, by=by, word=word, pause=pause)
        evidence = Evidence(
            claim=ended.claim or Claim.DIED,
            before=old,
            after=memory.read_bytes(),
            holds=memory.read_bytes().startswith(image.padded(512)),
            faultless=True,
        )
        found = breaches(evidence) + _ended_wrongly(ended)
        found += told_wrongly(
            state,
            str(stick),
            unfinished_stick=evidence.looks is Looks.UNFINISHED,
            finished=evidence.claim is Claim.VERIFIED,
        )
        found += next_write(image, stick, memory, folder, state)
    story = {
        "how": how,
        "signal": by.name,
        "word": word,
        "pause": pause,
        "claim": evidence.claim,
        "code": ended.code,
        "image": len(image.content),
        "size": size,
    }
    return Outcome(f"{evidence.claim}, stick {evidence.looks}", found, story)


@contextmanager
def _stick(random: Random, folder: Path, size: int, old: bytes) -> Iterator[tuple[Path, Path]]:
    """A file as fast as the disk, or one that takes its time as a stick does. Its path, and the
    file with what it holds."""
    place = folder / "stick"
    place.mkdir()
    memory = place / "memory"
    memory.write_bytes(old)
    if random.random() < 0.5:
        yield memory, memory
        return
    speed = random.uniform(10e6, 60e6)
    with faulty_file(folder, Faults(size, latency=0.001, write_speed=speed)) as stick:
        yield stick.path, stick.memory


def _ended_early(
    image: Image,
    stick: Path,
    folder: Path,
    state: Path,
    *,
    how: str,
    by: signal.Signals,
    word: str,
    pause: float,
) -> Ended:
    """A pause after the write has come to the stage `word`."""
    work = by_command(image.path, stick) if how == COMMAND else by_window(image.path, str(stick))
    writing = Writing(work, folder, state)
    writing.await_word(f'"stage": "{word}"')
    time.sleep(pause)
    writing.send(by)
    return writing.ended()


def next_write(
    image: Image, stick: Path | str, memory: Path, folder: Path, state: Path
) -> list[Breach]:
    """It needs nothing but to be started."""
    ended = Writing(by_command(image.path, stick), folder, state).ended()
    whole = memory.read_bytes().startswith(image.padded(512))
    if ended.claim is not Claim.VERIFIED or not whole:
        return [Breach.NEXT_WRITE]
    return told_wrongly(state, str(stick), unfinished_stick=False, finished=True)


def _ended_wrongly(ended: Ended) -> list[Breach]:
    if ended.status is None:
        return [Breach.HANGS]
    return [Breach.CRASHED] if ended.claim is None else []
