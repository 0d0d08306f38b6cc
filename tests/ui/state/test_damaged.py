"""A packed file that reading it to its end found damaged: it is not offered any more."""

from dataclasses import replace
from pathlib import Path

import pytest
from samples.burning import DVD_RW, LG
from support_checksums import comparison, listed
from support_window import drive, ready, report, told, with_drives, working

from app.checksums.comparison import Search
from app.checksums.hashing import Digests
from app.errors import DriveGone, ImageUnreadable, PackedDamaged
from app.events import Event, Stage, StageStarted
from app.report import Finding, Severity
from app.sources.source import FileIdentity
from ui import intents
from ui.screens.says import announce
from ui.screens.verdict import verdict
from ui.state import BurnOpen, ConfirmOpen, ConfirmSeveralOpen, Page, State
from ui.state.after_backup import image_for
from ui.state.backup import Backup
from ui.state.burning import Burn, Run, Seen
from ui.state.checksum import Checksum, Summing
from ui.state.happenings import BurnEnded, ImageInspected, JobEnded, LookingFailed, SummedUp
from ui.state.image import NO_IMAGE, Inspected, Reading
from ui.state.job import Purpose

BROKEN = PackedDamaged("gzip", 70 << 20, "its checksum is wrong")
NOTE = Finding("implanted-checksum", Severity.INFO, "[There is one.]")


def packed(checksum: Checksum) -> State:
    state = ready(about=report(layers=("gzip",), findings=(NOTE,)))
    assert isinstance(state.image, Inspected)
    return replace(state, image=replace(state.image, checksum=checksum))


SUMMING = packed(Checksum(1, Search((listed(),)), summing=Summing(5, 10, 100)))
LOOKING = packed(Checksum(1, Search(), implanted=Summing(5, 10, 100)))


def summed(error: Exception = BROKEN) -> SummedUp:
    at = error.offset if isinstance(error, PackedDamaged) else None
    digests = Digests(comparison().digests.file, damage=str(error), damaged_at=at)
    return SummedUp(5, replace(comparison(listed()), digests=digests))


def shown(state: State) -> Inspected:
    assert isinstance(state.image, Inspected)
    return state.image


def opened_again(state: State, *, member: str = "", **changes: int) -> State:
    image = shown(state)
    identity = replace(image.source.identity, **changes)
    source = replace(image.source, identity=identity)  # type: ignore[type-var]  # a dataclass here
    reading = Reading(image.path, 6, 30, 0.0, NO_IMAGE, member)
    fresh = replace(state, image=reading, asked=30)
    return told(fresh, ImageInspected(30, source, report(layers=("gzip",))))


@pytest.mark.parametrize(
    ("before", "answer"), [(SUMMING, summed()), (LOOKING, LookingFailed(5, BROKEN))]
)
def test_the_question_is_closed_and_it_can_not_be_written(
    before: State, answer: SummedUp | LookingFailed
) -> None:
    assert shown(before).writable
    asked = told(before, intents.Write(anyway=True))
    assert isinstance(asked.sheet, ConfirmOpen)
    after = told(asked, answer)
    assert after.sheet is None
    assert not shown(after).writable
    assert told(after, intents.Write(anyway=True)).sheet is None
    assert verdict(shown(after).report).title == "This file is damaged"
    (found,) = (each for each in shown(after).report.findings if each.code == "packed-damaged")
    assert (found.text, found.offset) == (str(BROKEN), BROKEN.offset)
    spoken = announce(asked, after, 0.0)
    assert spoken is not None
    assert "This file is damaged" in spoken.text


