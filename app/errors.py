"""Every way a wish of the user can fail, as one tree; each class is also a code for machines.

    AppError
    ├── ImageError             the image, or the file it comes in
    │   ├── CorruptImage       a structure in it is damaged
    │   ├── NotReached         a packed image was not unpacked far enough to look there
    │   ├── BudgetSpent        looking would take more reads than any honest image needs
    │   ├── UnsupportedImage   a layer we do not unpack
    │   │   └── ManyImages     an archive of several; one must be named
    │   ├── PackedDamaged      the packed file cannot be unpacked past a place
    │   ├── ImageUnreadable    its own disk reports an error
    │   ├── ImageChanged       the file is not what it was when it was inspected
    │   └── ImageLonger        it holds more bytes than the drive, or than it said
    ├── PlanError              refused before anything was touched
    │   ├── DriveTooSmall  UnsafeDrive  ImageOnDrive  ImageEmpty  ImageTruncated
    │   ├── ChecksumMismatch   the file differs from the one its makers published
    │   └── NotConfirmed       the user did not say yes, or typed another name
    ├── DriveError             the drive, while it is used
    │   ├── DriveGone  DriveBusy  DriveReadOnly  DriveChanged
    │   ├── NotPermitted  NoAgent  NoService
    │   └── WriteRefused  ReadRefused  SyncFailed
    ├── UsageError             the words given do not make a command
    ├── VerifyError            what was read back differs
    │   └── DriveDiffers       a drive that was only compared
    ├── Stopped                the user stopped it; nothing failed
    └── ToolError              an outside program is missing or failed

`str(error)` is one plain sentence, enough for the command line; `hint` says what the user can do.
Facts are attributes, so that a window can say more.
"""

import re


class AppError(Exception):
    """Something the user should hear of, in one sentence."""

    hint = ""
    untouched = False  # whether it is known that nothing on any drive was changed

    @classmethod
    def code(cls) -> str:
        """The class name in kebab-case: `DriveGone` is `drive-gone`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class ImageError(AppError):
    """The image, or the file it comes in."""


class CorruptImage(ImageError):
    """A structure is damaged: `what` it is, the `offset` in bytes where it was, and `why`."""

    def __init__(self, what: str, offset: int, why: str) -> None:
        super().__init__(f"{what} at byte {offset:,}: {why}.")
        self.what = what
        self.offset = offset
        self.why = why


class NotReached(ImageError):
    """A packed image was only unpacked up to `limit` bytes; what lies behind was not looked at."""

    def __init__(self, offset: int, limit: int) -> None:
        super().__init__(
            f"Byte {offset:,} lies behind the first {limit:,} bytes that were unpacked."
        )
        self.offset = offset
        self.limit = limit


class BudgetSpent(ImageError):
    """A structure asks for more reads, bytes or entries than any honest image needs."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Looking at it would take too long: {what}.")
        self.what = what


