"""Whether an image goes onto a disc. Everything is asked before anything is touched."""

import os
from dataclasses import dataclass
from pathlib import Path

from app.burning.disc import BLOCK, XORRISO, Disc, look
from app.burning.files import demand_unused
from app.doctor.programs import packages_of
from app.errors import ImageEmpty, NoDisc, NoRoom
from app.plan import demand_undamaged
from app.report import Report
from app.sources.source import Source, demand_unchanged
from app.tools import found

PADDING = 150  # blocks of zeros behind the image: readers look ahead, and some drives stumble there


@dataclass(frozen=True, slots=True)
class BurnPlan:
    """`size` bytes of the image, as `blocks` on the disc with the padding. `simulate`: the drive
    does everything but write."""

    source: Source
    disc: Disc
    size: int
    simulate: bool = False

    @property
    def blocks(self) -> int:
        return -(-self.size // BLOCK) + PADDING

    @property
    def erases(self) -> bool:
        """Something that is on it already."""
        return not self.disc.blank and not self.simulate


def demand_xorriso() -> None:
    """Raises NoDisc."""
    if not found(XORRISO):
        raise NoDisc("xorriso is not installed", packages_of(XORRISO).hint())


def plan_burn(source: Source, report: Report, disc: Disc, *, simulate: bool = False) -> BurnPlan:
    """Raises NoDisc, NoRoom, ImageEmpty, PackedDamaged."""
    demand_undamaged(report)
    size = source.size
    if size is None:
        raise NoDisc("only unpacking tells how large this image is", "Unpack it first.")
    if size < BLOCK:
        raise ImageEmpty(source.name, size)
    if report.truncated:
        raise NoDisc("the image is not complete", "The download was cut short: get it again.")
    if _is_same(disc.node, source.path):
        raise NoDisc("the image is this file")
    plan = BurnPlan(source, disc, size, simulate)
    _demand_fit(disc, simulate=simulate)
    if disc.room is not None and plan.blocks > disc.room:
        need, have = plan.blocks * BLOCK, disc.room * BLOCK
        why = f"the image needs {need:,} bytes of the disc, and it has {have:,}"
        raise NoDisc(why, "Put in a larger disc.", need)
    if disc.room is None:
        path = Path(disc.node).absolute()
        demand_unused(path)
        _demand_room(path, plan.blocks * BLOCK)
    return plan


def demand_as_seen(plan: BurnPlan) -> None:
    """Behind a question, however long nobody answered it: image and disc are those it was about.
    Raises ImageChanged, NoDisc, ToolError."""
    demand_unchanged(plan.source)
    if look(plan.disc.node) != plan.disc:
        raise NoDisc("another disc is in the drive now", "Look at it again.")


def _demand_fit(disc: Disc, *, simulate: bool) -> None:
    if not disc.blank and not disc.again:
        raise NoDisc(_held(disc), "Put in an empty disc, or a rewritable one.")
    if simulate and not disc.simulates:
        raise NoDisc("the drive can’t simulate with this disc")


def _demand_room(path: Path, need: int) -> None:
    """For a file, which grows. Raises NoDisc, NoRoom."""
    there = path.exists()
    if not os.access(path if there else path.parent, os.W_OK):
        raise NoDisc(f"{path} may not be written to")
    disk = os.statvfs(path.parent)
    free = disk.f_bavail * disk.f_frsize
    had = path.stat().st_blocks * 512 if there else 0
    if need > free + had:
        raise NoRoom(str(path.parent), need - had, free)


def _is_same(node: str, path: Path) -> bool:
    try:
        return path.samefile(node)
    except OSError:
        return False


def _held(disc: Disc) -> str:
    count = "a session" if disc.sessions == 1 else f"{disc.sessions} sessions"
    if disc.open:
        return f"the disc holds {count} already, and an image needs one of its own"
    return "the disc is closed, and can be written only once"
