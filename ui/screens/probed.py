"""What a test of a drive found, and how it ended without finding anything. No test can say that a
drive is genuine: that word is not here."""

from dataclasses import replace

from app import errors
from app.capacity import Capacity, Verdict
from app.errors import AppError
from app.events import Stage
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.badges import badge_of
from ui.screens.cell_map import cell_panel, tested
from ui.screens.errors import Words, words_of
from ui.screens.failure import bar_line
from ui.state import State
from ui.state.after_format import MAKE_NORMAL
from ui.state.after_probe import good_part, is_kept, tested_drive
from ui.state.after_undo import undoable_drive
from ui.state.job import Ended
from ui.state.returned import returned
from ui.text import capacity, number, place, size, translate
from ui.view import Badge, Banner, Bar, Button, Look, Outcome, Panel, Remark, Tone, plain


def probed(job: Ended, found: Capacity) -> Outcome:
    words = found_words(job, found)
    keeps = size(found.keeps) if found.verdict is Verdict.FAKE and found.keeps else ""
    note = tested(found.cells, whole=found.whole)
    return Outcome(
        _badge(found),
        words.title,
        plain(words.text),
        _back(found),
        (cell_panel(found.cells, note, keeps), *_what_to_do(job, found)),
    )


def probed_bar(job: Ended, state: State) -> Bar:
    close = Button(translate("probe", "Close", "fail.close"), intents.CloseResult())
    report = Button(translate("probe", "Save a report…", "fail.report"), intents.SaveReport())
    line = bar_line(job, state)
    keeps = good_part(job)
    if keeps is None:
        close = replace(close, look=Look.PRIMARY)
        return replace(line, end=(report, close))
    text = translate("probe", "Use only the good {size}…", "probe.good")
    here = tested_drive(state) is not None
    use = Button(
        text.format(size=size(keeps)),
        intents.UseGoodPart(),
        Look.PRIMARY,
        enabled=here,
        reason="" if here else _not_connected(job),
    )
    return replace(line, start=(close,), end=(report, use))


def found_words(job: Ended, found: Capacity) -> Words:
    match found.verdict:
        case Verdict.FAKE:
            return _fake(found)
        case Verdict.WORN:
            return _worn(found)
        case Verdict.FINE:
            return _fine(job, found)


def broken_off(job: Ended, error: AppError) -> Outcome:
    words = broken_off_words(job, error)
    panels: tuple[Panel, ...] = (cell_panel(job.progress.cells),)
    if _has_locked(error) is not None:
        panels = (*panels, _plug_in_again())
    elif not isinstance(error, errors.Stopped | errors.DriveGone):
        panels = (*panels, _other_port())
    return Outcome(badge_of(error), words.title, plain(words.text), panels=panels)


def broken_off_bar(job: Ended, state: State) -> Bar:
    close = Button(translate("probe", "Close", "fail.close"), intents.CloseResult())
    details = Button(
        translate("probe", "Details", "fail.details"), intents.ShowDetails(), Look.LINK
    )
    # Another test would keep its own marks.
    end = _put_back(job, state) if is_kept(state) else _again(job, state)
    line = bar_line(job, state)
    return replace(line, start=(close, details), end=(end,))


def _again(job: Ended, state: State) -> Button:
    gone = returned(state) is None
    return Button(
        translate("probe", "Test again…", "probe.again"),
        intents.WriteAgain(),
        Look.PRIMARY,
        Icon.REFRESH,
        enabled=not gone,
        reason=_not_connected(job) if gone else "",
    )


def _put_back(job: Ended, state: State) -> Button:
    gone = undoable_drive(state) is None
    return Button(
        translate("probe", "Put back…", "undo.title"),
        intents.PutBack(),
        Look.PRIMARY,
        enabled=not gone,
        reason=_not_connected(job) if gone else "",
    )


def broken_off_words(job: Ended, error: AppError) -> Words:
    """What happened, and what the drive holds now."""
    drive = names.drive_name(job.drive)
    match error:
        case errors.Stopped():
            title = translate("probe", "Stopped", "stopped.title")
        case errors.DriveInDoubt():
            title = words_of(error).title
        case errors.DriveGone():
            title = translate("probe", "The drive was unplugged", "fail.unplug")
        case _:
            title = words_of(error).title
    text = _holds(job, error).format(drive=drive)
    if (offset := _has_locked(error)) is not None:
        title = translate("failure", "The drive has locked itself", "fail.readonly")
        text = f"{_locked(offset)} {text}"
    return Words(title, text)


def _has_locked(error: AppError) -> int | None:
    """From which byte on the drive takes no more: it did before."""
    return error.offset if isinstance(error, errors.DriveReadOnly) else None


def _locked(offset: int) -> str:
    where = translate("failure", "It takes no data from {place} on.", "fail.readonly")
    worn = translate(
        "probe", "Many sticks turn read-only for good when they are worn out.", "fail.readonly"
    )
    return f"{where.format(place=place(offset))} {worn}"


