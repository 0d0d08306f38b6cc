"""A drive for files as it is composed: table, partition, what is written of it, what is refused."""

import shutil
import struct

import pytest
from support_layout import MIB

from app.doctor.packages import NTFSPROGS
from app.errors import NotFormattable
from app.formats.binary import Window
from app.formats.fat import Fat
from app.formats.gpt import BASIC_DATA, Gpt
from app.formats.mbr import Mbr
from app.inspection import inspect
from app.report import Mode
from app.sources.formatted import (
    BACK,
    FRONT,
    Format,
    FormattedSource,
    compose_format,
    smallest_drive,
)
from app.sources.layout_table import LINUX_DATA, REACH, Holds
from app.sources.new_volumes import SMALLEST
from app.sources.source import demand_unchanged, lies_nowhere

SIZE = 300 * MIB
MAKERS = {Holds.EXFAT: "mkfs.exfat", Holds.EXT4: "mke2fs", Holds.NTFS: "mkntfs"}


def composed(wish: Format, size: int = SIZE) -> FormattedSource:
    if (maker := MAKERS.get(wish.holds)) and shutil.which(maker) is None:
        pytest.skip(f"{maker} is not installed")
    return compose_format(wish, size, 512)


@pytest.mark.parametrize(
    ("holds", "kind"),
    [(Holds.EXFAT, 7), (Holds.NTFS, 7), (Holds.FAT32, 0x0C), (Holds.EXT4, 0x83)],
)
def test_one_partition_of_its_kind(holds: Holds, kind: int) -> None:
    source = composed(Format(holds))
    record = Mbr.read(source.look())
    (entry,) = record.partitions
    assert (entry.kind, entry.first, entry.active) == (kind, 2048, False)
    assert entry.end * 512 == 299 * MIB  # room for a GPT is left
    assert entry.sectors * 512 == source.length
    assert record.is_table
    assert record.disk_id
    assert source.size == SIZE


@pytest.mark.parametrize("holds", Holds)
def test_where_old_labels_may_be_is_written(holds: Holds) -> None:
    source = composed(Format(holds))
    assert source.spare
    assert sum(stop - start for start, stop in source.spare) > 250 * MIB
    end = MIB
    for start, stop in source.spare:
        assert end <= start < stop
        end = stop
    assert source.spare[0][0] >= MIB + FRONT
    assert source.spare[-1][1] <= 299 * MIB - BACK


@pytest.mark.parametrize("holds", Holds)
def test_nothing_is_spared_where_all_is_overwritten(holds: Holds) -> None:
    assert composed(Format(holds, overwrite=True)).spare == ()


def test_beyond_what_an_mbr_reaches_stands_a_gpt() -> None:
    for size, table in ((REACH * 512, "MBR"), (REACH * 512 + 512, "GPT")):
        assert composed(Format(Holds.EXFAT), size).table == table
    source = composed(Format(Holds.EXFAT, "LARGE"), REACH * 512 + 512)
    first = Gpt.read(source.look(), 1, 512)
    last = Gpt.read(source.look(), REACH, 512)
    for copy in (first, last):
        (part,) = copy.entries
        assert (part.type, part.first, part.name) == (BASIC_DATA, 2048, "LARGE")
    assert Mbr.read(source.look()).protective is not None
    ext4 = composed(Format(Holds.EXT4), REACH * 512 + 512)
    assert Gpt.read(ext4.look(), 1, 512).entries[0].type == LINUX_DATA


def test_an_end_of_its_own() -> None:
    source = composed(Format(Holds.FAT32, end=100 * MIB + 17))
    assert source.size == 100 * MIB
    (entry,) = Mbr.read(source.look()).partitions
    assert entry.end * 512 == 100 * MIB
    assert "Leave what lies behind byte 104,857,617 of the drive unused" in source.steps()


def test_a_fat32_is_called_as_it_can_be() -> None:
    source = composed(Format(Holds.FAT32, "Photos"))
    volume = Fat.open(Window(source.look(), MIB, source.length))
    assert volume.label == "PHOTOS"
    assert source.name == "FAT32, “PHOTOS”"


