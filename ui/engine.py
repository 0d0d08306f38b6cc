"""The calls into the engine that the window makes, each on a thread of its own.

They are values, so that a test hands in a drive that fails. Nothing is imported before it is
called: the first frame does not wait for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import Drive, DriveInfo
from app.errors import AppError, ImageError
from app.report import Mode, Report
from app.report.places import WrongPlace
from ui.offers import WebLink
from ui.plans import as_written
from ui.state.drive_list import key_of
from ui.state.image import Inspected, Rest

if TYPE_CHECKING:
    from app.burning.drives import DiscDrive
    from app.checksums.comparison import Comparison, Published, Search
    from app.checksums.hashing import Step
    from app.inside.mounted import Mounted
    from app.inspection.media_check import MediaCheck, Progress
    from app.journal import Unfinished
    from app.sources.answers import Region
    from app.sources.layout_table import Holds
    from app.sources.origin import Origin
    from app.sources.solid_wim import Converting
    from app.sources.source import Source
    from app.sources.windows import Rebuilt
    from ui.looking import Look


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


def drives_with(path: Path, drives: tuple[DriveInfo, ...]) -> frozenset[str]:
    """Keys of the drives that the file lies on."""
    from app.drives import holds_file

    return frozenset(key_of(drive) for drive in drives if holds_file(drive, path))


def opened(drive: DriveInfo) -> Drive:
    """The back end for the drive; nothing is opened yet."""
    from app.drives import drive_of

    return drive_of(drive)


def made_stick(path: Path, size: int) -> DriveInfo:
    """Raises DriveError."""
    from app.drives.image_file import virtual_stick

    return virtual_stick(path, size).info


def watched(stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
    from app.drives.watch import watch

    return watch(stopped)


_LOOKING = threading.Lock()  # an image is looked into by one thread at a time


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


def unfinished() -> tuple[Unfinished, ...]:
    from app import journal

    journal.tidy()
    return journal.unfinished()


def handed_over(key: str) -> tuple[str, ...]:
    from app.desktop import handed_over

    return handed_over(key)


def can_play_sounds() -> bool:
    from app.sound import can_play

    return can_play()


def played(*, good: bool) -> None:
    from app.sound import Sound, play

    play(Sound.DONE if good else Sound.FAILED)


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


def disc_drives() -> tuple[DiscDrive, ...]:
    """Those that an image could be burned with. Raises NoDisc."""
    from app.burning.drives import disc_drives
    from app.burning.plan import demand_xorriso

    demand_xorriso()
    return disc_drives()


def lacking() -> tuple[tuple[Holds, str], ...]:
    """The file systems that can't be made here, each with the package that would make them."""
    from app.sources.layout_table import Holds
    from app.sources.new_volumes import missing

    return tuple((holds, package) for holds in Holds if (package := missing(holds)))


def region() -> Region:
    """This computer's language, keyboard and time zone, as Windows calls them."""
    from app.commands.region import region_here

    return region_here()


def looked_into(source: Source, stopped: threading.Event) -> Look:
    """Raises ImageError, Stopped."""
    from ui.looking import Look

    return Look(source, stopped)


def mounted(source: Source) -> tuple[Mounted, ...]:
    """What of it is mounted now."""
    from app.inside.mount import mounted_of

    return mounted_of(source.path)


def all_mounted() -> tuple[Mounted, ...]:
    """Of whichever image."""
    from app.inside.mount import listed

    return listed()


def mount(source: Source) -> tuple[Mounted, ...]:
    """All of it, with a reader of its own. Raises NotMountable, ImageError."""
    from app.inside import mount
    from app.sources import open_source
    from app.sources.source import demand_unchanged

    demand_unchanged(source)
    return mount.mount(open_source(source.path))


def unmount(points: tuple[Mounted, ...]) -> None:
    """Raises StillInUse, NotMountable."""
    from app.inside import mount

    mount.unmount(points)


@dataclass(frozen=True, slots=True)
class Engine:
    inspect: Callable[[Path, str], tuple[Source, Report]] = inspect_file
    fetch: Callable[[WebLink, str, threading.Event], tuple[Source, Report]] = fetched
    listed_beside: Callable[[Source], Search] = listed_beside
    published: Callable[[Source], tuple[Search, Origin | None]] = published
    rest_of_stick: Callable[[Inspected], Rest] = rest_of_stick
    answers_in: Callable[[Path], Mapping[str, bytes]] = answers_in
    region: Callable[[], Region] = region
    lacking: Callable[[], tuple[tuple[Holds, str], ...]] = lacking
    disc_drives: Callable[[], tuple[DiscDrive, ...]] = disc_drives
    compare: Callable[[Source, tuple[Published, ...]], Generator[Step, None, Comparison]] = compared
    look: Callable[[Source, threading.Event], Look] = looked_into
    mounted: Callable[[Source], tuple[Mounted, ...]] = mounted
    all_mounted: Callable[[], tuple[Mounted, ...]] = all_mounted
    mount: Callable[[Source], tuple[Mounted, ...]] = mount
    unmount: Callable[[tuple[Mounted, ...]], None] = unmount
    look_for_damage: Callable[[Source], Generator[Progress, None, MediaCheck | None]] = (
        looked_for_damage
    )
    convert: Callable[[Source, Report], Generator[Converting, None, tuple[Report, Rebuilt]]] = (
        converted
    )
    drives_with: Callable[[Path, tuple[DriveInfo, ...]], frozenset[str]] = drives_with
    is_unchanged: Callable[[Source], bool] = is_unchanged
    open: Callable[[DriveInfo], Drive] = opened
    make_stick: Callable[[Path, int], DriveInfo] = made_stick
    unfinished: Callable[[], tuple[Unfinished, ...]] = unfinished
    places: Callable[
        [Inspected, Sequence[DriveInfo], tuple[tuple[int, int], ...]], tuple[WrongPlace, ...]
    ] = failed_places
    watch: Callable[[threading.Event], Iterator[tuple[DriveInfo, ...]]] = watched
