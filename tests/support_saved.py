"""States of a backup of a drive, for `support_states`."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from support_errors import one_of_each
from support_window import GB, ended, working

from app.capacity import Cell
from app.drives.drive import DriveInfo
from app.errors import FileThere
from app.events import Judged, Stage, StageStarted, Warned
from app.saved import Saved
from ui import intents
from ui.state import BackupOpen, QuitOpen, Refused, State, StopOpen
from ui.state.after import after
from ui.state.drive_list import key_of
from ui.state.happenings import BackupFileChosen
from ui.state.job import End, Purpose


def saved(state: State, stick: DriveInfo, called: str) -> Iterator[State]:
    """A drive is saved to a file that is `called` so, with every stage and every end."""
    tool = after(state, intents.OpenTool("back-up"), 0.0).state
    yield tool
    path = Path("/home/a") / called.replace("/", "_")
    opened = after(tool, BackupFileChosen(path, begins=False), 0.0).state
    chosen = replace(opened, chosen=key_of(stick))
    for wished in (tool, opened, chosen):
        yield wished
        for key in ("pack", "only-used"):
            sheet = replace(wished, sheet=BackupOpen())
            yield after(sheet, intents.SettingChanged(key, value=key == "only-used"), 0.0).state
    for error in (*one_of_each(), FileThere(called, unfinished=True)):
        yield replace(chosen, notice=Refused(error, stick))
    yield from _jobs(chosen, stick)


def _jobs(chosen: State, stick: DriveInfo) -> Iterator[State]:
    image = chosen.image
    for purpose in (Purpose.SAVE, Purpose.CHECK):
        for stage in Stage:
            events = (
                (1.0, StageStarted(stage, 9)),
                (2.0, Judged(7, 320, Cell.REFUSED)),
                (3.0, Warned("bad-places", "Some places can’t be read.")),
            )
            job = working(events, purpose, image=image, drive=stick)
            yield replace(chosen, job=job)
        yield replace(chosen, job=job, sheet=StopOpen())
        yield replace(chosen, job=job, sheet=QuitOpen())
        yield replace(chosen, job=replace(job, stopping=True))
        results = (
            Saved(9 * GB, 4 * GB, "ab" * 32, "cd" * 32, 9.0, unread, left, checked)
            for unread in ((), ((7, 9),), ((7, 9), (99, 9)))
            for left in (0, GB)
            for checked in (False, True)
        )
        ends: tuple[End, ...] = (*results, *one_of_each())
        for end in ends:
            yield replace(chosen, job=ended(end, image=image, drive=stick, purpose=purpose))