def test_it_is_no_image_and_lies_nowhere() -> None:
    source = composed(Format(Holds.FAT32))
    assert lies_nowhere(source)
    demand_unchanged(source)
    assert inspect(source).mode is Mode.NONE
    stream, data = source.stream(), bytearray(MIB)
    assert stream.readinto(memoryview(data)) == MIB
    assert bytes(data) == source.look().read_at(0, MIB)
    assert b"This is not a bootable disk" in data[:446]


@pytest.mark.parametrize(
    ("wish", "size", "why"),
    [
        (Format(Holds.EXFAT, "twelve signs"), SIZE, "a name in exFAT has at most 11 letters"),
        (Format(Holds.EXFAT, "ab:c"), SIZE, "signs that not every system takes"),
        (Format(Holds.EXT4, "ab\n"), SIZE, "signs that not every system takes"),
        (Format(Holds.EXT4, "\udcff"), SIZE, "signs that not every system takes"),
        (Format(Holds.EXT4, "ä" * 9), SIZE, "a name in ext4 has at most 16 letters"),
        (Format(Holds.EXFAT, "\U0001f600" * 6), SIZE, "a name in exFAT has at most 11 letters"),
        (Format(Holds.FAT32, "ÄPFEL"), SIZE, "letters from A to Z"),
        (
            Format(Holds.FAT32),
            20 * MIB,
            "FAT32 needs a drive of 36,717,056 bytes, and this one has 20,971,520",
        ),
        (Format(Holds.EXFAT), 512, "a drive of 17,842,688 bytes, and this one has 512"),
        (Format(Holds.EXT4), smallest_drive(Holds.EXT4) - MIB, "a drive of 68,174,336 bytes"),
        (Format(Holds.FAT32), 3 << 40, "FAT32 has less than 2 TiB"),
        (Format(Holds.EXFAT, end=SIZE + 1), SIZE, "the drive ends at byte 314,572,800"),
        (Format(Holds.EXFAT, end=9 * MIB), SIZE, "exFAT needs 16,777,216 bytes"),
        (Format(Holds.EXFAT, end=1), SIZE, "exFAT needs 16,777,216 bytes, and there are 0"),
    ],
)
def test_what_is_refused(wish: Format, size: int, why: str) -> None:
    with pytest.raises(NotFormattable, match=why):
        compose_format(wish, size, 512)


@pytest.mark.parametrize("holds", Holds)
def test_the_smallest_drive_is_taken(holds: Holds) -> None:
    """And none with a sector less: what is refused says how much would do."""
    size = smallest_drive(holds)
    assert composed(Format(holds), size).length == SMALLEST[holds]
    with pytest.raises(NotFormattable, match=f"a drive of {size:,} bytes, and this one"):
        composed(Format(holds), size - 512)


def test_sectors_of_another_size_are_refused() -> None:
    with pytest.raises(NotFormattable, match="sectors of 4,096 bytes"):
        compose_format(Format(), SIZE, 4096)


def test_a_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.sources.new_volumes.found", lambda _tool: False)
    with pytest.raises(NotFormattable, match="mkntfs is not installed") as caught:
        compose_format(Format(Holds.NTFS), SIZE, 512)
    assert caught.value.hint == NTFSPROGS.hint()


def test_an_ext4_is_its_users(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 0)
    monkeypatch.setenv("SUDO_UID", "1000")
    monkeypatch.setenv("SUDO_GID", "100")
    source = composed(Format(Holds.EXT4))
    volume = Window(source.look(), MIB, source.length)
    (root,) = (volume.read_at(place, 128) for place in (_root_inode(volume),))
    assert struct.unpack_from("<H", root, 2) == (1000,)
    assert struct.unpack_from("<H", root, 24) == (100,)


def _root_inode(volume: Window) -> int:
    """The second of the first group; records of 256 bytes, blocks of 4096."""
    (table,) = struct.unpack_from("<I", volume.read_at(4096, 64), 8)
    return int(table) * 4096 + 256
