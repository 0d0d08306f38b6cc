"""Testing a drive, as a plan: which of the two tests, and what it does to what is there."""

from __future__ import annotations

from dataclasses import dataclass

from app.display import for_display
from app.drives.drive import DriveInfo
from app.plan import demand_offered


@dataclass(frozen=True, slots=True)
class CapacityPlan:
    """Test `drive`: in places spread over it, which are put back, or with `every_byte` all of it,
    which erases it."""

    drive: DriveInfo
    every_byte: bool = False

    @property
    def erases(self) -> bool:
        return self.every_byte

    def steps(self) -> list[str]:
        """What will happen, a sentence a line."""
        name = f"{for_display(self.drive.name)} ({for_display(self.drive.node)})"
        if self.every_byte:
            return [
                f"Erase everything on {name}",
                "Fill it to its last byte with bytes that nobody can guess",
                "Read every byte back and compare",
                "Leave it empty",
            ]
        return [
            f"Keep what is at up to a thousand places of {name} in a file",
            "Write there, and read whether the drive kept it",
            "Put back what was there. Of a drive that is worn out, or a fake, files may be lost",
        ]


def plan_capacity(drive: DriveInfo, *, every_byte: bool = False) -> CapacityPlan:
    """Raises UnsafeDrive: a probe writes as well."""
    demand_offered(drive)
    return CapacityPlan(drive, every_byte)
