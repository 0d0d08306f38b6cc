"""The folder that files of an image are put into."""

from app.errors.base import AppError
from app.errors.plan import PlanError


class FolderError(AppError):
    """Nothing, or nothing more, can be put into the `folder`."""

    def __init__(self, folder: str, why: str) -> None:
        super().__init__(f"The folder {folder} can’t be written to: {why}.")
        self.folder = folder
        self.why = why


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
