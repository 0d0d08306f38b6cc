"""A write that ended early goes on or is undone, and that is killed as well, at any moment. The
stick must never look finished when it is not; asked again, going on finishes it, and undoing puts
every byte back or says that it does not."""

import signal
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from system.soak.kills import STAGES, next_write
from system.soak.outcome import Outcome
from system.soak.scene import old_contents, random_image, random_size
from system.soak.writing import Ended, Writing, by_command, by_words
from system.sticks.promises import Breach, Claim, Evidence, breaches

UNDO, RESUME = "undo", "resume"
SIGNALS = (signal.SIGKILL, signal.SIGTERM)
PUT_BACK = "put-back"


def run(random: Random, folder: Path) -> Outcome:
    image = random_image(random, folder)
    old = old_contents(random, random_size(random, image))
    stick, state = folder / "stick", folder / "state"
    stick.write_bytes(old)
    way = random.choice([UNDO, RESUME])
    work = _work(way, image.path, stick)
    moments = [_moment(random) for _ in range(2)]
    ends = [
        _ended_early(each, folder, state, *moment)
        for each, moment in zip((by_command(image.path, stick), work), moments, strict=True)
    ]
    found = []
    for end in ends:
        found += [] if end.status is not None else [Breach.HANGS]
    now = stick.read_bytes()
    held = now.startswith(image.padded(512))
    looks = Evidence(Claim.DIED, old, now, held, faultless=True)
    found += breaches(looks)
    last = Writing(work, folder, state).ended()
    after = stick.read_bytes()
    found += _asked_again(way, last, after == old, after.startswith(image.padded(512)))
    found += next_write(image, stick, stick, folder, state)
    story = {
        "way": way,
        "moments": [(by.name, word, pause) for by, word, pause in moments],
        "ends": [end.status for end in ends],
        "last": _word(last),
        "code": last.code,
        "image": len(image.content),
        "size": len(old),
    }
    return Outcome(f"{way}, {looks.looks}, then {_word(last)}", found, story)


def _work(way: str, image: Path, stick: Path) -> Callable[[], int]:
    if way == UNDO:
        return by_words("undo", "--json", stick)
    return by_command("--resume", image, stick)


def _moment(random: Random) -> tuple[signal.Signals, str, float]:
    """The signal, the stage, and how long after its beginning."""
    pause = random.choice([0.0, random.uniform(0, 0.005), random.uniform(0, 0.05)])
    return random.choices(SIGNALS, [3, 1])[0], random.choice((*STAGES, "compare")), pause


def _ended_early(
    work: Callable[[], int],
    folder: Path,
    state: Path,
    by: signal.Signals,
    word: str,
    pause: float,
) -> Ended:
    writing = Writing(work, folder, state)
    writing.await_word(f'"stage": "{word}"')
    time.sleep(pause)
    writing.send(by)
    return writing.ended()


def _word(ended: Ended) -> str:
    """ "put-back", or the claim of a write."""
    last = ended.events[-1] if ended.events else {}
    if last.get("result") == PUT_BACK:
        return PUT_BACK
    return str(ended.claim or "nothing")


def _asked_again(way: str, last: Ended, as_before: bool, whole: bool) -> list[Breach]:
    said = _word(last)
    if last.status is None:
        return [Breach.HANGS]
    if (said == PUT_BACK and not as_before) or (said == Claim.VERIFIED and not whole):
        return [Breach.FALSE_SUCCESS]
    if way == RESUME and said != Claim.VERIFIED:
        return [Breach.NEXT_WRITE]
    if way == UNDO and said not in (PUT_BACK, Claim.REFUSED):
        return [Breach.FALSE_ALARM]
    return []
