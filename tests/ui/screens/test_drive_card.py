"""Rows of drives: what they are, what is on them, and why some can't be chosen (design 8.3)."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support_window import (
    GB,
    drive,
    inspected,
    partition,
    ready,
    sized,
    system_disk,
    told,
    with_drives,
    working,
)

from app.drives.drive import DriveInfo, DriveKind, Reason
from app.drives.image_file import virtual_stick
from app.drives.told import Told, this_start
from app.events import Stage
from app.journal import End, Unfinished
from ui import intents
from ui.icons import Icon
from ui.screens.contents import contents, losses, more_losses, parts
from ui.screens.drive_card import drive_card
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.happenings import DrivesSeen, StickMade
from ui.view import DriveRow, PartKind, Tone


def isolated(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"partitions": (partition(),)}, "“HOLIDAY” – 18 GB of files"),
        (
            {"partitions": (partition("A", 9 * GB), partition("B", 11 * GB))},
            "“A” and “B” – 20 GB of files",
        ),
        ({"partitions": (partition("", 5 * GB),)}, "5 GB of files"),
        ({"partitions": (partition("STICK", 0),)}, "Formatted, no files"),
        ({"partitions": (partition("STICK", None),)}, "“STICK”"),
        ({"partitions": (partition("", None),)}, "Formatted (FAT)"),
        (
            {"partitions": (partition("", None), partition("", None, file_system="ext4"))},
            "2 partitions",
        ),
        ({"partitions": (partition("", None, file_system="", type=""),)}, None),
        ({}, None),
        ({"partitions": (partition("X", None, file_system="crypto_LUKS"),)}, "Encrypted (LUKS)"),
        ({"file_system": "BitLocker"}, "Encrypted (BitLocker) – contents unknown"),
        ({"file_system": "iso9660", "label": "FEDORA"}, "Disc image “FEDORA”"),
        ({"file_system": "iso9660", "label": " "}, "A disc image"),
    ],
)
def test_contents(facts: dict[str, Any], said: str | None) -> None:
    shown = isolated(contents(drive(**facts)))
    assert shown.startswith(said or "Nothing that this computer can read")


def test_parts_are_to_scale() -> None:
    esp = partition("", 0, start=0, size=GB, type="0xEF")
    files = partition("A", 10 * GB, start=GB, size=20 * GB)
    unknown = partition("B", None, start=21 * GB, size=11 * GB)
    boot, used, other = parts(sized(32 * GB, partitions=(esp, files, unknown)))
    assert (boot.kind, boot.start, boot.size) == (PartKind.BOOT, 0.0, 1 / 32)
    assert (used.kind, used.used) == (PartKind.USED, 0.5)
    assert (other.kind, other.used) == (PartKind.OTHER, 1.0)
    assert parts(sized(0, partitions=(esp,))) == ()


def test_what_will_be_gone_is_told_partition_by_partition() -> None:
    many = drive(partitions=tuple(partition(f"P{number}") for number in range(7)))
    assert [isolated(loss.title) for loss in losses(many)] == [f"“P{n}”" for n in range(4)]
    assert more_losses(many) == "and 3 more"
    assert losses(many)[0].text == "\u2068FAT\u2069, 18 GB of files"
    nameless = losses(drive(partitions=(partition("", None, file_system=""),)))[0]
    assert isolated(nameless.title) == "Partition sdb1"
    assert nameless.text == "Unknown contents, 31 GB"
    whole = losses(drive(label="FEDORA", file_system="iso9660"))[0]
    assert isolated(whole.title) == "“FEDORA”"


def rows(state: State, now: float = 0.0) -> list[DriveRow]:
    return list(drive_card(state, now).rows)


def test_a_row() -> None:
    row = rows(with_drives(drive(partitions=(partition(),))))[0]
    assert isolated(row.name) == "SanDisk Ultra"
    assert row.capacity == "32 GB"
    assert isolated(row.detail) == "USB stick  ·  USB 3  ·  sdb"
    assert row.icon is Icon.USB_STICK
    assert not row.chosen
    assert not row.blocked
    assert isolated(row.spoken) == "SanDisk Ultra, 32 GB"
    assert isolated(row.description) == "USB stick, USB 3, sdb. “HOLIDAY” – 18 GB of files."


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"reasons": (Reason("read-only", "…"),)}, "Write-protected"),
        ({"reasons": (Reason("read-only", "…"),), "kind": DriveKind.SD_CARD}, "Locked: slide"),
        ({"reasons": (Reason("in-use", "In use by Backups. Close it first."),)}, "In use by"),
    ],
)
def test_a_blocked_row_says_why(facts: dict[str, Any], why: str) -> None:
    row = rows(with_drives(drive(**facts), image=inspected()))[0]
    assert row.blocked
    assert row.remark is not None
    assert row.remark.tone is Tone.DANGER
    assert row.remark.text.startswith(why)
    assert "not available" in row.spoken


def test_too_small_only_once_the_size_is_known() -> None:
    small = sized(4 * GB)
    assert not rows(with_drives(small))[0].blocked
    row = rows(with_drives(small, image=inspected()))[0]
    assert row.blocked
    assert row.remark is not None
    assert row.remark.text == "Too small: the image needs 6 GB"


def test_the_drive_that_holds_the_image() -> None:
    stick = drive()
    image = replace(inspected(), on=frozenset({key_of(stick)}))
    row = rows(with_drives(stick, image=image))[0]
    assert row.remark is not None
    assert row.remark.text == "The image is on this drive"


@pytest.mark.parametrize("kind", [DriveKind.EXTERNAL_SSD, DriveKind.EXTERNAL_DISK])
def test_storage_has_a_remark_but_can_be_chosen(kind: DriveKind) -> None:
    row = rows(with_drives(drive(kind=kind), image=inspected()))[0]
    assert not row.blocked
    assert row.remark is not None
    assert row.remark.tone is Tone.CAUTION


def test_new_and_gone_rows() -> None:
    state = told(with_drives(drive(1)), DrivesSeen((drive(1), drive(2))), 5.0)
    assert [row.badge for row in rows(state, 6.0)] == ["", "Just plugged in"]
    assert [row.badge for row in rows(state, 16.0)] == ["", ""]
    state = told(state, DrivesSeen((drive(2),)), 20.0)
    gone, other = rows(state, 20.0)
    assert gone.blocked
    assert gone.remark is not None
    assert gone.remark.text == "Unplugged"
    assert not other.blocked


def test_a_file_that_plays_a_stick_was_not_plugged_in(tmp_path: Path) -> None:
    made = virtual_stick(tmp_path / "stick.img", 8 * GB).info
    state = told(with_drives(), StickMade(made), 5.0)
    assert [row.badge for row in rows(state, 6.0)] == ["Just added"]


def test_the_drive_that_is_being_opened_is_marked() -> None:
    state = replace(with_drives(drive()), job=working())
    assert rows(state)[0].chosen


def test_without_drives() -> None:
    card = drive_card(with_drives(system_disk()), 0.0)
    assert card.none is not None
    assert card.none.title == "Plug in a USB stick or SD card"
    assert card.hidden is not None
    assert card.hidden.text == "1 disk of this computer is not offered"
    assert drive_card(with_drives(drive()), 0.0).none is None
    two = drive_card(with_drives(system_disk(), replace(system_disk(), serial="2")), 0.0)
    assert two.hidden is not None
    assert two.hidden.text == "2 disks of this computer are not offered"


def test_a_window_of_root_offers_virtual_sticks_only(tmp_path: Path) -> None:
    card = drive_card(State(rooted=True, image=inspected()), 0.0)
    assert card.none is not None
    assert card.none.title == "This window runs as root"
    assert card.none.button is not None
    assert card.none.button.intent == intents.TryWithoutStick()


def test_a_virtual_stick(tmp_path: Path) -> None:
    stick: DriveInfo = virtual_stick(tmp_path / "stick.img", 8 * GB).info
    row = rows(told(with_drives(), StickMade(stick)))[0]
    assert row.name == "Virtual stick"
    assert row.capacity == "8 GB"
    assert isolated(row.detail) == "stick.img"
    assert not row.blocked
    assert ready() is not None


def left_on(drive: DriveInfo, done: int, total: int | None) -> Unfinished:
    told, story = Told.of(drive), Path("1.jsonl")
    return Unfinished(
        "Ubuntu 24.04.1", Stage.WRITE, done, total, "stopped", End.STOPPED, 0.0, told, story
    )


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [
        (33, 100, "Unfinished: \u2068Ubuntu 24.04.1\u2069, stopped at 33%"),
        (100, 100, "Unfinished: \u2068Ubuntu 24.04.1\u2069, stopped at 99%"),  # without its head
        (0, 100, "Unfinished: \u2068Ubuntu 24.04.1\u2069, stopped"),
        (33, None, "Unfinished: \u2068Ubuntu 24.04.1\u2069, stopped"),
    ],
)
def test_an_unfinished_write_is_told(done: int, total: int | None, said: str) -> None:
    empty = replace(drive(), partitions=(), label="", file_system="", serial="1234")
    state = replace(with_drives(empty), unfinished=(left_on(empty, done, total),))
    remark = drive_card(state, 60.0).rows[0].remark
    assert remark is not None
    assert remark.text == said
    filled = replace(empty, label="HOLIDAY")
    after_use = replace(with_drives(filled), unfinished=state.unfinished)
    assert drive_card(after_use, 60.0).rows[0].remark is None


def test_without_a_serial_number_it_is_told_of_what_stayed_plugged_in() -> None:
    """Of two that look alike, of that one."""
    empty = replace(drive(), partitions=(), label="", file_system="", serial="")
    other = replace(empty, node="/dev/sdx", identity=drive(9).identity)
    story = replace(left_on(empty, 33, 100), start=this_start(), diskseq=empty.identity.diskseq)
    state = replace(with_drives(empty, other), unfinished=(story,))
    told = {row.key: row.remark for row in drive_card(state, 60.0).rows}
    assert [told[key_of(each)] is not None for each in (empty, other)] == [True, False]
    earlier = replace(state, unfinished=(replace(story, start="another start"),))
    assert all(row.remark is None for row in drive_card(earlier, 60.0).rows)


def test_each_way_to_end_has_words_of_its_own() -> None:
    """With and without a place."""
    empty = replace(drive(), partitions=(), label="", file_system="", serial="1234")
    said = set()
    for end in End:
        for done in (33, 0):
            story = replace(left_on(empty, done, 100), end=end)
            row = drive_card(replace(with_drives(empty), unfinished=(story,)), 0.0).rows[0]
            assert row.remark is not None
            assert ("33%" in row.remark.text) is bool(done)
            said.add(row.remark.text)
    assert len(said) == 2 * len(End)
