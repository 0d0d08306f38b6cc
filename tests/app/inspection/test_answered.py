"""Answers in the FAT that a board's own code reads: where they go, and who would pass them by."""

import lzma
from pathlib import Path

import pytest
from support_boot import GptPartition, gpt_disk, mbr_disk, mbr_entry
from support_fat import fat

from app.errors import BudgetSpent, CorruptImage, NotAppendable
from app.formats.binary import Memory, Window
from app.formats.fat import Fat
from app.inspection import inspect
from app.inspection.answered import answered
from app.inspection.appended import Additions, appended
from app.report import Mode
from app.sources import open_source
from app.sources.layout import REST
from app.sources.patched import PatchedSource

FIRMWARE = {
    "issue.txt": b"Raspberry Pi reference 2025-10-01\nGenerated using pi-gen, stage2\n",
    "config.txt": b"arm_64bit=1",
    "start4.elf": b"",
    "kernel8.img": b"",
}
BROUGHT = FIRMWARE | {
    "user-data": b"#cloud-config\n# nothing\n",
    "meta-data": b"instance-id: rpios-image\n",
    "network-config": b"",
}
ANSWERS = {"user-data": b"#cloud-config\nhostname: shelf\n", "meta-data": b""}
FIRST = 2048  # sector of the first partition
SIZE = 8 << 20


def image(folder: Path, files: dict[str, bytes], *, name: str = "pi.img") -> Path:
    volume = fat(files, size=SIZE, label="bootfs")
    root = mbr_entry(0x83, FIRST + SIZE // 512, 2048), bytes(1 << 20)
    entries = (mbr_entry(0x0C, FIRST, SIZE // 512), volume), root
    path = folder / name
    path.write_bytes(mbr_disk(*entries).build())
    return path


def made(path: Path, additions: Additions) -> PatchedSource:
    source = open_source(path)
    into = appended(source, inspect(source), 64 << 20, 512, additions).source
    assert isinstance(into, PatchedSource)
    return into


def contents(source: PatchedSource) -> dict[str, bytes]:
    tree = Fat.open(Window(source.look(), FIRST * 512, SIZE))
    return {entry.name: tree.read(entry) for entry in tree.list()}


def test_they_are_where_the_system_looks(tmp_path: Path) -> None:
    """What the image says about itself is kept where nothing else is given."""
    source = made(image(tmp_path, BROUGHT), Additions(answers=ANSWERS))
    assert contents(source) == BROUGHT | {"user-data": ANSWERS["user-data"]}
    assert (source.mode, source.size) == (Mode.EXACT, open_source(source.path).size)
    assert source.steps()[1] == (
        "Put answers for cloud-init into “bootfs”, its own first partition: user-data"
    )
    given = ANSWERS | {"meta-data": b"instance-id: a\n", "vendor-data": b"#cloud-config\n"}
    assert contents(made(source.path, Additions(answers=given))) == BROUGHT | given


def test_nothing_else_is_touched(tmp_path: Path) -> None:
    path = image(tmp_path, BROUGHT)
    source = made(path, Additions(answers=ANSWERS))
    before, after = path.read_bytes(), source.look().read_at(0, SIZE * 4)
    places = range(0, len(before), 512)
    differing = [at for at in places if before[at : at + 512] != after[at : at + 512]]
    assert len(before) == len(after)
    assert len(differing) == 2  # the record and the content: it is one cluster, as it was
    assert all(FIRST * 512 <= at < FIRST * 512 + SIZE for at in differing)


def test_an_image_that_is_packed(tmp_path: Path) -> None:
    plain = image(tmp_path, BROUGHT)
    packed = tmp_path / "pi.img.xz"
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    wanted = made(plain, Additions(answers=ANSWERS)).look().read_at(0, SIZE * 4)
    stream, found = made(packed, Additions(answers=ANSWERS)).stream(), bytearray()
    buffer = memoryview(bytearray(1 << 20))
    while count := stream.readinto(buffer):
        found += buffer[:count]
    stream.close()
    assert found == wanted


@pytest.mark.parametrize(
    ("additions", "why"),
    [
        (Additions(answers=ANSWERS), "nothing in its own first partition says that it reads"),
        (Additions(answers=ANSWERS, data=REST), "takes the rest of the stick for itself"),
        (Additions(data=REST), "takes the rest of the stick for itself"),
        (Additions(persistence=REST), "takes the rest of the stick for itself"),
    ],
)
def test_what_is_refused(additions: Additions, why: str, tmp_path: Path) -> None:
    with pytest.raises(NotAppendable, match=why):
        made(image(tmp_path, FIRMWARE), additions)


def test_a_partition_that_shares_bytes_with_another(tmp_path: Path) -> None:
    """What is free in it may be a file of the other one."""
    path = image(tmp_path, BROUGHT)
    made(path, Additions(answers=ANSWERS))
    with path.open("r+b") as file:
        file.seek(446 + 16 + 8)
        file.write((FIRST + SIZE // 512 - 1).to_bytes(4, "little"))
    with pytest.raises(CorruptImage, match="they overlap"):
        made(path, Additions(answers=ANSWERS))


def test_a_volume_that_is_longer_than_its_partition(tmp_path: Path) -> None:
    path = image(tmp_path, BROUGHT)
    with path.open("r+b") as file:
        file.seek(446 + 12)
        file.write((SIZE // 512 - 1).to_bytes(4, "little"))
    with pytest.raises(CorruptImage, match="larger than its partition"):
        made(path, Additions(answers=ANSWERS))


def test_countless_partitions_of_countless_names(tmp_path: Path) -> None:
    """Each has a root folder full of deleted files, and all would have to be looked through."""
    volume = bytearray(fat(size=8 << 20, roots=65520))
    start = Fat.open(Memory(bytes(volume))).boot.first_root * 512
    volume[start : start + 65520 * 32] = b"\xe5".ljust(32, b" ") * 65520
    part = GptPartition(FIRST, FIRST + SIZE // 512 - 1)
    disk = gpt_disk([(part, b"")] * 100, size=16 << 20).put(FIRST * 512, bytes(volume))
    path = tmp_path / "pi.img"
    path.write_bytes(disk.build())
    with pytest.raises(BudgetSpent):
        answered(open_source(path), ANSWERS)


def test_an_image_without_a_table_has_no_such_partition(tmp_path: Path) -> None:
    path = tmp_path / "volume.img"
    path.write_bytes(fat(BROUGHT, size=SIZE))
    with pytest.raises(NotAppendable, match="nothing in its own first partition"):
        answered(open_source(path), ANSWERS)
