"""What reading an image to its end told of it: that the packed file is damaged far inside, or holds
another image there.

Looking what it is went only so far. The same file is not offered again, also not when it is opened
once more, as long as nobody wrote to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import ManyImages, PackedDamaged
from app.report import PACKED_DAMAGED, Finding, Report, Severity
from ui.state.image import Inspected, Unusable
from ui.state.sheets import BurnOpen, ConfirmOpen, ConfirmSeveralOpen

if TYPE_CHECKING:
    from app.sources.source import FileIdentity
    from ui.state import State

_MOST = 32  # files


@dataclass(frozen=True, slots=True)
class Damaged:
    """A file, or one image in it, and what was found."""

    file: FileIdentity
    member: str
    finding: Finding

    def is_of(self, image: Inspected) -> bool:
        """A file that was renamed is the same."""
        now = replace(image.source.identity, changed=self.file.changed)
        return (now, image.member) == (self.file, self.member)


def damage_of(error: object) -> Finding | None:
    """What it tells of the file, if it is that."""
    if not isinstance(error, PackedDamaged):
        return None
    return Finding(PACKED_DAMAGED, Severity.DANGER, str(error), error.offset)


def told_by_job(state: State, image: Inspected, end: object) -> State:
    """After a job with this image, if it is shown still. What stands for one that a drive is saved
    to is not that file."""
    shown = state.image
    if not isinstance(shown, Inspected) or shown.tool or shown.path != image.path:
        return state
    if isinstance(end, ManyImages):  # the others lay out of reach; now it can be chosen
        which = Unusable(shown.path, shown.size, end, shown.link, shown.member)
        return replace(state, image=which)
    return told_damaged(state, shown, damage_of(end))


def told_damaged(state: State, image: Inspected, finding: Finding | None) -> State:
    """With the image that is shown, and remembered. No disc is looked for any more."""
    from ui.state import Page  # here, for the state is made of this

    if finding is None:
        return replace(state, image=image)
    known = Damaged(image.source.identity, image.member, finding)
    others = tuple(each for each in state.damaged if not each.is_of(image))
    fresh = replace(state, image=found(image, finding), damaged=(*others, known)[-_MOST:])
    if state.page is Page.BURN and state.burn is not None and state.burn.run is None:
        return replace(fresh, page=None, sheet=None)
    return not_asked(fresh)


def not_asked(state: State) -> State:
    """A question whether to erase drives, or to burn a disc, was asked about another image, as it
    were, once this one is known to be bad."""
    asks = isinstance(state.sheet, ConfirmOpen | ConfirmSeveralOpen | BurnOpen)
    return replace(state, sheet=None) if asks else state


def found(image: Inspected, finding: Finding) -> Inspected:
    """The image, with that in its report."""
    if image.report.has(PACKED_DAMAGED):
        return image
    report: Report = replace(image.report, findings=(*image.report.findings, finding))
    return replace(image, report=report)


def as_known(state: State, image: Inspected) -> Inspected:
    """An image that was opened, with what is known of it already."""
    known = next((each for each in state.damaged if each.is_of(image)), None)
    return image if known is None else found(image, known.finding)
