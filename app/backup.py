"""The job that saves a drive to a file (`app.job` runs it).

release what is mounted · open, and is it the chosen drive? · how far is it used, and is there room?
· read it, past bad places first (`app.stages.rescue`) · identity again · sum up what is in the
file · give it its name · if asked for: compare drive and file, and the identity once more · result

Whatever ends it early leaves the file under its other name and the map, with which it goes on.

The comparison of drive and file can be had later as well, as a job of its own (`compare`).
"""

import time
from collections.abc import Generator
from contextlib import ExitStack, closing
from dataclasses import replace
from functools import partial

from app.control import Control
from app.drives import holds_discs
from app.drives.drive import Drive, Medium, demand_same, demand_surely_same
from app.drives.image_file import standing_still
from app.errors import BlockMapWrong, CorruptImage, DriveGone, ImageChanged, PackedDamaged
from app.events import Ended, Event, Progressed, Stage, StageStarted, Warned
from app.formats.bmap import LARGEST, Bmap
from app.inspection import in_use
from app.inspection.in_use import InUse
from app.plan_backup import BackupPlan, ComparePlan
from app.saved import Saved
from app.sources import open_plain, unpacked
from app.sources.source import demand_unchanged
from app.stages.backup_files import BackupFiles
from app.stages.patience import entering, patiently
from app.stages.rescue import Rescue, Span
from app.stages.sleep import minding_sleep
from app.stages.stall import Patience
from app.stages.sum_up import Check, Sums, sum_up
from app.stages.wanted import OnDrive

_MORE = 1 << 20  # bytes behind a disc's volume that are no run-out


def backup(plan: BackupPlan, drive: Drive, control: Control) -> Generator[Event]:
    patience = Patience(plan.drive.name)
    return patience.minding(_backup(plan, drive, control, patience))


def _backup(
    plan: BackupPlan, drive: Drive, control: Control, patience: Patience
) -> Generator[Event]:
    began, waiting = time.monotonic(), Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        entered = entering(drive, patience, control, stack, write=False, release=plan.unmounts)
        medium = yield from entered
        stack.enter_context(standing_still(plan.drive))
        used = yield from patiently(partial(_used, plan, medium), waiting, control)
        yield from _warnings(plan, used)
        files = BackupFiles(plan, used)
        stack.enter_context(files.open())
        saving = _Saving(plan, medium, used, files, control)
        surely = partial(demand_surely_same, medium, plan.drive, medium.identity())
        try:
            yield from minding_sleep(saving.stages(), control, surely)
        except DriveGone as error:
            error.hint = error.remedy
            raise
    yield Ended(saving.result(time.monotonic() - began))


class _Saving:
    """The stages of one backup, and what they leave."""

    def __init__(
        self,
        plan: BackupPlan,
        medium: Medium,
        used: InUse,
        files: BackupFiles,
        control: Control,
    ) -> None:
        self._plan, self._medium, self._used = plan, medium, used
        self._files, self._control = files, control
        self._sums, self._stored = Sums(), 0
        self._rescue = Rescue(
            medium,
            plan.drive,
            files.known,
            used.spans,
            files.saving,
            control,
            files.keep,
            files.step,
        )

    def stages(self) -> Generator[Event]:
        try:
            yield from self._stages()
        except PackedDamaged as error:  # the file, before it has its name: what is kept can rot
            self._files.distrust(error.offset)
            error.hint = ""
            raise

    def _stages(self) -> Generator[Event]:
        plan, files, control = self._plan, self._files, self._control
        sign = Progressed(Stage.READ, 0)
        if plan.resume:
            look = partial(files.demand_same, self._medium)
            yield from patiently(look, Progressed(Stage.RELEASE, 0), control)
        with files.errors():
            with closing(self._rescue.run(plan.retries)) as reading:
                for event in reading:
                    sign = event if isinstance(event, Progressed) else sign
                    yield event
            yield from patiently(files.saving.finish, sign, control)
        demand_same(self._medium, plan.drive)  # what becomes of it now is nothing to the file
        whole, file = files.image(plan.part)
        yield from sum_up(whole, file, self._used.spans, self._sums, control)
        self._stored = files.publish(self._sums, self._rescue.unread)
        if plan.check:
            whole, _ = files.image(plan.path)
            check = Check(self._medium, plan.drive.name, whole, files.read)
            yield from check.run(control)
            yield StageStarted(Stage.IDENTITY)
            demand_same(self._medium, plan.drive)

    def result(self, seconds: float) -> Saved:
        return Saved(
            size=self._used.size,
            stored=self._stored,
            sha256=self._sums.image,
            file_sha256=self._sums.file,
            seconds=seconds,
            unread=self._rescue.unread,
            left=self._used.size - self._used.length,
            checked=self._plan.check,
        )


