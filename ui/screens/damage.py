"""The checksum that its makers left in an image: its row on the card, and its line among the
details. It is offered where nothing else was compared, since it proves less: who changes an image
on purpose changes it as well."""

from app.errors import AppError
from ui import intents
from ui.icons import Icon
from ui.screens.errors import words_of
from ui.state.checksum import Checksum, Summing
from ui.state.image import Inspected
from ui.text import number, percent, size, translate
from ui.view import Button, FactRow, Line, Look, Remark, Tone


def damage_rows(image: Inspected) -> tuple[FactRow, ...]:
    """None where it would tell nothing new."""
    checksum = image.checksum
    if not image.summed_by_makers:
        return ()
    unanswered = checksum.comparison is None and checksum.summing is None
    if checksum.implanted is None and not unanswered:
        return ()
    return (_row(checksum),)


def damage_lines(checksum: Checksum) -> list[Line]:
    if checksum.media is None:
        return []
    title = translate("checksum", "The one that its makers left in the image", "checksum.implanted")
    if (damage := checksum.damage) is None:
        text = translate("checksum", "It shows damage, and not who made it.", "checksum.implanted")
        said = translate("checksum", "Matches", "checksum.implanted")
        return [Line(Icon.HASH, title, text, answer=Remark(Tone.SUCCESS, Icon.CHECK, said))]
    text = translate(
        "checksum", "It differs between byte {first} and {last}.", "checksum.implanted"
    ).format(first=number(damage[0]), last=number(damage[1]))
    said = translate("checksum", "Does not match", "checksum.line")
    return [Line(Icon.HASH, title, text, answer=Remark(Tone.DANGER, Icon.X, said))]


def spoken(checksum: Checksum) -> str:
    """As a screen reader announces what came of it."""
    row = _row(checksum)
    return f"{row.title}. {row.text}"


def _row(checksum: Checksum) -> FactRow:
    match checksum.implanted:
        case None:
            text = translate(
                "checksum", "Its makers left a checksum in it for that", "checksum.implanted"
            )
            return FactRow(Icon.PULSE, _not_checked(), text, button=_begin())
        case Summing() as summing:
            return _looking(summing)
        case AppError() as error:
            return FactRow(
                Icon.ALERT, _not_checked(), words_of(error).title, Tone.CAUTION, _begin()
            )
        case check if check.damage is None:
            title = translate("checksum", "Not damaged", "checksum.implanted")
            text = translate(
                "checksum",
                "It matches the checksum that its makers left in it",
                "checksum.implanted",
            )
            return FactRow(Icon.CHECK_CIRCLE, title, text, Tone.SUCCESS, _details())
        case check if checksum.vouched_for:
            return _summed_up_too_early()
        case check:
            return _damaged(check.damage[0])


def _summed_up_too_early() -> FactRow:
    title = translate("checksum", "The checksum in it does not match", "checksum.implanted")
    text = translate(
        "checksum",
        "But the file is the one that was published, so it was not damaged on its way.",
        "checksum.implanted",
    )
    return FactRow(Icon.ALERT, title, text, Tone.CAUTION, _details())


def _damaged(first: int) -> FactRow:
    title = translate("checksum", "The image is damaged", "checksum.implanted")
    text = translate(
        "checksum",
        "It differs from what its makers summed up. Download it again.",
        "checksum.implanted",
    )
    if first:
        text = translate(
            "checksum",
            "After {place} it differs from what its makers summed up. Download it again.",
            "checksum.implanted",
        ).format(place=size(first))
    return FactRow(Icon.X_CIRCLE, title, text, Tone.DANGER, _details())


def _looking(summing: Summing) -> FactRow:
    done = summing.done / summing.total if summing.total else None
    title = translate("checksum", "Looking for damage…", "checksum.implanted")
    if done is not None:
        title = translate("checksum", "Looking for damage… {percent}", "checksum.implanted")
        title = title.format(percent=percent(int(100 * done)))
    stop = Button(
        translate("checksum", "Stop", "checksum.checking"),
        intents.StopChecksum(),
        Look.LINK,
        name=translate("checksum", "Stop looking for damage", "screen reader"),
    )
    text = translate("checksum", "By the checksum that its makers left in it", "checksum.implanted")
    return FactRow(Icon.PULSE, title, text, button=stop, progress=done)


def _not_checked() -> str:
    return translate("checksum", "Not checked for damage", "checksum.implanted")


def _begin() -> Button:
    return Button(
        translate("checksum", "Check", "checksum.again"),
        intents.LookForDamage(),
        Look.LINK,
        name=translate("checksum", "Check the image for damage", "screen reader"),
    )


def _details() -> Button:
    return Button(
        translate("checksum", "Details", "checksum.details"),
        intents.ShowChecksum(),
        Look.LINK,
        name=translate("checksum", "Details of the look for damage", "screen reader"),
    )
