"""Each of several drives at work or done, in a row (design 7)."""

from typing import assert_never

from app.errors import AppError, ReadRefused, Stopped, WriteRefused
from app.events import Stage
from app.result import PutBack, Result, Unchecked, Verified, VerifiedParts
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.errors import words_of
from ui.screens.failure_words import failure_words
from ui.screens.left_on_drive import may_look_finished
from ui.screens.maps import current_pass, done_percent, moving_map, still_map
from ui.screens.pace import QUIET
from ui.screens.working import left_of
from ui.state import State
from ui.state.after_batch import can_eject
from ui.state.batch import Batch, Member, is_untouched
from ui.state.drive_list import is_file, key_of
from ui.state.job import Ended, Step, Unplugging, Working
from ui.text import capacity, dotted, percent, place, speed, translate
from ui.view import Button, JobRow, Look, Place, Tone

_USB_3 = 5000  # Mbit/s


def row(member: Member, batch: Batch, state: State) -> JobRow:
    if isinstance(member, Working):
        return _at_work(member, batch)
    return _ended(member, batch, state)


def _detail(member: Member) -> str:
    return dotted(capacity(member.drive.size), names.node(member.drive))


def _at_work(member: Working, batch: Batch) -> JobRow:
    counts = member.step in (Step.WRITE, Step.CHECK) and current_pass(member).fraction is not None
    share = percent(done_percent(member)) if counts else ""
    story = _story(member, batch)
    name = names.drive_name(member.drive)
    spoken = translate("several", "{drive}, {percent}", "screen reader")
    stop = Button(
        translate("several", "Stop this one", "stop.title"),
        intents.StopAsked(key_of(member.drive)),
        Look.LINK,
        name=translate("several", "Stop {drive}", "screen reader").format(drive=name),
    )
    return JobRow(
        key_of(member.drive),
        names.drive_icon(member.drive),
        name,
        _detail(member),
        share,
        moving_map(member, _step(member), story),
        story,
        button=None if member.stopping or batch.stopping else stop,
        spoken=spoken.format(drive=name, percent=share) if share else "",
    )


def _step(member: Working) -> str:
    match member.step:
        case Step.PREPARE:
            return translate("several", "Preparing", "prep.title")
        case Step.WRITE:
            return translate("several", "Writing", "write.title")
        case Step.CHECK:
            return translate("several", "Checking", "check.title")
        case Step.FINISH:
            return translate("several", "Finishing", "finish.title")


def _story(member: Working, batch: Batch) -> str:
    """ "Writing at 11 MB/s, about 5 minutes left. This drive is on a slow USB 2 port." """
    if member.stopping or batch.stopping:
        return translate("several", "Stopping. Waiting for the drive…", "stop.waiting")
    if member.quiet >= QUIET and _was_left_behind(member):
        return translate(
            "several",
            "It is slower than the others, so the image is read again for it. This takes a while.",
            "several.behind",
        )
    left = left_of(member)
    moves = member.step in (Step.WRITE, Step.CHECK) and member.progress.stage is not Stage.SYNC
    rate = current_pass(member).speed
    if not moves or not rate or member.quiet:
        return left if member.step is not Step.WRITE else f"{left}{_slow_port(member, batch)}"
    text = translate("several", "{doing} at {speed}. {left}.", "a drive of several")
    said = text.format(doing=_step(member), speed=speed(rate), left=left)
    return f"{said}{_slow_port(member, batch)}"


def _was_left_behind(member: Working) -> bool:
    """And has not moved since: then it is not the drive that does not answer."""
    packed = bool(member.image.source.layers)
    warned = any(each.code == "left-behind" for each in member.progress.warnings)
    return packed and warned and member.step is Step.WRITE


def _slow_port(member: Working, batch: Batch) -> str:
    mine = member.drive.speed
    best = max(each.drive.speed or 0 for each in batch.members)
    if mine is None or mine >= _USB_3 or best < _USB_3:
        return ""
    return " " + translate("several", "This drive is on a slow USB 2 port.", "write.slow")


