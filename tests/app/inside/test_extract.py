"""What comes out of an image, and what does not."""

import os
import random
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_inside import CONTENT, TreeOf, file, hostile_name, inside_of_tree, taken
from support_iso import Iso, Link

from app.control import Control
from app.errors import (
    BudgetSpent,
    FolderError,
    ImageChanged,
    NoRoom,
    NotInside,
    NotReached,
    Stopped,
)
from app.formats.binary import Memory
from app.formats.tree import Entry, Extent
from app.inside.extract import extract
from app.inside.plan import MOST_BYTES, plan_extract
from app.inside.told import Begun, LeftOut, Moved, Renamed, TakenOut
from app.inside.tree import Inside, Volume
from app.sources import open_source

FILES: dict[str, bytes | Link] = {
    "boot/grub/grub.cfg": b"menu",
    "boot/vmlinuz": b"kernel" * 1000,
    "empty/": b"",
    "passwd": Link(((8, b""), (0, b"etc"), (0, b"passwd"))),
    "readme": b"text",
}
WRITTEN = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.iso"
    path.write_bytes(Iso(FILES).build())
    return path


@pytest.fixture
def out(tmp_path: Path) -> Iterator[Path]:
    """The folder; nothing may appear beside it."""
    folder = tmp_path / "above" / "out"
    folder.mkdir(parents=True)
    yield folder
    assert list(folder.parent.iterdir()) == [folder]


def below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_all_of_it(image: Path, out: Path) -> None:
    told = taken(image, out)
    assert below(out) == [
        "boot",
        "boot/grub",
        "boot/grub/grub.cfg",
        "boot/vmlinuz",
        "empty",
        "readme",
    ]
    assert (out / "boot/vmlinuz").read_bytes() == b"kernel" * 1000
    assert told[0] == Begun(6008, 4, 3)
    end = told[-1]
    assert isinstance(end, TakenOut)
    assert (end.files, end.folders, end.size, end.left, end.lost) == (3, 3, 6008, 1, 0)
    assert [each.text for each in told if isinstance(each, LeftOut)] == [
        "“passwd” is left out: it is a link to “/etc/passwd”."
    ]
    assert (out / "readme").stat().st_mtime == WRITTEN.timestamp()
    assert (out / "boot").stat().st_mtime == (out / "readme").stat().st_mtime


def test_what_is_named_by_its_own_name(image: Path, out: Path) -> None:
    taken(image, out, "/boot/grub/", "boot/vmlinuz")
    assert below(out) == ["grub", "grub/grub.cfg", "vmlinuz"]


