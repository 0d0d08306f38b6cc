"""What all intents are, one that carries nothing, and what a drag carries."""

from dataclasses import dataclass


class Intent:
    """What a user can want. The window hands it on, `ui.state.after` answers."""

    __slots__ = ()


class Wish(Intent):
    """An intent that carries nothing: all of one kind are equal.

    `dataclass` would write the same three methods for each of fifty classes, which can be felt in
    the time to the first frame.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


@dataclass(frozen=True, slots=True)
class Offer:
    """What a drag or the clipboard holds, not yet judged.

    `urls` as they came ("file:///…", "https://…"). `portal_key`: a sandbox was handed a key of the
    file-transfer portal, which this Qt may not be able to turn into paths.
    """

    urls: tuple[str, ...] = ()
    text: str = ""
    portal_key: str = ""
