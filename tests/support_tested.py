"""States of a test of a drive, for `support_states`."""

from collections.abc import Iterator
from dataclasses import replace

from support_errors import one_of_each
from support_window import ended, working

from app.capacity import Capacity, Cell, Verdict
from app.drives.drive import DriveInfo
from app.events import Judged, Stage, StageStarted
from ui import intents
from ui.state import ConfirmOpen, QuitOpen, State, StopOpen
from ui.state.after import after
from ui.state.drive_list import key_of
from ui.state.happenings import LackingFound
from ui.state.job import End, Purpose


def tested(state: State, stick: DriveInfo) -> Iterator[State]:
    """A drive is tested, both ways, with every stage and every end."""
    tool = after(state, intents.OpenTool("test"), 0.0).state
    cells = (Cell.GOOD, Cell.LOST, Cell.REPEATS, Cell.REFUSED, Cell.UNTESTED) * 64
    for every_byte in (False, True):
        opened = after(tool, intents.ChooseProbe(every_byte=every_byte), 0.0).state
        yield opened
        chosen = replace(opened, chosen=key_of(stick))
        yield replace(chosen, sheet=ConfirmOpen(stick))
        image = chosen.image
        for stage in Stage:
            events = ((1.0, StageStarted(stage, 9)), (2.0, Judged(7, 320, Cell.LOST)))
            job = working(events, Purpose.TEST, image=image, drive=stick)
            yield replace(chosen, job=job)
        yield replace(chosen, job=job, sheet=StopOpen())
        yield replace(chosen, job=job, sheet=QuitOpen())
        yield replace(chosen, job=replace(job, stopping=True))
        found = (
            Capacity(stick.size, keeps, verdict, cells, ((7, 9),), 9, every_byte, 9.0, changed)
            for verdict in Verdict
            for keeps in (0, 9, 1 << 30)
            for changed in (0, 1)
        )
        ends: tuple[End, ...] = (*found, *one_of_each())
        for end in ends:
            over = ended(end, image=image, drive=stick, purpose=Purpose.TEST)
            yield replace(chosen, job=over)
            yield after(replace(chosen, job=over), LackingFound((), good_part=True), 0.0).state
