"""The drive card."""

from dataclasses import dataclass

from ui.intents.wish import Intent, Wish


@dataclass(frozen=True, slots=True)
class ChooseDrive(Intent):
    """A circle was chosen; the empty key clears the choice."""

    key: str


@dataclass(frozen=True, slots=True)
class TickDrive(Intent):
    """A box in "Several at once"."""

    key: str
    on: bool


class TickAll(Wish):
    """All offered ordinary sticks."""

    __slots__ = ()


class TickNone(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SeveralAtOnce(Intent):
    on: bool


class LookForDrives(Wish):
    """F5."""

    __slots__ = ()


class WhyNotOffered(Wish):
    __slots__ = ()


class WhyNotShown(Wish):
    """ "It is plugged in but not shown" """

    __slots__ = ()


class TryWithoutStick(Wish):
    """Choose a virtual stick."""

    __slots__ = ()
