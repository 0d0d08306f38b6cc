"""How wide the window is, in classes; measured in the text's own size (design 4)."""

from enum import StrEnum

from ui.typography import scale


class Width(StrEnum):
    NARROW = "narrow"  # below 560: one column, stacked buttons
    SINGLE = "single"  # one column of cards
    WIDE = "wide"  # from 820: two cards beside each other


_TINY = 300


def is_tiny(pixels: int) -> bool:
    """Large text in a small window: what is large stands above its words, not beside them."""
    return pixels / scale() < _TINY


def width_class(pixels: int) -> Width:
    """Text of twice the size needs twice the room."""
    effective = pixels / scale()
    if effective < 560:
        return Width.NARROW
    return Width.SINGLE if effective < 820 else Width.WIDE
