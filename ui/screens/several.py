"""The page of several drives at work, and when the last of them is done (design 7, 32)."""

from dataclasses import replace

from app.errors import Stopped
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.aside import aside
from ui.screens.checksum import wrong_banner
from ui.screens.several_rows import row, story_of_ended
from ui.state import State
from ui.state.after_batch import can_eject
from ui.state.batch import Batch, fraction_of_all
from ui.state.job import Ended
from ui.text import percent, rough_time, translate
from ui.view import Bar, Button, Look, Several, plain


def several(batch: Batch, state: State) -> Several:
    title = translate("several", "{image} to %n (drive|drives)", "title", count=len(batch.members))
    return Several(
        names.mark(batch.image),
        title.format(image=names.title(batch.image)),
        lead(batch),
        tuple(row(member, batch, state) for member in batch.members),
    )


def several_bar(batch: Batch, state: State) -> Bar:
    if batch.running:
        return _bar_at_work(batch)
    buttons = [
        Button(translate("several", "Write another", "done.another"), intents.WriteAnother())
    ]
    if any(can_eject(state, member) for member in batch.done):
        eject = translate("several", "Eject all", "done.eject")
        buttons.append(Button(eject, intents.Eject(), Look.PRIMARY, Icon.EJECT))
    return replace(aside(state.notice) or _wrong(batch), end=tuple(buttons))


def _wrong(batch: Batch) -> Bar:
    """What is to be told of the image, where any drive holds it."""
    if not (batch.done and batch.image.checksum.wrong):
        return Bar()
    banner = wrong_banner()
    return Bar(plain(banner.text), banner.title, banner.icon, banner.tone)


def lead(batch: Batch) -> str:
    """ "1 done, 1 failed, about 5 minutes left for the rest" """
    done, ended = len(batch.done), len(batch.ended)
    stopped = sum(1 for member in batch.ended if isinstance(member.end, Stopped))
    said = []
    if done:
        said.append(translate("several", "%n done", "count", count=done))
    if ended > done + stopped:
        failed = ended - done - stopped
        said.append(translate("several", "%n failed", "count", count=failed))
    if stopped:
        said.append(translate("several", "%n stopped", "count", count=stopped))
    if batch.running:
        said.append(_time_left(batch))
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def window_title(batch: Batch) -> str:
    text = translate(
        "several", "{percent} – %n (drive|drives) – Stickwright", "title", count=len(batch.members)
    )
    return text.format(percent=percent(int(100 * fraction_of_all(batch))))


def said_of_all(batch: Batch) -> str:
    """How all of it ended."""
    line = _wrong(batch)
    said = lead(batch)
    return f"{said}. {line.title}. {line.text.plain}" if line.title else f"{said}."


def said_at_end(member: Ended) -> str:
    """What a screen reader says when one of them is through."""
    text = translate("several", "{drive}: {what}", "screen reader")
    return text.format(drive=names.drive_name(member.drive), what=story_of_ended(member))


def _bar_at_work(batch: Batch) -> Bar:
    if batch.stopping:
        text = translate("several", "Stopping. Waiting for the drives…", "stop.waiting")
        return Bar(plain(text), icon=Icon.CLOCK)
    text = translate("several", "You can unplug each drive as soon as it is done.", "several.foot")
    stop = Button(translate("several", "Stop all…", "stop.title"), intents.StopAsked())
    return Bar(plain(text), icon=Icon.INFO, end=(stop,))


def _time_left(batch: Batch) -> str:
    times = [member.progress.seconds_left() for member in batch.running]
    known = [seconds for seconds in times if seconds is not None]
    if len(known) < len(times):
        return translate("several", "working out how long it takes", "write.left")
    time = rough_time(max(known))
    if batch.ended:
        text = translate("several", "about {time} left for the rest", "write.left")
    else:
        text = translate("several", "about {time} left, check included", "write.left")
    return text.format(time=time)
