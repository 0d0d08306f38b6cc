"""The words and rows of several drives."""

from dataclasses import replace

import pytest
from support_checksums import WRONG, answered, listed
from support_errors import one_of_each
from support_states import CHECK, WRITE
from support_window import (
    CD_ONLY,
    GB,
    drive,
    inspected,
    partition,
    report,
    texts,
    unchecked,
    verified,
    with_drives,
    working,
)

from app.drives.drive import DriveInfo, DriveKind
from app.errors import AppError, DriveBusy, DriveGone, Stopped, WriteRefused
from app.events import Event, Progressed, Stage, StageStarted, Warned
from app.result import Result
from ui import intents
from ui.screens.messages import message_of_several
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.state import ConfirmSeveralOpen, State, StopOpen
from ui.state.batch import Batch, Member, as_ended
from ui.state.drive_list import key_of
from ui.state.job import Ended, Unplugging
from ui.view import AskSheet, Bar, ConfirmSheet, Head, Home, JobRow, Screen, Several, Tone

A = drive(1)
B = drive(2, vendor="Kingston", model="DataTraveler", speed=480, node="/dev/sdc")
C = drive(3, vendor="Intenso", model="Rainbow Line", node="/dev/sdd")
REFUSED = WriteRefused("Intenso", 5, "no")
Events = tuple[tuple[float, Event], ...]


def at(events: Events, about: DriveInfo) -> Member:
    return working(events, drive=about)


def ending(end: Result | AppError, about: DriveInfo, events: Events = CHECK) -> Member:
    return as_ended(working(events, drive=about), end, 99.0)


def state_of(*members: Member, **facts: bool) -> State:
    state = with_drives(A, B, C, image=inspected())
    return replace(state, several=True, job=Batch(1, inspected(), members, **facts))


def shown(state: State) -> Screen:
    return screen(state, 0.0)


def page(state: State) -> Several:
    body = shown(state).body
    assert isinstance(body, Several)
    return body


def row(member: Member, *others: Member) -> JobRow:
    return page(state_of(member, *others)).rows[0]


def bar(state: State) -> Bar:
    found = shown(state).bar
    assert found is not None
    return found


def home(*ticked: DriveInfo, several: bool = True, **facts: object) -> Screen:
    state = with_drives(A, B, C, image=inspected(**facts))  # type: ignore[arg-type]  # `about`
    keys = frozenset(key_of(each) for each in ticked)
    return shown(replace(state, several=several, ticked=keys))


def test_of_a_wrong_image_nobody_says_that_all_is_well() -> None:
    image = replace(inspected(), checksum=answered(listed(WRONG)))
    batch = Batch(1, image, (ending(verified(), A), ending(verified(), B)))
    state = replace(with_drives(A, B, image=image), several=True, job=batch)
    bar = shown(state).bar
    assert bar is not None
    assert (bar.title, bar.tone) == ("Checksum does not match", Tone.DANGER)
    assert "differs from the one its makers published" in bar.text.plain
    assert len(bar.end) == 2
    running = replace(state, job=replace(batch, members=(batch.members[0], at(WRITE, B))))
    said = announce(running, state, 0.0)
    assert said is not None
    assert "Checksum does not match" in said.text
    sent = message_of_several(batch)
    assert sent.urgent
    assert "checksum does not match" in sent.title
    assert "every byte matches" not in sent.text
    none_holds_it = replace(batch, members=(ending(REFUSED, A), ending(Stopped(), B)))
    assert "checksum" not in message_of_several(none_holds_it).title


def test_boxes_and_how_many_are_ticked() -> None:
    screen = home(A, C)
    assert isinstance(screen.body, Home)
    card = screen.body.drives
    assert card.boxes
    assert card.heading == "Drives – 2 chosen"
    assert [each.chosen for each in card.rows] == [True, False, True]
    assert card.several is not None
    assert card.several.intent == intents.SeveralAtOnce(on=False)
    assert screen.body.fits
    assert screen.bar is not None
    assert screen.bar.text.plain.startswith("Everything on 2 drives (")
    assert screen.bar.end[0].enabled


def test_with_none_ticked_nothing_can_be_written() -> None:
    screen = home()
    assert screen.bar is not None
    assert not screen.bar.end[0].enabled
    assert screen.bar.text.plain == "Now tick the drives to write to."


def test_one_drive_offers_no_several() -> None:
    body = shown(with_drives(A, image=inspected())).body
    assert isinstance(body, Home)
    assert body.drives.several is None


def test_what_would_not_boot_is_said_of_all() -> None:
    screen = home(A, B, about=CD_ONLY)
    assert screen.bar is not None
    assert "They would not boot" in screen.bar.text.plain
    assert screen.bar.end[0].intent == intents.Write(anyway=True)


