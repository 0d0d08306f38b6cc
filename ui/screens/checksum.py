"""The checksum of the image in a few words: its row on the card, and what a result page says of it
(design 8.2)."""

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Compared, Comparison, Published, Verdict
from app.checksums.hashing import Digests
from app.errors import AppError
from ui import intents
from ui.icons import Icon
from ui.screens.errors import words_of
from ui.screens.said import LONGEST
from ui.sentences.errors import error_sentence
from ui.state.checksum import Checksum, Summing
from ui.text import isolated, percent, translate, untrusted
from ui.view import Banner, Button, FactRow, Look, Tone

_OWN = Algorithm.SHA256
_SHOWN = 16  # digits of a row; its details have them all


def checksum_row(checksum: Checksum) -> FactRow:
    if checksum.summing is not None:
        return _summing(checksum.summing, checksum.published)
    match checksum.answer:
        case None:
            return _not_checked(checksum)
        case AppError() as error:
            text = words_of(error).title
            return FactRow(Icon.ALERT, not_checked_title(), text, Tone.CAUTION, _again())
        case comparison if not comparison.compared:
            return _summed_up(comparison.digests)
        case comparison:
            return _compared(comparison)


def wrong_banner() -> Banner:
    """For the page after a write, when the image turned out not to be what was published."""
    text = translate(
        "checksum",
        "The drive holds the image as it is here, but that differs from the one its makers "
        "published. Download it again.",
        "checksum.written",
    )
    return _wrong(text)


def wrong_disc_banner() -> Banner:
    """The same after a disc was burned."""
    text = translate(
        "checksum",
        "The disc holds the image as it is here, but that differs from the one its makers "
        "published. Download it again.",
        "checksum.written",
    )
    return _wrong(text)


def wrong_image_banner() -> Banner:
    """Before it, in the place of what it starts."""
    text = translate(
        "checksum",
        "The file differs from the one its makers published. Download it again.",
        "checksum.differs",
    )
    return _wrong(text)


def wrong_words() -> str:
    """For the question whether to write or to burn it all the same."""
    return translate(
        "checksum",
        "Its checksum does not match: it is not what its makers published.",
        "confirm.checksum",
    )


def _wrong(text: str) -> Banner:
    return Banner(Tone.DANGER, Icon.X_CIRCLE, _differs(), text)


def right_words(comparison: Comparison) -> str:
    """For the proof of a write: what the image was compared with."""
    text = translate("checksum", "The image matches {checksum}.", "checksum.proof: SHA-256, from …")
    return text.format(checksum=_source(comparison.best))


def spoken(comparison: Comparison) -> str:
    """As a screen reader announces it."""
    row = _compared(comparison)
    return f"{row.title}. {row.text}"


def _summing(summing: Summing, published: tuple[Published, ...]) -> FactRow:
    """Without a total no per cent can be told."""
    done = summing.done / summing.total if summing.total else None
    title = translate("checksum", "Checking…", "checksum.checking")
    if done is not None:
        title = translate("checksum", "Checking… {percent}", "checksum.checking")
        title = title.format(percent=percent(int(100 * done)))
    kinds = dict.fromkeys(each.algorithms[0].label for each in published) or [_OWN.label]
    stop = Button(
        translate("checksum", "Stop", "checksum.checking"),
        intents.StopChecksum(),
        Look.LINK,
        name=translate("checksum", "Stop checking the checksum", "screen reader"),
    )
    return FactRow(Icon.HASH, title, ", ".join(kinds), button=stop, progress=done)


def _summed_up(digests: Digests) -> FactRow:
    """There was nothing to compare it with. What could not be unpacked can't be right."""
    if digests.damage:
        title = translate("checksum", "It can’t be unpacked to its end", "checksum.own")
        text = error_sentence(digests.damage, LONGEST)
        return FactRow(Icon.X_CIRCLE, title, text, Tone.DANGER, _details())
    text = translate("checksum", "{kind} of this file: {digest}…", "checksum.own").format(
        kind=_OWN.label, digest=isolated(digests.file[_OWN][:_SHOWN])
    )
    return FactRow(Icon.HASH, not_checked_title(), text, button=_details())


