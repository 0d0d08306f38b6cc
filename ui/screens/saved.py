"""Where a report or a log was saved, or why it was not."""

from app.display import for_display
from ui.icons import Icon
from ui.state import ReportSaved
from ui.text import translate, untrusted
from ui.view import Bar, Tone, plain


def saved(notice: ReportSaved) -> Bar:
    name = untrusted(notice.name)
    if not notice.why:
        text = translate("failure", "Saved as {name}.", "fail.report")
        return Bar(plain(text.format(name=name)), icon=Icon.CHECK)
    text = translate("failure", "{name} can’t be saved: {why}.", "fail.report")
    shown = text.format(name=name, why=for_display(notice.why))
    return Bar(plain(shown), icon=Icon.ALERT, tone=Tone.CAUTION)
