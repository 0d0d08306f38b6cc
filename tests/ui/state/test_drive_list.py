"""Order, coming and going (design 10.2); the choice is not the list's."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support_window import drive, sized, system_disk

from app.drives.drive import DriveInfo
from app.drives.image_file import virtual_stick
from ui.state.drive_list import FRESH, LINGER, NO_DRIVES, DriveList, key_of

A, B, C = drive(1), drive(2), drive(3)


def keys(drives: DriveList) -> list[str]:
    return [row.key for row in drives.rows]


def test_a_key_is_the_medium_and_never_its_name() -> None:
    assert key_of(A) == key_of(replace(A, node="/dev/sdz", partitions=()))
    again = replace(A, identity=replace(A.identity, diskseq=7))
    assert len({key_of(A), key_of(again), key_of(sized(1)), key_of(replace(A, serial=""))}) == 4


def test_rows_keep_their_order_and_new_ones_come_at_the_end() -> None:
    drives = NO_DRIVES.seen((B, C), 0.0).seen((A, C, B), 5.0)
    assert keys(drives) == [key_of(B), key_of(C), key_of(A)]


def test_only_what_came_later_was_just_plugged_in() -> None:
    drives = NO_DRIVES.seen((A,), 0.0).seen((A, B), 5.0)
    old, new = drives.rows
    assert not old.is_fresh(5.0)
    assert new.is_fresh(5.0)
    assert new.is_fresh(5.0 + FRESH - 0.1)
    assert not new.is_fresh(5.0 + FRESH)


def test_a_gone_row_stays_for_a_second_but_its_drive_is_gone_at_once() -> None:
    drives = NO_DRIVES.seen((A, B), 0.0).seen((B,), 5.0)
    assert keys(drives) == [key_of(A), key_of(B)]
    assert drives.find(key_of(A)) is None
    assert drives.drives == (B,)
    assert drives.settled(5.0 + LINGER - 0.01) is drives
    assert keys(drives.settled(5.0 + LINGER)) == [key_of(B)]


def test_a_row_that_goes_does_not_go_later_for_another_look() -> None:
    drives = NO_DRIVES.seen((A, B), 0.0).seen((B,), 5.0).seen((B,), 5.9)
    assert keys(drives.settled(6.0)) == [key_of(B)]


def test_a_drive_that_comes_back_in_time_keeps_its_row() -> None:
    drives = NO_DRIVES.seen((A, B), 0.0).seen((B,), 5.0).seen((B, A), 5.5)
    assert keys(drives.settled(9.0)) == [key_of(A), key_of(B)]


def test_facts_are_new_at_once() -> None:
    fuller = replace(A, label="NEW")
    assert NO_DRIVES.seen((A,), 0.0).seen((fuller,), 1.0).find(key_of(A)) == fuller


def test_the_computers_own_disks_have_no_row() -> None:
    drives = NO_DRIVES.seen((A, system_disk()), 0.0)
    assert keys(drives) == [key_of(A)]
    assert drives.hidden == (system_disk(),)
    assert drives.find(key_of(system_disk())) is None


def test_virtual_sticks_outlive_every_look(tmp_path: Path) -> None:
    stick = virtual_stick(tmp_path / "stick.img", 1 << 20).info
    drives = NO_DRIVES.seen((A,), 0.0).with_stick(stick, 1.0).seen((), 2.0).settled(9.0)
    assert drives.drives == (stick,)
    larger = replace(stick, identity=replace(stick.identity, size=2 << 20))
    assert drives.with_stick(larger, 3.0).drives == (larger,)


def test_it_tells_when_it_changes_by_itself() -> None:
    drives = NO_DRIVES.seen((A,), 0.0)
    assert drives.next_change(0.0) is None
    drives = drives.seen((A, B), 5.0)
    assert drives.next_change(5.0) == 5.0 + FRESH
    assert drives.seen((A,), 6.0).next_change(6.0) == 6.0 + LINGER
    assert drives.next_change(99.0) is None


LOOKS = st.lists(st.sets(st.sampled_from([A, B, C]), max_size=3), max_size=8)


@given(LOOKS)
def test_no_row_ever_passes_another(looks: list[set[DriveInfo]]) -> None:
    drives, now = NO_DRIVES, 0.0
    for look in looks:
        before = keys(drives)
        now += 0.6
        drives = drives.seen(tuple(look), now)
        kept = [key for key in keys(drives) if key in before]
        assert kept == [key for key in before if key in kept]
        assert keys(drives)[: len(kept)] == kept
