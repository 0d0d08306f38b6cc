"""Writing, and what can be done after it."""

from dataclasses import dataclass

from ui.intents.wish import Intent, Wish


@dataclass(frozen=True, slots=True)
class Write(Intent):
    """Opens the confirm sheet, nothing else. `anyway`: although something speaks against it.
    `resume`: an interrupted write goes on, as far as the drive still holds what was written."""

    anyway: bool = False
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed(Intent):
    """The red button; `typed` is what stands in the field, empty without one."""

    typed: str = ""


@dataclass(frozen=True, slots=True)
class BackUp(Intent):
    """Saves the chosen drive to a file, after asking for one where none was chosen. `resume`: what
    an earlier one left behind goes on."""

    resume: bool = False


class ChooseBackupFile(Wish):
    """To which the drive shall be saved."""

    __slots__ = ()


class StopWaiting(Wish):
    """Esc while the desktop asks for the password."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class StopAsked(Intent):
    """Opens the sheet; `key` of one drive of several, empty for all."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class StopConfirmed(Intent):
    """`put_back`: and what was overwritten so far goes back."""

    key: str = ""
    put_back: bool = False


class PutBack(Wish):
    """Asks whether what a stopped write had overwritten shall be put back."""

    __slots__ = ()


class PutBackConfirmed(Wish):
    __slots__ = ()


class SkipAsked(Wish):
    __slots__ = ()


class SkipConfirmed(Wish):
    __slots__ = ()


class Speak(Wish):
    """F6: say how the job stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Eject(Intent):
    key: str = ""


class WriteAnother(Wish):
    """Keeps the image, clears the drive."""

    __slots__ = ()


class WriteAgain(Wish):
    __slots__ = ()


class CheckNow(Wish):
    __slots__ = ()


class BurnToDisc(Wish):
    """Open the page for it."""

    __slots__ = ()


class Simulate(Wish):
    """Let the drive do everything but burn."""

    __slots__ = ()


class TryInMachine(Wish):
    """The image, or the drive that was just written: in which machine?"""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TryBy(Intent):
    """With this firmware: a word of `app.qemu.firmware.Firmware`."""

    firmware: str


class StopTrying(Wish):
    """Switch the machine off."""

    __slots__ = ()


class ProbeDrive(Wish):
    """ "Test this drive…" """

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChooseProbe(Intent):
    """How a drive is tested: in places all over it, or `every_byte`."""

    every_byte: bool


class UseGoodPart(Wish):
    """Of a drive that is smaller than it claims."""

    __slots__ = ()


class ChooseAnotherDrive(Wish):
    __slots__ = ()


class CloseResult(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ShowDetails(Intent):
    """What the system said; `key` of one drive of several."""

    key: str = ""


class OtherComputer(Wish):
    """ "On another computer?": the keys of other makers."""

    __slots__ = ()


class SaveReport(Wish):
    __slots__ = ()
