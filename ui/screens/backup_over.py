"""The pages after a drive was saved to a file: what is in it, what could not be read, and how to go
on where it ended early (design 14)."""

from dataclasses import replace

from app import errors
from app.errors import AppError
from app.saved import Saved
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.aside import aside
from ui.screens.backup import named
from ui.screens.backup_words import words_of_end
from ui.screens.backup_work import bad_cells, end_label
from ui.screens.badges import badge_of
from ui.screens.digest import copied, grouped
from ui.screens.done import safe_to_unplug
from ui.screens.done_bar import bar_line, eject
from ui.screens.errors import words_of
from ui.screens.maps import left_behind
from ui.state import State
from ui.state.after_backup import drive_again
from ui.state.drive_list import is_file
from ui.state.job import Ended, Purpose
from ui.text import size, speed, translate
from ui.view import (
    Badge,
    Bar,
    Button,
    Legend,
    Look,
    MapPanel,
    Outcome,
    Place,
    Proof,
    ProofLine,
    SpeedMap,
    Tone,
    plain,
)

_MOST_PLACES = 60  # red places that can still be told apart


def saved(job: Ended, result: Saved) -> Outcome:
    whole = not result.unread
    badge = Badge(Tone.SUCCESS, Icon.CHECK) if whole else Badge(Tone.CAUTION, Icon.ALERT)
    title = translate("backup", "Saved", "backup.done")
    if not whole:
        title = translate("backup", "Saved as far as it could be read", "backup.done")
    # What is only compared is not released: somebody may have mounted it since it was saved.
    free = job.purpose is not Purpose.CHECK and not is_file(job.drive)
    return Outcome(
        badge,
        title,
        plain(" ".join(_lines(job, result))),
        safe_to_unplug() if free else None,
        (_proof(job, result), _map(job, result)),
        large=whole,
    )


def saved_bar(job: Ended, result: Saved, state: State) -> Bar:
    """What is most likely wanted next comes last, and is the primary button."""
    there = drive_again(state) is not None and not job.is_out
    buttons = [Button(translate("backup", "Close", "done.close"), intents.CloseResult())]
    start: tuple[Button, ...] = ()
    if there and result.unread:
        text = translate("backup", "Try again", "backup.again")
        about = translate("backup", "Try again what could not be read", "screen reader")
        start = (Button(text, intents.BackUp(resume=True), Look.LINK, name=about),)
    elif there and not is_file(job.drive):
        buttons.append(eject(job))  # of four buttons some would have no room
    if there and not result.checked:
        text = translate("backup", "Check it", "backup.compare")
        about = translate("backup", "Check it: the file against the drive", "screen reader")
        buttons.append(Button(text, intents.CheckNow(), name=about))
    buttons[-1] = replace(buttons[-1], look=Look.PRIMARY)
    return replace(bar_line(job, state), start=start, end=tuple(buttons))


def failed(job: Ended, error: AppError) -> Outcome:
    words = words_of_end(error, job)
    return Outcome(_badge(error), words.title, plain(words.text), panels=(_map_of(job, error),))


def failed_bar(job: Ended, state: State) -> Bar:
    close = Button(translate("backup", "Close", "done.close"), intents.CloseResult())
    details = Button(
        translate("failure", "Details", "fail.details"), intents.ShowDetails(), Look.LINK
    )
    line = aside(state.notice) or Bar()
    if job.trouble is not None and state.notice is None:
        words = words_of(job.trouble)
        line = Bar(plain(words.text), words.title, Icon.ALERT, Tone.CAUTION)
    if job.purpose is Purpose.CHECK:
        return replace(line, start=(details,), end=(replace(close, look=Look.PRIMARY),))
    go_on = Button(
        translate("backup", "Go on", "backup.again"),
        intents.BackUp(resume=True),
        Look.PRIMARY,
        Icon.REFRESH,
    )
    if drive_again(state) is None:
        text = translate("failure", "{drive} is not connected.", "fail.again")
        reason = text.format(drive=names.drive_name(job.drive))
        go_on = replace(go_on, enabled=False, reason=reason)
    return replace(line, start=(close, details), end=(go_on,))


