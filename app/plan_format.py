"""Making a drive ready for files, as a plan: an ordinary write of what was composed for it."""

from dataclasses import replace

from app.drives.drive import DriveInfo
from app.inspection import inspect
from app.inspection.unused import LEAST, Unused
from app.plan import WritePlan, demand_offered, plan_write
from app.sources.formatted import Format, compose_format


def plan_format(drive: DriveInfo, wish: Format) -> WritePlan:
    """Raises UnsafeDrive, NotFormattable, ToolError. The file system is made here, which takes a
    second. No SHA-256: nobody else has made the same one."""
    demand_offered(drive)
    source = compose_format(wish, drive.size, drive.sector)
    spare = Unused(tuple(run for run in source.spare if run[1] - run[0] >= LEAST))
    plan = plan_write(source, inspect(source), drive, sha256=False, unused=spare)
    return replace(plan, end=source.size if wish.end is not None else None)
