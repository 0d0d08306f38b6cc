"""What a screen reader announces beside the two cards: images and drives that come, what is chosen,
and what has just happened."""

from app.report import PACKED_DAMAGED
from ui.screens import names
from ui.state import NotTaken, State
from ui.state.drive_list import NO_DRIVES, DriveList
from ui.state.image import Inspected, NoImage, visible
from ui.text import translate
from ui.view import Announcement, Tone

# The words of a page are imported with the page: the first frame has none of them.


def at_home(before: State, after: State, now: float) -> Announcement | None:
    if after.notice is not None and after.notice != before.notice:
        return _notice(after, now)
    if isinstance(after.image, Inspected):
        if not isinstance(before.image, Inspected):
            return _inspected(after.image, after.drives)
        if (compared := _compared(before.image, after.image)) is not None:
            return compared
    drive = after.chosen_drive
    if drive is not None and after.chosen != before.chosen:
        text = translate("says", "{drive}, chosen.", "screen reader")
        return Announcement(text.format(drive=names.drive_and_size(drive)))
    if after.several and after.ticked != before.ticked:
        text = translate(
            "says", "%n (drive|drives) chosen", "screen reader", count=len(after.ticked_drives)
        )
        return Announcement(text)
    return _drives(before, after)


def _drives(before: State, after: State) -> Announcement | None:
    """They come; and the last one goes, beside an image that waits for one."""
    known = {row.key for row in before.drives.rows}
    fresh = [row for row in after.drives.rows if row.came is not None and row.key not in known]
    if fresh:
        text = translate("says", "New drive: {drive}", "screen reader")
        return Announcement(text.format(drive=names.drive_and_size(fresh[-1].drive)))
    if (
        not isinstance(after.image, NoImage)
        and _has_none(after.drives)
        and not _has_none(before.drives)
    ):
        return Announcement(translate("says", "No drive connected", "screen reader"))
    return None


def _has_none(drives: DriveList) -> bool:
    """Before somebody has looked nothing is known."""
    return drives.listed and not drives.drives


def _compared(before: Inspected, after: Inspected) -> Announcement | None:
    if after.report.has(PACKED_DAMAGED) and not before.report.has(PACKED_DAMAGED):
        return _inspected(after, NO_DRIVES)
    comparison, media = after.checksum.comparison, after.checksum.media
    if media is not None and media != before.checksum.media:
        from ui.screens.damage import spoken as damage

        return Announcement(damage(after.checksum), urgent=not media.matches)
    if comparison is None or comparison == before.checksum.comparison:
        return None
    from ui.screens.checksum import spoken as row

    return Announcement(row(comparison), urgent=comparison.wrong)


def _notice(state: State, now: float) -> Announcement:
    from ui.screens.bar import bar

    image = visible(state.image, now)
    line = bar(state, image)
    text = f"{line.title}. {line.text.plain}" if line.title else line.text.plain
    urgent = not (isinstance(state.notice, NotTaken) and isinstance(image, NoImage))
    return Announcement(text, urgent=urgent)


def _inspected(image: Inspected, drives: DriveList) -> Announcement:
    from ui.screens.verdict import verdict

    banner = verdict(image.report)
    if banner.tone is Tone.DANGER:
        return Announcement(f"{names.title(image)}. {banner.title}. {banner.text}", urgent=True)
    text = translate("says", "{image}. {verdict}. Now choose a drive.", "screen reader")
    if _has_none(drives):
        text = translate("says", "{image}. {verdict}. No drive connected.", "screen reader")
    return Announcement(text.format(image=names.title(image), verdict=banner.title))
