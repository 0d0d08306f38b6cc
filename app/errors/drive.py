"""The drive, while it is used."""

from app.errors.base import AppError


class DriveError(AppError):
    """The drive, while it is used. `drive` is its name."""

    def __init__(self, drive: str, text: str) -> None:
        super().__init__(text)
        self.drive = drive


class DriveGone(DriveError):
    """The drive was unplugged, or its card taken out; what was asked for then began at byte
    `offset`, which tells nothing of how much came before."""

    hint = "Plug it in again, then start again."
    remedy = "Plug it in again."  # and nothing of what comes after that

    def __init__(self, drive: str, offset: int = 0) -> None:
        place = f" at byte {offset:,}" if offset else ""
        super().__init__(drive, f"{drive} was unplugged{place}.")
        self.offset = offset


class StickFileGone(DriveGone):
    """Nobody unplugs a file that plays a drive: whoever looks for it does not find it where it was,
    or not as long as it was."""

    hint = "Put it back as it was, then start again."
    remedy = "Put it back as it was."

    def __init__(self, drive: str, offset: int = 0) -> None:
        super().__init__(drive, offset)
        self.args = (f"{drive} was renamed, deleted, replaced or resized meanwhile.",)


class DriveInDoubt(DriveGone):
    """The computer slept since the drive was chosen: nobody can tell whether it is still the same,
    so it is gone as far as writing goes. `offset`: how far that had come."""

    hint = "Choose the drive anew and start again."
    remedy = "Choose the drive anew."

    def __init__(self, drive: str, offset: int = 0) -> None:
        super().__init__(drive, offset)
        self.args = (
            f"The computer slept, and after that another drive may have the place of {drive}.",
        )


class DriveBusy(DriveError):
    """Something else uses the drive; `blocker` names it when it is known."""

    def __init__(self, drive: str, blocker: str = "") -> None:
        self.blocker = blocker
        by = f" by {blocker}" if blocker else ""
        super().__init__(drive, f"{drive} is in use{by}. Close it first.")


class DriveReadOnly(DriveError):
    """The drive does not allow writing; with an `offset`, no more from that byte on."""

    hint = "Slide the small switch on the card, or use another drive."

    def __init__(self, drive: str, offset: int | None = None) -> None:
        super().__init__(drive, f"{drive} is write-protected.")
        self.offset = offset
        if offset is not None:
            self.args = (
                f"{drive} has become write-protected: it takes no data from byte {offset:,} on.",
            )
            self.hint = (
                "Many sticks turn read-only for good when they are worn out. What is on it can "
                "still be read."
            )


class DriveChanged(DriveError):
    """The opened drive is not the chosen one; `what` differs."""

    hint = "Nothing was changed. Choose the drive again."

    def __init__(self, drive: str, what: str) -> None:
        super().__init__(drive, f"This is not the drive you chose ({drive}): {what}.")
        self.what = what


class NotAsLeft(DriveError):
    """The drive does not hold what the stopped write left on it, or the quick test (`probed`),
    first at byte `offset`: putting anything back would destroy what somebody else wrote since, or
    it is another drive."""

    hint = "Nothing was changed."

    def __init__(self, drive: str, offset: int, *, probed: bool = False) -> None:
        super().__init__(
            drive, f"{drive} is not as the stopped write left it, first at byte {offset:,}."
        )
        self.offset = offset
        self.probed = probed
        if probed:
            self.args = (f"{drive} is not as the test left it, first at byte {offset:,}.",)
            self.hint = "Nothing was changed. A drive that is worn out looks so as well."


class NotPermitted(DriveError):
    """Permission was not given. `dismissed`: whoever was asked for a password closed the question.
    A wrong password and a rule that forbids it look the same from here: UDisks2 says one word for
    both."""

    hint = "Writing to a drive needs your password or an administrator’s."

    def __init__(self, drive: str, *, write: bool = True, dismissed: bool = False) -> None:
        self.dismissed = dismissed
        if dismissed:
            super().__init__(drive, f"Not started: the question who may use {drive} was closed.")
        elif write:
            super().__init__(drive, f"Not started: permission to write to {drive} was not given.")
        else:
            super().__init__(drive, f"Not started: permission to read {drive} was not given.")
            self.hint = "Reading a drive needs your password or an administrator’s."


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


class NotEjected(DriveError):
    """The drive is plugged in and has power, and nobody here can change that. Nothing is wrong with
    what is on it: whoever ejects has it read back and stored by then."""

    hint = "What is on it is stored: unplug it when its light no longer flickers."

    def __init__(self, drive: str) -> None:
        super().__init__(drive, f"This computer can’t eject {drive} for you.")


class WriteRefused(DriveError):
    """The drive reports an error while it is written, at byte `offset`."""

    hint = "It is worn out, or the connection is bad: try another port, then another drive."

    def __init__(self, drive: str, offset: int, why: str) -> None:
        super().__init__(drive, f"{drive} refuses to be written at byte {offset:,}: {why}.")
        self.offset = offset


class DiskFull(WriteRefused):
    """The disk under a virtual stick has no room left at byte `offset`: its file takes room only
    where something was written."""

    hint = "Make room on the disk that its file is on, or make the virtual stick on another one."

    def __init__(self, drive: str, offset: int) -> None:
        super().__init__(drive, offset, "its disk is full")


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
