"""Whether a drive that refused to be written has turned read-only, which worn-out sticks do for
good: then it refuses as well where it took something before, and can still be read. What it did not
take says nothing about how much it keeps."""

from app.drives.drive import Medium
from app.errors import DiskFull, DriveReadOnly, ReadRefused, WriteRefused
from app.stages.flow import page_aligned, read_all, write_all


class Lock:
    """One for each test; told by any thread of what became of writes."""

    def __init__(self, medium: Medium, drive: str) -> None:
        self._medium, self._drive = medium, drive
        self._taken: int | None = None  # where the drive took something, first of all
        self._refused: int | None = None  # where it refused since it last took anything

    def took(self, offset: int) -> None:
        self._refused = None
        if self._taken is None:
            self._taken = offset

    def refused(self, offset: int) -> None:
        self._refused = offset if self._refused is None else min(self._refused, offset)

    def demand_open(self) -> None:
        """Raises DriveReadOnly. Asks the drive, where the last that it was given was refused, to
        take what it holds already."""
        if self._refused is None:
            return
        place, view = self._taken or 0, page_aligned(self._medium.sector)
        try:
            read_all(self._medium, self._drive, view, place)
        except ReadRefused:
            return
        try:
            write_all(self._medium, self._drive, view, place)
        except DiskFull:
            raise
        except WriteRefused as error:
            raise DriveReadOnly(self._drive, self._refused) from error
