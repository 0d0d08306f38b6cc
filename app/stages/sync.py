"""Wait until the drive says that it stored everything. Said once: a sync that failed is final."""

from collections.abc import Generator

from app.control import Control
from app.drives.drive import Medium
from app.events import Event, Progressed, Stage, StageStarted
from app.stages.patience import patiently


def sync(medium: Medium, control: Control) -> Generator[Event]:
    yield StageStarted(Stage.SYNC)
    yield from patiently(medium.sync, Progressed(Stage.SYNC, 0), control)