def _ended(member: Ended, batch: Batch, state: State) -> JobRow:
    name = names.drive_name(member.drive)
    story = story_of_ended(member)
    failed = isinstance(member.end, AppError) and not isinstance(member.end, Stopped)
    if failed and batch.running:
        story = f"{story} {translate('several', 'The others go on.', 'fail.others')}"
    if member.trouble is not None:
        story = words_of(member.trouble).title
    word, icon, tone = _word(member)
    return JobRow(
        key_of(member.drive),
        icon,
        name,
        _detail(member),
        word,
        still_map(word, member.progress, member.image, _place(member)),
        story,
        tone,
        _button(member, state, name),
    )


def _word(member: Ended) -> tuple[str, Icon, Tone]:
    match member.end:
        case Verified() | VerifiedParts():
            return translate("several", "Done", "several.state"), Icon.CHECK_CIRCLE, Tone.SUCCESS
        case Unchecked():
            word = translate("several", "Not checked", "several.state")
            return word, Icon.MINUS_CIRCLE, Tone.NEUTRAL
        case Stopped():
            word = translate("several", "Stopped", "several.state")
            return word, Icon.MINUS_CIRCLE, Tone.NEUTRAL
        case _:
            return translate("several", "Failed", "several.state"), Icon.X_CIRCLE, Tone.DANGER


def story_of_ended(member: Ended) -> str:
    if isinstance(member.end, AppError):
        return _story_of_failure(member, member.end)
    return _story_of_success(member, member.result)


def _story_of_failure(member: Ended, error: AppError) -> str:
    if is_untouched(member):
        text = translate("several", "{what}. Nothing was changed on it.", "several.untouched")
        if isinstance(error, Stopped):
            stopped = translate("several", "Stopped before it began", "several.untouched")
            return text.format(what=stopped)
        return text.format(what=words_of(error).title)
    if isinstance(error, Stopped):
        return translate("several", "It holds half an image and will not boot.", "fail.half")
    what = failure_words(member, error).title
    if may_look_finished(member):
        text = translate("several", "{what}. Don’t trust what is on it.", "several.failed")
        return text.format(what=what)
    if isinstance(error, WriteRefused | ReadRefused):
        text = translate("several", "{what}, at {place}. It will not boot.", "several.failed")
        return text.format(what=what, place=place(error.offset))
    text = translate("several", "{what}. It will not boot.", "several.failed")
    return text.format(what=what)


def _story_of_success(member: Ended, result: Result) -> str:
    if member.unplugging is Unplugging.DONE:
        return translate("several", "Ejected. You can take it out.", "done.ejected")
    if member.unplugging is Unplugging.ALREADY_OUT:
        return translate("several", "It was already taken out.", "done.ejected")
    match result:
        case Verified() | VerifiedParts():
            return _read_back(member, result)
        case Unchecked():
            return translate("several", "Written. Nobody has read it back yet.", "done.unchecked")
        case PutBack():
            return translate("several", "Put back.", "done.put-back")
    assert_never(result)


def _read_back(member: Ended, result: Verified | VerifiedParts) -> str:
    text = translate("several", "Every byte read back and matching.", "done.title")
    if isinstance(result, VerifiedParts):
        text = translate("several", "The parts in use read back and matching.", "done.parts")
    if is_file(member.drive):
        return text
    return f"{text} {translate('several', 'Safe to unplug.', 'done.safe')}"


def _place(member: Ended) -> tuple[Place, ...]:
    """Where it went no further."""
    if not isinstance(member.end, AppError) or is_untouched(member):
        return ()
    checked, written = member.progress.check, member.progress.write
    at = (checked.fraction if checked.started else written.fraction) or 0.0
    return (Place(at, at),)


def _button(member: Ended, state: State, name: str) -> Button | None:
    key = key_of(member.drive)
    if isinstance(member.end, AppError):
        if isinstance(member.end, Stopped):
            return None
        return Button(
            translate("several", "Details", "fail.details"),
            intents.ShowDetails(key),
            Look.LINK,
            name=translate("several", "Details of {drive}", "screen reader").format(drive=name),
        )
    asked = member.unplugging is Unplugging.ASKED
    if not asked and not can_eject(state, member):
        return None
    return Button(
        translate("several", "Eject", "done.eject"),
        intents.Eject(key),
        Look.LINK,
        enabled=not asked,
        reason=translate("several", "Ejecting…", "done.eject") if asked else "",
        name=translate("several", "Eject {drive}", "screen reader").format(drive=name),
    )
