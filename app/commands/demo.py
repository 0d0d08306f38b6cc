"""`stickwright demo`: the whole way without hardware. Makes a small boot image, writes it to a
virtual stick, reads it back and prints the proof."""

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.commands.ends import untouched
from app.commands.follow import follow, stopping_on_signals
from app.commands.inspect import card
from app.commands.planned import show_plan
from app.commands.proof import proof_lines
from app.control import Control
from app.demo import make_demo_image
from app.drives import open_drive
from app.errors import FolderError, UsageError
from app.firmware import this_computer
from app.inspection import inspect
from app.job import run as run_job
from app.plan import plan_write
from app.sources import open_source

STICK = 64 << 20  # bytes of the virtual stick


def run(given: Namespace) -> int:
    with TemporaryDirectory(prefix="stickwright-demo-") as temporary:
        folder = Path(given.keep) if given.keep else Path(temporary)
        image, stick = folder / "demo.iso", folder / "stick.img"
        with untouched():
            _make(image, stick)
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
                print(f"The image and the stick are in {folder}.")
    return 0


def _make(image: Path, stick: Path) -> None:
    """The image, where neither of the two is there yet. Raises UsageError, FolderError."""
    folder = image.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in (image, stick):
            if path.exists():
                raise UsageError(f"{path} is there already; the demo overwrites nothing.")
        try:
            make_demo_image(image)
        except OSError:  # half of it would be in the way of the next try
            image.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error
