"""What the command line writes where that is not the image alone: a stick composed of a Windows
installer's files, unless `--exact` asks for the copy all the same, or an image with more behind it
(`app.commands.rest_of_stick`)."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.commands.bars import to_end
from app.commands.rest_of_stick import additions, asked_for, room_behind, unlike_answers
from app.display import for_display
from app.errors import DriveTooSmall, SolidImage, ToolError, UsageError
from app.events import Warned
from app.report import UNASKED, Conversion, Mode, Report
from app.sources.answers import NAME, Answers, Region, why_no_account

if TYPE_CHECKING:
    from app.drives.drive import DriveInfo
    from app.inspection.unused import Unused
    from app.sources.source import Source
    from app.sources.windows import Rebuilt

NO_LOADER = (
    "The disc has no loader for UEFI (its folder efi/boot is missing), as those of Windows 7 and "
    "older: no computer would start from the stick."
)
OTHER_ENDS = (
    "The drives are not of one size: on all but the smallest, the copy of the partition table is "
    "not at the end, which programs for partitions will want to mend."
)
ONLY_WHAT_IS_USED = "A Windows stick is written only where it is used, also without --skip-unused."


@dataclass(frozen=True, slots=True)
class Made:
    """What will be written, with the report on it. `summed`: the SHA-256 that it has to have;
    `unused`: what of it need not be on the drive. `sums`: whether its SHA-256 tells anybody
    anything; not where free places keep what they had, and no two are the same."""

    source: Source
    report: Report
    summed: str = ""
    unused: Unused | None = None
    sums: bool = True


def composes(report: Report, given: Namespace) -> bool:
    return report.mode is Mode.WINDOWS and not given.exact


def room_for(source: Source, report: Report, given: Namespace) -> int | None:
    """How large a virtual stick is that is made for it, in bytes; None where nobody knows."""
    if not composes(report, given):
        return room_behind(source.size, given)
    from app.inspection import windows_stick  # here, and below, for it is seldom needed

    return windows_stick.room_for(source, converted=given.convert)


def made_for(
    image: Made, drives: Sequence[DriveInfo], given: Namespace, warnings: list[Warned]
) -> Made:
    """The image itself, or with more behind it, or a stick composed of its files, for the smallest
    of the drives. What is composed has no published checksum. Raises NotComposable, NotAppendable,
    DriveTooSmall, ImageError, ToolError, and UsageError for answers where there is nothing to
    answer."""
    warnings += own_answers(image.report)
    answers = answers_given(given)
    windows = composes(image.report, given)
    if answers and not windows:
        raise UsageError("Answers for Setup need a Windows installer, and no --exact.")
    if asked_for(given):
        if windows:
            raise UsageError("A Windows stick is one partition: nothing can be added behind it.")
        return _with_more(image, drives, given, warnings)
    if not windows:
        return image
    from app.inspection.windows_stick import composed

    size, sector = _fits_all(drives)
    try:
        source, stick = composed(image.source, image.report, size, sector, answers)
    except SolidImage as error:
        rebuilt = _converted(image, error, size, given)
        source, stick = composed(image.source, image.report, size, sector, answers, rebuilt)
    if not stick.loader:
        warnings.append(Warned("no-uefi-loader", NO_LOADER))
    if getattr(given, "skip_unused", False):
        warnings.append(Warned("all-in-use", ONLY_WHAT_IS_USED))
    return Made(source, stick.report)


def own_answers(report: Report) -> list[Warned]:
    """What nobody is asked about once Windows Setup goes by what the disc brings."""
    found = (each for each in report.findings if each.code in UNASKED)
    return [Warned(each.code, each.text) for each in found]


def _converted(image: Made, solid: SolidImage, size: int, given: Namespace) -> Rebuilt:
    """What can be put on a drive of `size` bytes in place of an image that is packed as a whole.
    Raises the error itself where nobody asked for that, and what converting raises."""
    from app.doctor.packages import WIMLIB
    from app.inspection.windows_stick import converted
    from app.sources.solid_wim import PROGRAM, conversion

    needed = conversion(solid)
    if not given.convert:
        if not needed.missing:
            solid.hint = f"With --convert it is converted first: that takes {in_words(needed)}."
        raise solid
    if needed.missing:
        raise ToolError(PROGRAM, "it is not installed", WIMLIB.hint())
    if size < solid.size:
        raise DriveTooSmall(solid.size, size)
    if not given.json:
        print(f"{for_display(solid.path)} is converted first, which takes {in_words(needed)}.")
    return to_end(converted(image.source, solid.path), "Converting")


def in_words(needed: Conversion) -> str:
    """The time and the room that converting takes."""
    minutes = max(1, round(needed.seconds / 60))
    about = "about a minute" if minutes == 1 else f"about {minutes:,} minutes"
    return f"{about}, and up to {needed.room:,} bytes in {for_display(needed.folder, 200)}"


def _with_more(
    image: Made, drives: Sequence[DriveInfo], given: Namespace, warnings: list[Warned]
) -> Made:
    from app.inspection.appended import appended

    added = additions(given)
    size, sector = _fits_all(drives)
    made = appended(image.source, image.report, size, sector, added)
    warnings += made.warnings
    if (unlike := unlike_answers(added)) is not None:
        warnings.append(unlike)
    if (made.source.size or 0) > size - sector and any(drive.size > size for drive in drives):
        warnings.append(Warned("copy-not-at-end", OTHER_ENDS))
    return Made(made.source, image.report, unused=made.unused, sums=False)


def _fits_all(drives: Sequence[DriveInfo]) -> tuple[int, int]:
    """The size of the smallest, and the largest of their sectors, in bytes."""
    return min(drive.size for drive in drives), max(drive.sector for drive in drives)


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
