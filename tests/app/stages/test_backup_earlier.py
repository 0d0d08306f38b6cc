"""What a backup believes of an earlier one that it goes on with, and the room that it needs beside
that. Whole backups are in test_backup.py."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from support_backup import (
    CONTENT,
    SIZE,
    an_earlier,
    begin,
    files_of,
    folder_beside_a_stick,
    names,
    plan_in,
)
from support_bad import Bad, bad_stick

from app.errors import FileThere, MapWrong, NoRoom, NotItsBackup
from app.formats.mapfile import LARGEST, Mapfile, State
from app.inspection.in_use import InUse, whole
from app.plan_backup import BackupPlan
from app.sources.saving import SMALLEST_FRAME, PackedSaving
from app.stages.rescue import STEP, Span

MIB = 1 << 20
BOTH = pytest.mark.parametrize("name", ["saved.img", "saved.img.zst"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_beside_a_stick(tmp_path)


def asked_of(plan: BackupPlan, bad: Bad, sector: int = 512) -> list[Span]:
    """(offset, length) of what a drive is asked for before a backup of it goes on."""
    stick = bad_stick(Path(plan.drive.node), bad, sector=sector)
    with stick.open(write=False) as medium:
        files = files_of(replace(plan, resume=True))
        with files.open():
            files.demand_same(medium)
    return bad.asked


def looks(start: int, stop: int, step: int = 4096) -> list[Span]:
    return [(place, min(4096, stop - place)) for place in range(start, stop, step)]


@BOTH
@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ([], []),
        ([(0, SIZE)], looks(0, SIZE, SIZE // 64)),
        ([(0, 64 * 4096)], looks(0, 64 * 4096)),
        ([(0, 12800)], looks(0, 12800)),  # and of the rest, which is shorter
        ([(512, 8704)], [(4096, 4096)]),  # what was not read is not asked for
        ([(4096, 8192), (STEP, STEP + 8192)], [(4096, 4096), *looks(STEP, STEP + 8192)]),
        # Of more of them than looks, every so manieth, and each of these once.
        (
            [(place, place + 4096) for place in range(0, 130 * 8192, 8192)],
            looks(0, 130 * 8192, 2 * 8192),
        ),
        (
            [(place, place + 8192) for place in range(0, 100 * 12288, 12288)],
            [(place, 4096) for place in range(0, 100 * 12288, 12288)],
        ),
    ],
)
def test_where_it_is_looked_at(
    folder: Path, name: str, read: list[Span], expected: list[Span]
) -> None:
    """Here and there, at most so often, and always a bit from each of a few parts."""
    plan = plan_in(folder, name)
    an_earlier(plan, *read)
    assert asked_of(plan, Bad()) == expected


def test_no_part_of_a_sector_is_asked_for(folder: Path) -> None:
    plan = plan_in(folder)
    an_earlier(plan, (0, 12800))
    assert asked_of(plan, Bad(), sector=4096) == looks(0, 12288)


def test_what_cannot_be_read_any_more_says_nothing(folder: Path) -> None:
    plan = plan_in(folder)
    an_earlier(plan, (0, 16384))
    assert asked_of(plan, Bad(((4096, 8192),))) == looks(0, 16384)


@BOTH
def test_one_of_another_drive_is_told_by_its_first_difference(folder: Path, name: str) -> None:
    plan = plan_in(folder, name)
    an_earlier(plan, (0, SIZE), content=CONTENT[:8192] + bytes(SIZE - 8192))
    with pytest.raises(NotItsBackup, match=rf"{name}\.part is no backup of stick, or") as caught:
        asked_of(plan, Bad())
    assert caught.value.offset == SIZE // 64


def test_a_map_alone_is_not_believed(folder: Path) -> None:
    """What is behind the end of the file was never in it."""
    plan = plan_in(folder)
    an_earlier(plan, (0, SIZE))
    os.truncate(plan.part, STEP)
    files = files_of(replace(plan, resume=True))
    with files.open():
        assert files.read == ((0, STEP),)
        assert plan.part.stat().st_size == SIZE


HALF = STEP // 2


@pytest.mark.parametrize(
    ("spans", "read", "end"),
    [
        ([(0, SIZE)], [(0, SIZE)], SIZE),
        ([(0, SIZE)], [(0, 2 * STEP)], 2 * STEP),
        ([(0, SIZE)], [(512, SIZE)], 0),
        ([(0, SIZE)], [(0, STEP - 512), (STEP, SIZE)], 0),
        ([(0, SIZE)], [(0, STEP + HALF), (2 * STEP, SIZE)], STEP),
        # What nobody uses is not missed.
        ([(0, HALF), (STEP, SIZE)], [(0, HALF), (STEP, SIZE)], SIZE),
        ([(HALF, STEP), (2 * STEP, SIZE)], [(HALF, STEP)], 2 * STEP),
        ([(0, STEP), (SIZE - 512, SIZE)], [(0, STEP)], 2 * STEP),
        ([], [], SIZE),
    ],
)
@pytest.mark.parametrize("otherwise", [each for each in State if each is not State.READ])
def test_of_a_packed_file_is_believed_what_was_whole(
    folder: Path,
    spans: list[Span],
    read: list[Span],
    end: int,
    otherwise: State,
) -> None:
    plan = plan_in(folder, "saved.img.zst")
    files = an_earlier(plan, (0, SIZE))
    files.known.mark(0, SIZE, otherwise)
    for start, stop in read:
        files.known.mark(start, stop, State.READ)
    plan.map.write_text(files.known.text("", otherwise))
    again = files_of(replace(plan, resume=True), InUse(SIZE, tuple(spans)))
    with again.open():
        assert isinstance(again.saving, PackedSaving)
        assert again.saving.end == end


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (0, 0),
        (1, 0),
        (SMALLEST_FRAME, 0),
        (SMALLEST_FRAME + 1, 1),
        (2 * SMALLEST_FRAME, 1),
        (2 * SMALLEST_FRAME + 1, 2),
    ],
)
def test_the_frame_before_a_damaged_place_is_read_again(
    folder: Path, place: int, number: int
) -> None:
    """Up to there it was unpacked, or what was unpacked to there is not what was packed."""
    plan = plan_in(folder, "saved.img.zst")
    an_earlier(plan, (0, SIZE))
    files = files_of(replace(plan, resume=True))
    with files.open():
        files.distrust(place)
    start = number * SMALLEST_FRAME
    expected = [(start, start + SMALLEST_FRAME)]
    for known in (files.known, Mapfile.parse(plan.map.read_bytes(), SIZE)):
        assert list(known.runs([State.UNTRIED])) == expected
    plan.map.write_text(Mapfile(SIZE).text("", State.UNTRIED))
    again = files_of(replace(plan, resume=True), InUse(SIZE, ()))
    with again.open():  # also where nothing is used, and so nothing is to be read
        assert again.saving.end == start


def test_one_that_has_its_name_already_gets_no_map(folder: Path) -> None:
    plan = plan_in(folder, "saved.img.zst")
    files = an_earlier(plan, (0, SIZE))
    with files_of(replace(plan, resume=True)).open():
        plan.part.rename(plan.path)
        plan.map.unlink()
        files.distrust(1)
    assert names(folder) == ["saved.img.zst"]


def test_what_was_read_is_told_as_far_as_it_is_used(folder: Path) -> None:
    used = InUse(SIZE, ((512, 8192), (STEP, SIZE)))
    files = files_of(plan_in(folder), used)
    files.known.mark(0, STEP + 4096, State.READ)
    files.known.mark(1024, 2048, State.BAD)
    assert files.read == ((512, 1024), (2048, 8192), (STEP, STEP + 4096))


def test_an_earlier_map_is_not_written_over_before_it_is_known(folder: Path) -> None:
    plan = plan_in(folder)
    an_earlier(plan, (0, STEP))
    before = plan.map.read_bytes()
    with files_of(replace(plan, resume=True)).open():
        assert plan.map.read_bytes() == before


def test_what_has_no_map_is_no_backup(folder: Path) -> None:
    """Browsers give such names. One that holds nothing yet is none of theirs."""
    plan = plan_in(folder, resume=True)
    plan.part.write_bytes(b"mine")
    with pytest.raises(FileThere) as caught:
        begin(plan)
    assert (caught.value.name, caught.value.unfinished) == ("saved.img.part", False)
    assert plan.part.read_bytes() == b"mine"
    os.truncate(plan.part, 0)
    files = files_of(plan)
    with files.open():
        assert list(files.known.runs([State.UNTRIED])) == [(0, SIZE)]


@pytest.mark.parametrize(
    ("size", "why"), [(LARGEST + 1, "it is too large"), (LARGEST, "it is none"), (0, "it is none")]
)
def test_a_map_that_is_none_says_why(folder: Path, size: int, why: str) -> None:
    plan = plan_in(folder, resume=True)
    plan.map.touch()
    os.truncate(plan.map, size)
    with pytest.raises(MapWrong, match=r"The map saved\.img\.map can’t") as caught:
        begin(plan)
    assert caught.value.why == why


@BOTH
def test_one_of_all_of_the_drive_is_no_beginning_of_one_of_what_is_used(
    folder: Path, name: str
) -> None:
    """The file would hold what is said to be zeros: deleted files, perhaps."""
    plan = plan_in(folder, name, resume=True, only_used=True)
    used = InUse(SIZE, ((0, MIB), (2 * MIB, SIZE)))
    an_earlier(plan, (0, 2 * MIB))
    before = plan.part.read_bytes()
    with pytest.raises(MapWrong) as caught:
        begin(plan, used)
    assert caught.value.why == "more of the drive was read than is used now"
    assert caught.value.hint == "Go on with all of the drive, or save it under another name."
    assert plan.part.read_bytes() == before
    begin(plan, InUse(SIZE, ((0, 2 * MIB),)))
    begin(replace(plan, only_used=False))


@BOTH
def test_one_that_is_refused_keeps_its_name(folder: Path, name: str) -> None:
    plan = plan_in(folder, name, resume=True, only_used=True)
    an_earlier(plan, (0, 2 * MIB))
    plan.part.rename(plan.path)  # with bad places
    before = names(folder)
    with pytest.raises(MapWrong):
        begin(plan, InUse(SIZE, ((0, MIB),)))
    assert names(folder) == before
    begin(plan)
    assert not plan.path.exists()


@pytest.fixture
def free(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Bytes on a disk with little room, to which nobody else writes meanwhile."""
    here = os.statvfs(folder)
    little = (*here[:4], 3000, *here[5:])
    monkeypatch.setattr(os, "statvfs", lambda _: os.statvfs_result(little))
    return 3000 * here.f_frsize


