"""Runs jobs and kills itself in the middle of them, once for every line it is told.

A program of its own, for a kill ends a process. It forks for every job, so that the engine is
loaded once. Each line is a JSON object: `image`, `stick`, `place`, `job` (write, resume or undo)
and `at`, the number of the event at which SIGKILL comes, or `written`, the bytes of the body. With
a `diskseq` the stick passes for a USB stick. It answers with the signal that ended the job, or 0.
"""

import json
import os
import signal
import sys
from pathlib import Path

from support_stopped import as_usb, undoing, writing

from app.drives.image_file import virtual_stick
from app.events import Progressed, Stage
from app.job import Job
from app.sources import open_source


def job_of(told: dict[str, str]) -> Job:
    path, place = Path(told["stick"]), Path(told["place"])
    drive = as_usb(path, diskseq=int(told["diskseq"])) if "diskseq" in told else virtual_stick(path)
    if told["job"] == "undo":
        return undoing(drive, place)
    source = open_source(Path(told["image"]))
    return writing(source, drive, place, resume=told["job"] == "resume")


def run_and_die(told: dict[str, str]) -> None:
    for number, event in enumerate(job_of(told)):
        written = isinstance(event, Progressed) and event.stage is Stage.WRITE and event.done
        if number == int(told.get("at", -1)) or written >= int(told.get("written", 1 << 62)):
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
