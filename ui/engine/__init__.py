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
from app.report import Report
from app.report.places import WrongPlace
from ui.engine import computer, image, inside
from ui.offers import WebLink
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


@dataclass(frozen=True, slots=True)
class Engine:
    inspect: Callable[[Path, str], tuple[Source, Report]] = image.inspect_file
    fetch: Callable[[WebLink, str, threading.Event], tuple[Source, Report]] = image.fetched
    listed_beside: Callable[[Source], Search] = image.listed_beside
    published: Callable[[Source], tuple[Search, Origin | None]] = image.published
    rest_of_stick: Callable[[Inspected], Rest] = image.rest_of_stick
    answers_in: Callable[[Path], Mapping[str, bytes]] = image.answers_in
    region: Callable[[], Region] = computer.region
    lacking: Callable[[], tuple[tuple[Holds, str], ...]] = computer.lacking
    disc_drives: Callable[[], tuple[DiscDrive, ...]] = computer.disc_drives
    compare: Callable[[Source, tuple[Published, ...]], Generator[Step, None, Comparison]] = (
        image.compared
    )
    look: Callable[[Source, threading.Event], Look] = inside.looked_into
    mounted: Callable[[Source], tuple[Mounted, ...]] = inside.mounted
    all_mounted: Callable[[], tuple[Mounted, ...]] = inside.all_mounted
    mount: Callable[[Source], tuple[Mounted, ...]] = inside.mount
    unmount: Callable[[tuple[Mounted, ...]], None] = inside.unmount
    look_for_damage: Callable[[Source], Generator[Progress, None, MediaCheck | None]] = (
        image.looked_for_damage
    )
    convert: Callable[[Source, Report], Generator[Converting, None, tuple[Report, Rebuilt]]] = (
        image.converted
    )
    drives_with: Callable[[Path, tuple[DriveInfo, ...]], frozenset[str]] = computer.drives_with
    is_unchanged: Callable[[Source], bool] = image.is_unchanged
    open: Callable[[DriveInfo], Drive] = computer.opened
    make_stick: Callable[[Path, int], DriveInfo] = computer.made_stick
    unfinished: Callable[[], tuple[Unfinished, ...]] = computer.unfinished
    places: Callable[
        [Inspected, Sequence[DriveInfo], tuple[tuple[int, int], ...]], tuple[WrongPlace, ...]
    ] = image.failed_places
    watch: Callable[[threading.Event], Iterator[tuple[DriveInfo, ...]]] = computer.watched
