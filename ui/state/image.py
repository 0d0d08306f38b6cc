"""What the window knows of the image."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, ManyImages
from app.report import PACKED_DAMAGED, Answer, Mode, Report
from ui.offers import WebLink
from ui.state.checksum import UNKNOWN, Checksum

if TYPE_CHECKING:
    from app.inspection.appended import Additions
    from app.sources.answers import Answers
    from app.sources.formatted import Format
    from app.sources.source import Source
    from app.sources.windows import Rebuilt
    from ui.state.backup import Backup

QUIET = 0.3  # seconds of reading before the window says that it reads

# Findings after which there is nothing to write, whatever the user says.
_NO_IMAGE = ("empty-file", "not-an-image")
_NOT_WHOLE = ("truncated", PACKED_DAMAGED)


@dataclass(frozen=True, slots=True)
class NoImage:
    """The window waits for one."""


NO_IMAGE = NoImage()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file is inspected. Until `since` + QUIET the window goes on showing `before`."""

    path: Path
    size: int
    number: int  # of the question: an answer to an older one is dropped
    since: float
    before: Image
    member: str = ""  # of an archive of several images
    link: WebLink | None = None  # of one on the web; its path leads nowhere


@dataclass(frozen=True, slots=True)
class Converting:
    """A part of the image is converted: bytes done, of how many."""

    number: int  # of the question: an answer to an older one is dropped
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Probing:
    """How a drive is tested: in places all over it, which get back what they held, or `every_byte`,
    which erases it."""

    every_byte: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """What keeps more from being added behind an image: packages that are not installed, "" for
    none, and a check of the medium that would fail afterwards. `word`: with which word a live
    system has to be started. `no_answers`: why a board's system would pass them by, "" where it
    would not."""

    for_ext4: str = ""
    for_exfat: str = ""
    check_fails: bool = False
    word: str = ""
    no_answers: str = ""


@dataclass(frozen=True, slots=True)
class Inspected:
    """`on`: keys of the drives that the file lies on; they can't be written. `answers`: what
    Windows Setup is answered, where that was chosen. One on the web has a `link`, a path that leads
    nowhere, and is kept in the file `keep` as well, where that was chosen. `more`: what is added
    behind it, where anything was chosen; `rest`: what can be, once somebody wanted to know.
    `format`: there is no image, and the drive is made ready for files; `probing`: it is tested;
    `backup`: nor is there one yet, for the drive is saved to it.
    `converting`: how far that is, or why it failed; `rebuilt`: what came of it.
    `booted`: by which firmware of a virtual machine it was seen to start."""

    path: Path
    source: Source
    report: Report
    on: frozenset[str] = frozenset()
    member: str = ""  # the image's name in an archive of several
    checksum: Checksum = UNKNOWN
    answers: Answers | None = None
    link: WebLink | None = None
    keep: Path | None = None
    more: Additions | None = None
    rest: Rest | None = None
    format: Format | None = None
    probing: Probing | None = None
    backup: Backup | None = None
    converting: Converting | AppError | None = None
    rebuilt: Rebuilt = field(default_factory=dict)
    booted: frozenset[str] = frozenset()

    @property
    def comparable(self) -> bool:
        """Whether all of its file passes by when it is written from the web: of an archive only a
        part does, and that can be neither summed up nor kept."""
        return bool(getattr(self.source, "whole", True))

    @property
    def size(self) -> int:
        """Of the file."""
        return self.source.identity.size

    @property
    def is_one(self) -> bool:
        """Whether it is an image, be it whole or not: then what was published is about it."""
        return not any(self.report.has(code) for code in _NO_IMAGE)

    @property
    def summed_by_makers(self) -> bool:
        """Whether there is a checksum in it by which it can be checked for damage here and now. One
        on the web comes only once, when it is written."""
        return self.link is None and self.report.has("implanted-checksum")

    @property
    def writable(self) -> bool:
        """Whether it may be written at all, if only "anyway"."""
        return self.is_one and not any(self.report.has(code) for code in _NOT_WHOLE)

    @property
    def composes(self) -> bool:
        """Whether not the image is written, but a stick made of its files."""
        return self.report.stick is not None

    @property
    def as_it_is(self) -> bool:
        """Whether the image is written, and nothing made of it: of that nothing is published."""
        return not self.composes and self.more is None and not self.tool

    @property
    def tool(self) -> bool:
        """Whether there is no image, and a tool has its place."""
        return any(each is not None for each in (self.format, self.probing, self.backup))

    @property
    def erases(self) -> bool:
        """Whether nothing is left of what was on the drive."""
        return self.probing is None or self.probing.every_byte

    @property
    def length(self) -> int | None:
        """Bytes that are written, None where nobody knows. What is composed differs by some MB from
        drive to drive."""
        stick = self.report.stick
        return stick.report.size if stick is not None else self.source.size

    @property
    def starts(self) -> bool:
        """Whether a stick with it starts any computer, or the board it is for. A plain copy of a
        Windows installer is counted as one that does not."""
        if self.report.mode is Mode.WINDOWS:
            stick = self.report.stick
            return stick is not None and stick.report.boots.from_usb
        return self.report.boots.from_usb or self.report.has("board-image")

    @property
    def discouraged(self) -> bool:
        """Whether writing needs "Write anyway…": one would expect it to start, and it would not. An
        image that only holds files promises nothing."""
        boots, report = self.report.boots, self.report
        paths = (boots.bios_cd, *boots.uefi_cd.values())
        from_disc = any(path.answer is not Answer.NO for path in paths)
        promises = from_disc or report.mode is Mode.WINDOWS or report.has("nothing-recognised")
        return self.writable and not self.starts and promises

    @property
    def needs_anyway(self) -> bool:
        """Whether it is written only when the user insists."""
        return self.discouraged or (self.writable and self.checksum.wrong)

    def halted(self) -> Inspected:
        """As it is while nobody reads it."""
        return replace(self, checksum=self.checksum.halted(), converting=None)


@dataclass(frozen=True, slots=True)
class Unusable:
    """The file could not be opened as an image."""

    path: Path
    size: int
    error: AppError
    link: WebLink | None = None
    member: str = ""

    @property
    def members(self) -> tuple[tuple[str, int | None], ...]:
        """Names and lengths to choose from, of an archive of several images."""
        if not isinstance(self.error, ManyImages):
            return ()
        sizes = self.error.sizes or (None,) * len(self.error.names)
        return tuple(zip(self.error.names, sizes, strict=True))


Image = NoImage | Reading | Inspected | Unusable


def visible(image: Image, now: float) -> Image:
    """What is shown: nothing of a reading that takes no longer than a blink."""
    if isinstance(image, Reading) and now < image.since + QUIET:
        return visible(image.before, now)
    return image
