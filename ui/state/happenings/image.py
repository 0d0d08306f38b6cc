"""What became known of an image."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.report import Report
from ui.offers import Found
from ui.suggestions import Suggestion
from ui.used import Used

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison, Search
    from app.inspection.media_check import MediaCheck
    from app.sources.origin import Origin
    from app.sources.source import Source
    from app.sources.windows import Rebuilt


@dataclass(frozen=True, slots=True)
class Looked:
    """Where a path leads to. `opens`: it was dropped or chosen, not only dragged. `key` as in
    `effects.LookAt`."""

    number: int
    path: Path
    found: Found
    opens: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The files that the desktop handed over for a key."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImageInspected:
    """`when`, in seconds since 1970."""

    number: int
    source: Source
    report: Report
    when: float = 0.0


@dataclass(frozen=True, slots=True)
class ImageRefused:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class ChecksumsFound:
    number: int
    search: Search
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ListsNotFound:
    """The server could not be asked for them."""

    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class CopyChosen:
    """The file in which what is fetched is kept."""

    path: Path


@dataclass(frozen=True, slots=True)
class SummedSoFar:
    """Bytes, of how many; None while only unpacking tells."""

    number: int
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class SummedUp:
    number: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class SummingFailed:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class LookingSoFar:
    """For damage; as of SummedSoFar."""

    number: int
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class DamageLookedFor:
    """`check` is None where nothing is left in it by now."""

    number: int
    check: MediaCheck | None


@dataclass(frozen=True, slots=True)
class LookingFailed:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class ConvertedSoFar:
    """Bytes, of how many."""

    number: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Converted:
    """The report with the stick that can be made now."""

    number: int
    report: Report
    rebuilt: Rebuilt


@dataclass(frozen=True, slots=True)
class NotConverted:
    number: int
    error: AppError


@dataclass(frozen=True, slots=True)
class ImageLocated:
    """Keys of the drives that the file lies on."""

    path: Path
    drives: frozenset[str]


@dataclass(frozen=True, slots=True)
class CameBack:
    """The user, from another program."""


@dataclass(frozen=True, slots=True)
class ImageDiffers:
    """Its file is gone, or not the one that was inspected."""

    source: Source


@dataclass(frozen=True, slots=True)
class ImagesFound:
    """What may be wanted, the newest first: in Downloads, and what was used lately."""

    suggestions: tuple[Suggestion, ...]
    used: tuple[Used, ...] = ()
