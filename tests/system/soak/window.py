"""What the window does to write, in a process without a window."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.drives import drive_of, open_drive
from app.drives.drive import Drive, DriveInfo
from app.errors import AppError
from app.events import Finished, error_to_json, to_json
from app.inspection import inspect
from app.plan import Plan, plan_write
from app.progress import Progress
from app.result import Result
from app.sources import open_source
from ui.job_thread import JobThread


def write(image: Path, node: str) -> int:
    """Says the same as the command line, and ends the same way."""
    return _write(image, lambda: open_drive(node))


def write_row(image: Path, row: DriveInfo) -> int:
    """The same, of a row of its list, however long ago that was read."""
    return _write(image, lambda: drive_of(row))


def _write(image: Path, chosen: Callable[[], Drive]) -> int:
    application = QCoreApplication([])

    def prepare() -> tuple[Plan, Drive]:
        source, drive = open_source(image), chosen()
        return plan_write(source, inspect(source), drive.info), drive

    thread = JobThread(prepare, image=image.name)
    ends: list[int] = []

    def progressed(progress: Progress) -> None:
        print(json.dumps({"event": "stage", "stage": progress.stage}), flush=True)

    def done(result: Result) -> None:
        print(json.dumps(to_json(Finished(result))), flush=True)
        ends.append(0)

    def failed(error: AppError) -> None:
        print(json.dumps(error_to_json(error)), flush=True)
        ends.append(1)

    thread.progressed.connect(progressed)
    thread.done.connect(done)
    thread.failed.connect(failed)
    thread.finished.connect(application.quit)
    thread.start()
    application.exec()
    thread.held.close()
    thread.wait()
    sys.stdout.flush()
    return ends[-1] if ends else 70
