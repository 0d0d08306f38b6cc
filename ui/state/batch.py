"""What the window knows of a write to several drives at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.errors import AppError
from app.events import Stage
from app.result import Result
from ui.state.drive_list import key_of
from ui.state.image import Inspected
from ui.state.job import Ended, Working

Member = Working | Ended


@dataclass(frozen=True, slots=True)
class Batch:
    """One image on its way to several drives, each with a story of its own, in the order of the
    rows that were ticked."""

    number: int
    image: Inspected
    members: tuple[Member, ...]
    stopping: bool = False

    @property
    def running(self) -> tuple[Working, ...]:
        return tuple(each for each in self.members if isinstance(each, Working))

    @property
    def ended(self) -> tuple[Ended, ...]:
        return tuple(each for each in self.members if isinstance(each, Ended))

    @property
    def done(self) -> tuple[Ended, ...]:
        """Those that ended well."""
        return tuple(each for each in self.ended if not isinstance(each.end, AppError))

    def find(self, key: str) -> Member | None:
        """The member that writes to the drive of this key."""
        return next((each for each in self.members if key_of(each.drive) == key), None)

    def with_member(self, member: Member) -> Batch:
        """With another story of the same drive."""
        same = key_of(member.drive)
        members = tuple(member if key_of(each.drive) == same else each for each in self.members)
        return replace(self, members=members)


def fraction_of_all(batch: Batch) -> float:
    """Of the whole, as it is seen from outside: 0 to 1."""
    fractions = [
        1.0 if isinstance(member, Ended) else member.progress.fraction or 0.0
        for member in batch.members
    ]
    return sum(fractions) / len(fractions)


def is_untouched(ended: Ended) -> bool:
    """Whether it came to its end before the first byte was changed."""
    failed = isinstance(ended.end, AppError)
    return failed and ended.progress.stage in (None, Stage.RELEASE)


def as_ended(member: Working, end: Result | AppError, now: float) -> Ended:
    elapsed = max(0.0, now - member.began)
    return Ended(
        member.image, member.drive, end, member.progress, member.step, member.purpose, elapsed
    )
