"""The bar below the cards: what will happen, in one sentence, and one button (design 8.4)."""

from collections.abc import Sequence

from app.drives.drive import DriveInfo
from ui import intents
from ui.icons import Icon
from ui.screens import compare, names, probe
from ui.screens.aside import aside
from ui.screens.notices import Line, by_the_way, of_notice, waiting
from ui.screens.unfinished import interrupted_words
from ui.state import (
    NotTaken,
    Refused,
    SettingsDamaged,
    SettingsNotKept,
    State,
)
from ui.state.after_undo import can_go_on, left_on_chosen, undoable_drive
from ui.state.image import Image, Inspected, Probing, Reading, Unusable
from ui.state.job import Working
from ui.state.obstacles import ready_to_ask, wanted
from ui.text import sentence, size, translate, untrusted
from ui.view import Bar, Button, Look, Tone, plain


def bar(state: State, image: Image) -> Bar:
    """`image` is the one that is shown."""
    if isinstance(image, Inspected) and image.backup is not None:
        from ui.screens.backup import backup_bar  # here, for it is made of this

        return backup_bar(state, image, image.backup)
    if isinstance(state.job, Working):
        line = waiting(state.job)
        return Bar(line.text, icon=line.icon, end=(_write(state.job.image, line.text.plain),))
    line = of_notice(state, image) or _usual(state, image)
    if state.comparing:
        end = (compare.button(line.text.plain, state, image),)
        return Bar(line.text, line.title, line.icon, line.tone, end=end)
    back = (_put_back(),) if undoable_drive(state) is not None else ()
    buttons = _buttons(state, image, line)
    return Bar(line.text, line.title, line.icon, line.tone, start=back, end=buttons)


def notice_bar(state: State) -> Bar | None:
    """Below the settings, only about them and what may be told on any page."""
    if not isinstance(state.notice, SettingsDamaged | SettingsNotKept):
        return aside(state.notice)
    line = by_the_way(state.notice, state)
    return Bar(line.text, line.title, line.icon, line.tone)


def empty_bar(state: State) -> Bar | None:
    """Below the empty window, only when there is something to tell."""
    line = of_notice(state, state.image) if not isinstance(state.notice, NotTaken) else None
    return Bar(line.text, line.title, line.icon, line.tone) if line is not None else None


def _buttons(state: State, image: Image, line: Line) -> tuple[Button, ...]:
    """What an interrupted write is to become is asked only where nothing speaks against it."""
    if not _may_go_on(state, image):
        return (_button(state, image, line),)
    anew = Button(translate("bar", "Write anew…", "bar.resume"), intents.Write())
    go_on = Button(
        translate("bar", "Go on…", "bar.resume"), intents.Write(resume=True), Look.PRIMARY
    )
    return (anew, go_on)


def _may_go_on(state: State, image: Image) -> bool:
    """Where a notice stands in the bar, the button is about that."""
    if not isinstance(image, Inspected) or image.needs_anyway or state.notice is not None:
        return False
    return bool(ready_to_ask(state, anyway=False)) and can_go_on(state)


def _put_back() -> Button:
    return Button(translate("bar", "Put back…", "undo.title"), intents.PutBack(), Look.LINK)


def _button(state: State, image: Image, line: Line) -> Button:
    if not ready_to_ask(state, anyway=True):
        return _write(image, _usual(state, image).text.plain)
    if isinstance(image, Inspected) and image.needs_anyway:
        text = translate("bar", "Write anyway…", "bar.anyway")
        return Button(text, intents.Write(anyway=True), Look.DANGER_OUTLINE)
    if isinstance(state.notice, Refused) and not state.notice.putting_back:
        return Button(translate("bar", "Try again", "bar.again"), intents.Write(), Look.PRIMARY)
    return _write(image, "", _spoken(state, image))


def _write(image: Image, reason: str, spoken: str = "") -> Button:
    words = translate("bar", "Write…", "bar.write")
    if isinstance(image, Inspected) and image.probing is not None:
        words = probe.button_words()
    elif isinstance(image, Inspected) and image.format is not None:
        from ui.screens.format import button_words  # here, for it is seldom needed

        words = button_words()
    return Button(
        words,
        intents.Write(),
        Look.PRIMARY,
        icon_after=Icon.ARROW_RIGHT,
        enabled=not reason,
        reason=reason,
        name=spoken,
    )


