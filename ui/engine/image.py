"""What is asked about an image."""

from __future__ import annotations

import threading
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo
from app.errors import AppError, ImageError
from app.report import Mode, Report
from app.report.places import WrongPlace
from ui.offers import WebLink
from ui.plans import as_written
from ui.state.image import Inspected, Rest

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison, Published, Search
    from app.checksums.hashing import Step
    from app.inspection.media_check import MediaCheck, Progress
    from app.sources.origin import Origin
    from app.sources.solid_wim import Converting
    from app.sources.source import Source
    from app.sources.windows import Rebuilt

_LOOKING = threading.Lock()  # an image is looked into by one thread at a time


def inspect_file(path: Path, member: str = "") -> tuple[Source, Report]:
    """`member`: which image of an archive. Raises ImageError, ManyImages."""
    from app.inspection import inspect
    from app.sources import open_source

    source = open_source(path, member or None)
    report = inspect(source)
    if report.mode is not Mode.WINDOWS:
        return source, report
    from app.inspection.windows_stick import with_stick

    return source, with_stick(source, report)


def fetched(link: WebLink, member: str, stopped: threading.Event) -> tuple[Source, Report]:
    """Looks into an image on the web. Raises AddressRefused, NotFetched, Stopped, ImageError,
    ManyImages."""
    from app.inspection import inspect
    from app.sources.web import composed_of_files, open_web

    source = open_web(link.url, member or None, plain=link.plain, stopped=stopped)
    report = inspect(source)
    if report.mode is Mode.WINDOWS:
        raise composed_of_files()
    return source, report


def listed_beside(source: Source) -> Search:
    """What is published beside an image on the web. Raises NotFetched, AddressRefused."""
    from app.checksums.on_web import list_beside
    from app.sources.web import WebSource

    if not isinstance(source, WebSource):
        raise TypeError(source)
    return list_beside(source)


def published(source: Source) -> tuple[Search, Origin | None]:
    """What was published about the image, and where it came from."""
    from app.checksums.comparison import search
    from app.sources.origin import origin_of

    return search(source), origin_of(source.path)


def compared(source: Source, published: tuple[Published, ...]) -> Generator[Step, None, Comparison]:
    """Raises ImageError."""
    from app.checksums.algorithm import Algorithm
    from app.checksums.comparison import compare

    return compare(source, published, [Algorithm.SHA256])  # by which it is known again


def looked_for_damage(source: Source) -> Generator[Progress, None, MediaCheck | None]:
    """Compares the image with the checksum that its makers left in it. Raises ImageError."""
    from app.inspection.media_check import check_implanted

    return check_implanted(source)


def converted(
    source: Source, report: Report
) -> Generator[Converting, None, tuple[Report, Rebuilt]]:
    """Does what the report says is needed before a stick can be made. Raises FolderError, NoRoom,
    ToolError, ImageError, NotComposable."""
    from app.inspection.windows_stick import converted, with_stick

    if report.conversion is None:
        raise TypeError(report)
    rebuilt = yield from converted(source, report.conversion.path)
    return with_stick(source, report, rebuilt), rebuilt


def is_unchanged(source: Source) -> bool:
    """Whether the image's file is still the one that was opened."""
    from app.sources.source import demand_unchanged

    try:
        demand_unchanged(source)
    except ImageError:
        return False
    return True


def failed_places(
    image: Inspected, drives: Sequence[DriveInfo], ranges: tuple[tuple[int, int], ...]
) -> tuple[WrongPlace, ...]:
    from app.inspection.places import places

    if image.tool:  # there is no file in it
        return tuple(WrongPlace(*each) for each in ranges)
    with _LOOKING:
        try:
            source = as_written(image, drives).source
        except AppError:  # an image that is gone names nothing
            return tuple(WrongPlace(*each) for each in ranges)
        return places(source, ranges)


def rest_of_stick(image: Inspected) -> Rest:
    """What keeps more from being added behind the image. Raises ImageError."""
    from app.inspection.answered import why_none
    from app.inspection.appended import boot_word, check_would_fail
    from app.report import Role
    from app.sources.layout_table import Holds
    from app.sources.new_volumes import missing

    with _LOOKING:
        fails = check_would_fail(image.source)
        why = why_none(image.source) if image.report.role is Role.BOARD else ""
    return Rest(
        missing(Holds.EXT4),
        missing(Holds.EXFAT),
        check_fails=fails,
        word=boot_word(image.report.system),
        no_answers=why,
    )


def answers_in(path: Path) -> Mapping[str, bytes]:
    """The files for cloud-init, of a folder or a file. Raises UsageError."""
    from app.commands import rest_of_stick

    return rest_of_stick.answers_in(path)
