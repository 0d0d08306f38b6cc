"""What a test of a drive found. No test can say that a drive is genuine: that word is not here."""

from dataclasses import replace

from app.capacity import Capacity, Verdict
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.cell_map import cell_panel, tested
from ui.screens.errors import Words
from ui.screens.failure import bar_line
from ui.state import State
from ui.state.after_format import MAKE_NORMAL
from ui.state.after_probe import good_part, tested_drive
from ui.state.job import Ended
from ui.text import capacity, number, size, translate
from ui.view import Badge, Banner, Bar, Button, Look, Outcome, Remark, Tone, plain


def probed(job: Ended, found: Capacity) -> Outcome:
    words = found_words(job, found)
    keeps = size(found.keeps) if found.verdict is Verdict.FAKE and found.keeps else ""
    note = tested(found.cells, whole=found.whole)
    return Outcome(
        _badge(found),
        words.title,
        plain(words.text),
        back_words(found),
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
        reason="" if here else not_connected(job),
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


def back_words(found: Capacity) -> Remark | None:
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
            return (other_port(),)
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


def other_port() -> Banner:
    text = translate(
        "probe",
        "Try another USB port, straight on the computer, without a hub or cable, and test again: "
        "a bad connection looks the same.",
        "probe.worn",
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


def not_connected(job: Ended) -> str:
    text = translate("probe", "{drive} is not connected.", "fail.again")
    return text.format(drive=names.drive_name(job.drive))