@pytest.mark.parametrize(
    ("before", "answer"), [(SUMMING, summed()), (LOOKING, LookingFailed(5, BROKEN))]
)
def test_a_question_about_several_or_about_a_disc_is_closed_too(
    before: State, answer: SummedUp | LookingFailed
) -> None:
    several = told(replace(before, sheet=ConfirmSeveralOpen((drive(1), drive(2)))), answer)
    assert several.sheet is None
    seen = Seen(LG, DVD_RW)
    burn = Burn(1, shown(before), (seen,), chosen=LG.node)
    asked = replace(before, page=Page.BURN, burn=burn, sheet=BurnOpen(seen))
    after = told(asked, answer)
    assert (after.sheet, after.page, after.burn) == (None, None, None)
    spoken = announce(asked, after, 0.0)
    assert spoken is not None
    assert "This file is damaged" in spoken.text


def test_a_burning_that_met_the_damage_tells_it_as_well() -> None:
    run = Run(1, LG, DVD_RW, simulate=False, began=0.0)
    state = replace(SUMMING, page=Page.BURN, burn=Burn(1, shown(SUMMING), run=run))
    after = told(state, BurnEnded(1, BROKEN))
    assert not shown(after).writable
    assert after.page is Page.BURN
    assert after.burn is not None
    assert after.burn.run is not None
    assert after.burn.run.end is BROKEN


def test_a_backup_that_rotted_is_no_damage_of_what_is_shown() -> None:
    image = image_for(Backup(Path("/home/a/stick.img.zst")))
    state = replace(with_drives(drive()), image=image)
    events: tuple[tuple[float, Event], ...] = ((1.0, StageStarted(Stage.WRITE, 9)),)
    job = working(events, Purpose.SAVE, image=image)
    after = told(replace(state, job=job), JobEnded(1, BROKEN))
    assert shown(after).writable == image.writable
    assert shown(after).report == image.report
    assert after.damaged == ()


def test_a_job_that_met_the_damage_tells_it_as_well() -> None:
    """Whether it changed the drive or not."""
    events: tuple[tuple[float, Event], ...] = ((1.0, StageStarted(Stage.WRITE, 9)),)
    for job in (working(image=shown(SUMMING)), working(events, image=shown(SUMMING))):
        state = replace(SUMMING, job=job)
        assert not shown(told(state, JobEnded(1, BROKEN))).writable
        assert shown(told(state, JobEnded(1, DriveGone("SanDisk Ultra")))).writable


@pytest.mark.parametrize(
    "answer",
    [
        summed(ImageUnreadable("a", 0, "gone")),
        SummedUp(5, comparison(listed())),
        LookingFailed(5, ImageUnreadable("a", 0, "gone")),
    ],
)
def test_what_could_not_be_read_for_another_reason_is_offered_still(
    answer: SummedUp | LookingFailed,
) -> None:
    after = told(SUMMING if isinstance(answer, SummedUp) else LOOKING, answer)
    assert shown(after).writable
    assert shown(opened_again(after)).writable


def test_opened_again_the_same_file_is_damaged_still() -> None:
    after = told(SUMMING, summed())
    assert not shown(opened_again(after)).writable
    renamed = opened_again(after, changed=9)
    assert not shown(renamed).writable
    later = replace(shown(renamed), checksum=shown(SUMMING).checksum)
    later_known = told(replace(renamed, image=later, damaged=()), summed())
    assert not shown(opened_again(later_known, changed=12)).writable, "and renamed once more"
    assert shown(opened_again(after, modified=9)).writable
    assert shown(opened_again(after, size=7)).writable
    assert shown(opened_again(after, inode=9)).writable
    assert shown(opened_again(after, member="b.img")).writable
    twice = told(replace(after, image=shown(SUMMING)), summed())
    assert twice.damaged == after.damaged


def test_only_so_many_are_remembered() -> None:
    state = SUMMING
    for number in range(40):
        image = shown(SUMMING)
        file = FileIdentity(1, number, 2, 3)
        source = replace(image.source, identity=file)  # type: ignore[type-var]  # a dataclass here
        state = told(replace(state, image=replace(image, source=source)), summed())
    assert [each.file.inode for each in state.damaged] == list(range(8, 40))
