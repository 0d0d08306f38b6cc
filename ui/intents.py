"""What a user can want, as small frozen values.

Buttons of a view carry the intent they stand for, so the window never decides what a press
means: it hands the intent on. A few intents are made by widgets, because they carry what was
typed, dropped or chosen.
"""

from dataclasses import dataclass


class Wish:
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


# An image comes in.


class ChooseFile(Wish):
    """Open the desktop's file chooser; it answers with `OpenFile`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFile:
    path: str


@dataclass(frozen=True, slots=True)
class DragEntered:
    """Answer with a screen whose `drag` says what letting go would do."""

    offer: Offer


class DragLeft(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Dropped:
    offer: Offer


@dataclass(frozen=True, slots=True)
class Pasted:
    """Ctrl+V: a file, a path or a checksum; told apart by its form."""

    offer: Offer


class StopReading(Wish):
    __slots__ = ()


class OpenDownloadPage(Wish):
    __slots__ = ()


# The image card.


class ShowEvidence(Wish):
    """ "How do we know?" """

    __slots__ = ()


class LookInside(Wish):
    __slots__ = ()


class PasteChecksum(Wish):
    """Open the sheet for a checksum."""

    __slots__ = ()


class ShowChecksum(Wish):
    """Details of the checksum row."""

    __slots__ = ()


class ShowOptions(Wish):
    """Options of the way of writing."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FieldEntered:
    """The text of a sheet with one field; `sheet` is the key of that sheet."""

    sheet: str
    text: str


# The drive card.


@dataclass(frozen=True, slots=True)
class ChooseDrive:
    """A circle was chosen; the empty key clears the choice."""

    key: str


@dataclass(frozen=True, slots=True)
class TickDrive:
    """A box in "Several at once"."""

    key: str
    on: bool


class TickAll(Wish):
    """All offered ordinary sticks."""

    __slots__ = ()


class TickNone(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SeveralAtOnce:
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


# Writing.


@dataclass(frozen=True, slots=True)
class Write:
    """Opens the confirm sheet, nothing else. `anyway`: although something speaks against it."""

    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The red button; `typed` is what stands in the field, empty without one."""

    typed: str = ""


class StopWaiting(Wish):
    """Esc while the desktop asks for the password."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StopAsked:
    """Opens the sheet; `key` of one drive of several, empty for all."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class StopConfirmed:
    key: str = ""
    put_back: bool = False


class SkipAsked(Wish):
    __slots__ = ()


class SkipConfirmed(Wish):
    __slots__ = ()


class Speak(Wish):
    """F6: say how the job stands."""

    __slots__ = ()


# After it.


@dataclass(frozen=True, slots=True)
class Eject:
    key: str = ""


class WriteAnother(Wish):
    """Keeps the image, clears the drive."""

    __slots__ = ()


class WriteAgain(Wish):
    __slots__ = ()


class CheckNow(Wish):
    __slots__ = ()


class TryInMachine(Wish):
    __slots__ = ()


class ProbeDrive(Wish):
    """ "Test this drive…" """

    __slots__ = ()


class StopTest(Wish):
    __slots__ = ()


class UseGoodPart(Wish):
    __slots__ = ()


class MakeNormal(Wish):
    __slots__ = ()


class ChooseAnotherDrive(Wish):
    __slots__ = ()


class CloseResult(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ShowDetails:
    """What the system said; `key` of one drive of several."""

    key: str = ""


class OtherComputer(Wish):
    """ "On another computer?": the keys of other makers."""

    __slots__ = ()


class SaveReport(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CopyText:
    """Put `text` on the clipboard; the window does it itself."""

    text: str


# The program.


class Dismiss(Wish):
    """Close the sheet: Cancel, Close, Keep writing, Esc."""

    __slots__ = ()


class Back(Wish):
    """Leave a page."""

    __slots__ = ()


class ShowTools(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenTool:
    """`name` of a tool: back-up, make-normal, test, look-inside, check-drive, check-download."""

    name: str


class ShowSettings(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """Of the settings page or a sheet; "offer-built-in" is the switch under the hidden disks."""

    key: str
    value: bool | str


class ShowKeys(Wish):
    __slots__ = ()


class SaveLog(Wish):
    __slots__ = ()


class ShowHelp(Wish):
    __slots__ = ()


class ShowAbout(Wish):
    __slots__ = ()


class Quit(Wish):
    """Close the window; the window itself asks by this while the screen is `busy`."""

    __slots__ = ()


class QuitConfirmed(Wish):
    """Stop and close."""

    __slots__ = ()


Intent = (
    ChooseFile
    | OpenFile
    | DragEntered
    | DragLeft
    | Dropped
    | Pasted
    | StopReading
    | OpenDownloadPage
    | ShowEvidence
    | LookInside
    | PasteChecksum
    | ShowChecksum
    | ShowOptions
    | FieldEntered
    | ChooseDrive
    | TickDrive
    | TickAll
    | TickNone
    | SeveralAtOnce
    | LookForDrives
    | WhyNotOffered
    | WhyNotShown
    | TryWithoutStick
    | Write
    | Confirmed
    | StopWaiting
    | StopAsked
    | StopConfirmed
    | SkipAsked
    | SkipConfirmed
    | Speak
    | Eject
    | WriteAnother
    | WriteAgain
    | CheckNow
    | TryInMachine
    | ProbeDrive
    | StopTest
    | UseGoodPart
    | MakeNormal
    | ChooseAnotherDrive
    | CloseResult
    | ShowDetails
    | OtherComputer
    | SaveReport
    | CopyText
    | Dismiss
    | Back
    | ShowTools
    | OpenTool
    | ShowSettings
    | SettingChanged
    | ShowKeys
    | SaveLog
    | ShowHelp
    | ShowAbout
    | Quit
    | QuitConfirmed
)