class UnsupportedImage(ImageError):
    """A layer this version does not unpack."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class ManyImages(UnsupportedImage):
    """An archive holds several images: `names` are theirs, as the archive spells them."""

    def __init__(self, names: tuple[str, ...]) -> None:
        listed = ", ".join(names[:8])
        super().__init__(f"This archive holds {len(names)} images.", f"Choose one: {listed}.")
        self.names = names


class PackedDamaged(ImageError):
    """The packed file cannot be unpacked past `offset` bytes of the unpacked image."""

    hint = "Download it again."

    def __init__(self, layer: str, offset: int, why: str) -> None:
        super().__init__(
            f"The packed file is damaged: it can’t be unpacked past byte {offset:,} "
            f"({layer}: {why})."
        )
        self.layer = layer
        self.offset = offset
        self.why = why


class ImageUnreadable(ImageError):
    """The file cannot be opened or read; `offset` is where, or 0."""

    def __init__(self, name: str, offset: int, why: str) -> None:
        place = f" at byte {offset:,}" if offset else ""
        super().__init__(f"The image {name} can’t be read{place}: {why}.")
        self.offset = offset
        self.why = why


class ImageChanged(ImageError):
    """The file changed since it was inspected."""

    hint = "Wait until nothing else writes to it, then start again."

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The image {name} changed while it was used: {why}.")
        self.why = why


class ImageLonger(ImageError):
    """The image turned out larger than the drive, or than it said."""

    def __init__(self, limit: int, *, said: bool = True) -> None:
        larger = "larger than it said" if said else "too large for the drive"
        super().__init__(f"The image is {larger}: it goes on behind byte {limit:,}.")
        self.limit = limit


class PlanError(AppError):
    """Refused before anything was touched."""

    untouched = True


class DriveTooSmall(PlanError):
    """The image needs `need` bytes, the drive has `have`."""

    hint = "Choose a larger drive."

    def __init__(self, need: int, have: int) -> None:
        super().__init__(
            f"The drive is too small: the image needs {need:,} bytes, it has {have:,}."
        )
        self.need = need
        self.have = have


class UnsafeDrive(PlanError):
    """The drive must not be touched; `reason` is a code of `drives.safety`."""

    def __init__(self, drive: str, reason: str, text: str) -> None:
        super().__init__(f"{drive} is not offered: {text}")
        self.drive = drive
        self.reason = reason


class ImageOnDrive(PlanError):
    """The image lies on the drive that it would be written to."""

    hint = "Copy the image to another disk first."

    def __init__(self, drive: str) -> None:
        super().__init__(f"The image is on this drive ({drive}).")
        self.drive = drive


class ImageEmpty(PlanError):
    """There is nothing to write: `length` bytes are less than one sector."""

    def __init__(self, name: str, length: int = 0) -> None:
        holds = f"holds only {length:,} bytes" if length else "is empty"
        super().__init__(f"{name} {holds}: there is nothing to write.")


class ImageTruncated(PlanError):
    """The image says it is `expected` bytes, the file ends at `found`."""

    hint = "The download was cut short: get it again."

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(
            f"This file is not complete: the image says it is {expected:,} bytes, "
            f"but the file ends at {found:,}."
        )
        self.expected = expected
        self.found = found


class ChecksumMismatch(PlanError):
    """The image has another checksum than the one that was given."""

    hint = "The file differs from the one its makers published: download it again."

    def __init__(self, name: str, algorithm: str) -> None:
        super().__init__(f"The {algorithm} checksum of {name} does not match.")


class NotConfirmed(PlanError):
    """The user did not say yes, or typed another name."""


class UsageError(AppError):
    """The words given do not make a command."""


class DriveError(AppError):
    """The drive, while it is used. `drive` is its name."""

    def __init__(self, drive: str, text: str) -> None:
        super().__init__(text)
        self.drive = drive


class DriveGone(DriveError):
    """The drive was unplugged, or its card taken out."""

    hint = "Plug it in again, then start again: a write that was not finished does not boot."

    def __init__(self, drive: str, offset: int = 0) -> None:
        place = f" after {offset:,} bytes" if offset else ""
        super().__init__(drive, f"{drive} was unplugged{place}.")
        self.offset = offset


class DriveBusy(DriveError):
    """Something else uses the drive; `blocker` names it when it is known."""

    def __init__(self, drive: str, blocker: str = "") -> None:
        self.blocker = blocker
        by = f" by {blocker}" if blocker else ""
        super().__init__(drive, f"{drive} is in use{by}. Close it first.")


class DriveReadOnly(DriveError):
    """The drive does not allow writing."""

    hint = "Slide the small switch on the card, or use another drive."

    def __init__(self, drive: str) -> None:
        super().__init__(drive, f"{drive} is write-protected.")


class DriveChanged(DriveError):
    """The opened drive is not the chosen one; `what` differs."""

    hint = "Nothing was changed. Choose the drive again."

    def __init__(self, drive: str, what: str) -> None:
        super().__init__(drive, f"This is not the drive you chose ({drive}): {what}.")
        self.what = what


class NotPermitted(DriveError):
    """Permission was not given."""

    hint = "Writing to a drive needs your password or an administrator’s."

    def __init__(self, drive: str) -> None:
        super().__init__(drive, f"Not started: permission to write to {drive} was not given.")


class NoAgent(DriveError):
    """Nothing on this desktop can ask for the password."""

    hint = "Install and start a polkit agent, or run the command line with sudo."

    def __init__(self, drive: str) -> None:
        super().__init__(drive, f"This desktop can’t ask for permission to write to {drive}.")


class NoService(DriveError):
    """UDisks2, which opens drives for everybody but root, is not there."""

    hint = "Install the package udisks2, or run the command line with sudo."

    def __init__(self, drive: str) -> None:
        super().__init__(
            drive, f"{drive} can’t be opened: UDisks2, the service for that, is not running."
        )


class WriteRefused(DriveError):
    """The drive reports an error while it is written, at byte `offset`."""

    hint = "It is worn out, or the connection is bad: try another port, then another drive."

    def __init__(self, drive: str, offset: int, why: str) -> None:
        super().__init__(drive, f"{drive} refuses to be written at byte {offset:,}: {why}.")
        self.offset = offset


class ReadRefused(DriveError):
    """The drive reports an error while it is read, at byte `offset`."""

    hint = "It is worn out, or the connection is bad: try another port, then another drive."

    def __init__(self, drive: str, offset: int, why: str) -> None:
        super().__init__(drive, f"{drive} can’t be read back at byte {offset:,}: {why}.")
        self.offset = offset


class SyncFailed(DriveError):
    """The drive did not confirm that it stored what it was given. Final: never tried again."""

    hint = "It is worn out, or the connection is bad: try another port, then another drive."

    def __init__(self, drive: str, why: str) -> None:
        super().__init__(drive, f"{drive} did not confirm that it stored everything: {why}.")


class VerifyError(AppError):
    """What was read back differs. `ranges` are (offset, length) in bytes, in order, merged.

    `flaky`: the same place gave different bytes when it was read again.
    """

    hint = "Don’t use this drive to install anything. Try another port, then write again."

    def __init__(self, drive: str, ranges: tuple[tuple[int, int], ...], *, flaky: bool) -> None:
        first = ranges[0][0]
        super().__init__(
            f"{drive} did not keep what was written: reading back found different bytes, "
            f"first at byte {first:,} (sector {first // 512:,})."
        )
        self.drive = drive
        self.ranges = ranges
        self.flaky = flaky


class DriveDiffers(VerifyError):
    """A drive that is only compared does not hold the image. Nobody says that it ever did."""

    hint = "It may hold another image, or a started system may have changed it."

    def __init__(self, drive: str, ranges: tuple[tuple[int, int], ...], *, flaky: bool) -> None:
        super().__init__(drive, ranges, flaky=flaky)
        first = ranges[0][0]
        self.args = (
            f"{drive} differs from the image, first at byte {first:,} (sector {first // 512:,}).",
        )


class Stopped(AppError):
    """The user stopped the job. Nothing failed; the drive is left plainly unfinished."""

    def __init__(self) -> None:
        super().__init__("Stopped.")


class ToolError(AppError):
    """An outside program is missing, failed or took too long."""

    def __init__(self, tool: str, why: str) -> None:
        super().__init__(f"{tool}: {why}.")
        self.tool = tool
