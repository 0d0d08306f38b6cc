"""Report and drive become a plan, or a refusal. Nothing is touched here, and nothing is asked
later: a plan is a value that can be shown, tested and confirmed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.display import for_display
from app.drives.drive import DriveInfo, DriveKind
from app.drives.holds import holds_file
from app.drives.told import Told, this_start
from app.errors import (
    DriveTooSmall,
    ImageEmpty,
    ImageOnDrive,
    ImageTruncated,
    NothingKept,
    NotKept,
    PackedDamaged,
    UnsafeDrive,
)
from app.report import PACKED_DAMAGED, Mode, Report

if TYPE_CHECKING:  # the window plans with a source in hand, and starts without all the unpacking
    from app.inspection.unused import Unused
    from app.old_contents import OldContents
    from app.sources.source import Source

SMALLEST_IMAGE = 512  # less than one sector starts nothing

# Above these a drive looks like somebody's storage: its name has to be typed.
LARGE_DRIVE = 256_000_000_000
MANY_FILES = 64_000_000_000
ADDRESS_BITS = 32  # of a sector in an MBR


@runtime_checkable
class Composed(Protocol):
    """A source that is no image but made of one, or of none: what is written is no image's."""

    @property
    def mode(self) -> Mode:
        """Whether its files are put on the stick, or it is copied as it is, with more behind it;
        NONE where there is no image."""

    def steps(self) -> list[str]:
        """What is written, a sentence a line."""


@dataclass(frozen=True, slots=True)
class WritePlan:
    """Write `source` over `drive`. `size` in bytes is None when only unpacking tells it.

    `summed`: the SHA-256 that the image had when it was compared with what was published, "" where
    nobody did: then another one never gets its first sector.

    `resume`: an earlier write of it may have been interrupted, so what the drive holds already is
    read first. `unused`: what of the image may stay as it is on the drive, for nobody needs it.

    `end`: in bytes, what lies behind it is not touched either, for the drive keeps nothing there.
    """

    source: Source
    drive: DriveInfo
    size: int | None
    verify: bool = True
    sha256: bool = True
    resume: bool = False
    summed: str = ""
    unused: Unused | None = None
    end: int | None = None

    def steps(self) -> list[str]:
        """What will happen, a sentence a line."""
        size = f"{self.size:,} bytes" if self.size is not None else "the unpacked image"
        lines = [
            f"Erase everything on {for_display(self.drive.name)} ({for_display(self.drive.node)})",
            f"Write {size} of {for_display(self.source.name)}",
        ]
        from app.sources.source import Remote  # here: whoever made a plan has it already

        if isinstance(self.source, Remote):
            whence = for_display(self.source.host)
            lines[1] = f"{lines[1]}, as it comes from {whence}"
        if isinstance(self.source, Composed):
            lines[1:] = self.source.steps()
        if self.resume:
            lines[1] = f"{lines[1]}, but for what is on it already"
        if left := self.unused.length if self.unused is not None else 0:
            what = "the image does not use"
            if mode_of(self.source) is Mode.NONE:
                what = "are free then"
            lines.append(f"Leave out {left:,} bytes that {what}: old data stays")
        if self.verify:
            lines.append(f"Read every byte {'that was written ' if left else ''}back and compare")
        return lines


@dataclass(frozen=True, slots=True)
class VerifyPlan:
    """Read `drive` and compare it with `source`; nothing is written."""

    source: Source
    drive: DriveInfo
    size: int | None
    sha256: bool = True


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """Put the `old` contents back that a stopped write, or a quick test, overwrote on `drive`.
    `known`: as theirs; else a mark of the test has to be on it."""

    drive: DriveInfo
    old: OldContents
    known: bool = True

    def steps(self) -> list[str]:
        """What will happen, a sentence a line."""
        name = f"{for_display(self.drive.name)} ({for_display(self.drive.node)})"
        if self.old.probed:
            return [
                f"Look whether {name} is as the test left it, at {self.old.size:,} bytes",
                "Put back what was there, wherever one of its marks is",
                "Read all of that back and compare",
            ]
        return [
            f"Look whether {name} is as the stopped write left it",
            f"Put back the {self.old.size:,} bytes that it overwrote",
            "Read them back and compare",
        ]


def mode_of(source: Source) -> Mode:
    return source.mode if isinstance(source, Composed) else Mode.EXACT


Plan = WritePlan | VerifyPlan | UndoPlan


def plan_write(
    source: Source,
    report: Report,
    drive: DriveInfo,
    *,
    verify: bool = True,
    sha256: bool = True,
    resume: bool = False,
    summed: str = "",
    unused: Unused | None = None,
) -> WritePlan:
    """What is known by its checksum is always summed up; what a block map has checksums of is not
    summed up once more, for a sum of all says nothing of a drive that holds parts. Raises
    ImageEmpty, ImageTruncated, PackedDamaged, UnsafeDrive, ImageOnDrive, DriveTooSmall."""
    demand_whole(report)
    demand_offered(drive)
    demand_elsewhere(source, drive)
    _demand_room(source, drive)
    mapped = unused is not None and unused.map is not None and bool(unused.runs)
    return WritePlan(
        source,
        drive,
        source.size,
        verify=verify,
        sha256=bool(summed) or (sha256 and not mapped),
        resume=resume,
        summed=summed,
        unused=unused,
    )