def test_it_has_to_fit(folder: Path, free: int) -> None:
    with pytest.raises(NoRoom) as caught:
        begin(plan_in(folder), whole(free + 1))
    error = caught.value
    assert (error.folder, error.need, error.have) == (str(folder), free + 1, free)
    assert names(folder) == []
    begin(plan_in(folder), whole(free))


def test_only_what_is_used_has_to_fit(folder: Path, free: int) -> None:
    used = InUse(2 * free, ((0, 4096), (free, free + 4096)))
    begin(plan_in(folder), used)


def test_nobody_knows_how_small_a_packed_one_gets(folder: Path, free: int) -> None:
    begin(plan_in(folder, "saved.img.zst"), whole(free + 1))


@pytest.mark.parametrize("ending", [".part", ""])
def test_what_is_there_already_needs_no_room(folder: Path, free: int, ending: str) -> None:
    """It is the place that it takes on the disk which counts, not how long it is."""
    plan = plan_in(folder, resume=True)
    an_earlier(plan, (0, STEP))
    there = folder / f"saved.img{ending}"
    if not ending:
        plan.part.rename(there)
    had = there.stat().st_blocks * 512
    assert had >= STEP
    with pytest.raises(NoRoom) as caught:
        begin(plan, whole(free + had + 1))
    assert (caught.value.need, caught.value.have) == (free + 1, free)
    begin(plan, whole(free + had))


def test_whose_file_is_there_needs_its_room(folder: Path, free: int) -> None:
    """Nothing of it will be the backup's."""
    (folder / "saved.img.part").write_bytes(CONTENT)
    with pytest.raises(NoRoom) as caught:
        begin(plan_in(folder), whole(free + 1))
    assert caught.value.need == free + 1
