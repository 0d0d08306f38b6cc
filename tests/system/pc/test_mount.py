"""What is inside an image, mounted by an ordinary user: a disc and the FAT in it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_windows import FILES, windows_disc
from system.pc.pc import IMAGES, Pc

from app.cli import main
from app.demo.image import demo_image

pytestmark = pytest.mark.system

IMAGE = f"{IMAGES}/mounted.iso"
ANSWERS = b"#cloud-config\nhostname: shelf\n" * 90
BOARD = {"config.txt": b"arm_64bit=1", "start4.elf": bytes(70_000), "kernel8.img": b"k" * 90_000}
BROUGHT = {"user-data": b"#", "meta-data": b"instance-id: a"}


@pytest.fixture
def there(pc: Pc) -> Iterator[dict[str, str]]:
    """Where it is mounted, by the name of what is mounted there."""
    # On a device below 1.44 MB that has a partition table, libblkid looks for nothing else.
    (pc.machine.images / Path(IMAGE).name).write_bytes(demo_image() + bytes(4 << 20))
    ended = pc.run("mount", "--json", IMAGE)
    assert ended.status == 0, ended
    yield points(ended.output)
    pc.shell("umount -qA --lazy /media/tester/* || true; losetup -D")


def points(output: str) -> dict[str, str]:
    return {each["volume"]: each["point"] for each in map(json.loads, output.splitlines())}


def devices(pc: Pc) -> str:
    return pc.shell("udevadm settle; losetup -nO NAME,BACK-FILE")


def test_read_only_listed_and_taken_away(pc: Pc, there: dict[str, str]) -> None:
    assert set(there) == {"", "partition-1"}
    for point in there.values():
        assert {"ro", "nosuid", "nodev", "noexec"} <= set(
            pc.shell(f"findmnt -no OPTIONS '{point}'").strip().split(",")
        )
        assert pc.user.run(["touch", f"{point}/new"]).status != 0
    found = pc.user.run(["sh", "-c", f"cd '{there['']}' && find . -type f"])
    assert found.output
    listed = pc.run("mount", "--json")
    assert points(listed.output) == there
    assert points(pc.run("mount", "--json", IMAGE).output) == there
    ended = pc.run("unmount", IMAGE)
    assert ended.status == 0, ended
    assert devices(pc) == ""
    assert pc.run("mount", "--json").output == ""


def test_what_a_program_stands_in_stays(pc: Pc, there: dict[str, str]) -> None:
    place = there[""]
    with pc.user.start(["sh", "-c", "echo here; exec tail -f /dev/null"], folder=place) as standing:
        standing.await_line("here")
        ended = pc.run("unmount", "--all")
        assert ended.status == 3, ended
        assert f"{place} is in use, so it stays mounted." in ended.errors
        assert points(pc.run("mount", "--json").output) == {"": place}
    assert pc.run("unmount", "--all").status == 0
    assert devices(pc) == ""


def test_a_file_manager_takes_it_away(pc: Pc, there: dict[str, str]) -> None:
    for point in there.values():
        device = pc.shell(f"findmnt -no SOURCE '{point}'").strip()
        assert pc.user.run(["udisksctl", "unmount", "-b", device]).status == 0
    assert pc.run("mount", "--json").output == ""
    assert devices(pc) == ""


def windows_stick(folder: Path, stick: Path) -> dict[str, bytes]:
    disc = windows_disc(folder / "win.iso")
    assert main(["write", "--yes", "--size", "512MiB", str(disc), str(stick)]) == 0
    return {
        path: data for path, data in FILES.items() if isinstance(data, bytes) and path[-1] != "/"
    }


def stick_of_a_board(folder: Path, stick: Path) -> dict[str, bytes]:
    volume = fat(BOARD | BROUGHT, size=40 << 20, bits=32, label="bootfs")
    image, answers = folder / "board.img", folder / "user-data"
    image.write_bytes(mbr_disk((mbr_entry(0x0C, 2048, len(volume) // 512), volume)).build())
    answers.write_bytes(ANSWERS)
    assert main(["write", "--yes", str(image), str(stick), "--cidata", str(answers)]) == 0
    return BOARD | BROUGHT | {"user-data": ANSWERS}


@pytest.mark.parametrize("made", [windows_stick, stick_of_a_board])
def test_the_kernel_reads_every_file_of_a_stick(
    made: Callable[[Path, Path], dict[str, bytes]], pc: Pc, tmp_path: Path
) -> None:
    stick = pc.machine.images / f"{made.__name__}.img"
    files = made(tmp_path, stick)
    try:
        ended = pc.run("mount", "--json", f"{IMAGES}/{stick.name}")
        assert ended.status == 0, ended
        (point,) = points(ended.output).values()
        summed = pc.user.run(["sh", "-c", f"cd '{point}' && find . -type f -exec sha256sum {{}} +"])
        found = {line[66:].removeprefix("./"): line[:64] for line in summed.output.splitlines()}
        assert found == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        assert not pc.shell("dmesg | grep -i 'fat-fs.*error' || true")
    finally:
        pc.shell("umount -qA --lazy /media/tester/* || true; losetup -D")
        stick.unlink()
