"""What was read back differs."""

from app.errors.base import AppError
from app.errors.diagnosis import Diagnosis, Drift


class VerifyError(AppError):
    """What was read back differs. `ranges` are (offset, length) in bytes, in order, merged.

    `flaky`: the same place gave different bytes when it was read again. `diagnosis` is what that
    seems to mean, once somebody has looked into it. `reached`: bytes of the image that were
    compared, where it was not the whole. `bookkeeping`: only places differ that a computer changes
    by itself when it mounts the drive.
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
        self.diagnosis: Diagnosis | None = None
        self.reached: int | None = None
        self.bookkeeping = False


class DiscDiffers(VerifyError):
    """A disc gives other bytes back than were burned."""

    hint = "Burn it onto another disc. If that differs too, it is the drive."

    def __init__(self, drive: str, ranges: tuple[tuple[int, int], ...], *, flaky: bool) -> None:
        super().__init__(drive, ranges, flaky=flaky)
        first = ranges[0][0]
        self.args = (f"{drive} gives back other bytes than were burned, first at byte {first:,}.",)


class DriveDiffers(VerifyError):
    """A drive that is only compared does not hold the image. Nobody says that it ever did."""

    hint = "It may hold another image, or a started system may have changed it."

    def __init__(self, drive: str, ranges: tuple[tuple[int, int], ...], *, flaky: bool) -> None:
        super().__init__(drive, ranges, flaky=flaky)
        first = ranges[0][0]
        self.args = (
            f"{drive} differs from the image, first at byte {first:,} (sector {first // 512:,}).",
        )


class DriveDrifted(DriveDiffers):
    """It differs, but only where computers write by themselves: `drift` says what that is. It is
    never called verified."""

    hint = "No file of the image was changed."

    def __init__(
        self, drive: str, ranges: tuple[tuple[int, int], ...], drift: tuple[Drift, ...]
    ) -> None:
        super().__init__(drive, ranges, flaky=False)
        self.drift = drift
        found = ", ".join(_DRIFT[each] for each in drift)
        self.args = (f"{drive} is the same as the image but for {found}.",)


_DRIFT = {
    Drift.OPENED: "notes of having been opened",
    Drift.SPACE: "what lies where no file is",
    Drift.FILES: "added files",
    Drift.PARTITION: "an added partition",
    Drift.TABLE: "the place of the partition table’s copy",
    Drift.SIGNATURE: "the number that Windows gives a disk",
}
