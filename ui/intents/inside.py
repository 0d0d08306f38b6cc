"""What is inside an image, and taking it out."""

from dataclasses import dataclass

from ui.intents.wish import Intent, Wish


class LookInside(Wish):
    """Open the page with the image's files."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFolder(Intent):
    """Show what it holds below it, or no longer; `key` is its path in the image."""

    key: str
    open: bool = True


@dataclass(frozen=True, slots=True)
class Seek(Intent):
    """Find what has this in its name; "" leads back to all files."""

    text: str


MOST_CHOSEN = 1_000  # as many are looked for one by one


@dataclass(frozen=True, slots=True)
class ChooseFiles(Intent):
    """These are marked now; of more than `MOST_CHOSEN` one more than that."""

    keys: tuple[str, ...]


class TakeOut(Wish):
    """What is marked, or all of it, into a folder that is chosen now."""

    __slots__ = ()


class TakeAnyway(Wish):
    """The same once more, although that is more than any honest image holds."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CarryOut(Intent):
    """The pointer begins to drag these out of the window: have them ready as files."""

    keys: tuple[str, ...]


class StopTaking(Wish):
    __slots__ = ()


class Mount(Wish):
    """Have what is inside among the files of the computer, read-only, and show it there."""

    __slots__ = ()


class MountAnyway(Wish):
    """Although it looks like a trick."""

    __slots__ = ()


class Unmount(Wish):
    __slots__ = ()


class ShowMounts(Wish):
    """All that this program has mounted, of whichever image."""

    __slots__ = ()


class UnmountAll(Wish):
    """What is listed."""

    __slots__ = ()


class ShowLeftOut(Wish):
    """What was not taken out, and what got another name."""

    __slots__ = ()
