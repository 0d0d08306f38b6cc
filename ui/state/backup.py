"""What the window knows of a drive that shall be saved to a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import DriveError
from ui.state import State
from ui.state.image import Inspected

if TYPE_CHECKING:
    from app.formats.binary import Reader
    from app.saved import Saved
    from app.sources.source import FileIdentity, Stream

_PACKED = ".zst"
_IMAGES = (".img", ".iso")


@dataclass(frozen=True, slots=True)
class Backup:
    """To which file, if one was chosen, and how. `saved`: what came of it, which can be compared
    with the drive."""

    path: Path | None = None
    packed: bool = True
    only_used: bool = False
    saved: Saved | None = None

    @property
    def name(self) -> str:
        return self.path.name if self.path is not None else ""

    def into(self, path: Path) -> Backup:
        """What somebody wrote behind the name says whether it is packed; without that it gets what
        was wished."""
        packed = path.suffix.lower() == _PACKED
        if packed or path.suffix.lower() in _IMAGES:
            return replace(self, path=path, packed=packed)
        return replace(self, path=path.with_name(f"{path.name}{self.ending()}"))

    def packing(self, *, on: bool) -> Backup:
        """The name follows."""
        if self.path is None or on == self.packed:
            return replace(self, packed=on)
        path = self.path.with_suffix("") if self.packed else Path(f"{self.path}{_PACKED}")
        if path.suffix.lower() not in (_PACKED, *_IMAGES):
            path = Path(f"{path}{_IMAGES[0]}")
        return replace(self, path=path, packed=on)

    def ending(self, *, disc: bool = False) -> str:
        return f"{_IMAGES[disc]}{_PACKED if self.packed else ''}"


def being_saved(state: State) -> Backup | None:
    """How, where that tool is open."""
    return state.image.backup if isinstance(state.image, Inspected) else None


@dataclass(frozen=True, slots=True, eq=False)
class NotYetSaved:
    """Stands for the image while a drive is saved: a `Source` without bytes."""

    name: str
    size = None
    layers: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        from app.sources.source import NOWHERE  # here, for the first frame does not wait for it

        return NOWHERE / (self.name or "-")

    @property
    def identity(self) -> FileIdentity:
        from app.sources.source import FileIdentity  # as above

        return FileIdentity(0, 0, 0, 0)

    def stream(self, start: int = 0) -> Stream:
        raise DriveError(self.name, "Nothing is saved yet.")

    def look(self) -> Reader:
        raise DriveError(self.name, "Nothing is saved yet.")