def test_the_question_shows_each_drive_with_its_own_identity() -> None:
    state = replace(with_drives(A, B, image=inspected()), sheet=ConfirmSeveralOpen((A, B)))
    sheet = shown(state).sheet
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.title == "Erase 2 drives?"
    assert len(sheet.drives) == 2
    assert sheet.typing is not None
    assert sheet.typing.expected == "2"


def test_storage_among_them_is_typed_by_name() -> None:
    disk = drive(5, kind=DriveKind.EXTERNAL_DISK, partitions=(partition("Backup"),))
    state = replace(with_drives(A, disk, image=inspected()), sheet=ConfirmSeveralOpen((A, disk)))
    sheet = shown(state).sheet
    assert isinstance(sheet, ConfirmSheet)
    assert sheet.typing is not None
    assert sheet.typing.expected == "2, Backup"


def test_each_row_has_its_own_stage_and_time() -> None:
    writing, checking = at(WRITE, A), at(CHECK, C)
    rows = page(state_of(writing, checking)).rows
    assert rows[0].state == "50%"
    assert rows[0].text.startswith("Writing at ")
    assert "left" in rows[0].text
    assert rows[0].map.head is Head.WRITING
    assert rows[0].spoken.endswith(", 50%")
    assert rows[1].text.startswith("Checking at ")
    assert rows[1].map.head is Head.CHECKING


def test_a_slow_port_is_said_where_another_one_is_faster() -> None:
    fast = replace(A, speed=5000)
    slow = row(at(WRITE, B), at(WRITE, fast))
    assert "slow USB 2 port" in slow.text
    assert "slow USB 2 port" not in row(at(WRITE, fast), at(WRITE, B)).text
    assert "slow USB 2 port" not in row(at(WRITE, B), at(WRITE, replace(C, speed=480))).text


def test_one_that_fell_behind_is_not_said_not_to_answer() -> None:
    behind = (*WRITE, (21.0, Warned("left-behind", "It fell behind.")))
    quiet = (*behind, (60.0, Progressed(Stage.WRITE, 3 * GB)))
    packed = inspected(report(layers=("xz",)))
    member = replace(working(quiet, drive=A), image=packed)
    assert "read again for it" in row(member).text
    assert "not answering" in row(replace(member, image=inspected())).text


def test_only_what_was_checked_is_green() -> None:
    done = row(ending(verified(), A))
    assert (done.state, done.tone) == ("Done", Tone.SUCCESS)
    assert "matching" in done.text
    loose = row(ending(unchecked(), A))
    assert (loose.state, loose.tone) == ("Not checked", Tone.NEUTRAL)
    for error in one_of_each():
        assert row(ending(error, A)).tone is not Tone.SUCCESS


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (Unplugging.DONE, "Ejected. You can take it out."),
        (Unplugging.ALREADY_OUT, "It was already taken out."),
    ],
)
def test_what_is_out_says_so(how: Unplugging, said: str) -> None:
    over = ending(verified(), A)
    assert isinstance(over, Ended)
    out = row(replace(over, unplugging=how))
    assert (out.state, out.text, out.button) == ("Done", said, None)


def test_a_failure_says_that_the_others_go_on() -> None:
    failed = ending(REFUSED, C, WRITE)
    first = row(failed, at(WRITE, A))
    assert (first.state, first.tone) == ("Failed", Tone.DANGER)
    assert first.text.endswith("The others go on.")
    assert first.map.places
    assert first.button is not None
    assert first.button.intent == intents.ShowDetails(key_of(C))
    assert "The others" not in row(failed, ending(verified(), A)).text


def test_of_one_that_failed_when_its_first_sector_was_due_nobody_says_that_it_will_not_boot() -> (
    None
):
    last = (*CHECK, (61.0, StageStarted(Stage.WRITE_HEAD, 1 << 20)))
    assert row(ending(DriveGone("X"), A, CHECK)).text.endswith("It will not boot.")
    for error in (DriveGone("X"), REFUSED):
        assert row(ending(error, A, last)).text.endswith(". Don’t trust what is on it.")
    assert row(ending(Stopped(), A, last)).text.endswith("will not boot.")


def test_one_that_was_never_touched_says_so() -> None:
    early: Events = ((0.0, StageStarted(Stage.RELEASE)),)
    assert "Nothing was changed on it." in row(ending(DriveBusy("SanDisk"), A, early)).text
    assert "Nothing was changed on it." in row(ending(Stopped(), A, early)).text
    assert "half an image" in row(ending(Stopped(), A, WRITE)).text


