"""The sheets about the checksum: everything that was compared, and the field for one (design 8.2).

Whether a download is whole and who published it are two answers, and stand in two lines: a checksum
from the same place as the image proves only the first.
"""

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Compared, Comparison
from app.checksums.signature import Signature, Standing
from app.display import for_display
from app.sources.origin import Origin
from ui import intents
from ui.icons import Icon
from ui.screens.checksum import paste_title
from ui.screens.damage import damage_lines
from ui.screens.digest import grouped
from ui.screens.telling import close
from ui.sentences.checksums import reason
from ui.state import PasteOpen
from ui.state.after_checksum import FIELD
from ui.state.checksum import Checksum
from ui.text import isolated, translate, untrusted
from ui.view import Button, FieldSheet, Line, ListSheet, Remark, Tone

_LONGEST = 200  # characters of a line of a list
_GROUP = 4  # digits of a fingerprint


def paste_sheet(opened: PasteOpen, checksum: Checksum) -> FieldSheet:
    problem = translate(
        "checksum",
        "That is not a checksum. It should have 64 (SHA-256) or 128 (SHA-512) digits.",
        "checksum.none",
    )
    return FieldSheet(
        FIELD,
        paste_title(),
        translate(
            "checksum",
            "From the download page: 64 digits for SHA-256, 128 for SHA-512.",
            "checksum.paste",
        ),
        translate("checksum", "Checksum", "screen reader"),
        Button(translate("checksum", "Cancel", "confirm.cancel"), intents.Dismiss()),
        translate("checksum", "Compare", "checksum.paste"),
        checksum.pasted.digest if checksum.pasted is not None else "",
        placeholder="c2e4efee2b8d…",
        problem=problem if opened.wrong else "",
    )


def checksum_sheet(checksum: Checksum) -> ListSheet:
    comparison = checksum.comparison
    lines = _verdict_lines(comparison) if comparison is not None else []
    lines += (
        damage_lines(checksum)
        + _own_lines(checksum)
        + _left_out(checksum)
        + origin_lines(checksum.origin)
    )
    copy = Button(
        translate("evidence", "Copy as text", "evidence"),
        intents.CopyText("\n".join(f"{line.title}: {line.text}" for line in lines)),
        icon=Icon.COPY,
    )
    paste = Button(paste_title(), intents.PasteChecksum(), icon=Icon.CLIPBOARD)
    return ListSheet(
        translate("checksum", "The checksum", "checksum.details"),
        translate(
            "checksum",
            "What this file was compared with, and what that proves.",
            "checksum.details",
        ),
        tuple(lines),
        close(),
        start=(copy, paste),
        wide=True,
    )


def origin_lines(origin: Origin | None) -> list[Line]:
    """Where the file came from, as was noted when it was downloaded."""
    if origin is None:
        return []
    title = translate("checksum", "Noted where it was downloaded", "checksum.origin")
    return [Line(Icon.INFO, title, untrusted(origin.url or origin.referrer, _LONGEST))]


def _own_lines(checksum: Checksum) -> list[Line]:
    """What the file was summed up to, and the image in it where it is packed."""
    if (digests := checksum.digests) is None:
        return []
    of_file, of_image = (each.get(Algorithm.SHA256, "") for each in (digests.file, digests.image))
    file = translate("checksum", "{kind} of this file", "checksum.own")
    lines = [(file, of_file)]
    if of_image not in ("", of_file):
        lines.append((translate("checksum", "{kind} of the image in it", "checksum.own"), of_image))
    kind = Algorithm.SHA256.label
    return [Line(Icon.HASH, title.format(kind=kind), text) for title, text in lines if text]


def _verdict_lines(comparison: Comparison) -> list[Line]:
    lines = [_line(each) for each in comparison.compared]
    signatures = {
        each.published.signature.file: each.published.signature
        for each in comparison.compared
        if each.published.signature.standing is not Standing.NONE
    }
    lines += [_signature_line(each) for each in signatures.values()]
    if any(each.standing is Standing.UNKNOWN_KEY for each in signatures.values()):
        lines.append(_how_to_add())
    if not any(each.good for each in signatures.values()):
        title = translate("checksum", "Who published it is not proven", "checksum.origin")
        text = translate(
            "checksum",
            "A checksum shows that the download is whole. Who made it, only a signature by a key "
            "that you added can show.",
            "checksum.origin",
        )
        lines.append(Line(Icon.INFO, title, text))
    return lines


