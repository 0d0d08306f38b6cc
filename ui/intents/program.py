"""The window and its pages."""

from dataclasses import dataclass

from ui.intents.wish import Intent, Wish


@dataclass(frozen=True, slots=True)
class CopyText(Intent):
    """Put `text` on the clipboard; the window does it itself."""

    text: str


class Dismiss(Wish):
    """Close the sheet: Cancel, Close, Keep writing, Esc."""

    __slots__ = ()


class Back(Wish):
    """Leave a page."""

    __slots__ = ()


class ShowTools(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenTool(Intent):
    """`name` of a tool: back-up, make-normal, test, look-inside, check-drive, check-download."""

    name: str


class NameDrive(Wish):
    """What a drive that is made ready for files shall be called."""

    __slots__ = ()


class ShowSettings(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SettingChanged(Intent):
    """Of the settings page or a sheet; "offer-built-in" is the switch under the hidden disks."""

    key: str
    value: bool | str


class ShowKeys(Wish):
    __slots__ = ()


class SaveLog(Wish):
    __slots__ = ()


class ShowAbout(Wish):
    __slots__ = ()


class Quit(Wish):
    """Close the window; the window itself asks by this while the screen is `busy`."""

    __slots__ = ()


class QuitConfirmed(Wish):
    """Stop and close."""

    __slots__ = ()
