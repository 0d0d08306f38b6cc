"""Nothing is chosen by the program, whatever happens (design 10.1, acceptance 4 and 13)."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_window import (
    CD_ONLY,
    GB,
    doing,
    drive,
    inspected,
    partition,
    ready,
    report,
    sized,
    system_disk,
    told,
    with_drives,
    working,
)

from app.drives.drive import DriveInfo, Reason
from app.drives.image_file import virtual_stick
from app.errors import DriveGone, Stopped, VerifyError
from ui import intents
from ui.intents import Intent
from ui.state import Blocked, ConfirmOpen, Gone, HiddenOpen, ListChanged, NoStick, State
from ui.state.after import after
from ui.state.after_drives import SMALLEST_STICK, stick_size
from ui.state.drive_list import key_of
from ui.state.effects import AskForStick, Locate, LookForDrives, MakeStick
from ui.state.happenings import (
    DrivesSeen,
    Happening,
    JobEnded,
    StickChosen,
    StickMade,
    StickRefused,
    Ticked,
)

A, B = drive(1), drive(2)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_at_the_start_nothing_is_chosen(count: int) -> None:
    drives = tuple(drive(number) for number in range(1, count + 1))
    assert with_drives(*drives, image=inspected()).chosen == ""


DRIVES = [A, B, drive(3, reasons=(Reason("read-only", "Locked."),)), system_disk()]
NOT_A_CHOICE: list[Intent | Happening] = [
    Ticked(),
    intents.Write(),
    intents.WriteAgain(),
    intents.WriteAnother(),
    intents.Confirmed("SanDisk"),
    intents.ChooseAnotherDrive(),
    intents.CheckNow(),
    intents.Dismiss(),
    intents.LookForDrives(),
    intents.StopWaiting(),
    JobEnded(1, Stopped()),
    JobEnded(1, DriveGone("SanDisk Ultra", 5)),
    JobEnded(1, VerifyError("SanDisk Ultra", ((0, 512),), flaky=False)),
]
EVENTS = st.lists(
    st.one_of(
        st.sampled_from(NOT_A_CHOICE),
        st.sets(st.sampled_from(DRIVES)).map(lambda seen: DrivesSeen(tuple(seen))),
    ),
    max_size=12,
)


@given(EVENTS, st.booleans())
def test_no_event_ever_chooses(events: list[Intent | Happening], at_work: bool) -> None:
    state = with_drives(A, B, image=inspected())
    if at_work:
        state = replace(state, job=working(touched=True))
    for now, event in enumerate(events):
        state = told(state, event, float(now))
        assert state.chosen == ""


@given(EVENTS)
def test_a_choice_never_moves_to_another_drive(events: list[Intent | Happening]) -> None:
    state = ready(B)
    for now, event in enumerate(events):
        state = told(state, event, float(now))
        assert state.chosen in ("", key_of(A))


def test_a_hand_chooses_and_clears() -> None:
    state = told(with_drives(A, B, image=inspected()), intents.ChooseDrive(key_of(B)))
    assert state.chosen_drive == B
    assert told(state, intents.ChooseDrive("")).chosen == ""
    assert told(state, intents.ChooseDrive("no such drive")) == state


@pytest.mark.parametrize(
    "blocked",
    [
        replace(B, reasons=(Reason("in-use", "In use by Backups. Close it first."),)),
        sized(4 * GB, 2),
        sized(0, 2, reasons=(Reason("no-medium", "Nothing in it."),)),
    ],
)
def test_a_blocked_row_can_not_be_chosen(blocked: DriveInfo) -> None:
    state = with_drives(blocked, image=inspected())
    assert told(state, intents.ChooseDrive(key_of(blocked))) == state


def test_a_system_disk_can_not_be_chosen_by_any_key() -> None:
    state = with_drives(A, system_disk(), image=inspected())
    assert told(state, intents.ChooseDrive(key_of(system_disk()))) == state


def test_the_chosen_drive_is_unplugged() -> None:
    state = told(ready(B), DrivesSeen((B,)), 5.0)
    assert state.chosen == ""
    assert state.notice == Gone(A)
    back = told(state, DrivesSeen((B, A)), 5.5)
    assert back.chosen == ""  # the same drive again is a new choice
    chosen = told(back, intents.ChooseDrive(key_of(A)))
    assert chosen.notice is None


def test_a_sleep_takes_the_choice_back() -> None:
    """The kernel may take another drive of its kind for the one that was there."""
    slept = replace(A, identity=replace(A.identity, asleep=A.identity.asleep + 5))
    assert told(ready(B), DrivesSeen((A, B)), 5.0).chosen == key_of(A)
    state = told(ready(B), DrivesSeen((slept, B)), 5.0)
    assert key_of(slept) == key_of(A)
    assert state.chosen == ""
    assert told(state, intents.ChooseDrive(key_of(A))).chosen == key_of(A)


def test_the_chosen_drive_becomes_unsafe() -> None:
    now_system = replace(A, reasons=(Reason("system", "Runs this computer."),))
    state = told(ready(), DrivesSeen((now_system,)), 5.0)
    assert state.chosen == ""
    assert state.notice == Blocked(now_system)


@pytest.mark.parametrize(
    "seen",
    [
        (A, B),
        (),
        (replace(A, label="OTHER"),),
        (replace(A, partitions=(partition("NEW"),)),),
        (replace(A, reasons=(Reason("in-use", "In use."),)),),
    ],
)
def test_a_change_under_the_confirm_sheet_closes_it(seen: tuple[DriveInfo, ...]) -> None:
    asked = told(ready(), intents.Write())
    assert asked.sheet == ConfirmOpen(A)
    assert told(asked, DrivesSeen(seen), 5.0).sheet is None


def test_the_reason_for_closing_it_is_the_most_telling_one() -> None:
    asked = told(ready(), intents.Write())
    assert told(asked, DrivesSeen((A, B)), 5.0).notice == ListChanged()
    assert told(asked, DrivesSeen(()), 5.0).notice == Gone(A)


def test_a_few_bytes_more_of_files_are_no_change() -> None:
    full = replace(A, partitions=(partition(used=5),))
    asked = told(ready(chosen=full), intents.Write())
    fuller = replace(full, partitions=(partition(used=6),))
    assert told(asked, DrivesSeen((fuller,)), 5.0).sheet is not None


def test_drives_are_asked_whether_the_image_lies_on_them() -> None:
    assert doing(State(), DrivesSeen((A,))) == ()
    state = State(image=inspected())
    assert doing(state, DrivesSeen((A,))) == (Locate(inspected().path, (A,)),)


def test_looking_again() -> None:
    assert doing(State(), intents.LookForDrives()) == (LookForDrives(),)
    assert told(State(), intents.WhyNotOffered()).sheet == HiddenOpen()


def test_a_virtual_stick_is_made_offered_and_not_chosen(tmp_path: Path) -> None:
    assert doing(State(), intents.TryWithoutStick()) == (AskForStick(),)
    path = tmp_path / "stick.img"
    assert doing(State(), StickChosen(path)) == (MakeStick(path, SMALLEST_STICK),)
    stick = virtual_stick(path, 8 * GB).info
    turn = after(with_drives(image=inspected()), StickMade(stick), 1.0)
    assert turn.state.drives.drives == (stick,)
    assert turn.state.chosen == ""
    assert turn.effects == (Locate(inspected().path, (stick,)),)


def test_a_virtual_stick_holds_the_image() -> None:
    large = inspected(report(size=20 * GB))
    assert doing(State(image=large), StickChosen(Path("/s"))) == (MakeStick(Path("/s"), 32 * GB),)
    assert stick_size(None) == stick_size(8 * GB) == 8 * GB
    assert stick_size(8 * GB + 1) == 16 * GB


def test_a_file_that_can_not_play_a_stick_says_so() -> None:
    error = DriveGone("stick.img")
    assert told(State(), StickRefused(error)).notice == NoStick(error)


def test_an_image_that_would_not_boot_does_not_block_a_drive() -> None:
    state = with_drives(A, image=inspected(CD_ONLY))
    assert told(state, intents.ChooseDrive(key_of(A))).chosen == key_of(A)
