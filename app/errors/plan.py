"""Refused before anything was touched."""

from app.errors.base import AppError


class PlanError(AppError):
    """Refused before anything was touched."""

    untouched = True


class DriveTooSmall(PlanError):
    """The image needs `need` bytes, the drive has `have`. `only_read`: it was to be compared, so it
    was chosen already."""

    hint = "Choose a larger drive."

    def __init__(self, need: int, have: int, *, only_read: bool = False) -> None:
        super().__init__(
            f"The drive can’t hold this image: that has {need:,} bytes, the drive {have:,}."
            if only_read
            else f"The drive is too small: the image needs {need:,} bytes, it has {have:,}."
        )
        if only_read:
            self.hint = "Compare it with the image that was written to it."
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


class NotListed(PlanError):
    """The list of checksums that was named says nothing of the image, or is none."""

    hint = "Name the list that its makers published for it, or none."

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} has no checksum to compare with: {why}.")


class NotComposable(PlanError):
    """No stick can be made of the image's files: `path` is the one that stands in the way, "" where
    it is all of them."""

    def __init__(self, why: str, path: str = "", hint: str = "") -> None:
        super().__init__(f"The files of this image can’t be put on a stick: {why}.")
        if path:
            self.args = (f"“{path}” can’t be put on a stick: {why}.",)
        self.why = why
        self.path = path
        self.hint = hint


class SolidImage(NotComposable):
    """An image of Windows that is packed as a whole: of `size` bytes, `unpacked` ones when it is
    taken apart."""

    def __init__(self, path: str, size: int, unpacked: int) -> None:
        why = "it has more than 4 GiB and is packed as a whole (solid), which can’t be split"
        name = path.rpartition("/")[2]
        hint = (
            f"wimlib can make one of {name} that can be split: “wimlib-imagex export” with "
            "--compress=LZX."
        )
        super().__init__(why, path, hint)
        self.size = size
        self.unpacked = unpacked


class NotAppendable(PlanError):
    """Nothing more can be put on a stick with this image."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(f"Nothing can be added behind this image: {why}.")
        self.why = why
        self.hint = hint


class NotFormattable(PlanError):
    """The drive cannot be made an ordinary one again in the way that was asked for."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(f"The drive can’t be made ready for files: {why}.")
        self.why = why
        self.hint = hint


class NothingKept(PlanError):
    """Nothing can be put back: the old contents were not kept, or are not whole any more."""

    def __init__(self, drive: str) -> None:
        super().__init__(f"Nothing is kept of what was on {drive}.")
        self.drive = drive


class FileThere(PlanError):
    """A file, or a folder, has the name that a file was to get. `unfinished`: it is what an earlier
    backup left behind."""

    hint = "Choose another name, or move it away."

    def __init__(self, name: str, *, unfinished: bool = False) -> None:
        super().__init__(f"{name} is there already, and nothing is overwritten.")
        self.name = name
        self.unfinished = unfinished
        if unfinished:
            self.hint = "With --resume it goes on; or move it away."


class FileOnDrive(PlanError):
    """The file would be put on the drive that is read."""

    hint = "Choose a folder on another disk."

    def __init__(self, drive: str) -> None:
        super().__init__(f"The file would lie on the drive that is read ({drive}).")
        self.drive = drive


class NotItsBackup(PlanError):
    """What an earlier backup left behind holds something else than the drive, first at byte
    `offset`."""

    hint = "Save it under another name."

    def __init__(self, name: str, drive: str, offset: int) -> None:
        super().__init__(
            f"{name} is no backup of {drive}, or that was written to since: they differ at byte "
            f"{offset:,}."
        )
        self.offset = offset


class MapWrong(PlanError):
    """The map of an earlier backup can't be used."""

    hint = "Move it away, and what it belongs to."

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The map {name} can’t be used: {why}.")
        self.why = why


class NoVolume(PlanError):
    """There is no file system of a disc, so nobody says how long an .iso would have to be."""

    hint = "Save it as .img."

    def __init__(self) -> None:
        super().__init__("There is no ISO 9660 or UDF on it, so it can’t be saved as a disc.")


class CopyProtected(PlanError):
    """Films on a disc are protected by `how`."""

    hint = "That is not broken here: what is copied could not be played."

    def __init__(self, how: str) -> None:
        super().__init__(f"This disc is copy-protected ({how}).")
        self.how = how


class NotConfirmed(PlanError):
    """The user did not say yes, or typed another name."""
