"""Text that came from a drive or an image, made fit to be shown.

A volume label may be HTML, a terminal command, or spelled to look like another drive. Whoever
shows such a text, on a screen or a terminal, calls `for_display` first; files and drives are
still addressed by the raw text.
"""

import unicodedata

LONGEST = 64  # characters, then the middle is left out

# Controls, formats (direction marks and zero-width among them), surrogates, private use, and the
# two line separators. Combining marks stay, but not in heaps.
_SHOWN_AS_MARK = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_MARK = "\N{REPLACEMENT CHARACTER}"
_MOST_COMBINING = 2


def for_display(text: str, longest: int = LONGEST) -> str:
    """One line of at most `longest` characters without anything that acts on its surroundings."""
    if len(text) <= longest and text.isascii() and text.isprintable():
        return text.strip()  # most names are, and a large tree has many
    shown: list[str] = []
    combining = 0
    for character in unicodedata.normalize("NFC", text[: 16 * longest]):
        category = unicodedata.category(character)
        combining = combining + 1 if category.startswith("M") else 0
        if combining > _MOST_COMBINING:
            continue
        shown.append(_MARK if category in _SHOWN_AS_MARK else character)
    line = "".join(shown).strip()
    if len(line) <= longest:
        return line
    half = (longest - 1) // 2
    return f"{line[: longest - 1 - half]}…{line[-half:]}"
