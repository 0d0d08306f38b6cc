"""What the window knows of an image that is burned: the drives for discs, what lies in them, and
how far the one is that was chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import AppError
from app.events import Stage
from app.progress import Progress
from ui.state.image import Inspected
from ui.state.job import UNHEARD

if TYPE_CHECKING:
    from app.burning.disc import Disc
    from app.burning.drives import DiscDrive
    from app.burning.told import Burned


@dataclass(frozen=True, slots=True)
class Seen:
    """A drive: what lies in it, once that is known, and why the image can't go onto it."""

    drive: DiscDrive
    disc: Disc | None = None
    why: AppError | None = None

    @property
    def fits(self) -> bool:
        return self.disc is not None and self.why is None


@dataclass(frozen=True, slots=True)
class Run:
    """A burning, or a simulation of one, while it runs and after it ended. `began` in seconds of
    the steady clock; `said`: per cent that were announced last."""

    number: int
    drive: DiscDrive
    disc: Disc
    simulate: bool
    began: float
    progress: Progress = UNHEARD
    stopping: bool = False
    said: int = 0
    end: Burned | AppError | None = None

    @property
    def checking(self) -> bool:
        return self.progress.stage is Stage.VERIFY

    @property
    def closing(self) -> bool:
        return self.progress.stage is Stage.SYNC

    @property
    def spoils(self) -> bool:
        """Whether the disc is lost where it does not come to a good end."""
        return not self.simulate and not self.disc.again and self.progress.write.started > 0


@dataclass(frozen=True, slots=True)
class Burn:
    """`number` of the question what there is; `drives` are None until somebody has looked,
    `trouble` says why nobody can. `chosen` is a node."""

    number: int
    image: Inspected
    drives: tuple[Seen, ...] | None = None
    trouble: AppError | None = None
    chosen: str = ""
    run: Run | None = None

    @property
    def running(self) -> bool:
        return self.run is not None and self.run.end is None

    @property
    def wanted(self) -> Seen | None:
        """The drive that was chosen."""
        return next((each for each in self.drives or () if each.drive.node == self.chosen), None)

    def with_seen(self, seen: Seen) -> Burn:
        """One that the image can't go onto is not chosen any more."""
        drives = tuple(seen if each.drive == seen.drive else each for each in self.drives or ())
        lost = seen.drive.node == self.chosen and not seen.fits
        return replace(self, drives=drives, chosen="" if lost else self.chosen)
