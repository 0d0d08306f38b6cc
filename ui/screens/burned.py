"""How a burning ended, on its page and for the desktop."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.errors import AppError, DriveGone, Stopped, VerifyError
from ui import intents
from ui.icons import Icon
from ui.screens import names
from ui.screens.badges import badge_of
from ui.screens.burn import drive_name
from ui.screens.burning import map_end, map_start
from ui.screens.checksum import wrong_disc_banner
from ui.screens.digest import copied, grouped
from ui.screens.errors import Words, said
from ui.screens.maps import left_behind
from ui.screens.messages import Message
from ui.state.burning import Burn, Run
from ui.state.image import Inspected
from ui.text import place, size, speed, translate
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
    Tone,
    plain,
)

if TYPE_CHECKING:
    from app.burning.told import Burned


def burned(burn: Burn, run: Run) -> Outcome:
    end = run.end
    if end is None:
        raise TypeError(run)
    words = words_of_end(burn.image, run, end)
    if isinstance(end, AppError):
        shown = (_map(burn, run),) if run.progress.write.started else ()
        return Outcome(badge_of(end), words.title, plain(words.text), panels=shown)
    if not end.verified:
        badge = Badge(Tone.NEUTRAL, Icon.MINUS_CIRCLE)
        return Outcome(badge, words.title, plain(words.text), panels=(_map(burn, run),))
    wrong = (wrong_disc_banner(),) if burn.image.checksum.wrong else ()
    panels = (*wrong, _proof(run, end), _map(burn, run))
    badge = Badge(Tone.SUCCESS, Icon.CHECK)
    return Outcome(badge, words.title, plain(words.text), panels=panels, large=True)


def burned_bar(run: Run) -> Bar:
    close = Button(translate("burned", "Close", "done.close"), intents.CloseResult())
    if run.simulate and not isinstance(run.end, AppError):
        go = Button(translate("burned", "Burn…", "burn.burn"), intents.Write(), Look.PRIMARY)
        return Bar(start=(close,), end=(go,))
    again = Button(
        translate("burned", "Burn another", "burn.another"), intents.WriteAnother(), Look.PRIMARY
    )
    return Bar(start=(close,), end=(again,))


def message(image: Inspected, run: Run) -> Message:
    """Plain text, for the desktop."""
    end = run.end
    if end is None or isinstance(end, AppError):
        title = translate("burned", "Burning failed", "notification")
        words = words_of_end(image, run, end or Stopped())
        return Message(title, words.title, urgent=True)
    words = words_of_end(image, run, end)
    return Message(words.title, names.plain_title(image))


def reason_to_stay_awake(image: Inspected) -> str:
    text = translate("burned", "Burning {image}", "inhibitor")
    return text.format(image=names.plain_title(image))


def words_of_end(image: Inspected, run: Run, end: Burned | AppError) -> Words:
    if isinstance(end, AppError):
        words = _failure(run, end)
        lost = _lost(run, end)
        return Words(words.title, f"{words.text} {lost}".strip())
    if not end.verified:
        text = translate(
            "burned", "{drive} went through all of it. Nothing was burned.", "burn.simulate"
        )
        title = translate("burned", "Simulated without an error", "burn.simulate")
        return Words(title, text.format(drive=drive_name(run.drive)))
    text = translate(
        "burned",
        "{image} is on the disc in {drive}. All {size} were read back and match the image, byte "
        "for byte.",
        "burn.done",
    )
    title = translate("burned", "Burned and checked", "burn.done")
    return Words(
        title,
        text.format(image=names.title(image), drive=drive_name(run.drive), size=size(end.size)),
    )


def _failure(run: Run, error: AppError) -> Words:
    match error:
        case Stopped():
            return Words(translate("burned", "Stopped", "stopped.title"), "")
        case VerifyError(ranges=((first, _), *_)):
            text = translate(
                "burned", "Reading back found different bytes, first at {place}.", "burn.differs"
            )
            title = translate("burned", "The disc does not hold what was burned", "burn.differs")
            return Words(title, text.format(place=place(first)))
        case DriveGone():
            title = translate("burned", "The disc or its drive went away", "burn.gone")
            return Words(title, "")
        case _:
            return Words(translate("burned", "The disc was not burned", "burn.error"), said(error))


def _lost(run: Run, error: AppError) -> str:
    """What is with the disc now."""
    if run.simulate or not run.progress.write.started:
        return translate("burned", "Nothing was burned.", "burn.lost")
    if isinstance(error, Stopped) and run.progress.check.started:
        return translate(
            "burned",
            "The disc is burned, and nobody knows whether it holds everything.",
            "burn.lost",
        )
    if run.spoils:
        return translate("burned", "The disc can’t be used again.", "burn.lost")
    return translate("burned", "The disc can be burned again.", "burn.lost")


def _proof(run: Run, end: Burned) -> Proof:
    text = translate("burned", "Every byte was read back and is the same.", "done.proof")
    written, checked = run.progress.write.average, run.progress.check.average
    if written and checked:
        told = translate("burned", "Average {written} burned, {checked} read back.", "done.proof")
        text = f"{text} {told.format(written=speed(written), checked=speed(checked))}"
    title = translate("burned", "Proof", "done.proof")
    lines = (ProofLine("SHA-256", grouped(end.sha256)),)
    return Proof(title, lines, text, copied(end.sha256))


def _places(run: Run) -> tuple[Place, ...]:
    total = run.progress.check.total
    if not isinstance(run.end, VerifyError) or not total:
        return ()
    label = translate("burned", "first difference", "map.place")
    return tuple(
        Place(start / total, min(1.0, (start + length) / total), label if not index else "")
        for index, (start, length) in enumerate(run.end.ranges)
    )


def _map(burn: Burn, run: Run) -> MapPanel:
    progress = run.progress
    name = translate("burned", "Burned", "screen reader")
    legend = [Legend(Tone.INFO, translate("burned", "burned", "map.legend"))]
    if run.simulate:
        name = translate("burned", "Simulated", "screen reader")
        legend = [Legend(Tone.INFO, translate("burned", "simulated", "map.legend"))]
    if progress.check.started:
        legend.append(Legend(Tone.SUCCESS, translate("burned", "read back", "map.legend")))
    drawn = left_behind(name, progress, _places(run))
    shown = replace(drawn, start_label=map_start(), end_label=map_end(burn))
    return MapPanel(shown, tuple(legend))