def test_a_volume(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "disk.img"
    parts = [
        (mbr_entry(0x0C, 64, 1024), fat({"d/a.txt": b"A" * 5000})),
        (mbr_entry(7, 2048, 8), b""),
    ]
    path.write_bytes(mbr_disk(*parts).build())
    told = taken(path, out, "PARTITION-1/D", "/")
    assert below(out) == ["d", "d/a.txt", "partition-1", "partition-1/d", "partition-1/d/a.txt"]
    assert (out / "d/a.txt").read_bytes() == b"A" * 5000
    assert [each.path for each in told if isinstance(each, LeftOut)] == ["partition-2"]


def test_what_is_there_stays(image: Path, out: Path) -> None:
    (out / "readme").write_text("mine")
    (out / "boot").symlink_to("/etc")
    told = taken(image, out, "readme", "readme", "boot")
    assert (out / "readme").read_text() == "mine"
    assert (out / "readme (2)").read_text() == (out / "readme (3)").read_text() == "text"
    assert [each.name for each in told if isinstance(each, Renamed)] == [
        "readme (2)",
        "readme (3)",
        "boot (2)",
    ]


def test_the_folder_is_made_when_it_is_missing(image: Path, out: Path) -> None:
    taken(image, out / "new", "readme")
    assert below(out) == ["new", "new/readme"]


def test_refusals_leave_nothing(image: Path, out: Path) -> None:
    with pytest.raises(NotInside, match="There is no “boot/none” in the image"):
        taken(image, out / "new", "readme", "boot/none")
    with pytest.raises(FolderError, match="No such file or directory"):
        taken(image, out / "a/b/c", "readme")
    (out / "file").write_text("")
    with pytest.raises(FolderError, match="Not a directory"):
        taken(image, out / "file", "readme")
    assert below(out) == ["file"]


def large(name: str, size: int, stored: int | None = None) -> Entry:
    extents = (Extent(0, stored or 0), Extent(None, size - (stored or 0)))
    return Entry(name, directory=False, size=size, extents=() if stored is None else extents)


def test_no_room(image: Path, out: Path) -> None:
    inside = inside_of_tree({"": (large("a", MOST_BYTES - 1),)})
    with pytest.raises(NoRoom) as caught:
        taken(image, out, inside=inside)
    assert caught.value.need > caught.value.have
    assert below(out) == []


def test_more_than_images_hold(image: Path, out: Path) -> None:
    inside = inside_of_tree({"": (large("a", MOST_BYTES + 1),)})
    with pytest.raises(BudgetSpent) as caught:
        taken(image, out, inside=inside)
    assert "--anyway" in caught.value.hint
    with pytest.raises(NoRoom):
        taken(image, out, inside=inside, anyway=True)


def test_holes_stay_holes(image: Path, out: Path) -> None:
    inside = inside_of_tree({"": (large("a", 1 << 40, stored=7),)})
    told = taken(image, out, inside=inside)
    status = (out / "a").stat()
    assert (status.st_size, status.st_blocks <= 16) == (1 << 40, True)
    with (out / "a").open("rb") as file:
        assert file.read(8) == CONTENT + b"\0"
    assert told[0] == Begun(7, 1, 0)


def test_no_date_from_the_future_and_none_that_is_absurd(image: Path, out: Path) -> None:
    now = datetime.now(UTC)
    dates = [now + timedelta(days=400), datetime(1, 1, 1), datetime(1950, 1, 1, tzinfo=UTC)]  # noqa: DTZ001  a FAT's has no zone
    entries = [file(name) for name in "abc"]
    for entry, date in zip(entries, dates, strict=True):
        entry.modified = date
    taken(image, out, inside=inside_of_tree({"": tuple(entries)}))
    assert all((out / name).stat().st_mtime <= time.time() for name in "abc")
    assert (out / "c").stat().st_mtime == 0


def test_a_file_that_ends_too_early_is_not_left_half(image: Path, out: Path) -> None:
    short = Entry("short", directory=False, size=20, extents=(Extent(0, 7),))
    cut = Entry("cut", directory=False, size=20, extents=(Extent(0, 20),))
    told = taken(image, out, inside=inside_of_tree({"": (short, cut, file("whole"))}))
    assert below(out) == ["whole"]
    end = told[-1]
    assert isinstance(end, TakenOut)
    assert (end.files, end.left, end.lost) == (1, 2, 2)


class Packed(Memory):
    """One of which only the first bytes can be unpacked."""

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length > len(CONTENT):
            raise NotReached(offset, len(CONTENT))
        return super().read_at(offset, length)


def test_what_lies_too_far_inside_a_packed_image(image: Path, out: Path) -> None:
    far = Entry("far", directory=False, size=20, extents=(Extent(0, 7), Extent(7, 13)))
    inside = Inside((Volume("", Packed(CONTENT), TreeOf({"": (far, file("near"))})),))
    texts = [each.text for each in taken(image, out, inside=inside) if isinstance(each, LeftOut)]
    assert texts == [
        "“far” is left out: it lies too far inside a packed image, which has to be unpacked first."
    ]
    assert below(out) == ["near"]


class Slow(Memory):
    """Stops whoever reads behind its first bytes."""

    def __init__(self, control: Control) -> None:
        super().__init__(bytes(9 << 20))
        self._control = control

    def read_at(self, offset: int, length: int) -> bytes:
        if offset:
            self._control.stop()
        return super().read_at(offset, length)


def test_stopped_in_the_middle_of_a_file(image: Path, out: Path) -> None:
    control = Control()
    big = Entry("big", directory=False, size=9 << 20, extents=(Extent(0, 9 << 20),))
    inside = Inside((Volume("", Slow(control), TreeOf({"": (file("first"), big)})),))
    source = open_source(image)
    plan = plan_extract(inside, [""], out)
    with pytest.raises(Stopped):
        list(extract(source, inside, plan, control))
    assert below(out) == ["first"]


class Sleepy(Memory):
    """Takes so long that the progress is told."""

    def read_at(self, offset: int, length: int) -> bytes:
        time.sleep(0.11)
        return super().read_at(offset, length)


def test_closed_in_the_middle_of_a_file(image: Path, out: Path) -> None:
    big = Entry("big", directory=False, size=14, extents=(Extent(0, 7), Extent(0, 7)))
    inside = Inside((Volume("", Sleepy(CONTENT), TreeOf({"": (big,)})),))
    job = extract(open_source(image), inside, plan_extract(inside, [""], out), Control())
    seen = next(told for told in job if isinstance(told, Moved))
    assert (seen.done, seen.path, below(out)) == (7, "big", ["big"])
    job.close()
    assert below(out) == []


def test_an_image_that_changes_is_told(image: Path, out: Path) -> None:
    inside = inside_of_tree({"": (file("a"),)})
    source = open_source(image)
    plan = plan_extract(inside, [""], out)
    image.write_bytes(image.read_bytes() + b"more")
    with pytest.raises(ImageChanged):
        list(extract(source, inside, plan, Control()))


def test_where_it_came_from_goes_along(image: Path, out: Path) -> None:
    for name in ("origin", "referrer"):
        os.setxattr(image, f"user.xdg.{name}.url", f"https://example.org/{name}".encode())
    taken(image, out, "readme")
    assert os.getxattr(out / "readme", "user.xdg.origin.url") == b"https://example.org/origin"
    assert os.getxattr(out / "readme", "user.xdg.referrer.url") == b"https://example.org/referrer"


def test_a_link_planted_meanwhile_leads_nowhere(image: Path, out: Path) -> None:
    """In the place of a folder that was just made."""
    outside = out.parent.parent / "outside"
    outside.mkdir()
    control, source = Control(), open_source(image)
    folder = Entry("d", directory=True, size=0)
    inside = inside_of_tree({"": (file("bad."), folder), "d": tuple(map(file, ("a.", "b")))})
    plan = plan_extract(inside, [""], out)
    job = extract(source, inside, plan, control)
    made = next(told for told in job if isinstance(told, Renamed) and told.path == "d/a.")
    (out / "d" / made.name).unlink()
    (out / "d").rmdir()
    (out / "d").symlink_to(outside, target_is_directory=True)
    with pytest.raises(FolderError):
        next(job)
    assert below(outside) == []


def generated(
    chance: random.Random, count: int, most: int = 60, folders_among: float = 0.1
) -> tuple[Inside, int]:
    """A tree of hostile names: folders of up to `most`, in each other."""
    folders: dict[str, tuple[Entry, ...]] = {}
    waiting, made = [""], 0
    while waiting and made < count:
        path = waiting.pop(0)
        entries = []
        for _ in range(min(count - made, chance.randint(-(-most // 3), most))):
            name = hostile_name(chance)
            if chance.random() < folders_among:
                entries.append(Entry(name, directory=True, size=0))
                waiting.append(f"{path}/{name}" if path else name)
            else:
                entries.append(file(name))
        made += len(entries)
        folders[path] = (*folders.get(path, ()), *entries)
    return inside_of_tree(folders), made


def demand_kept_in(out: Path, told: list[object]) -> None:
    files = 0
    for path in out.rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        files += stat.S_ISREG(mode)
    end = told[-1]
    assert isinstance(end, TakenOut)
    assert end.files == files


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 1 << 32))
def test_no_path_leads_outside(
    seed: int, image: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    above = tmp_path_factory.mktemp("above")
    inside, _ = generated(random.Random(seed), 60)
    told = taken(image, above / "out", inside=inside)
    assert list(above.iterdir()) == [above / "out"]
    demand_kept_in(above / "out", [*told])


@pytest.fixture
def in_memory() -> Iterator[Path]:
    """A folder on no disk, where a file that nobody keeps costs next to nothing."""
    with tempfile.TemporaryDirectory(dir="/dev/shm") as made:
        yield Path(made)


@pytest.mark.system
def test_no_path_leads_outside_of_100000_trees(image: Path, in_memory: Path) -> None:
    """Small ones that go deep, and now and then a large one."""
    out, source = in_memory, open_source(image)
    folder = out / "tree"
    for seed in range(100_000):
        chance = random.Random(seed)
        if seed % 2_000:
            inside, _ = generated(chance, chance.randint(2, 8), most=3, folders_among=0.5)
        else:
            inside, _ = generated(chance, 1_000)
        told = list(extract(source, inside, plan_extract(inside, [""], folder), Control()))
        demand_kept_in(folder, [*told])
        assert list(out.iterdir()) == [folder], seed
        shutil.rmtree(folder)


def test_a_piece_that_is_longer_than_the_file_is_read_from_its_beginning(
    image: Path, out: Path
) -> None:
    entry = Entry("a", directory=False, size=3, extents=(Extent(0, 7),))
    taken(image, out, inside=inside_of_tree({"": (entry,)}))
    assert (out / "a").read_bytes() == CONTENT[:3]
