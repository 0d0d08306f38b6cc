"""What the window does to write, in a process without a window."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.drives import open_drive
from app.drives.drive import Drive
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
    application = QCoreApplication([])

    def prepare() -> tuple[Plan, Drive]:
        source, drive = open_source(image), open_drive(node)
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
