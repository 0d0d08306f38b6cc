"""What a user can want, as small frozen values.

Buttons of a view carry the intent they stand for, so the window never decides what a press
means: it hands the intent on. A few intents are made by widgets, because they carry what was
typed, dropped or chosen.
"""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class ChooseFile:
    """Open the desktop's file chooser; it answers with `OpenFile`."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    path: str


@dataclass(frozen=True, slots=True)
class DragEntered:
    """Answer with a screen whose `drag` says what letting go would do."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class DragLeft:
    pass


@dataclass(frozen=True, slots=True)
class Dropped:
    offer: Offer


@dataclass(frozen=True, slots=True)
class Pasted:
    """Ctrl+V: a file, a path or a checksum; told apart by its form."""

    offer: Offer


@dataclass(frozen=True, slots=True)
class StopReading:
    pass


@dataclass(frozen=True, slots=True)
class OpenDownloadPage:
    pass


# The image card.


@dataclass(frozen=True, slots=True)
class ShowEvidence:
    """ "How do we know?" """


@dataclass(frozen=True, slots=True)
class LookInside:
    pass


@dataclass(frozen=True, slots=True)
class PasteChecksum:
    """Open the sheet for a checksum."""


@dataclass(frozen=True, slots=True)
class ShowChecksum:
    """Details of the checksum row."""


@dataclass(frozen=True, slots=True)
class ShowOptions:
    """Options of the way of writing."""


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


@dataclass(frozen=True, slots=True)
class TickAll:
    """All offered ordinary sticks."""


@dataclass(frozen=True, slots=True)
class TickNone:
    pass


@dataclass(frozen=True, slots=True)
class SeveralAtOnce:
    on: bool


@dataclass(frozen=True, slots=True)
class LookForDrives:
    """F5."""


@dataclass(frozen=True, slots=True)
class WhyNotOffered:
    pass


@dataclass(frozen=True, slots=True)
class WhyNotShown:
    """ "It is plugged in but not shown" """


@dataclass(frozen=True, slots=True)
class TryWithoutStick:
    """Choose a virtual stick."""


# Writing.


@dataclass(frozen=True, slots=True)
class Write:
    """Opens the confirm sheet, nothing else. `anyway`: although something speaks against it."""

    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The red button; `typed` is what stands in the field, empty without one."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Esc while the desktop asks for the password."""


@dataclass(frozen=True, slots=True)
class StopAsked:
    """Opens the sheet; `key` of one drive of several, empty for all."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class StopConfirmed:
    key: str = ""
    put_back: bool = False


@dataclass(frozen=True, slots=True)
class SkipAsked:
    pass


@dataclass(frozen=True, slots=True)
class SkipConfirmed:
    pass


@dataclass(frozen=True, slots=True)
class Speak:
    """F6: say how the job stands."""


# After it.


@dataclass(frozen=True, slots=True)
class Eject:
    key: str = ""


@dataclass(frozen=True, slots=True)
class WriteAnother:
    """Keeps the image, clears the drive."""


@dataclass(frozen=True, slots=True)
class WriteAgain:
    pass


@dataclass(frozen=True, slots=True)
class CheckNow:
    pass


@dataclass(frozen=True, slots=True)
class TryInMachine:
    pass


@dataclass(frozen=True, slots=True)
class ProbeDrive:
    """ "Test this drive…" """


@dataclass(frozen=True, slots=True)
class StopTest:
    pass


@dataclass(frozen=True, slots=True)
class UseGoodPart:
    pass


@dataclass(frozen=True, slots=True)
class MakeNormal:
    pass


@dataclass(frozen=True, slots=True)
class ChooseAnotherDrive:
    pass


@dataclass(frozen=True, slots=True)
class CloseResult:
    pass


@dataclass(frozen=True, slots=True)
class ShowDetails:
    """What the system said; `key` of one drive of several."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class OtherComputer:
    """ "On another computer?": the keys of other makers."""


@dataclass(frozen=True, slots=True)
class SaveReport:
    pass


@dataclass(frozen=True, slots=True)
class CopyText:
    """Put `text` on the clipboard; the window does it itself."""

    text: str


# The program.


@dataclass(frozen=True, slots=True)
class Dismiss:
    """Close the sheet: Cancel, Close, Keep writing, Esc."""


@dataclass(frozen=True, slots=True)
class Back:
    """Leave a page."""


@dataclass(frozen=True, slots=True)
class ShowTools:
    pass


@dataclass(frozen=True, slots=True)
class OpenTool:
    """`name` of a tool: back-up, make-normal, test, look-inside, check-drive, check-download."""

    name: str


@dataclass(frozen=True, slots=True)
class ShowSettings:
    pass


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """Of the settings page or a sheet; "offer-built-in" is the switch under the hidden disks."""

    key: str
    value: bool | str


@dataclass(frozen=True, slots=True)
class ShowKeys:
    pass


@dataclass(frozen=True, slots=True)
class SaveLog:
    pass


@dataclass(frozen=True, slots=True)
class ShowHelp:
    pass


@dataclass(frozen=True, slots=True)
class ShowAbout:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    """Close the window; the window itself asks by this while the screen is `busy`."""


@dataclass(frozen=True, slots=True)
class QuitConfirmed:
    """Stop and close."""


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
