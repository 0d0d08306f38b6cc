"""What concerns the program itself."""

from __future__ import annotations

from dataclasses import dataclass

from app.errors import AppError
from app.report.places import WrongPlace


@dataclass(frozen=True, slots=True)
class Ticked:
    """A time has come at which the screen changes by itself."""


@dataclass(frozen=True, slots=True)
class SoundsFound:
    """This computer can play a sound."""


@dataclass(frozen=True, slots=True)
class SettingsKept:
    """`why` they could not be written, else empty."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class PlacesFound:
    """Where the failed bytes of `error` lie."""

    error: AppError
    places: tuple[WrongPlace, ...]


@dataclass(frozen=True, slots=True)
class ReportWritten:
    """The file's name; `why` it could not be written, else empty."""

    name: str
    why: str = ""
