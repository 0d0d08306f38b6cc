import errno
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.drives.drive import Drive
from app.drives.image_file import virtual_stick
from app.errors import AppError, DriveBusy, SyncFailed
from app.events import Stage
from app.plan import plan_write
from app.plan_capacity import plan_capacity
from app.progress import Progress
from app.result import Verified
from ui.job_thread import JobThread
from ui.query_thread import QueryThread

STICK = 16 << 20


def thread_for(folder: Path, drive: Drive) -> JobThread:
    source = source_of(folder / "image.iso", image_bytes(9 << 20))
    plan = plan_write(source, whole_report(source.size), drive.info)
    return JobThread(lambda: (plan, drive))


def test_a_finished_job_hands_over_its_result_and_the_held_drive(
    qtbot: QtBot, tmp_path: Path
) -> None:
    drive = virtual_stick(tmp_path / "stick.img", STICK)
    thread = thread_for(tmp_path, drive)
    seen: list[Progress] = []
    thread.progressed.connect(seen.append)
    with qtbot.waitSignal(thread.done, timeout=30_000) as done, qtbot.waitSignal(thread.finished):
        thread.start()
    assert isinstance(done.args[0], Verified)
    assert next(progress.stage for progress in seen if progress.stage) is Stage.RELEASE
    assert seen[-1].finished is not None
    assert seen[-1].write.done == seen[-1].check.done == 8 << 20
    with pytest.raises(DriveBusy), drive.open():
        pass
    thread.held.close()
    with drive.open():
        pass


def test_a_failure_arrives_as_the_error_itself(qtbot: QtBot, tmp_path: Path) -> None:
    drive = failing_stick(tmp_path / "stick.img", STICK, Faults(sync_errors=[errno.EIO]))
    thread = thread_for(tmp_path, drive)
    with (
        qtbot.waitSignal(thread.failed, timeout=30_000) as failed,
        qtbot.waitSignal(thread.finished),
    ):
        thread.start()
    assert isinstance(failed.args[0], SyncFailed)


def test_a_stop_is_neither_a_failure_nor_a_success(qtbot: QtBot, tmp_path: Path) -> None:
    thread = thread_for(tmp_path, virtual_stick(tmp_path / "stick.img", STICK))
    thread.control.stop()
    ends: list[str] = []
    thread.done.connect(lambda _: ends.append("done"))
    thread.failed.connect(lambda _: ends.append("failed"))
    thread.stopped.connect(lambda: ends.append("stopped"))
    with qtbot.waitSignal(thread.finished, timeout=30_000):
        thread.start()
    assert ends == ["stopped"]
    assert (tmp_path / "stick.img").read_bytes()[:512] == bytes(512)


def test_a_question_gets_its_answer(qtbot: QtBot) -> None:
    thread = QueryThread(lambda: 42)
    with qtbot.waitSignal(thread.answered) as answered, qtbot.waitSignal(thread.finished):
        thread.start()
    assert answered.args == [42]


def test_a_question_that_fails_says_so(qtbot: QtBot) -> None:
    def refuse() -> int:
        raise AppError("No.")

    thread = QueryThread(refuse)
    with qtbot.waitSignal(thread.failed) as failed, qtbot.waitSignal(thread.finished):
        thread.start()
    assert str(failed.args[0]) == "No."


def test_what_is_said_just_before_a_failure_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    """Of a quick test: that not all is back. No clock moves between the two."""
    faults = Faults(sync_errors=[0, 0, errno.EIO])
    drive = failing_stick(tmp_path / "stick.img", STICK, faults)
    thread = JobThread(lambda: (plan_capacity(drive.info), drive), clock=lambda: 1.0)
    seen: list[Progress] = []
    thread.progressed.connect(seen.append)
    with (
        qtbot.waitSignal(thread.failed, timeout=30_000) as failed,
        qtbot.waitSignal(thread.finished, timeout=30_000),
    ):
        thread.start()
    assert isinstance(failed.args[0], SyncFailed)
    assert seen[-1].undoable
