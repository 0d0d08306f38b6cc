"""`stickwright` on a computer that has slept for as many seconds as a file says, at this moment:

python asleep.py FILE write …

The kernel's clock that goes on while it sleeps is ahead of the other one by so much. What a real
sleep does, the virtual PC tells (`system.pc.test_sleep`); this is for every moment of a write.
"""

import runpy
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

NIGHT = 3600  # seconds


@contextmanager
def waking(slept: Path) -> Iterator[None]:
    """In this process."""
    clock = time.clock_gettime

    def ahead(which: int) -> float:
        late = float(slept.read_text()) if which == time.CLOCK_BOOTTIME else 0.0
        return clock(which) + late

    with patch("time.clock_gettime", ahead):
        yield


def sleep(slept: Path, seconds: int = NIGHT) -> None:
    """So that nobody reads half a number."""
    new = slept.with_name("new")
    new.write_text(str(seconds))
    new.rename(slept)


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[3])
    with waking(Path(sys.argv.pop(1))):
        runpy.run_module("app", run_name="__main__", alter_sys=True)
