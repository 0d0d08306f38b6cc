"""`stickwright verify`: does a drive still hold an image, byte for byte? Only reads."""

from argparse import Namespace
from pathlib import Path

from app.commands.follow import follow, stopping_on_signals
from app.commands.where import naming_the_file
from app.control import Control
from app.drives import open_drive
from app.inspection import inspect
from app.job import run as run_job
from app.plan import plan_verify
from app.sources import open_source


def run(given: Namespace) -> int:
    source = open_source(Path(given.image), given.member)
    drive = open_drive(given.drive)
    plan = plan_verify(source, inspect(source), drive.info, sha256=given.sha256)
    control = Control()
    with stopping_on_signals(control), naming_the_file(source):
        result = follow(run_job(plan, drive, control), drive.info, as_json=given.json)
    if not given.json:
        print(f"Still the same, byte for byte: {result.size:,} bytes were read back and are equal.")
        if result.sha256:
            print(f"SHA-256 of the image: {result.sha256}")
    return 0
