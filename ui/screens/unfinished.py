"""What is said of a write that was left unfinished (design 7, row 33): in the drive's row, and in
the bar when its image and its drive are chosen again."""

from app.drives.drive import DriveInfo
from app.journal import End, Unfinished
from ui.screens import names
from ui.state.image import Inspected
from ui.text import percent, sentence, translate, untrusted
from ui.view import Sentence


def unfinished_words(left: Unfinished) -> str:
    """ "Unfinished: Ubuntu 24.04.1, stopped at 33%". It may have been too early for a note of how
    far it came; the last per cent is its first sector."""
    image = untrusted(left.image)
    if left.probed:
        image = translate("drives", "a quick test", "drive.unfinished")
    if not left.share:
        return _how_it_ended(left.end).format(image=image)
    return _where_it_ended(left.end).format(image=image, percent=_percent(left.share))


def _how_it_ended(end: End) -> str:
    match end:
        case End.STOPPED:
            return translate("drives", "Unfinished: {image}, stopped", "drive.unfinished")
        case End.UNPLUGGED:
            return translate("drives", "Unfinished: {image}, unplugged", "drive.unfinished")
        case End.FAILED:
            return translate("drives", "Unfinished: {image}, failed", "drive.unfinished")
        case End.KILLED:
            return translate("drives", "Unfinished: {image}, broken off", "drive.unfinished")
        case End.POWER_CUT:
            return translate(
                "drives", "Unfinished: {image}, the computer went off", "drive.unfinished"
            )


def _where_it_ended(end: End) -> str:
    match end:
        case End.STOPPED:
            return translate(
                "drives", "Unfinished: {image}, stopped at {percent}", "drive.unfinished: 33%"
            )
        case End.UNPLUGGED:
            return translate(
                "drives", "Unfinished: {image}, unplugged at {percent}", "drive.unfinished: 33%"
            )
        case End.FAILED:
            return translate(
                "drives", "Unfinished: {image}, failed at {percent}", "drive.unfinished: 33%"
            )
        case End.KILLED:
            return translate(
                "drives", "Unfinished: {image}, broken off at {percent}", "drive.unfinished: 33%"
            )
        case End.POWER_CUT:
            return translate(
                "drives",
                "Unfinished: {image}, the computer went off at {percent}",
                "drive.unfinished: 33%",
            )


def interrupted_words(left: Unfinished | None, drive: DriveInfo, image: Inspected) -> Sentence:
    """An earlier write of the image to the drive can go on."""
    words = {"drive": names.drive_and_size(drive), "image": names.title(image)}
    if left is None or not left.share:
        text = translate(
            "bar",
            "Writing {image} to {drive} was not finished. What is on it already need not be "
            "written again.",
            "bar.resume",
        )
        return sentence(text, **words)
    text = translate(
        "bar",
        "Writing {image} to {drive} ended at {percent}. What is on it already need not be written "
        "again.",
        "bar.resume: 33%",
    )
    return sentence(text, percent=_percent(left.share), **words)


def _percent(share: float) -> str:
    return percent(min(99, int(100 * share)))
