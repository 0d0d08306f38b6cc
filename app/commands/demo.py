"""`stickwright demo`: the whole way without hardware. Makes a small boot image, writes it to a
virtual stick, reads it back and prints the proof."""

import errno
import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from app.commands.ends import untouched
from app.commands.follow import follow, stopping_on_signals
from app.commands.inspect import card
from app.commands.planned import show_plan
from app.commands.proof import proof_lines
from app.control import Control
from app.demo import make_demo_image
from app.display import for_display
from app.drives import open_drive
from app.errors import DiskFull, FolderError, UsageError
from app.firmware import this_computer
from app.inspection import inspect
from app.job import run as run_job
from app.plan import plan_write
from app.sources import open_source

STICK = 64 << 20  # bytes of the virtual stick


def run(given: Namespace) -> int:
    with ExitStack() as undo:
        if given.keep:
            folder = Path(given.keep)
        else:
            folder = Path(undo.enter_context(TemporaryDirectory(prefix="stickwright-demo-")))
        try:
            _run(folder, given, undo)
        except DiskFull as error:
            with untouched():  # as it will be
                raise FolderError(str(folder), os.strerror(errno.ENOSPC)) from error
        if given.keep:
            undo.pop_all()
    return 0


def _run(folder: Path, given: Namespace, undo: ExitStack) -> None:
    image, stick = folder / "demo.iso", folder / "stick.img"
    with untouched():
        _make(image, stick, undo)
    source = open_source(image)
    report = inspect(source)
    drive = open_drive(str(stick), size=STICK)
    plan = plan_write(source, report, drive.info)
    if given.json:
        show_plan(plan, report, as_json=True)
    else:
        print("\n".join([*card(report, this_computer()), *plan.steps()]))
    control = Control()
    with stopping_on_signals(control):
        result = follow(run_job(plan, drive, control), drive.info, as_json=given.json)
    if not given.json:
        print("\n".join(proof_lines(result, drive.info)))
        if given.keep:
            print(f"The image and the stick are in {for_display(str(folder), 400)}.")


def _make(image: Path, stick: Path, undo: ExitStack) -> None:
    """The image, where neither of the two is there yet; `undo` takes away what the demo makes.
    Raises UsageError, FolderError."""
    folder = image.parent
    try:
        for each in reversed((folder, *folder.parents)):
            if not each.exists():
                each.mkdir(exist_ok=True)
                undo.callback(_remove, each.rmdir)
        for path in (image, stick):
            if path.exists() or path.is_symlink():
                raise UsageError(f"{path} is there already; the demo overwrites nothing.")
        for path in (image, stick):
            undo.callback(_remove, path.unlink)
        make_demo_image(image)
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error


def _remove(away: Callable[[], None]) -> None:
    """What is not there, or holds something of somebody else's, stays as it is."""
    with suppress(OSError):
        away()
