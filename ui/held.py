"""Finished drives that are kept open, so that no desktop mounts them before somebody lets go."""

from contextlib import ExitStack


class Held:
    """By the key of the drive where there are several; a single one has the empty key."""

    def __init__(self) -> None:
        self._each: dict[str, ExitStack] = {}

    def hold(self, held: ExitStack, key: str = "") -> None:
        """Besides what is held already: a check keeps nothing of its own."""
        self._each.setdefault(key, ExitStack()).push(held.pop_all())

    def take(self, key: str = "") -> ExitStack:
        """What keeps the drive of this key open; without a key, all there is. Whoever takes it
        closes it."""
        taken = ExitStack()
        for each in [key] if key else list(self._each):
            taken.push(self._each.pop(each, ExitStack()))
        return taken
