"""Words: translation, sizes, speeds, times. Pure functions of their arguments and the locale.

A translated text is always a whole sentence with named places. Where a number decides the form,
the English source holds both, `(singular|plural)`, so that it reads well without a translation:

    translate("drives", "%n (drive|drives) connected", count=2)

Texts and comments are literals, because `packaging/translations` reads them out of the source.
"""

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from app.display import LONGEST, for_display
from ui.view import Run, Sentence

# What comes from outside stands between these, so that its writing direction stays its own.
_ISOLATE, _LEFT_TO_RIGHT, _END_ISOLATE = "\u2068", "\u2066", "\u2069"

# What is printed on drives, in GB; makers sell 30.8 billion bytes as 32 GB.
_PRINTED = (
    *(1, 2, 4, 8, 16, 32, 64, 120, 128, 240, 250, 256, 480, 500, 512, 960),
    *(1000, 1024, 2000, 2048, 4000, 5000, 8000, 10000, 12000, 16000, 20000, 24000),
)
_MOST_MISSING = 0.08  # of the printed size


def translate(context: str, text: str, comment: str = "", *, count: int = -1) -> str:
    """`text` in the user's language; `comment` is the note to translators, and part of its id."""
    found = QCoreApplication.translate(context, text, comment, count)
    if count < 0:
        return found
    form = r"\1" if count == 1 else r"\2"
    return re.sub(r"\(([^()|]*)\|([^()|]*)\)", form, found)


@dataclass(frozen=True, slots=True)
class Later:
    """A text that is marked for translation where it stands, and translated where it is used."""

    context: str
    text: str
    comment: str = ""

    def now(self, count: int = -1) -> str:
        return translate(self.context, self.text, self.comment, count=count)


def later(context: str, text: str, comment: str = "") -> Later:
    return Later(context, text, comment)


def sentence(template: str, **values: str) -> Sentence:
    """A translated template with its `{places}` filled in, in bold."""
    runs: list[Run] = []
    for index, piece in enumerate(re.split(r"\{(\w+)\}", template)):
        text, strong = (values[piece], True) if index % 2 else (piece, False)
        if text:
            runs.append(Run(text, strong))
    return Sentence(tuple(runs))


def untrusted(text: str, longest: int = LONGEST) -> str:
    """Text of a drive, an image or a file name, fit to stand in a sentence of ours."""
    shown = for_display(text, longest)
    return f"{_ISOLATE}{shown}{_END_ISOLATE}" if shown else ""


def isolated(text: str) -> str:
    """With a direction of its own, in a language that is read from the right: a path begins with
    its backslash there, too."""
    if QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return text
    return f"{_ISOLATE}{text}{_END_ISOLATE}"


def quoted(text: str) -> str:
    """In the quotation marks of the language; "" stays empty."""
    return QLocale().quoteString(text) if text else ""


def keys(combination: str) -> str:
    """ "Ctrl+O" as the keyboard of the language has it: "Strg+O"."""
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.NativeText)


def dotted(*parts: str) -> str:
    """ "USB stick · USB 3 · sdb"; empty parts are left out."""
    return "  ·  ".join(part for part in parts if part)


def number(value: int) -> str:
    return QLocale().toString(value)


def percent(value: int) -> str:
    return translate("text", "{value}%", "a percentage").format(value=QLocale().toString(value))


def size(value: int) -> str:
    """Decimal, at most three digits: "402 MB", "6.2 GB", "18.2 GB", "20 GB"."""
    amount, _ = _scaled(value)
    digits = 0 if amount >= 99.95 or value < 1000 or f"{amount:.1f}".endswith(".0") else 1
    return _data_size(value, digits)


def place(value: int) -> str:
    """A place in an image or on a drive, a little finer than a size: "3.41 GB"."""
    return _data_size(value, 0 if value < 1000 else 2)


