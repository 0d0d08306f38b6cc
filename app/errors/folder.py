"""The folder that files of an image are put into."""

import errno
import os

from app.errors.base import AppError
from app.errors.plan import PlanError

_FULL = frozenset(map(os.strerror, (errno.ENOSPC, errno.EDQUOT)))
_TOO_LARGE = os.strerror(errno.EFBIG)


class FolderError(AppError):
    """Nothing, or nothing more, can be put into the `folder`."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(f"The folder {folder} can’t be written to: {why}.")
        self.folder = folder
        self.why = why
        if self.full:
            self.hint = "Make room there."
        elif why == _TOO_LARGE:
            self.hint = "Its file system takes no file this large: choose a folder on another disk."

    @property
    def full(self) -> bool:
        """Whether its disk, or what one may keep there, is."""
        return self.why in _FULL


class NoRoom(PlanError):
    """The files need `need` bytes, its disk has `have`."""

    hint = "Make room there, or choose another folder."

    def __init__(self, folder: str, need: int, have: int) -> None:
        super().__init__(
            f"There is not enough room in {folder}: this needs {need:,} bytes, {have:,} are free."
        )
        self.folder = folder
        self.need = need
        self.have = have


class TooMuchToDrag(PlanError):
    """Files of `size` bytes would have to lie ready before they are let go of."""

    hint = "Take them out into a folder instead."

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size:,} bytes are too much to be dragged: {most:,} are the most.")
        self.size = size
        self.most = most