def test_the_lead_counts_and_tells_the_longest_time() -> None:
    state = state_of(ending(verified(), A), ending(REFUSED, C), at(WRITE, B))
    assert page(state).title == "\u2068Ubuntu 24.04.1 LTS\u2069 to 3 drives"
    assert page(state).lead.startswith("1 done, 1 failed, about ")
    assert page(state).lead.endswith(" left for the rest")


def test_what_was_stopped_did_not_fail() -> None:
    state = state_of(ending(verified(), A), ending(REFUSED, C), ending(Stopped(), B))
    assert page(state).lead == "1 done, 1 failed, 1 stopped"


def test_while_there_is_work_all_can_be_stopped() -> None:
    state = state_of(ending(verified(), A), at(WRITE, B))
    assert bar(state).end[0].intent == intents.StopAsked()
    assert shown(state).busy
    assert "%" in shown(state).title
    stopping = state_of(at(WRITE, A), at(WRITE, B), stopping=True)
    assert bar(stopping).end == ()
    assert all(each.button is None for each in page(stopping).rows)


def test_the_question_says_what_stops() -> None:
    state = state_of(at(WRITE, A), at(WRITE, B))
    whole = shown(replace(state, sheet=StopOpen())).sheet
    assert isinstance(whole, AskSheet)
    assert whole.title == "Stop writing to all drives?"
    assert whole.text.startswith("2 drives")
    one = shown(replace(state, sheet=StopOpen(key_of(B)))).sheet
    assert isinstance(one, AskSheet)
    assert "Kingston" in one.text
    gone = state_of(at(WRITE, A), ending(verified(), B))
    assert shown(replace(gone, sheet=StopOpen(key_of(B)))).sheet is None


def test_stopping_a_check_is_asked_in_its_own_words() -> None:
    """Of one of several, and of all while none is written any more; none can skip its check."""
    state = state_of(at(CHECK, A), at(WRITE, B))
    one = shown(replace(state, sheet=StopOpen(key_of(A)))).sheet
    assert isinstance(one, AskSheet)
    assert (one.title, one.dismiss.text) == ("Stop checking?", "Keep checking")
    assert "written last" in one.text
    assert "Skip" not in one.text
    mixed = shown(replace(state, sheet=StopOpen())).sheet
    assert isinstance(mixed, AskSheet)
    assert mixed.title == "Stop writing to all drives?"
    both = shown(replace(state_of(at(CHECK, A), at(CHECK, B)), sheet=StopOpen())).sheet
    assert isinstance(both, AskSheet)
    assert (both.title, both.dismiss.text) == ("Stop checking all drives?", "Keep checking")
    assert "2 drives will not boot" in both.text
    assert "half an image" not in both.text


def test_when_all_are_through_what_is_done_can_be_ejected() -> None:
    state = state_of(ending(verified(), A), ending(REFUSED, C))
    assert [each.text for each in bar(state).end] == ["Write another", "Eject all"]
    assert not shown(state).busy
    none = state_of(ending(REFUSED, A), ending(REFUSED, C))
    assert [each.text for each in bar(none).end] == ["Write another"]


def test_each_end_is_announced() -> None:
    before = state_of(at(CHECK, A), at(WRITE, B))
    one = state_of(ending(verified(), A), at(WRITE, B))
    said = announce(before, one, 0.0)
    assert said is not None
    assert said.urgent
    assert "SanDisk" in said.text
    both = state_of(ending(verified(), A), ending(REFUSED, B))
    last = announce(one, both, 0.0)
    assert last is not None
    assert "1 done, 1 failed" in last.text
    assert announce(both, both, 0.0) is None
    assert spoken(both) is not None


def test_ticks_are_announced() -> None:
    before = replace(with_drives(A, B, image=inspected()), several=True)
    after = replace(before, ticked=frozenset({key_of(A), key_of(B)}))
    said = announce(before, after, 0.0)
    assert said is not None
    assert said.text == "2 drives chosen"


@pytest.mark.parametrize(
    ("ends", "title", "urgent"),
    [
        ([verified(), verified()], "2 drives are done", False),
        ([verified(), REFUSED], "1 of 2 drives are done", True),
        ([Stopped(), REFUSED], "0 of 2 drives are done", True),
    ],
)
def test_the_desktop_is_told_once(ends: list[Result | AppError], title: str, urgent: bool) -> None:
    members = tuple(ending(end, each) for end, each in zip(ends, (A, C), strict=True))
    told = message_of_several(Batch(1, inspected(), members))
    assert (told.title, told.urgent) == (title, urgent)
    assert ("every byte matches" in told.text) is (not urgent)


def test_a_virtual_stick_has_no_plug() -> None:
    file = replace(A, kind=DriveKind.VIRTUAL, bus="file", node="/home/a/stick.img")
    first = row(ending(verified(), file))
    assert "unplug" not in first.text
    assert first.button is None
    assert texts(first)