def done_of(done: int, total: int) -> str:
    """ "3.91 of 6.20 GB": both in the unit of the whole."""
    _, unit = _scaled(total)
    digits = 0 if unit == 1 else 2
    return translate("text", "{done} of {total}", "3.91 of 6.20 GB").format(
        done=QLocale().toString(done / unit, "f", digits), total=_data_size(total, digits)
    )


def capacity(value: int) -> str:
    """As printed on the drive: "32 GB" for 30,752,000,000 bytes, "1 TB"."""
    billions = value / 1e9
    near = [
        printed
        for printed in _PRINTED
        if printed * (1 - _MOST_MISSING) <= billions <= printed * 1.01
    ]
    if not near:
        return size(value)
    printed = min(near, key=lambda candidate: abs(candidate - billions))
    printed = {1024: 1000, 2048: 2000}.get(printed, printed)
    return _data_size(printed * 1_000_000_000, 0)


def speed(bytes_per_second: float) -> str:
    """ "41 MB/s", "9.3 MB/s"."""
    amount, _ = _scaled(bytes_per_second)
    digits = 1 if amount < 9.95 and bytes_per_second >= 1e6 else 0
    if f"{amount:.1f}".endswith(".0"):
        digits = 0
    said = translate("text", "{size}/s", "a speed: 41 MB/s")
    return _left_to_right(said.format(size=_data_size(round(bytes_per_second), digits)))


def duration(seconds: float) -> str:
    """Time that has passed, exactly: "45 s", "1 min 25 s", "1 h 5 min"."""
    whole = max(0, int(seconds))
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    if hours:
        return translate("text", "{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if minutes:
        return translate("text", "{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return translate("text", "{seconds} s").format(seconds=rest)


def rough_time(seconds: float) -> str:
    """Time to come, no finer than anybody knows it: "35 seconds", "2½ minutes", "1½ hours".

    Under a minute to 5 seconds, under 5 minutes to 30, under an hour to minutes. Never 0.
    """
    if seconds < 57.5:
        fives = max(1, round(seconds / 5)) * 5
        return translate("text", "%n (second|seconds)", "time", count=fives)
    if seconds < 285:
        return _halves(
            round(seconds / 30),
            later("text", "%n (minute|minutes)", "time"),
            later("text", "{whole}½ minutes", "time"),
        )
    if seconds < 3570:
        return translate("text", "%n (minute|minutes)", "time", count=round(seconds / 60))
    return _halves(
        round(seconds / 1800),
        later("text", "%n (hour|hours)", "time"),
        later("text", "{whole}½ hours", "time"),
    )


def date(day: QDate) -> str:
    """ "3 August"; with the year when it is another one."""
    if day.year() == QDate.currentDate().year():
        pattern = translate("text", "d MMMM", "pattern of a date, as Qt spells it: 3 August")
    else:
        pattern = translate("text", "d MMMM yyyy", "pattern of a date: 3 August 2025")
    return QLocale().toString(day, pattern)


def _left_to_right(text: str) -> str:
    """Numbers with their units keep their order in a language that is read from the right."""
    if QGuiApplication.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return text
    return f"{_LEFT_TO_RIGHT}{text}{_END_ISOLATE}"


def _halves(halves: int, whole: Later, half: Later) -> str:
    if halves % 2:
        return half.now().format(whole=halves // 2)
    return whole.now(halves // 2)


def _scaled(value: float) -> tuple[float, int]:
    """The amount, and the decimal unit that leaves fewer than four digits before its point."""
    unit = 1
    while value / unit >= 999.5 and unit < 10**15:
        unit *= 1000
    return value / unit, unit


def _data_size(value: int, digits: int) -> str:
    _, unit = _scaled(value)
    if unit == 1:  # Qt would write 1 bytes
        return _left_to_right(translate("text", "%n (byte|bytes)", "a size", count=value))
    if value < unit:
        value = unit  # 999.7 MB is 1 GB: Qt would write 1000 MB
    said = QLocale().formattedDataSize(value, digits, QLocale.DataSizeFormat.DataSizeSIFormat)
    return _left_to_right(said)
