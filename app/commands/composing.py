"""What the command line does with a Windows installer: it is not copied, a stick is composed of its
files. `--exact` asks for the copy all the same."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.display import for_display
from app.errors import UsageError
from app.events import Warned
from app.report import Mode, Report
from app.sources.answers import NAME, Answers, Region, why_no_account

if TYPE_CHECKING:
    from app.drives.drive import DriveInfo
    from app.sources.source import Source

NO_LOADER = (
    "The disc has no loader for UEFI (its folder efi/boot is missing), as those of Windows 7 and "
    "older: no computer would start from the stick."
)
ONLY_WHAT_IS_USED = "A Windows stick is written only where it is used, also without --skip-unused."


@dataclass(frozen=True, slots=True)
class Made:
    """What will be written, with the report on it. `summed`: the SHA-256 that it has to have."""

    source: Source
    report: Report
    summed: str = ""


def composes(report: Report, given: Namespace) -> bool:
    return report.mode is Mode.WINDOWS and not given.exact


def room_for(source: Source, report: Report, given: Namespace) -> int | None:
    """How large a virtual stick is that is made for it, in bytes; None where nobody knows."""
    if not composes(report, given):
        return source.size
    from app.inspection import windows_stick  # here, and below, for it is seldom needed

    return windows_stick.room_for(source)


def made_for(
    image: Made, drives: Sequence[DriveInfo], given: Namespace, warnings: list[Warned]
) -> Made:
    """The image itself, or a stick composed of its files for the smallest of the drives. What is
    composed has no published checksum. Raises NotComposable, DriveTooSmall, ImageError, and
    UsageError for answers where there is nothing to answer."""
    answers = answers_given(given)
    if not composes(image.report, given):
        if answers:
            raise UsageError("Answers for Setup need a Windows installer, and no --exact.")
        return image
    from app.inspection.windows_stick import composed

    smallest = min(drives, key=lambda drive: drive.size)
    sector = max(drive.sector for drive in drives)
    source, stick = composed(image.source, image.report, smallest.size, sector, answers)
    if not stick.loader:
        warnings.append(Warned("no-uefi-loader", NO_LOADER))
    if getattr(given, "skip_unused", False):
        warnings.append(Warned("all-in-use", ONLY_WHAT_IS_USED))
    return Made(source, stick.report)


def answers_given(given: Namespace) -> Answers:
    """Raises UsageError for an account that Windows would not make."""
    if given.account is not None and (why := why_no_account(given.account)):
        raise UsageError(f"“{given.account}” can’t be the name of an account: {why}.")
    region = Region()
    if given.regional:
        from app.commands.region import region_here  # here, for it is seldom needed

        region = region_here()
    return Answers(
        any_pc=given.any_pc,
        account=given.account or "",
        private=given.private,
        unencrypted=given.unencrypted,
        region=region,
    )


def answers_in(source: Source) -> str | None:
    """The text of the file that is added for Setup; None where there is none."""
    return getattr(source, "answers", "") or None


def show_answers(source: Source) -> None:
    """What will be in it, line by line."""
    if text := answers_in(source):
        print(f"What will be in {NAME}:")
        for line in text.splitlines():
            indent = " " * (5 + len(line) - len(line.lstrip()))
            print(indent + for_display(line.strip(), 200))