def _lines(job: Ended, result: Saved) -> list[str]:
    text = translate(
        "backup", "{size} in a file of {stored}. SHA-256 beside it.", "backup.done: Saved: …"
    )
    said = [text.format(size=size(result.size), stored=size(result.stored))]
    if result.left:
        text = translate(
            "backup", "{left} of it are zeros, for nothing on the drive uses them.", "backup.done"
        )
        said.append(text.format(left=size(result.left)))
    if count := len(result.unread):
        text = translate(
            "backup",
            "%n (place could not be read; it is zeros|places could not be read; they are zeros) in "
            "the file and listed beside it.",
            "backup.done",
            count=count,
        )
        said.append(text)
    if job.progress.warned("more-behind"):
        text = translate("backup", "What lies behind its volume is not saved.", "backup.done")
        said.append(text)
    if result.checked:
        text = translate(
            "backup", "Drive and file were compared and are the same, byte for byte.", "backup.done"
        )
        if result.unread or result.left:
            text = translate(
                "backup",
                "All else was compared once more and is the same, byte for byte.",
                "backup.done",
            )
        said.append(text)
    return said


def _proof(job: Ended, result: Saved) -> Proof:
    """Of the image, and of its file where that is packed."""
    lines = (ProofLine("SHA-256", grouped(result.sha256)),)
    text = translate("backup", "Of {drive} as it was read, saved as {file}.", "backup.sum")
    if result.file_sha256 != result.sha256:
        text = translate(
            "backup",
            "Of {drive} as it was read, saved as {file}. The one beside that is of the packed "
            "file.",
            "backup.sum",
        )
    file = named(job.image.backup) if job.image.backup is not None else ""
    text = text.format(drive=names.drive_name(job.drive), file=file)
    if job.progress.write.average:
        average = translate("backup", "Average {speed} read.", "backup.sum")
        text = f"{text} {average.format(speed=speed(job.progress.write.average))}"
    title = translate("backup", "Image", "backup.sum")
    icon, tone = (Icon.SHIELD_CHECK, Tone.SUCCESS) if result.checked else (Icon.HASH, Tone.NEUTRAL)
    return Proof(title, lines, text, copied(result.sha256), icon, tone)


def _map(job: Ended, result: Saved) -> MapPanel:
    legend = [Legend(Tone.INFO, translate("backup", "read", "map.legend"))]
    if job.progress.check.started:
        legend.append(Legend(Tone.SUCCESS, translate("backup", "compared", "map.legend")))
    if result.unread:
        text = translate("backup", "could not be read, {size} in all", "map.legend")
        legend.append(Legend(Tone.DANGER, text.format(size=size(result.missing)), strong=True))
    places = tuple(
        Place(start / result.size, (start + length) / result.size)
        for start, length in result.unread[:_MOST_PLACES]
    )
    name = translate("backup", "Read", "screen reader")
    return MapPanel(_drawn(job, name, places), tuple(legend), tall=bool(result.unread))


def _map_of(job: Ended, error: AppError) -> MapPanel:
    report = Button(
        translate("failure", "Save a report…", "fail.report"), intents.SaveReport(), Look.LINK
    )
    places = _places(job, error)
    name = translate("failure", "Failed", "screen reader")
    if isinstance(error, errors.Stopped):
        name = translate("failure", "Stopped", "stopped.title")
    is_stop = isinstance(error, errors.Stopped)
    return MapPanel(_drawn(job, name, places), (), None if is_stop else report, tall=True)


def _places(job: Ended, error: AppError) -> tuple[Place, ...]:
    bad = bad_cells(job.progress.cells)
    current = job.progress.check if job.purpose is Purpose.CHECK else job.progress.write
    match error:
        case errors.VerifyError(ranges=ranges) if current.total:
            end = job.image.backup.saved.size if job.image.backup and job.image.backup.saved else 0
            label = translate("failure", "first difference", "map")
            return tuple(
                Place(start / end, (start + length) / end, "" if index else label)
                for index, (start, length) in enumerate(ranges[:_MOST_PLACES] if end else ())
            )
        case errors.Stopped() | errors.DriveInDoubt() | errors.StickFileGone():
            label = translate("failure", "stopped here", "map")
        case errors.DriveGone():
            label = translate("failure", "drive removed here", "map")
        case _:
            return bad
    at = current.fraction
    return (*bad, Place(at, at, label)) if at is not None else bad


def _drawn(job: Ended, name: str, places: tuple[Place, ...]) -> SpeedMap:
    return replace(left_behind(name, job.progress, places), end_label=end_label(job.image))


def _badge(error: AppError) -> Badge:
    if isinstance(error, errors.FolderError):
        return Badge(Tone.CAUTION, Icon.ALERT)
    return badge_of(error)
