"""`stickwright verify`: does a drive still hold an image, byte for byte? Only reads."""

from __future__ import annotations

import shlex
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.composing import Made, made_for
from app.commands.follow import follow, staying_awake, stopping_on_signals
from app.commands.notes import say
from app.commands.proof import through_memory
from app.commands.where import naming_the_file
from app.commands.words import unfinished_in_words
from app.control import Control
from app.drives import open_drive
from app.drives.drive import DriveInfo
from app.errors import DriveDiffers, DriveDrifted
from app.events import Warned
from app.inspection import inspect
from app.job import run as run_job
from app.journal import Unfinished, about, unfinished
from app.plan import Composed, plan_verify
from app.sources import open_source
from app.sources.source import Source

if TYPE_CHECKING:
    from app.sources.source import FileIdentity

AS_EXPECTED = "That was to be expected: the last write to it was not finished."
AFTER_TEST = "That may be of the quick test that was not finished."


def run(given: Namespace) -> int:
    source: Source = open_source(Path(given.image), given.member)
    drive = open_drive(given.drive)
    left = about(drive.info, unfinished())
    for warning in left_unfinished(left, drive.info, source.identity):
        say(warning, as_json=given.json)
    warnings: list[Warned] = []
    made = made_for(Made(source, inspect(source)), [drive.info], given, warnings)
    source = made.source
    plan = plan_verify(source, made.report, drive.info, sha256=given.sha256)
    control, awake = Control(), staying_awake("", [drive.info], doing="Comparing")
    with _not_guessing(left), stopping_on_signals(control), naming_the_file(source), awake:
        result = follow(run_job(plan, drive, control), drive.info, as_json=given.json)
    if not given.json:
        print(f"Still the same, byte for byte: {result.size:,} bytes were read back and are equal.")
        print("".join(f"{line}\n" for line in through_memory(result)), end="")
        if result.sha256:
            what = "these bytes" if isinstance(source, Composed) else "the image"
            print(f"SHA-256 of {what}: {result.sha256}")
    return 0


@contextmanager
def _not_guessing(left: Unfinished | None) -> Iterator[None]:
    """Where it is known why a drive differs, nothing else is given for a reason."""
    try:
        yield
    except DriveDrifted:
        raise
    except DriveDiffers as error:
        if left is not None:
            error.hint = AFTER_TEST if left.probed else AS_EXPECTED
        raise


def left_unfinished(
    left: Unfinished | None, drive: DriveInfo, image: FileIdentity
) -> Iterator[Warned]:
    """That it can hardly be whole. It is compared all the same: the drive has the last word."""
    if left is None:
        return
    what = "The last test of it" if left.probed else "The last write to it from here"
    said = f"{what} was not finished: {unfinished_in_words(left)}."
    if left.is_of(image):
        said = f"{said} “stickwright write --resume” goes on with it."
    if left.undoable:
        node = shlex.quote(drive.node)
        said = f"{said} “stickwright undo {node}” puts back what was there before."
    yield Warned("unfinished", said)
