"""The mark of a page on which something ended early."""

from app.errors import AppError, DriveDrifted, DriveGone, DriveInDoubt, StickFileGone, Stopped
from ui.icons import Icon
from ui.view import Badge, Tone


def badge_of(error: AppError) -> Badge:
    match error:
        case DriveDrifted() | DriveInDoubt() | StickFileGone():
            return Badge(Tone.CAUTION, Icon.ALERT)
        case DriveGone():
            return Badge(Tone.CAUTION, Icon.UNPLUG)
        case Stopped():
            return Badge(Tone.NEUTRAL, Icon.MINUS_CIRCLE)
        case _:
            return Badge(Tone.DANGER, Icon.X)