def plan_undo(drive: DriveInfo, old: OldContents) -> UndoPlan:
    """Raises UnsafeDrive, and NothingKept when what is kept is surely not this drive's: then
    nothing was. A drive without a serial number has to be plugged in still, since two of a kind
    that were begun with one image look the same; but nobody else has the marks of a test."""
    demand_offered(drive)
    same = (drive.identity.diskseq, this_start()) == (old.diskseq, old.start)
    known = old.drive.certain or (same and old.diskseq is not None)
    if old.drive != Told.of(drive) or not (known or old.probed):
        raise NothingKept(drive.name)
    return UndoPlan(drive, old, known)


def plan_verify(
    source: Source, report: Report, drive: DriveInfo, *, sha256: bool = True
) -> VerifyPlan:
    """Reading harms nothing, so any drive will do. Raises ImageEmpty, ImageTruncated,
    PackedDamaged, DriveTooSmall."""
    demand_whole(report)
    _demand_room(source, drive, only_read=True)
    return VerifyPlan(source, drive, source.size, sha256=sha256)


def name_to_type(drive: DriveInfo) -> str | None:
    """The name that must be typed before this drive is erased; None for an ordinary stick."""
    looks_like_storage = (
        drive.asked_for
        or drive.size > LARGE_DRIVE
        or drive.kind in (DriveKind.EXTERNAL_SSD, DriveKind.EXTERNAL_DISK, DriveKind.INTERNAL)
        or drive.files > MANY_FILES
    )
    if not looks_like_storage or drive.kind is DriveKind.VIRTUAL:
        return None
    labels = [part.label for part in drive.partitions]
    names = (name for text in (*labels, drive.vendor, drive.model) if (name := _typable(text)))
    return next(names, drive.node)


def reach(report: Report, drive: DriveInfo) -> int | None:
    """How many bytes of the drive the image's partition table can speak of; None where that is all
    of it. The addresses of an MBR have 32 bits, so its partitions never grow beyond that; a GPT
    beside it has 64, and what has no table is no partition."""
    limit = drive.sector << ADDRESS_BITS
    only_mbr = "mbr" in report.partition_tables and "gpt" not in report.partition_tables
    return limit if only_mbr and drive.size > limit else None


def several_to_type(drives: Sequence[DriveInfo]) -> str:
    """What must be typed before several drives are erased: how many, then the names of those that
    look like somebody's storage. "3", or "3, Backup 2024"."""
    names = [name for drive in drives if (name := name_to_type(drive)) is not None]
    return ", ".join([str(len(drives)), *names])


def _typable(text: str) -> str:
    """The text as it is shown, if that can be typed: no label of blanks, for which nothing would
    have to be typed, and none with signs that no keyboard has."""
    plain = unicodedata.normalize("NFC", text).strip()
    return plain if for_display(text) == plain else ""


def confirms(typed: str, name: str) -> bool:
    """Whether what was typed is the name: case and outer spaces do not count."""
    return typed.strip().casefold() == name.strip().casefold()


def demand_offered(drive: DriveInfo) -> None:
    """Raises UnsafeDrive."""
    if drive.reasons:
        reason = drive.reasons[0]
        raise UnsafeDrive(drive.name, reason.code, reason.text)


def demand_whole(report: Report) -> None:
    """Raises ImageEmpty, ImageTruncated, PackedDamaged: there is nothing the user can say against
    that."""
    if report.size is not None and report.size < SMALLEST_IMAGE:
        raise ImageEmpty(report.name, report.size)
    if report.truncated and report.expected_size is not None:
        raise ImageTruncated(report.expected_size, report.size or 0)
    demand_undamaged(report)


def demand_undamaged(report: Report) -> None:
    """Raises PackedDamaged where looking into the packed file told already that it is."""
    found = next((each for each in report.findings if each.code == PACKED_DAMAGED), None)
    if found is not None:
        raise PackedDamaged("/".join(report.layers), found.offset or 0, "", noticed=found.text)


def demand_elsewhere(source: Source, drive: DriveInfo) -> None:
    """Raises ImageOnDrive when writing would eat the image itself."""
    from app.sources.source import files_of  # as above

    if any(holds_file(drive, path) for path in files_of(source)):
        raise ImageOnDrive(drive.name)


def demand_kept_elsewhere(path: Path, drive: DriveInfo) -> None:
    """Raises NotKept when a copy of what is fetched would be eaten by writing it."""
    if any(holds_file(drive, each) for each in (path, path.parent)):
        raise NotKept(path.name, "it would lie on the drive that is erased")


def _demand_room(source: Source, drive: DriveInfo, *, only_read: bool = False) -> None:
    if source.size is not None and source.size > drive.size:
        raise DriveTooSmall(source.size, drive.size, only_read=only_read)