def _used(plan: BackupPlan, medium: Medium) -> InUse:
    """Raises NoVolume, CopyProtected, DriveError."""
    drive = OnDrive(medium, plan.drive.name)
    if plan.disc:
        return in_use.of_disc(drive, medium.size)
    if holds_discs(plan.drive):
        in_use.demand_unprotected(drive)
    if plan.only_used:
        return in_use.of_drive(drive, medium.size, medium.sector)
    return in_use.whole(medium.size)


def _warnings(plan: BackupPlan, used: InUse) -> Generator[Event]:
    if plan.disc and used.beyond > _MORE:
        text = (
            f"The drive has {used.beyond:,} bytes behind the volume. They are not saved: of a disc "
            "with several sessions, save it as .img."
        )
        yield Warned("more-behind", text, used.size)


def compare(plan: ComparePlan, drive: Drive, control: Control) -> Generator[Event]:
    """Nothing is released and nothing written: others may go on reading meanwhile. Raises
    DriveDiffers, ImageError; ImageChanged for a file that is not as long as what was saved."""
    patience = Patience(plan.drive.name)
    return patience.minding(_compare(plan, drive, control, patience))


def _compare(
    plan: ComparePlan, drive: Drive, control: Control, patience: Patience
) -> Generator[Event]:
    began, waiting = time.monotonic(), Progressed(Stage.RELEASE, 0)
    with ExitStack() as stack:
        yield StageStarted(Stage.RELEASE)
        entered = entering(drive, patience, control, stack, write=False, release=False)
        medium = yield from entered
        spans = yield from patiently(partial(_spans, plan), waiting, control)
        file = open_plain(plan.backup.path)
        image = unpacked(file) if plan.backup.packed else file
        if image.size not in (None, plan.saved.size):
            why = f"it holds {image.size:,} bytes, and {plan.saved.size:,} were saved"
            raise ImageChanged(file.name, why)
        check = Check(medium, plan.drive.name, image, spans)
        surely = partial(demand_surely_same, medium, plan.drive, medium.identity())
        yield from minding_sleep(check.run(control), control, surely)
        yield StageStarted(Stage.IDENTITY)
        demand_same(medium, plan.drive)
        yield from patiently(
            partial(demand_unchanged, file), Progressed(Stage.IDENTITY, 0), control
        )
    yield Ended(replace(plan.saved, checked=True, seconds=time.monotonic() - began))


def _spans(plan: ComparePlan) -> list[Span]:
    """What the block map beside the file says, without what could not be read: (start, stop), in
    order."""
    spans: list[Span] = []
    try:
        with plan.backup.block_map.open("rb") as file:
            ranges = Bmap.parse(file.read(LARGEST + 1)).ranges
    except OSError as error:
        raise _without_map(plan, error.strerror or str(error)) from error
    except CorruptImage as error:
        raise _without_map(plan, error.why) from error
    for each in ranges:
        place = each.start
        for start, length in plan.saved.unread:
            if place < start + length and start < each.stop:
                if start > place:
                    spans.append((place, start))
                place = start + length
        if place < each.stop:
            spans.append((place, each.stop))
    _demand_all(plan, spans)
    return spans


def _demand_all(plan: ComparePlan, spans: list[Span]) -> None:
    """The map may be of an earlier backup. Raises BlockMapWrong."""
    saved = plan.saved.size - plan.saved.left - plan.saved.missing
    if sum(stop - start for start, stop in spans) < saved:
        raise _without_map(plan, "it does not name all that was saved")


def _without_map(plan: ComparePlan, why: str) -> BlockMapWrong:
    error = BlockMapWrong(plan.backup.path.name, why)
    error.hint = ""
    return error
