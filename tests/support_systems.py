"""Discs and disks of a few files, and what they have to be told as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from support_disc import Disc
from support_fat import fat

from app.formats.binary import Memory
from app.inspection import facts, system
from app.inspection.facts import Facts
from app.inspection.probe import Notes
from app.inspection.system.row import Row
from app.report import Boots, Persistence, Role, System

NO_LIST = Path("/nonexistent/osinfo")

# What belongs to live systems of each kind.
CASPER = {"casper/vmlinuz": b"", "casper/filesystem.squashfs": b"hsqs"}
DEBIAN_LIVE = {"live/vmlinuz": b"", "live/filesystem.squashfs": b"hsqs"}
LIVE_OS = {"LiveOS/squashfs.img": b"hsqs"}


@dataclass(frozen=True)
class Case:
    """An image of these files, and what it is; `description` and `version` where they matter."""

    name: str
    family: str
    version: str
    role: Role | None
    files: Mapping[str, bytes] = field(default_factory=dict)
    label: str = "DISC"
    description: str | None = None
    persistence: Persistence = Persistence.NONE

    def disc(self) -> bytes:
        return Disc(files=self.files, label=self.label).build()

    def volume(self) -> bytes:
        return fat(self.files, label=self.label)

    def agrees(self, found: System | None) -> None:
        assert found is not None
        assert (found.name, found.family, found.version) == (self.name, self.family, self.version)
        assert (found.role, found.persistence) == (self.role, self.persistence)
        if self.description is not None:
            assert found.description == self.description
        assert found.evidence


def disk_info(line: str) -> dict[str, bytes]:
    return {".disk/info": line.encode()}


def gathered(image: bytes) -> Facts:
    return facts.gather(Memory(image), Notes())


def told(image: bytes, boots: Boots | None = None, osinfo: Path = NO_LIST) -> System | None:
    found = gathered(image)
    return system.system_of(found, system.files_of(found), boots or Boots(), osinfo)


def without_sample(rows: Sequence[Row], images: Iterable[bytes]) -> list[str]:
    """Rows that read none of these images, by their name and files."""
    trees = [files for image in images for files in system.files_of(gathered(image))]
    return [
        f"{row.name}: {row.marks}" for row in rows if all(row.of(files) is None for files in trees)
    ]
