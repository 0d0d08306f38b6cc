"""Why a drive cannot take the image: what is known before anybody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo, Reason
from app.plan_backup import why_not_saved
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.image import Image, Inspected

if TYPE_CHECKING:
    from app.sources.formatted import Format


@dataclass(frozen=True, slots=True)
class TooSmall:
    """`for_kind` of file system, where it is not for the image."""

    need: int
    for_kind: str = ""


@dataclass(frozen=True, slots=True)
class HoldsImage:
    pass


Obstacle = Reason | TooSmall | HoldsImage


def obstacle(drive: DriveInfo, image: Image, *, comparing: bool = False) -> Obstacle | None:
    """The weightiest one. While another image is read, only what holds for any image counts. A
    drive that is saved or compared need not be one that could be written."""
    saved = isinstance(image, Inspected) and image.backup is not None
    if saved or comparing:
        why = why_not_saved(drive)
    else:
        why = drive.reasons[0] if drive.reasons else None
    if why is not None or not isinstance(image, Inspected):
        return why
    if key_of(drive) in image.on:
        return HoldsImage()
    if image.format is not None and image.format.end is None:
        return _too_small_for_files(drive, image.format)
    if image.length is not None and image.length > drive.size and not saved:
        return TooSmall(image.length)
    return None


def _too_small_for_files(drive: DriveInfo, wish: Format) -> TooSmall | None:
    from app.sources.formatted import KINDS, smallest_drive  # here, for it is seldom needed

    need = smallest_drive(wish.holds)
    return TooSmall(need, KINDS[wish.holds]) if drive.size < need else None


def ready_to_ask(state: State, *, anyway: bool) -> tuple[DriveInfo, ...]:
    """The chosen drive, or those that are ticked, when everything is there to ask whether they
    shall be erased; else nothing."""
    drives, image = wanted(state), state.image
    if not isinstance(image, Inspected) or not image.writable or image.backup is not None:
        return ()
    if image.needs_anyway and not anyway:
        return ()
    free = (obstacle(each, image, comparing=state.comparing) is None for each in drives)
    return drives if all(free) else ()


def wanted(state: State) -> tuple[DriveInfo, ...]:
    """What the user's hand has chosen."""
    if state.several:
        return state.ticked_drives
    return (state.chosen_drive,) if state.chosen_drive is not None else ()