def _holds(job: Ended, error: AppError) -> str:
    begun = {stage for stage, _ in job.progress.stages}
    if job.image.erases and _has_locked(error) is not None:
        return translate(
            "probe",
            "What the test wrote over is gone; what else is on {drive} can still be read.",
            "probe.holds",
        )
    if job.image.erases:
        return translate(
            "probe", "What was on {drive} is gone: it holds nothing of use.", "probe.holds"
        )
    if Stage.PROBE not in begun:
        return translate("probe", "Nothing on {drive} was changed.", "probe.holds")
    unplugged = isinstance(error, errors.DriveGone) and not isinstance(error, errors.DriveInDoubt)
    if unplugged and Stage.PUT_BACK not in begun:
        return translate(
            "probe",
            "As soon as {drive} is plugged in again, what was there before can be put back, unless "
            "it is worn out.",
            "probe.holds",
        )
    if isinstance(error, errors.DriveGone) or job.progress.warned("not-put-back"):
        return translate(
            "probe",
            "Not all that was on {drive} could be put back. It was kept: put it back later.",
            "probe.holds",
        )
    return translate("probe", "What was there before is back on {drive}.", "probe.holds")


def _fake(found: Capacity) -> Words:
    text = translate(
        "probe",
        "It says {size} but keeps only the first {keeps}. What is written after that is lost "
        "without any error. It looks fake.",
        "probe.fake",
    )
    if not found.keeps:
        text = translate(
            "probe",
            "It says {size} but keeps nothing that is written. It looks fake.",
            "probe.fake",
        )
    title = translate("probe", "This drive is smaller than it claims", "probe.fake")
    return Words(title, text.format(size=capacity(found.size), keeps=size(found.keeps)))


def _worn(found: Capacity) -> Words:
    text = translate(
        "probe",
        "%n (place|places) did not keep what was written. Don’t keep anything on it that matters.",
        "probe.worn",
        count=len(found.ranges),
    )
    return Words(translate("probe", "This drive has worn-out places", "probe.worn"), text)


def _fine(job: Ended, found: Capacity) -> Words:
    if found.whole:
        text = translate("probe", "All {size} came back as they were written.", "probe.fine")
        title = translate("probe", "This drive is fine", "probe.fine")
        return Words(title, text.format(size=capacity(found.size)))
    text = translate(
        "probe",
        "In %n (place|places), in {tested} of {count} parts of {drive}. Only “Every byte” reads "
        "all of it.",
        "probe.fine",
        count=found.places,
    )
    if not found.through:
        text = translate(
            "probe",
            "In %n (place|places), in {tested} of {count} parts of {drive}. It is too slow to look "
            "through more in two minutes: if it is smaller than it claims, that may be missed. "
            "Only “Every byte” reads all of it.",
            "probe.fine",
            count=found.places,
        )
    said = text.format(
        tested=number(found.tested),
        count=number(len(found.cells)),
        drive=names.drive_name(job.drive),
    )
    return Words(translate("probe", "Nothing wrong was found", "probe.fine"), said)


def _badge(found: Capacity) -> Badge:
    match found.verdict:
        case Verdict.FAKE:
            return Badge(Tone.DANGER, Icon.X)
        case Verdict.WORN:
            return Badge(Tone.CAUTION, Icon.ALERT)
        case Verdict.FINE:
            return Badge(Tone.SUCCESS, Icon.CHECK)


def _back(found: Capacity) -> Remark | None:
    """Of what a quick probe overwrote."""
    if found.whole:
        return None
    if not found.changed:
        text = translate("probe", "What was there before is back", "probe.back")
        return Remark(Tone.SUCCESS, Icon.CHECK, text)
    text = translate(
        "probe",
        "%n (place|places) could not be put back. What was there is kept: choose the drive again "
        "and put it back.",
        "probe.back",
        count=found.changed,
    )
    return Remark(Tone.CAUTION, Icon.ALERT, text)


def _what_to_do(job: Ended, found: Capacity) -> tuple[Banner, ...]:
    match found.verdict:
        case Verdict.FAKE:
            return (_send_back(good_part(job)),)
        case Verdict.WORN:
            return (_other_port(),)
        case Verdict.FINE if found.whole:
            return (_is_empty(),)
        case _:
            return ()


def _send_back(keeps: int | None) -> Banner:
    text = translate(
        "probe",
        "Send it back: it is not what you paid for. Until then it can be used as a {size} stick, "
        "if only that part is ever formatted.",
        "probe.fake",
    )
    if keeps is None:
        text = translate("probe", "Send it back: it is not what you paid for.", "probe.fake")
    title = translate("probe", "What you can do", "probe.to-do")
    return Banner(Tone.INFO, Icon.INFO, title, text.format(size=size(keeps or 0)))


def _other_port() -> Banner:
    text = translate(
        "probe",
        "Try another USB port, straight on the computer, without a hub or cable, and test again: "
        "a bad connection looks the same.",
        "probe.worn",
    )
    return Banner(Tone.INFO, Icon.INFO, translate("probe", "What you can do", "probe.to-do"), text)


def _plug_in_again() -> Banner:
    text = translate(
        "probe",
        "Unplug it and plug it in again. If it still takes nothing, it will not recover: save what "
        "can be read, and use another drive.",
        "probe.locked",
    )
    return Banner(Tone.INFO, Icon.INFO, translate("probe", "What you can do", "probe.to-do"), text)


def _is_empty() -> Banner:
    text = translate(
        "probe", "It has to be made ready for files before they can be kept on it.", "probe.empty"
    )
    normal = Button(
        translate("probe", "Make it normal again…", "probe.empty"),
        intents.OpenTool(MAKE_NORMAL),
        Look.LINK,
    )
    title = translate("probe", "The drive is empty now", "probe.empty")
    return Banner(Tone.INFO, Icon.INFO, title, text, normal)


def _not_connected(job: Ended) -> str:
    text = translate("probe", "{drive} is not connected.", "fail.again")
    return text.format(drive=names.drive_name(job.drive))
