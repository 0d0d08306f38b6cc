"""The bar below a write that ended well: what comes next, and how the drive is taken out."""

from dataclasses import replace

from app.result import PutBack, Result, Unchecked
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.aside import aside
from ui.screens.errors import words_of
from ui.state import State
from ui.state.drive_list import is_file, key_of
from ui.state.job import Ended, Purpose, Unplugging
from ui.text import translate
from ui.view import Bar, Button, Look, Tone, plain


def done_bar(job: Ended, result: Result, state: State) -> Bar:
    """What is most likely wanted next comes last, and is the primary button."""
    buttons = [_next(job, result)]
    plugged = state.drives.find(key_of(job.drive)) is not None
    usable = plugged and not job.is_out
    if usable and not is_file(job.drive):
        buttons.append(eject(job))
    if usable and isinstance(result, Unchecked) and job.image.as_it_is:
        buttons.append(Button(translate("done", "Check now", "done.check"), intents.CheckNow()))
    buttons[-1] = replace(buttons[-1], look=Look.PRIMARY)
    here = plugged and job.unplugging is not Unplugging.ALREADY_OUT
    tries = here and job.image.starts and not isinstance(result, PutBack)
    start = (_try(job),) if tries else ()
    return replace(bar_line(job, state), start=start, end=tuple(buttons))


def _try(job: Ended) -> Button:
    """Not of a drive that was made safe to unplug."""
    gone = job.unplugging is not Unplugging.NOT_ASKED
    return Button(
        translate("done", "Try it in a virtual machine", "done.try"),
        intents.TryInMachine(),
        icon=Icon.PLAY,
        enabled=not gone,
        reason=translate("done", "The drive is ejected.", "done.try") if gone else "",
    )


def _next(job: Ended, result: Result) -> Button:
    wish = job.image.format
    # Nothing is left to be done behind the good part of a fake: another drive has another end.
    over = isinstance(result, PutBack) or (wish is not None and wish.end is not None)
    if over or job.purpose is Purpose.COMPARE:
        return Button(translate("done", "Close", "done.close"), intents.CloseResult())
    if wish is not None:
        text = translate("done", "Make another drive normal", "done.another")
        return Button(text, intents.WriteAnother())
    return Button(translate("done", "Write another", "done.another"), intents.WriteAnother())


def bar_line(job: Ended, state: State) -> Bar:
    if (told := aside(state.notice)) is not None:
        return told
    if job.trouble is not None:
        words = words_of(job.trouble)
        return Bar(plain(words.text), words.title, Icon.ALERT, Tone.CAUTION)
    if not job.is_out:
        return Bar()
    text = translate("done", "{drive} is ejected. You can take it out.", "done.ejected")
    look = (Icon.CHECK_CIRCLE, Tone.SUCCESS)
    if job.unplugging is Unplugging.ALREADY_OUT:
        text = translate("done", "{drive} was already taken out.", "done.ejected")
        look = (Icon.UNPLUG, Tone.NEUTRAL)
    return Bar(plain(text.format(drive=names.drive_name(job.drive))), "", *look)


def eject(job: Ended) -> Button:
    asked = job.unplugging is Unplugging.ASKED
    return Button(
        translate("done", "Eject", "done.eject"),
        intents.Eject(),
        icon=Icon.EJECT,
        enabled=not asked,
        reason=translate("done", "Ejecting…", "done.eject") if asked else "",
    )
