"""What is done with drives for discs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ui.state.image import Inspected

if TYPE_CHECKING:
    from app.burning.disc import Disc
    from app.burning.drives import DiscDrive
    from ui.state.burning import Run


@dataclass(frozen=True, slots=True)
class FindDiscs:
    """Which drives there are; answered with DiscDrivesFound, or with NothingBurns."""

    number: int


@dataclass(frozen=True, slots=True)
class LookAtDisc:
    """What lies in the drive, and whether the image goes onto it; answered with DiscSeen."""

    number: int
    image: Inspected
    drive: DiscDrive


@dataclass(frozen=True, slots=True)
class StartBurning:
    """`disc` is the one that was asked about: another is left alone. `awake`: the computer does
    not sleep meanwhile. Answered with BurnMoved and BurnEnded."""

    number: int
    image: Inspected
    drive: DiscDrive
    disc: Disc
    simulate: bool
    awake: bool = True


@dataclass(frozen=True, slots=True)
class StopBurning:
    pass


@dataclass(frozen=True, slots=True)
class TellBurned:
    """A message of the desktop, if the window is not looked at."""

    image: Inspected
    run: Run
