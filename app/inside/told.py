"""What taking files out of an image says while it runs; the last is `TakenOut`.

The same are the lines of `--json`, in the form of a job's (`app.events`).
"""

from dataclasses import dataclass
from typing import Any, assert_never


@dataclass(frozen=True, slots=True)
class Begun:
    """Bytes that will be written, holes not counted; files and folders that were counted."""

    total: int
    files: int
    folders: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Bytes written so far, of which file; paths are raw text out of the image."""

    done: int
    path: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """It got another `name` than in the image: that one is taken, or none should have it."""

    path: str
    name: str

    @property
    def text(self) -> str:
        return f"“{self.path}” is called “{self.name}” there."


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`lost`: it could not be had, other than a link, which is never made."""

    path: str
    why: str
    lost: bool

    @property
    def text(self) -> str:
        return f"“{self.path}” is left out: {self.why}."


@dataclass(frozen=True, slots=True)
class TakenOut:
    files: int
    folders: int
    size: int  # bytes written
    left: int  # entries left out
    lost: int  # of these
    seconds: float


Told = Begun | Moved | Renamed | LeftOut | TakenOut


def to_json(told: Told) -> dict[str, Any]:
    match told:
        case Begun(total, files, folders):
            counted = {"files": files, "folders": folders}
            return {"event": "stage", "stage": "extract", "total": total, **counted}
        case Moved(done, _):
            return {"event": "progress", "stage": "extract", "done": done}
        case Renamed():
            return {"event": "warning", "code": "renamed", "text": told.text}
        case LeftOut():
            return {"event": "warning", "code": "left-out", "text": told.text}
        case TakenOut():
            return {
                "event": "finished",
                "result": "extracted",
                "bytes": told.size,
                "files": told.files,
                "folders": told.folders,
                "left": told.left,
                "seconds": round(told.seconds, 3),
            }
    assert_never(told)
