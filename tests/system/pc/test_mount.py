"""What is inside an image, mounted by an ordinary user: a disc and the FAT in it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from system.pc.pc import IMAGES, Pc

from app.demo.image import demo_image

pytestmark = pytest.mark.system

IMAGE = f"{IMAGES}/mounted.iso"


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
