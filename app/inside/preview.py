"""The beginning of a file inside an image, as text to look at.

Nothing of it acts: what a control or a format character would do to a screen is shown as a mark.
Pictures are not shown: a decoder would read bytes that nobody vouches for.
"""

import codecs
import re
import unicodedata

from app.errors import CorruptImage
from app.formats.tree import Entry
from app.inside.tree import Inside

MOST = 64 << 10  # bytes of a file that are shown

_MARK = "\N{REPLACEMENT CHARACTER}"
_MOST_MARKS = 0.05  # of a text: what has more is none
_CHECKED = 4096  # characters that tell whether it is one
_KEPT = {"\n", "\t"}
_ACTING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_UTF_16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def preview(inside: Inside, path: str, entry: Entry) -> str | None:
    """The first 64 KiB of a file; None where it is no text. Raises CorruptImage, BudgetSpent, and
    what reading the image raises."""
    if entry.directory or entry.link or entry.special or entry.damaged:
        raise CorruptImage("File", 0, "it holds nothing to read")
    length = min(MOST, entry.size)
    return text_of(inside.content(path, entry).read_at(0, length), whole=length == entry.size)


def text_of(data: bytes, *, whole: bool) -> str | None:
    """`data` as text, with nothing in it that acts; None where it is none. `whole`: it was not cut
    off, perhaps in the middle of a character."""
    text = _decoded(data, whole=whole)
    if text is None:
        return None
    shown = _harmless(re.sub("\r\n?", "\n", text))
    beginning = shown[:_CHECKED]
    return shown if beginning.count(_MARK) <= _MOST_MARKS * len(beginning) else None


def _decoded(data: bytes, *, whole: bool) -> str | None:
    if encoding := _UTF_16.get(data[:2]):
        return data[2:].decode(encoding, "replace")
    if b"\0" in data:
        return None
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=whole)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _harmless(text: str) -> str:
    acting = {sign for sign in set(text) - _KEPT if unicodedata.category(sign) in _ACTING}
    return text.translate({ord(sign): _MARK for sign in acting})