def _line(each: Compared) -> Line:
    """A checksum with the line that it stands in."""
    published = each.published
    title = translate("checksum", "{kind}, the one you pasted", "checksum.line")
    text = published.digest
    if published.file:
        title = translate("checksum", "{kind}, line {number} of {file}", "checksum.line")
        text = untrusted(published.text, _LONGEST)
    shown = title.format(
        kind=each.algorithm.label, number=published.number, file=untrusted(published.file)
    )
    if not each.matches:
        answer = Remark(
            Tone.DANGER, Icon.X, translate("checksum", "Does not match", "checksum.line")
        )
        return Line(Icon.HASH, shown, text, answer=answer)
    answer = Remark(Tone.SUCCESS, Icon.CHECK, _what(each))
    return Line(Icon.HASH, shown, text, answer=answer)


def _what(each: Compared) -> str:
    if each.of == "file":
        return translate("checksum", "The packed file matches", "checksum.line")
    return translate("checksum", "The image matches", "checksum.line")


def _signature_line(signature: Signature) -> Line:
    title, tone = _standing(signature)
    groups = grouped(signature.fingerprint, _GROUP)
    about = [untrusted(signature.file), for_display(reason(signature.why), _LONGEST), groups]
    text = "; ".join(part for part in about if part)
    good = signature.good
    icon = Icon.SHIELD_CHECK if good else Icon.SHIELD
    answer = None
    if good:
        said = translate("checksum", "A key you added", "checksum.signed")
        answer = Remark(tone, Icon.CHECK, said)
    elif tone is not Tone.NEUTRAL:
        said = translate("checksum", "Proves nothing", "checksum.signed")
        answer = Remark(tone, Icon.ALERT, said)
    return Line(icon, title, text, answer=answer)


def _how_to_add() -> Line:
    title = translate("checksum", "Keys are added in a terminal", "checksum.add-key")
    text = translate(
        "checksum",
        "{command} with the file of the key. First compare its fingerprint with one that you got "
        "another way than the image.",
        "checksum.add-key",
    )
    return Line(Icon.INFO, title, text.format(command=isolated("stickwright keys --add")))


def _standing(signature: Signature) -> tuple[str, Tone]:
    user = untrusted(signature.user, 48)
    match signature.standing:
        case Standing.GOOD:
            text = translate("checksum", "Signed by {key}", "checksum.signed")
            return text.format(key=user), Tone.SUCCESS
        case Standing.BAD:
            text = translate("checksum", "The list is not what was signed", "checksum.forged")
            return text, Tone.DANGER
        case Standing.UNKNOWN_KEY:
            text = translate(
                "checksum", "Signed by a key that you have not added", "checksum.unknown-key"
            )
            return text, Tone.NEUTRAL
        case Standing.EXPIRED:
            text = translate("checksum", "The key or the signature has expired", "checksum.expired")
            return text, Tone.CAUTION
        case Standing.REVOKED:
            text = translate("checksum", "The key was withdrawn by its owner", "checksum.revoked")
            return text, Tone.CAUTION
        case Standing.WEAK:
            text = translate("checksum", "Signed in a way that can be forged", "checksum.weak")
            return text, Tone.CAUTION
        case Standing.UNCLEAR | Standing.NONE:
            text = translate("checksum", "The signature could not be judged", "checksum.unclear")
            return text, Tone.NEUTRAL


def _left_out(checksum: Checksum) -> list[Line]:
    """Lists that say nothing about the image, or nothing at all."""
    if checksum.search is None:
        return []
    silent = translate("checksum", "{file} does not mention this file", "checksum.silent")
    unread = translate(
        "checksum", "{file} can’t be taken as a list of checksums", "checksum.unread"
    )
    lines = [
        Line(Icon.INFO, silent.format(file=untrusted(name)), "") for name in checksum.search.silent
    ]
    return lines + [
        Line(
            Icon.ALERT,
            unread.format(file=untrusted(each.file)),
            for_display(reason(each.why), _LONGEST),
        )
        for each in checksum.search.unread
    ]
