"""What a backup leaves in its folder, and when. Whole backups are in test_backup.py."""

import os
import resource
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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

from app.errors import FileThere, FolderError
from app.formats import bmap
from app.formats.bmap import Range
from app.formats.mapfile import Mapfile, State
from app.inspection.in_use import whole
from app.sources.saving import SMALLEST_FRAME
from app.sources.source import Source
from app.stages.rescue import STEP
from app.stages.sum_up import Sums

BOTH = pytest.mark.parametrize("name", ["saved.img", "saved.img.zst"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return folder_beside_a_stick(tmp_path)


def test_where_the_image_is_large_its_steps_are_as_long_as_a_frame(folder: Path) -> None:
    """So that each of them is packed as one."""
    large = whole(1 << 37)
    assert files_of(plan_in(folder, "saved.img.zst"), large).step == 2 * SMALLEST_FRAME
    assert files_of(plan_in(folder, "saved.img.zst")).step == STEP
    assert files_of(plan_in(folder), large).step == STEP


def test_it_may_be_read_by_whom_the_user_lets(folder: Path) -> None:
    before = os.umask(0o026)
    try:
        with files_of(plan_in(folder)).open():
            assert (folder / "saved.img.part").stat().st_mode & 0o777 == 0o640
    finally:
        os.umask(before)


@BOTH
def test_it_lets_go_of_its_file(folder: Path, name: str) -> None:
    """Whatever ends it, the next one may have it."""
    plan = plan_in(folder, name)
    with pytest.raises(KeyError), files_of(plan).open():
        raise KeyError
    begin(replace(plan, resume=True))


def test_what_has_the_name_of_the_file_meanwhile_is_no_beginning(folder: Path) -> None:
    (folder / "saved.img.part").write_bytes(b"mine")
    with pytest.raises(FileThere, match=r"saved\.img\.part is there already") as caught:
        begin(plan_in(folder))
    assert (caught.value.name, caught.value.unfinished) == ("saved.img.part", True)
    assert (folder / "saved.img.part").read_bytes() == b"mine"


@BOTH
def test_one_that_cannot_be_begun_says_so_and_leaves_nothing(folder: Path, name: str) -> None:
    before, there = resource.getrlimit(resource.RLIMIT_FSIZE), names(folder)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    try:
        with pytest.raises(FolderError, match="File too large"):
            begin(plan_in(folder, name))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(folder) == there


def test_a_link_in_its_place_is_not_followed(folder: Path) -> None:
    (folder / "mine").write_bytes(b"mine")
    (folder / "saved.img.part").symlink_to("mine")
    with pytest.raises(FolderError, match="symbolic links") as caught:
        begin(plan_in(folder, resume=True))
    assert caught.value.folder == str(folder)
    assert (folder / "mine").read_bytes() == b"mine"


def test_one_with_bad_places_goes_on_under_its_other_name(folder: Path) -> None:
    plan = plan_in(folder, resume=True)
    an_earlier(plan, (0, STEP))
    plan.part.rename(plan.path)
    with files_of(plan).open():
        assert names(folder) == ["saved.img.map", "saved.img.part"]
    assert plan.part.read_bytes()[:STEP] == CONTENT[:STEP]


@pytest.mark.parametrize("resume", [True, False])
def test_a_file_of_its_name_is_let_be(folder: Path, resume: bool) -> None:
    """One that goes on has its own already, one that begins has none yet."""
    plan = plan_in(folder, resume=resume)
    if resume:
        an_earlier(plan, (0, STEP))
    plan.path.write_bytes(b"mine")
    with files_of(plan).open():
        assert plan.path.read_bytes() == b"mine"


def test_where_nothing_is_left_it_begins(folder: Path) -> None:
    with files_of(plan_in(folder, resume=True)).open():
        assert names(folder) == ["saved.img.map", "saved.img.part"]


def test_two_do_not_save_to_one_file(folder: Path) -> None:
    plan = plan_in(folder)
    with files_of(plan).open(), pytest.raises(FolderError) as caught:
        begin(replace(plan, resume=True))
    assert (caught.value.folder, caught.value.why) == (
        str(folder),
        "another backup goes to this file",
    )


def test_from_the_first_byte_on_there_is_a_map(folder: Path) -> None:
    """ASCII, as ddrescue writes it: it says of what it is, in a line, and not in more of them."""
    plan = plan_in(folder)
    begin(replace(plan, drive=replace(plan.drive, model="Kärtchen\n# " + "x" * 100)))
    lines = plan.map.read_text("ascii").splitlines()
    assert lines == [
        "# Mapfile. Created by Stickwright",
        f"# Drive: K?rtchen?# {'x' * 39}?{'x' * 49}",
        "# current_pos  current_status  current_pass",
        "0x00000000     ?  1",
        "#      pos        size  status",
        "0x00000000  0x00300000  ?",
    ]


Synced = list[tuple[str, int, list[str]]]


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> Synced:
    """What was synced so far: its name, its length, and all names in its folder by then."""
    found = Synced()

    def noting(sync: Callable[[int], None]) -> Callable[[int], None]:
        def noted(fd: int) -> None:
            sync(fd)
            path = Path(f"/proc/self/fd/{fd}").readlink()
            there = names(path if path.is_dir() else path.parent)
            found.append((path.name, path.stat().st_size, there))

        return noted

    monkeypatch.setattr(os, "fsync", noting(os.fsync))
    monkeypatch.setattr(os, "fdatasync", noting(os.fdatasync))
    return found


def test_a_map_is_never_ahead_of_its_file(folder: Path, synced: Synced) -> None:
    """Nor is a part of one ever in its place."""
    plan = plan_in(folder)
    begin(plan)
    length = plan.map.stat().st_size
    assert synced == [
        ("saved.img.part", SIZE, ["saved.img.part"]),
        ("saved.img.map.new", length, ["saved.img.map.new", "saved.img.part"]),
    ]


def test_its_name_is_given_when_all_else_is_there(folder: Path, synced: Synced) -> None:
    plan = plan_in(folder)
    files = files_of(plan)
    with files.open():
        synced.clear()
        files.publish(Sums(file="5a"), ())
    with_sums = ["saved.img.map", "saved.img.part", "saved.img.sha256"]
    assert [(name, there) for name, _, there in synced] == [
        ("saved.img.sha256.new", [*with_sums[:2], "saved.img.sha256.new"]),
        ("saved.img.bmap.new", ["saved.img.bmap.new", *with_sums]),
        ("saved", ["saved.img", "saved.img.bmap", "saved.img.sha256"]),
    ]
    assert synced[0][1] == plan.sums.stat().st_size
    assert synced[1][1] == plan.block_map.stat().st_size


def test_what_lies_beside_it(folder: Path) -> None:
    """What one that was killed left of them is in nobody's way."""
    plan = plan_in(folder)
    for ending in ("map", "sha256", "bmap"):
        (folder / f"saved.img.{ending}.new").write_bytes(b"half of")
    ranges = [Range(0, 4096, "ab" * 32), Range(STEP, SIZE, "cd" * 32)]
    files = files_of(plan)
    with files.open():
        files.saving.put(0, memoryview(CONTENT))
        files.saving.finish()
        assert files.publish(Sums("12", "34", ranges), ()) == SIZE
    assert names(folder) == ["saved.img", "saved.img.bmap", "saved.img.sha256"]
    assert plan.path.read_bytes() == CONTENT
    assert plan.sums.read_text() == "34  saved.img\n"
    assert plan.block_map.read_bytes() == bmap.written(SIZE, ranges)


def test_with_bad_places_it_keeps_its_map_which_says_that_it_is_over(folder: Path) -> None:
    plan = plan_in(folder)
    files = files_of(plan)
    with files.open():
        files.known.mark(0, SIZE, State.READ)
        files.known.mark(4096, 8192, State.BAD)
        files.keep(State.UNSCRAPED)
        assert "\n0x00000000     /  1\n" in plan.map.read_text()
        files.publish(Sums(), [(4096, 4096)])
    assert names(folder) == ["saved.img", "saved.img.bmap", "saved.img.map", "saved.img.sha256"]
    assert "\n0x00000000     +  1\n" in plan.map.read_text()
    known = Mapfile.parse(plan.map.read_bytes(), SIZE)
    assert list(known.runs([State.BAD])) == [(4096, 8192)]


def test_a_map_that_somebody_took_away_is_not_missed(folder: Path) -> None:
    plan = plan_in(folder)
    files = files_of(plan)
    with files.open():
        plan.map.unlink()
        files.publish(Sums(), ())
    assert plan.path.exists()


def test_a_name_that_was_taken_meanwhile_is_not_given(folder: Path) -> None:
    """Not even one that leads nowhere."""
    plan = plan_in(folder)
    files = files_of(plan)
    with files.open():
        plan.path.symlink_to("nowhere")
        with pytest.raises(FileThere) as caught:
            files.publish(Sums(), ())
    assert (caught.value.name, caught.value.unfinished) == ("saved.img", False)
    assert names(folder) == ["saved.img", "saved.img.map", "saved.img.part"]


@BOTH
def test_it_is_had_by_either_of_its_names(folder: Path, name: str) -> None:
    """As the image and as the file."""
    plan = plan_in(folder, name)
    files = files_of(plan)
    with files.open():
        files.saving.put(0, memoryview(CONTENT))
        files.saving.finish()
    for path in (plan.part, plan.path):
        image, file = files.image(path)
        assert content_of(image) == CONTENT
        assert content_of(file) == path.read_bytes()
        path.rename(plan.path)


def content_of(source: Source) -> bytes:
    with closing(source.stream()) as stream:
        view = memoryview(bytearray(source.size or 0))
        assert stream.readinto(view) == len(view)
    return bytes(view)


@contextmanager
def at_most(limit: int, most: int) -> Iterator[None]:
    """So much of something is the kernel's to give to this process."""
    soft, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(limit, (soft, hard))


@pytest.mark.parametrize(
    ("limit", "why"),
    [(resource.RLIMIT_FSIZE, "File too large"), (resource.RLIMIT_NOFILE, "Too many open files")],
)
def test_a_map_that_cannot_be_written_leaves_the_one_before(
    folder: Path, limit: int, why: str
) -> None:
    """And nothing beside it."""
    plan = plan_in(folder)
    files = files_of(plan)
    with files.open():
        before = plan.map.read_bytes()
        with pytest.raises(FolderError) as caught, at_most(limit, 0), files.errors():
            files.keep(State.READ)
        assert (caught.value.folder, caught.value.why) == (str(folder), why)
        assert plan.map.read_bytes() == before
        assert names(folder) == ["saved.img.map", "saved.img.part"]


def test_an_error_without_a_number_has_its_own_words(folder: Path) -> None:
    with pytest.raises(FolderError) as caught, files_of(plan_in(folder)).errors():
        raise OSError("in other words")
    assert caught.value.why == "in other words"
