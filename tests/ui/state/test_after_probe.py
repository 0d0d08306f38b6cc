"""What happens around a test of a drive, without one."""

from dataclasses import replace

import pytest
from samples.testing import STICK, WHOLE, at_work, found, left_of_probe, opened, over, quick
from support_window import doing, drive, ended, inspected, sized, told, verified, with_drives

from app.capacity import Verdict
from app.errors import DriveGone, DriveTooSmall, NotPermitted, Stopped
from app.sources.formatted import Format
from app.sources.layout_table import Holds
from ui import intents
from ui.state import ConfirmOpen, Page, PutBackOpen, QuitOpen, State, StopOpen
from ui.state.after_probe import is_kept
from ui.state.drive_list import key_of
from ui.state.effects import Close, FindLacking, LookBack, StartJob, StopJob
from ui.state.happenings import JobEnded, LackingFound, UnfinishedFound
from ui.state.image import NO_IMAGE, Inspected, Probing
from ui.state.job import Ended, Purpose, Working

TERA = sized(2 * 10**12, 3)


def probing(state: State) -> Probing | None:
    return state.image.probing if isinstance(state.image, Inspected) else None


def asked(state: State) -> State:
    return told(state, intents.Write())


def test_it_is_opened_and_left() -> None:
    image = inspected()
    state = told(with_drives(drive(), image=image), intents.OpenTool("test"))
    assert probing(state) == Probing()
    assert state.chosen == ""
    other = told(state, intents.OpenTool("make-normal"))
    assert probing(other) is None
    assert told(other, intents.Back()).image == image
    assert told(told(State(), intents.OpenTool("test")), intents.Back()).image is NO_IMAGE


def test_how_thoroughly() -> None:
    state = told(opened(chosen=STICK), intents.ChooseProbe(every_byte=True))
    assert probing(state) == Probing(every_byte=True)
    assert state.chosen == key_of(STICK)
    home = with_drives(drive(), image=inspected())
    assert told(home, intents.ChooseProbe(every_byte=True)) == home
    busy = at_work(state, quick())
    assert told(busy, intents.ChooseProbe(every_byte=False)) == busy


def test_only_what_erases_is_typed() -> None:
    """A quick probe is asked about as well, for it writes."""
    for every_byte in (False, True):
        state = replace(with_drives(TERA), chosen=key_of(TERA))
        state = told(state, intents.OpenTool("test"))
        state = told(state, intents.ChooseProbe(every_byte=every_byte))
        state = asked(replace(state, chosen=key_of(TERA)))
        assert state.sheet == ConfirmOpen(TERA)
        begun = told(state, intents.Confirmed())
        assert (begun.job is None) is every_byte
        (start,) = doing(state, intents.Confirmed("SanDisk"))
        assert isinstance(start, StartJob)
        assert start.purpose is Purpose.TEST
        assert isinstance(told(state, intents.Confirmed("SanDisk")).job, Working)


def test_what_never_began_leaves_the_cards() -> None:
    state = told(asked(WHOLE), intents.Confirmed())
    assert isinstance(state.job, Working)
    refused = told(state, JobEnded(state.job.number, NotPermitted(STICK.name)))
    assert refused.job is None
    assert probing(refused) == Probing(every_byte=True)
    assert refused.notice is not None


@pytest.mark.parametrize("end", [found(Verdict.FAKE), DriveGone(STICK.name), Stopped()])
def test_the_journal_is_read_again_after_it(end: object) -> None:
    """What could not be put back stands there."""
    state = at_work(opened(), quick())
    assert isinstance(state.job, Working)
    happening = JobEnded(state.job.number, end)  # type: ignore[arg-type]  # each of them is an End
    assert LookBack() in doing(state, happening)
    after = told(state, happening)
    assert isinstance(after.job, Ended)
    assert after.job.purpose is Purpose.TEST


def test_stop_and_quit_ask() -> None:
    state = at_work(opened(), quick())
    assert told(state, intents.StopAsked()).sheet == StopOpen()
    assert told(state, intents.Quit()).sheet == QuitOpen()
    assert told(state, intents.ShowTools()).page is not Page.TOOLS
    assert told(state, intents.Back()) == state
    leaving = told(told(state, intents.Quit()), intents.QuitConfirmed())
    assert doing(told(state, intents.Quit()), intents.QuitConfirmed()) == (StopJob(),)
    assert isinstance(leaving.job, Working)
    assert Close() in doing(leaving, JobEnded(leaving.job.number, Stopped()))


def test_only_a_good_part_that_is_worth_it_is_used() -> None:
    fake = over(WHOLE, found(Verdict.FAKE))
    keeps = found(Verdict.FAKE).keeps
    assert doing(fake, intents.UseGoodPart()) == (FindLacking(good_part=True),)
    assert told(fake, intents.UseGoodPart()) == fake
    for lacking, kind in (
        ((), Holds.EXFAT),
        (((Holds.NTFS, "ntfsprogs"),), Holds.EXFAT),
        (((Holds.EXFAT, "exfatprogs"), (Holds.EXT4, "e2fsprogs")), Holds.FAT32),
    ):
        state = told(fake, LackingFound(lacking, good_part=True))
        assert isinstance(state.sheet, ConfirmOpen)
        assert state.sheet.image is not None
        assert state.sheet.image.format == Format(kind, end=keeps)
        assert told(state, LackingFound((), good_part=True)) == state, "not behind a question"
        assert told(fake, LackingFound(lacking)) == fake
        tools = replace(fake, page=Page.TOOLS)
        assert told(tools, LackingFound(lacking, good_part=True)) == tools, "nor on another page"
    little = over(WHOLE, replace(found(Verdict.FAKE), keeps=1 << 20))
    for other in (
        little,
        over(WHOLE, found(Verdict.WORN)),
        over(WHOLE, Stopped()),
        replace(fake, drives=with_drives(drive(7)).drives),
        replace(fake, job=ended(verified())),
    ):
        assert doing(other, intents.UseGoodPart()) == ()
        assert told(other, LackingFound((), good_part=True)) == other


def test_a_good_part_that_cannot_be_used_leads_back_to_the_result() -> None:
    fake = over(WHOLE, found(Verdict.FAKE))
    begun = told(told(fake, LackingFound((), good_part=True)), intents.Confirmed())
    assert isinstance(begun.job, Working)
    assert begun.job.purpose is Purpose.WRITE
    error = DriveTooSmall(10, 5)
    back = told(begun, JobEnded(begun.job.number, error))
    assert isinstance(back.job, Ended)
    assert back.job.end == found(Verdict.FAKE)
    assert back.job.trouble is error


def test_the_drive_of_a_failed_write_is_tested() -> None:
    failed = replace(with_drives(STICK, image=inspected()), job=ended(Stopped()))
    state = told(failed, intents.ProbeDrive())
    assert probing(state) == Probing()
    assert (state.job, state.chosen) == (None, "")


def test_what_was_kept_can_be_put_back() -> None:
    state = over(opened(), DriveGone(STICK.name), quick())
    assert not is_kept(state)
    assert told(state, intents.PutBack()) == state
    state = told(state, UnfinishedFound((left_of_probe(STICK),)))
    assert is_kept(state)
    assert told(state, intents.PutBack()).sheet == PutBackOpen(STICK)