def _spoken(state: State, image: Image) -> str:
    drives = wanted(state)
    if not drives or not isinstance(image, Inspected):
        return ""
    if len(drives) > 1:
        text = translate(
            "bar", "Write {image} to %n (drive|drives)", "screen reader", count=len(drives)
        )
        return text.format(image=names.title(image))
    if image.probing is not None:
        return probe.button_name(drives[0])
    if image.format is not None:
        from ui.screens.format import button_name

        return button_name(drives[0])
    text = translate("bar", "Write {image} to {drive}", "screen reader")
    return text.format(image=names.title(image), drive=names.drive_name(drives[0]))


def _usual(state: State, image: Image) -> Line:
    if (reading := _reading(state, image)) is not None:
        return reading
    if not isinstance(image, Inspected) or not image.writable:
        return _no_image(image)
    drives = wanted(state)
    if not drives:
        return Line(plain(_choose(state, image)))
    if state.comparing:
        return Line(compare.ready_words(drives[0], image))
    if image.checksum.wrong:
        text = translate(
            "bar",
            "The checksum does not match. Everything on {drive} would be erased all the same.",
            "bar.checksum",
        )
        about = (
            names.drive_and_size(drives[0])
            if len(drives) == 1
            else translate("bar", "{count} drives", "bar.checksum").format(count=len(drives))
        )
        return Line(sentence(text, drive=about), icon=Icon.ALERT)
    if len(drives) > 1:
        return _together(drives, image)
    return _for_one(state, image, drives[0])


def _for_one(state: State, image: Inspected, drive: DriveInfo) -> Line:
    if image.probing is not None:
        return _to_test(drive, image.probing)
    if image.discouraged:
        text = translate(
            "bar",
            "The drive would not boot. Everything on {drive} would be erased all the same.",
            "bar.no-boot",
        )
        return Line(sentence(text, drive=names.drive_and_size(drive)))
    if _may_go_on(state, image):
        return Line(interrupted_words(left_on_chosen(state), drive, image))
    text = translate(
        "bar", "Everything on {drive} will be erased and replaced by {image}.", "bar.ready"
    )
    filled = sentence(text, drive=names.drive_and_size(drive), image=names.title(image))
    return Line(filled, icon=Icon.ALERT, tone=Tone.CAUTION)


def _reading(state: State, image: Image) -> Line | None:
    link = state.image.link if isinstance(state.image, Reading) else None
    if link is not None:
        text = translate("bar", "Asking {host}…", "web.asking")
        return Line(plain(text.format(host=untrusted(link.host))), icon=Icon.GLOBE)
    if isinstance(image, Reading) or isinstance(state.image, Reading):
        return Line(plain(translate("bar", "Reading the image…", "img.reading")))
    return None


def _together(drives: Sequence[DriveInfo], image: Inspected) -> Line:
    count = translate(
        "bar", "%n (drive|drives) ({size} together)", "bar.several", count=len(drives)
    )
    named = count.format(size=size(sum(drive.size for drive in drives)))
    if image.discouraged:
        text = translate(
            "bar",
            "They would not boot. Everything on {drives} would be erased all the same.",
            "bar.no-boot",
        )
        return Line(sentence(text, drives=named))
    text = translate("bar", "Everything on {drives} will be erased.", "bar.several")
    return Line(sentence(text, drives=named), icon=Icon.ALERT, tone=Tone.CAUTION)


def _no_image(image: Image) -> Line:
    if isinstance(image, Inspected) and image.report.truncated:
        return Line(
            plain(
                translate(
                    "bar",
                    "An incomplete image can’t be written. Choose another file.",
                    "bar.incomplete",
                )
            )
        )
    text = translate("bar", "This file can’t be written. Choose another one.", "bar.unusable")
    if isinstance(image, Unusable) and image.members:
        text = translate("bar", "First choose one of its images.", "bar.unusable: of an archive")
    return Line(plain(text))


def _to_test(drive: DriveInfo, wish: Probing) -> Line:
    filled = sentence(probe.ready_words(wish), drive=names.drive_and_size(drive))
    if wish.every_byte:
        return Line(filled, icon=Icon.ALERT, tone=Tone.CAUTION)
    return Line(filled)


def _choose(state: State, image: Inspected) -> str:
    if not any(not drive.reasons for drive in state.drives.drives):
        return translate("bar", "Waiting for a drive.", "bar.none")
    if image.probing is not None:
        return probe.choose_words()
    if state.comparing:
        return compare.choose_words()
    if state.several:
        return translate("bar", "Now tick the drives to write to.", "bar.tick")
    return translate("bar", "Now choose the drive to write to.", "bar.choose")
