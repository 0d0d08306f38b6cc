"""What became of drives, and of what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.drives.drive import DriveInfo, Ejection
from app.errors import AppError
from app.journal import Unfinished
from app.progress import Progress
from app.result import Result
from ui.state.image import Rest
from ui.state.job import End

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison
    from app.sources.answers import Region
    from app.sources.layout_table import Holds
    from app.sources.source import Source


@dataclass(frozen=True, slots=True)
class RestFound:
    source: Source
    rest: Rest


@dataclass(frozen=True, slots=True)
class AnswersRead:
    """The files for cloud-init, by name."""

    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class AnswersNotRead:
    error: AppError


@dataclass(frozen=True, slots=True)
class BackupFileChosen:
    """Where a drive shall be saved; `begins`: now."""

    path: Path
    begins: bool


@dataclass(frozen=True, slots=True)
class UnfinishedFound:
    """What earlier writes left behind."""

    writes: tuple[Unfinished, ...]


@dataclass(frozen=True, slots=True)
class LackingFound:
    """File systems that can't be made here, each with the package that would make them."""

    lacking: tuple[tuple[Holds, str], ...]
    good_part: bool = False


@dataclass(frozen=True, slots=True)
class RegionFound:
    """This computer's language, keyboard and time zone."""

    region: Region


@dataclass(frozen=True, slots=True)
class DrivesSeen:
    drives: tuple[DriveInfo, ...]


@dataclass(frozen=True, slots=True)
class StickChosen:
    """The file that shall play a stick."""

    path: Path


@dataclass(frozen=True, slots=True)
class StickMade:
    drive: DriveInfo


@dataclass(frozen=True, slots=True)
class StickRefused:
    error: AppError


@dataclass(frozen=True, slots=True)
class JobMoved:
    number: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class JobEnded:
    """With a result or an error; `Stopped` is one. `comparison`: of what was fetched meanwhile with
    what was published."""

    number: int
    end: End
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class BatchMoved:
    """What is new of some of several drives."""

    number: int
    news: tuple[tuple[DriveInfo, Progress], ...]


@dataclass(frozen=True, slots=True)
class MemberEnded:
    """How it ended for one of several drives. `comparison` as for a single one."""

    number: int
    drive: DriveInfo
    end: Result | AppError
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True)
class BatchRefused:
    """One of several drives can't be written, so none was begun."""

    number: int
    drive: DriveInfo
    error: AppError


@dataclass(frozen=True, slots=True)
class DriveEjected:
    """`key` of one of several drives. `how`, unless there is an error."""

    error: AppError | None = None
    key: str = ""
    how: Ejection = Ejection.EJECTED


@dataclass(frozen=True, slots=True)
class TrySlow:
    """The virtual machine is emulated."""

    number: int


@dataclass(frozen=True, slots=True)
class TryRuns:
    """The virtual machine is on."""

    number: int


@dataclass(frozen=True, slots=True)
class TryEnded:
    """The virtual machine is off. `booted`: more than its firmware was seen."""

    number: int
    booted: bool
    error: AppError | None = None
