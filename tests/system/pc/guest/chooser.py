"""Inside the virtual PC: what the window does, without the window. A drive is chosen by what it is
now, and written when the next line of the input says so, however much later. Says the same as the
command line, and ends the same way. With a third word, `eject`, it keeps the finished drive open
until one more line, and ejects it then, which changes nothing about how the write ended.
`starter.py` starts it, which has the program loaded.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from app.drives import open_drive
from app.drives.drive import Drive
from app.errors import AppError
from app.events import Stage, StageStarted, error_to_json, to_json
from app.inspection import inspect
from app.job import Job
from app.journal import noted
from app.plan import plan_write
from app.sources import open_source

DONE, FAILED, UNTOUCHED = 0, 1, 3


def main() -> int:
    image, node, *then = sys.argv[1:]
    source = open_source(Path(image))
    try:
        drive = open_drive(node)
        plan = plan_write(source, inspect(source), drive.info)
    except AppError as error:
        say(error_to_json(error))
        return UNTOUCHED
    say({"event": "plan", "drive": drive.info.to_json()})
    sys.stdin.readline()
    stages: list[Stage] = []
    with ExitStack() as held:
        try:
            for told in followed(noted(plan, drive, source.name, hold=held), stages):
                say(told)
        except AppError as error:
            say(error_to_json(error))
            return FAILED if Stage.BLANK in stages else UNTOUCHED
        if then:
            sys.stdin.readline()
            held.close()
            eject(drive)
    return DONE


def eject(drive: Drive) -> None:
    try:
        say({"event": "ejected", "text": f"eject: {drive.eject()}"})
    except AppError as error:
        say({**error_to_json(error), "event": "ejected"})


def followed(job: Job, stages: list[Stage]) -> Iterator[dict[str, object]]:
    for event in job:
        if isinstance(event, StageStarted):
            stages.append(event.stage)
        yield to_json(event)


def say(told: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
