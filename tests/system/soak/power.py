"""The power goes: whoever writes is gone at once, and so is what the stick had not stored. What is
left must not look finished, and the next write has to work."""

import signal
import time
from pathlib import Path
from random import Random

from system.soak.kills import STAGES, next_write
from system.soak.outcome import Outcome
from system.soak.scene import old_contents, random_image, random_size, told_wrongly
from system.soak.writing import Writing, by_command
from system.sticks.attach import faulty_file
from system.sticks.faults import Faults
from system.sticks.promises import Claim, Evidence, Looks, breaches

MIB = 1 << 20


def run(random: Random, folder: Path) -> Outcome:
    """The stick's cache is stored in any order, and its process is killed with all it had."""
    image = random_image(random, folder)
    size = random_size(random, image)
    old, state = old_contents(random, size), folder / "state"
    (folder / "stick").mkdir()
    (folder / "stick" / "memory").write_bytes(old)
    faults = Faults(
        size,
        cache=random.choice([MIB, size, random.randrange(1, size)]),
        disorderly=True,
        latency=0.001,
        write_speed=random.uniform(10e6, 60e6),
    )
    word, pause = random.choice(STAGES), random.choice([0.0, random.uniform(0, 0.05)])
    with faulty_file(folder, faults) as stick:
        writing = Writing(by_command(image.path, stick.path), folder, state)
        writing.await_word(f'"stage": "{word}"')
        time.sleep(pause)
        stick.line.power_off()
        writing.send(signal.SIGKILL)
        ended = writing.ended()
    memory = folder / "stick" / "memory"
    after = memory.read_bytes()
    evidence = Evidence(
        claim=ended.claim or Claim.DIED,
        before=old,
        after=after,
        holds=after.startswith(image.padded(512)),
        faultless=True,
    )
    # Between the two ends a write may have seen the stick fail, and may say so.
    found = breaches(evidence)
    with faulty_file(folder, Faults(size)) as again:
        if evidence.looks is Looks.UNFINISHED:
            found += told_wrongly(state, str(again.path), unfinished_stick=True, finished=False)
        found += next_write(image, again.path, memory, folder, state)
    story = {
        "word": word,
        "pause": pause,
        "cache": faults.cache,
        "claim": evidence.claim,
        "code": ended.code,
        "image": len(image.content),
        "size": size,
    }
    return Outcome(f"{evidence.claim}, stick {evidence.looks}", found, story)
