"""The engine's English sentences, in the language of the user.

The engine knows no Qt and words its findings itself, for the command line as well. Here each of its
sentences stands once more, as a template that is found in what the engine said: so the values in it
are known again, and the sentence can be translated as a whole. One without a row, and everything
in a language that has no translation of it, is shown as the engine said it. A test holds the rows
against the engine's source.

What a parser says of a damaged structure ("it has 3 sections") has rows only where it is common:
such details are for whoever repairs the image.
"""

import re

from PySide6.QtCore import QLocale

from app.display import for_display
from ui.text import Later, isolated, quoted

LONGEST = 700  # characters; nothing the engine says of its own is longer
_PLACE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d{1,3}(,\d{3})*")
_QUOTED = re.compile("“([^“”]*)”")


class Sentences:
    """A list of sentences, found by what they say. What stands in their places is put into words
    by `values`, or by the same list."""

    def __init__(self, *rows: Later, values: "Sentences | None" = None) -> None:
        self.rows = rows
        self._values = values or self
        self._patterns: list[tuple[re.Pattern[str], Later]] = []

    def __call__(self, text: str, longest: int = LONGEST) -> str:
        """`text`, fit to be shown, in the user's language where it is one of these sentences. What
        is longer than `longest` characters loses its middle, and stays in English."""
        return self.in_words(for_display(text, longest))

    def in_words(self, text: str) -> str:
        """The same for a text that is fit to be shown already."""
        for pattern, row in self._known():
            if found := pattern.fullmatch(text):
                return self._said(text, row, found.groupdict())
        return text

    def _known(self) -> list[tuple[re.Pattern[str], Later]]:
        """The ones that say most of themselves first: others may hold them in a place. In front of
        them those of two parts, for a part may end with a place, which would take the other in."""
        if not self._patterns:
            rows = sorted(self.rows, key=_rank)
            self._patterns = [(_pattern(row.text), row) for row in rows]
        return self._patterns

    def _said(self, text: str, row: Later, values: dict[str, str]) -> str:
        said = row.now()
        if said == row.text and re.search(r"\w", _PLACE.sub("", said)):
            return text  # not translated; what has no word of its own need not be
        return said.format(**{name: self._value(value) for name, value in values.items()})

    def _value(self, value: str) -> str:
        if _NUMBER.fullmatch(value):
            grouped = QLocale().toString(int(value.replace(",", "")))
            return grouped if "," in value else value
        said = self._values.in_words(value)
        if said == value:
            said = value = _QUOTED.sub(lambda found: quoted(found[1]), value)
        return isolated(value) if said == value else said


def _rank(row: Later) -> tuple[int, int]:
    own = _PLACE.sub("", row.text)
    return -own.count("; "), -len(own)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = _PLACE.split(template)
    said = (
        f"(?P<{piece}>.+?)" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )
    return re.compile("".join(said), re.DOTALL)
