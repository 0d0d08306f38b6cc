"""After a comparison that found differences: damage, or what computers do by themselves?"""

from collections.abc import Generator
from contextlib import closing, suppress
from functools import partial

from app.control import Control
from app.drives.drive import Medium
from app.errors import DriveDiffers, DriveDrifted, Stopped
from app.events import Event, Progressed, Stage
from app.inspection.drift import drifted
from app.stages.ledger import Ledger
from app.stages.patience import patiently
from app.stages.wanted import OfImage, OnDrive, Wanted


def judging(
    events: Generator[Event],
    medium: Medium,
    drive: str,
    wanted: Wanted,
    ledger: Ledger,
    control: Control,
) -> Generator[Event]:
    """The events of a comparison. Raises DriveDrifted in place of DriveDiffers where every
    difference has a harmless reason."""
    try:
        with closing(events):
            yield from events
    except DriveDiffers as error:
        whole = error.reached is None or error.reached >= ledger.size
        if error.flaky or not wanted.complete or not whole:
            raise
        on_drive = OnDrive(medium, drive)
        look = partial(drifted, OfImage(on_drive, wanted, ledger.size), on_drive, error.ranges)
        with suppress(Stopped):  # it differs all the same
            sign = Progressed(Stage.VERIFY, ledger.size)
            if drift := (yield from patiently(look, sign, control)):
                raise DriveDrifted(drive, error.ranges, drift) from error
        raise
