"""Testing a drive, as a plan: which of the two tests, and what it does to what is there."""

from __future__ import annotations

from dataclasses import dataclass

from app.capacity import UNIT
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import PlanError
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
    """Raises UnsafeDrive: a probe writes as well; and PlanError where a quick one would look at no
    place: what the first unit of a drive holds it never touches."""
    demand_offered(drive)
    if not every_byte and drive.size < 2 * max(UNIT, drive.sector):
        error = PlanError(f"The drive has only {drive.size:,} bytes, too few for a quick test.")
        error.hint = "Test every byte of it."
        raise error
    return CapacityPlan(drive, every_byte)