def _not_checked(checksum: Checksum) -> FactRow:
    search = checksum.search
    if checksum.published:
        text = place_of(checksum.published[0])
        return FactRow(Icon.HASH, not_checked_title(), text, button=_again())
    text = translate("checksum", "Paste the one from the download page to be sure", "checksum.none")
    if search is not None and search.silent:
        text = translate("checksum", "{file} does not mention this file", "checksum.silent")
        text = text.format(file=untrusted(search.silent[0]))
    elif search is not None and search.unread:
        text = translate(
            "checksum", "{file} can’t be taken as a list of checksums", "checksum.unread"
        )
        text = text.format(file=untrusted(search.unread[0].file))
    button = Button(
        translate("checksum", "Paste", "checksum.paste"),
        intents.PasteChecksum(),
        icon=Icon.CLIPBOARD,
        name=paste_title(),
    )
    return FactRow(Icon.HASH, not_checked_title(), text, button=button)


def _compared(comparison: Comparison) -> FactRow:
    best = comparison.best
    match comparison.verdict:
        case Verdict.DIFFERS:
            text = translate(
                "checksum",
                "The file differs from the one its makers published",
                "checksum.differs",
            )
            return FactRow(Icon.X_CIRCLE, _differs(), text, Tone.DANGER, _details())
        case Verdict.CONTRADICTORY:
            title = translate("checksum", "Checksums disagree", "checksum.disagree")
            text = translate(
                "checksum", "One matches, another does not: {place}", "checksum.disagree"
            )
            said = text.format(place=_source(best))
            return FactRow(Icon.X_CIRCLE, title, said, Tone.DANGER, _details())
        case Verdict.MATCHES:
            return _matching(comparison)


def _matching(comparison: Comparison) -> FactRow:
    best = comparison.best
    if comparison.forged:
        title = translate("checksum", "Checksum matches, its signature is wrong", "checksum.forged")
        text = translate("checksum", "The list is not what was signed", "checksum.forged")
        return FactRow(Icon.ALERT, title, text, Tone.CAUTION, _details())
    if best.published.signature.good:
        title = translate("checksum", "Signed by {key}, and matches", "checksum.signed")
        user = untrusted(best.published.signature.user, 48)
        return FactRow(
            Icon.SHIELD_CHECK, title.format(key=user), _source(best), Tone.SUCCESS, _details()
        )
    if comparison.weak:
        title = translate("checksum", "{kind} matches", "checksum.weak: MD5 or SHA-1")
        text = translate("checksum", "Good against damage, not against forgery.", "checksum.weak")
        return FactRow(
            Icon.CHECK_CIRCLE,
            title.format(kind=best.algorithm.label),
            text,
            Tone.SUCCESS,
            _details(),
        )
    title = translate("checksum", "Checksum matches", "checksum.matches")
    return FactRow(Icon.SHIELD_CHECK, title, _source(best), Tone.SUCCESS, _details())


def _source(each: Compared) -> str:
    """ "SHA-256, from SHA256SUMS in the same folder"."""
    text = translate("checksum", "{kind}, the one you pasted", "checksum.line")
    if each.published.file:
        text = translate("checksum", "{kind}, from {file} in the same folder", "checksum.matches")
    return text.format(kind=each.algorithm.label, file=untrusted(each.published.file))


def place_of(published: Published) -> str:
    return _source(Compared(published, "", published.algorithms[0]))


def _again() -> Button:
    return Button(
        translate("checksum", "Check", "checksum.again"),
        intents.CompareChecksum(),
        Look.LINK,
        name=translate("checksum", "Check the checksum", "screen reader"),
    )


def _details() -> Button:
    return Button(
        translate("checksum", "Details", "checksum.details"),
        intents.ShowChecksum(),
        Look.LINK,
        name=translate("checksum", "Details of the checksum", "screen reader"),
    )


def not_checked_title() -> str:
    return translate("checksum", "Checksum not checked", "checksum.none")


def _differs() -> str:
    return translate("checksum", "Checksum does not match", "checksum.differs")


def paste_title() -> str:
    return translate("checksum", "Paste a checksum", "checksum.paste")
