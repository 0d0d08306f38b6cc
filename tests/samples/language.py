"""The samples in another language: their texts are those of the program, so its own translations
are looked up for them, with the values that stand in their places."""

import re
from functools import cache

from PySide6.QtCore import QTranslator
from samples.mapping import accented, longer, padding
from translations import LANGUAGES, Text, translated

_PLACE = re.compile(r"\{(\w+)\}|(%n)")
_FORMS = re.compile(r"\(([^()|]*)\|([^()|]*)\)")
_LEAST = 5  # letters of its own that a sentence with places needs to be told by
_AMOUNT = re.compile(r"(\d)\.(\d+ [kMGT]?B)")
_BETWEEN = "  ·  "  # parts of a line that are sentences of their own


def in_german(text: str) -> str:
    """Longer English where the program has no such sentence yet."""
    if _BETWEEN in text:
        return _BETWEEN.join(map(in_german, text.split(_BETWEEN)))
    found = _found(text)
    said = longer(text) if found is None and _is_ours(text) else found or text
    return re.sub(r"(\d)%", r"\1 %", _AMOUNT.sub(r"\1,\2", said))


class PseudoLanguage(QTranslator):
    """Every text of the program, its words two fifths longer, and in brackets: what stands without
    them was never translated."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False

    def translate(
        self, _context: str, source: str, _comment: str | None = None, _count: int = -1
    ) -> str:
        pieces = re.split(r"(\{\w+\}|%n)", source)
        said = [piece if index % 2 else accented(piece) for index, piece in enumerate(pieces)]
        return f"[{''.join(said)}{padding(''.join(pieces[::2]))}]"


def _found(text: str) -> str | None:
    for pattern, said in _sentences():
        if match := pattern.fullmatch(text):
            values = {name: _found(value) or value for name, value in match.groupdict().items()}
            return said.format(**values)
    return None


def _is_ours(text: str) -> bool:
    """Names of drives and images, sizes and keys are the same in every language."""
    return bool(re.search(r"[a-z]{3,} [a-z]{3,}", text))


@cache
def _sentences() -> list[tuple[re.Pattern[str], str]]:
    rows = [
        row
        for text, forms in translated(LANGUAGES / "de.ts").items()
        for row in _rows(text, forms)
        if not _PLACE.search(row[0]) or _letters(row[0]) >= _LEAST
    ]
    rows.sort(key=lambda row: -_letters(row[0]))
    return [(_pattern(source), said) for source, said in rows]


def _letters(source: str) -> int:
    return sum(letter.isalpha() for letter in _PLACE.sub("", source))


def _rows(text: Text, forms: tuple[str, ...]) -> list[tuple[str, str]]:
    if not text.counts:
        return [(text.source, forms[0])]
    several = zip((r"\1", r"\2"), forms, strict=True)
    return [(_FORMS.sub(form, text.source), said.replace("%n", "{n}")) for form, said in several]


def _pattern(source: str) -> re.Pattern[str]:
    pieces: list[str] = []
    at = 0
    for place in _PLACE.finditer(source):
        pieces += [re.escape(source[at : place.start()]), f"(?P<{place[1] or 'n'}>.+?)"]
        at = place.end()
    return re.compile("".join([*pieces, re.escape(source[at:])]), re.DOTALL)
