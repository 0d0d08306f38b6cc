"""What is told on any page, whatever it is about: where something was saved, and that what was
dropped is not taken."""

from app.display import for_display
from ui.icons import Icon
from ui.screens.refusals import why_not_taken
from ui.state import Notice, NotTaken, ReportSaved
from ui.text import translate, untrusted
from ui.view import Bar, Tone, plain


def aside(notice: Notice | None) -> Bar | None:
    """A bar without buttons; None when there is nothing of that kind to tell."""
    match notice:
        case ReportSaved():
            return _saved(notice)
        case NotTaken(refusal, owner):
            return _caution(why_not_taken(refusal, owner))
        case _:
            return None


def _saved(notice: ReportSaved) -> Bar:
    name = untrusted(notice.name)
    if not notice.why:
        text = translate("failure", "Saved as {name}.", "fail.report")
        return Bar(plain(text.format(name=name)), icon=Icon.CHECK)
    text = translate("failure", "{name} can’t be saved: {why}.", "fail.report")
    return _caution(text.format(name=name, why=for_display(notice.why)))


def _caution(text: str) -> Bar:
    return Bar(plain(text), icon=Icon.ALERT, tone=Tone.CAUTION)
