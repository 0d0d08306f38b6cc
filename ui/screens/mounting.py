"""What the page with the image's files says of mounting it."""

from pathlib import Path

from app.inside.mounted import Mounted
from app.report import Report
from app.report.cautions import cautions
from ui import intents
from ui.icons import Icon
from ui.intents import Intent
from ui.screens.errors import words_of
from ui.sentences.findings import finding
from ui.state import MountsOpen
from ui.state.inside import Inside
from ui.text import translate, untrusted
from ui.view import AskSheet, Bar, Button, Look, TextSheet, Tone, plain

_LONGEST = 200  # characters of the places


def mount_buttons(inside: Inside) -> tuple[Button, ...]:
    """One, or none before the image is open."""
    if inside.look is None:
        return ()
    why = _under_way(inside) if inside.mounting.busy else ""
    if inside.mounting.points:
        unmount = translate("inside", "Unmount", "inside.mount")
        name = translate("inside", "Unmount the image", "screen reader")
        return (_button(unmount, intents.Unmount(), why, name),)
    if not inside.mountable:
        why = translate("inside", "It is packed: unpack it first.", "inside.mount")
    mount = translate("inside", "Mount", "inside.mount")
    name = translate("inside", "Mount the image, read-only", "screen reader")
    return (_button(mount, intents.Mount(), why, name),)


def _button(text: str, intent: Intent, why: str, name: str) -> Button:
    return Button(text, intent, Look.LINK, enabled=not why, reason=why, name=name)


def told_of_mounting(inside: Inside) -> Bar | None:
    """What happens just now, what went wrong, or where it is; None where nothing is to be said."""
    mounting = inside.mounting
    if mounting.busy:
        return Bar(plain(_under_way(inside)))
    if mounting.error is not None:
        words = words_of(mounting.error)
        return Bar(plain(f"{words.title}. {words.text}"), icon=Icon.ALERT, tone=Tone.CAUTION)
    if mounting.points and not inside.chosen and inside.found is None:
        places = untrusted(", ".join(each.point for each in mounting.points), _LONGEST)
        text = translate("inside", "Mounted, read-only: {places}", "inside.mount")
        return Bar(plain(text.format(places=places)), icon=Icon.CHECK, tone=Tone.SUCCESS)
    return None


def _under_way(inside: Inside) -> str:
    if inside.mounting.points:
        return translate("inside", "Unmounting…", "inside.mount")
    return translate("inside", "Mounting…", "inside.mount")


def mount_sheet(report: Report) -> AskSheet | None:
    """The findings, and what mounting means."""
    found = cautions(report)
    if not found:
        return None
    meaning = translate(
        "inside",
        "The system itself reads what is mounted. To look without that, stay on this page.",
        "inside.mount",
    )
    return AskSheet(
        translate("inside", "Mount it all the same?", "inside.mount"),
        " ".join((*(finding(each.text) for each in found[:3]), meaning)),
        Button(translate("inside", "Cancel", "confirm.cancel"), intents.Dismiss(), Look.PRIMARY),
        (
            Button(
                translate("inside", "Mount anyway", "inside.mount"),
                intents.MountAnyway(),
                Look.DANGER_OUTLINE,
            ),
        ),
    )


def mounts_sheet(opened: MountsOpen, close: Button) -> TextSheet:
    """All that this program has mounted, a line for each place."""
    lines = [_mounted(each) for each in opened.points]
    unmount = Button(
        translate("inside", "Unmount all", "inside.mounts"),
        intents.UnmountAll(),
        enabled=not opened.busy,
        reason=translate("inside", "Unmounting…", "inside.mount") if opened.busy else "",
    )
    lead = translate(
        "inside",
        "Of images, read-only. It stays until it is unmounted, or the computer starts anew.",
        "inside.mounts",
    )
    if opened.busy:
        lead = translate("inside", "Unmounting…", "inside.mount")
    elif opened.error is not None:
        words = words_of(opened.error)
        lead = f"{words.title}. {words.text}"
    nothing = translate("inside", "Nothing is mounted by this program.", "inside.mounts")
    title = translate("inside", "What is mounted", "inside.mounts")
    return TextSheet(title, lead, "\n".join(lines) or nothing, close, (unmount,) if lines else ())


def _mounted(each: Mounted) -> str:
    image = Path(each.image).name
    of = f"{image}, {each.volume}" if each.volume else image
    return f"{untrusted(each.point, _LONGEST)}  {untrusted(of, _LONGEST)}"
