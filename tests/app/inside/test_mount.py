"""What is asked of UDisks2 to mount an image, and what becomes of its answers."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_bus import Refusal
from fake_loops import UDISKS, FakeLoops
from support_boot import GptPartition, gpt_disk, mbr_disk, mbr_entry
from support_fat import fat
from support_iso import Iso

from app.errors import ImageChanged, NotMountable, StillInUse
from app.inside import loop, mounts
from app.inside.mount import listed, mount, mounted_of, unmount
from app.inspection import inspect
from app.report.cautions import cautions
from app.sources import open_source

FAILED = UDISKS + ".Error.Failed"
PART = 64 * 512


@pytest.fixture
def udisks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLoops]:
    monkeypatch.setattr(loop, "PROBED", 0.0)
    service = FakeLoops()
    with service.on(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield service


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    """With a FAT and with what nobody knows."""
    path = tmp_path / "disk.img"
    parts = [(mbr_entry(0x0C, 64, 1024), fat({"a": b"a"})), (mbr_entry(0x83, 2048, 8), b"")]
    path.write_bytes(mbr_disk(*parts).build())
    return path


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    path = tmp_path / "disc.iso"
    path.write_bytes(Iso({"a": b"a"}).build())
    return path


def test_a_disc_is_mounted_whole(udisks: FakeLoops, disc: Path) -> None:
    (there,) = mount(open_source(disc))
    assert (there.image, there.volume, there.point) == (str(disc), "", "/media/ada/loop0")
    (made,) = udisks.met
    assert made.backing == str(disc)
    assert made.options == {
        "read-only": ("b", True),
        "no-part-scan": ("b", True),
        "offset": ("t", 0),
    }
    assert made.mounted_with == "ro,noexec"
    assert made.autoclear


def test_each_part_has_a_device_and_only_what_has_files_stays(
    udisks: FakeLoops, disk: Path
) -> None:
    udisks.unknown = frozenset({2048 * 512})
    (there,) = mount(open_source(disk))
    assert there.volume == "partition-1"
    first, second = udisks.met
    assert (first.options["offset"], first.options["size"]) == (("t", PART), ("t", 1024 * 512))
    assert second.start == 2048 * 512
    assert list(udisks.loops.values()) == [first]


def test_it_is_mounted_once(udisks: FakeLoops, disc: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.iso"
    link.symlink_to(disc)
    first = mount(open_source(disc))
    assert mount(open_source(link)) == first == listed() == mounted_of(link)
    assert len(udisks.met) == 1


def test_another_image_that_took_its_name_is_mounted_anew(udisks: FakeLoops, disc: Path) -> None:
    (old,) = mount(open_source(disc))
    fresh = disc.with_name("fresh.iso")
    fresh.write_bytes(Iso({"b": b"b"}).build())
    fresh.replace(disc)
    assert mounted_of(disc) == ()
    (new,) = mount(open_source(disc))
    assert new.device != old.device
    assert mounted_of(disc) == (new,)
    assert listed() == (old, new)


def test_the_desktop_may_be_quicker(udisks: FakeLoops, disc: Path) -> None:
    udisks.desktop = True
    (there,) = mount(open_source(disc))
    assert there.point == "/media/desktop/loop0"


def test_unmounting(udisks: FakeLoops, disc: Path, disk: Path) -> None:
    one, other = mount(open_source(disc)), mount(open_source(disk))
    assert listed() == (*one, *other)
    unmount(one)
    assert listed() == other
    unmount(other)
    assert listed() == ()
    assert udisks.loops == {}
    assert mounts.kept() == ()


def test_without_autoclear_the_device_goes_as_well(udisks: FakeLoops, disc: Path) -> None:
    there = mount(open_source(disc))
    udisks.met[0].autoclear = False
    unmount(there)
    assert udisks.loops == {}


def test_what_is_in_use_stays_and_the_rest_goes(udisks: FakeLoops, disc: Path, disk: Path) -> None:
    one, other = mount(open_source(disc)), mount(open_source(disk))
    udisks.busy = one[0].device
    with pytest.raises(StillInUse, match="/media/ada/loop0 is in use"):
        unmount((*one, *other))
    assert listed() == one


def test_what_somebody_else_unmounted_is_forgotten(udisks: FakeLoops, disc: Path) -> None:
    mount(open_source(disc))
    udisks.unmount("loop0")
    assert listed() == ()
    mount(open_source(disc))
    udisks.met[1].backing = "/home/ada/other.img"  # the same device, for another file
    assert listed() == ()
    assert mounts.kept() == ()
    assert udisks.met[1].point  # and nobody touched that


def killed(udisks: FakeLoops, disc: Path) -> None:
    """A copy of the program, when the device was there and nothing mounted yet."""
    mount(open_source(disc))
    udisks.met[-1].point = ""
    udisks.met[-1].autoclear = False


def test_what_a_killed_copy_left_is_taken_away(udisks: FakeLoops, disc: Path) -> None:
    killed(udisks, disc)
    assert len(udisks.loops) == 1
    assert listed() == ()
    assert udisks.loops == {}
    assert mounts.kept() == ()
    killed(udisks, disc)
    (there,) = mount(open_source(disc))
    assert list(udisks.loops) == [there.device]


def test_what_another_copy_is_about_to_mount_is_left_to_it(udisks: FakeLoops, disc: Path) -> None:
    killed(udisks, disc)
    with mounts.working():
        assert listed() == ()
        assert len(udisks.loops) == 1
        assert len(mounts.kept()) == 1
    assert listed() == ()
    assert udisks.loops == {}


def test_what_may_not_be_taken_away_stays_noted(udisks: FakeLoops, disc: Path, disk: Path) -> None:
    """And keeps nothing else from being known."""
    there = mount(open_source(disk))
    killed(udisks, disc)
    udisks.refusals["Delete"] = Refusal(UDISKS + ".Error.NotAuthorized", "no")
    assert listed() == there
    assert len(mounts.kept()) == len(there) + 1
    udisks.refusals.clear()
    assert listed() == there
    assert list(udisks.loops) == [each.device for each in there]


def test_a_file_that_was_deleted_is_still_known(udisks: FakeLoops, disc: Path) -> None:
    there = mount(open_source(disc))
    udisks.met[0].backing += " (deleted)"
    assert listed() == there


def test_the_computer_was_started_anew(
    udisks: FakeLoops, disc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mount(open_source(disc))
    monkeypatch.setattr(mounts, "this_start", lambda: "another")
    assert listed() == ()
    assert list(mounts.folder().iterdir()) == []


def test_a_damaged_note_is_nobodys(udisks: FakeLoops, disc: Path) -> None:
    mount(open_source(disc))
    for text in ("", "[]", "{}", "\0"):
        (mounts.folder() / "loop0.json").write_text(text)
        assert listed() == ()


def test_what_is_no_note_keeps_none_from_being_told(udisks: FakeLoops, disc: Path) -> None:
    there = mount(open_source(disc))
    folder = mounts.folder()
    (folder / "a.json").mkdir()
    (folder / "b.json").write_text("[" * 100_000)
    os.mkfifo(folder / "c.json")
    (folder / "d.json").symlink_to("/dev/zero")
    (folder / "e.json").symlink_to("e.json")
    assert listed() == there
    assert [path.name for path in sorted(folder.iterdir())] == ["a.json", "e.json", "loop0.json"]


def test_where_no_note_can_be_looked_for_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", f"/{'a' * 300}")
    assert mounts.kept() == ()


@pytest.mark.parametrize(
    ("method", "answer", "why"),
    [
        ("LoopSetup", Refusal(UDISKS + ".Error.NotAuthorized", "no"), "does not permit it"),
        ("LoopSetup", Refusal("org.freedesktop.DBus.Error.ServiceUnknown"), "is not running"),
        ("Mount", Refusal(FAILED, "wrong fs type, bad option"), "no file system in it that"),
        ("Mount", Refusal(FAILED, "unknown filesystem type 'udf'."), "no file system in it that"),
        ("Mount", Refusal(FAILED, "The \x1b kernel said no."), "The � kernel said no."),
    ],
)
def test_refusals_are_sentences_and_leave_nothing(
    udisks: FakeLoops, disc: Path, method: str, answer: Refusal, why: str
) -> None:
    udisks.refusals[method] = answer
    with pytest.raises(NotMountable) as raised:
        mount(open_source(disc))
    assert why in str(raised.value)
    assert udisks.loops == {}
    assert mounts.kept() == ()


def test_what_was_mounted_by_then_is_taken_away(udisks: FakeLoops, disk: Path) -> None:
    """As when the password for the second one was not given."""
    udisks.most = 1
    with pytest.raises(NotMountable, match="does not permit it"):
        mount(open_source(disk))
    assert len(udisks.met) == 1
    assert udisks.loops == {}
    assert mounts.kept() == ()


def test_without_a_bus(disc: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path / 'none'}")
    with pytest.raises(NotMountable, match="UDisks2, the service that mounts"):
        mount(open_source(disc))
    assert listed() == ()


def test_a_packed_image_is_refused(tmp_path: Path, disc: Path) -> None:
    packed = tmp_path / "disc.iso.gz"
    packed.write_bytes(gzip.compress(disc.read_bytes()))
    with pytest.raises(NotMountable, match=r"it is packed \(gzip\)"):
        mount(open_source(packed))


def test_nobody_waits_for_a_thousand_partitions(udisks: FakeLoops, tmp_path: Path) -> None:
    path = tmp_path / "many.img"
    path.write_bytes(gpt_disk([(GptPartition(n, n), b"") for n in range(100, 165)]).build())
    with pytest.raises(NotMountable, match="65 partitions, and no more than 64"):
        mount(open_source(path))
    assert udisks.met == []


def test_another_file_of_that_name_is_not_mounted(udisks: FakeLoops, disc: Path) -> None:
    source = open_source(disc)
    disc.rename(disc.with_suffix(".old"))
    disc.write_bytes(Iso({"b": b"b"}).build())
    with pytest.raises(ImageChanged):
        mount(source)
    assert udisks.met == []


def test_where_nothing_can_be_noted_nothing_is_mounted(
    udisks: FakeLoops, disc: Path, private_home: Path
) -> None:
    """It could not be found again."""
    mounts.folder().parent.mkdir(parents=True)
    mounts.folder().write_text("in the way")
    with pytest.raises(NotMountable, match="can’t be noted"):
        mount(open_source(disc))
    assert udisks.loops == {}


def test_tricks_and_lies_are_told_beforehand(disc: Path, tmp_path: Path) -> None:
    assert cautions(inspect(open_source(disc))) == ()
    trick = tmp_path / "trick.img"
    trick.write_bytes(fat({"Invoice.lnk": b""}))
    (found,) = cautions(inspect(open_source(trick)))
    assert found.code == "no-boot-path-programs"
    lie = tmp_path / "lie.img"
    lie.write_bytes(mbr_disk((mbr_entry(0x0C, 64, 1 << 24), fat({"a": b"a"}))).build())
    (found,) = cautions(inspect(open_source(lie)))
    assert found.code == "partition-beyond-end"
