"""Runs jobs and kills itself in the middle of them, once for every line it is told.

A program of its own, for a kill ends a process. It forks for every job, so that the engine is
loaded once. Each line is a JSON object: `image`, `stick`, `place`, `job` (write, resume or undo)
and `at`, the number of the event at which SIGKILL comes. It answers with the signal that ended the
job, or 0.
"""

import json
import os
import signal
import sys
from pathlib import Path

from support_stopped import undoing, writing

from app.drives.image_file import virtual_stick
from app.job import Job
from app.sources import open_source


def job_of(told: dict[str, str]) -> Job:
    drive, place = virtual_stick(Path(told["stick"])), Path(told["place"])
    if told["job"] == "undo":
        return undoing(drive, place)
    source = open_source(Path(told["image"]))
    return writing(source, drive, place, resume=told["job"] == "resume")


def run_and_die(told: dict[str, str]) -> None:
    for number, _ in enumerate(job_of(told)):
        if number == int(told["at"]):
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            run_and_die(json.loads(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
