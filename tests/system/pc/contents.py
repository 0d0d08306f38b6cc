"""Puts on a stick what people have on theirs, and uses it as they do; undone at the end."""

import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from system.matrix.pc import MIB, Content
from system.pc.monitor import MachineError
from system.pc.pc import IMAGES, Pc
from system.pc.usb import Stick

PLAIN = frozenset({Content.OLD, Content.HELD, Content.READ})
WITH_A_TABLE = frozenset(
    {
        *(Content.FAT, Content.MOUNTED, Content.MOUNTED_BY_ROOT, Content.MOUNTED_AS_SYSTEM),
        *(Content.MOUNTED_TWICE, Content.IN_USE, Content.DISK_IMAGE, Content.IMAGE),
    }
)
IMAGE_IN_A_VOLUME = frozenset({Content.IMAGE_IN_LUKS, Content.IMAGE_IN_LVM, Content.IMAGE_IN_RAID})
_OLD = b"old!" * 1024
_LARGEST_FILLED = 64 * MIB


def bytes_of(content: Content, size: int) -> bytes:
    """What is on the stick when it is plugged in, from its beginning."""
    if content in WITH_A_TABLE:
        return _fat(size, MIB)
    if content is Content.WHOLE_MOUNTED:
        return _fat(size, 0)
    return _OLD * (min(size, _LARGEST_FILLED) // len(_OLD)) if content in PLAIN else b""


@cache
def _fat(size: int, start: int) -> bytes:
    """A FAT with a file in it, in a partition when it does not begin at 0."""
    with TemporaryDirectory() as folder:
        disk = Path(folder, "disk")
        disk.touch()
        with disk.open("r+b") as file:
            file.truncate(size)
        if start:
            _tool("sfdisk", "-q", disk, said=f"label: dos\n{start // 512},+,c\n")
        sectors, room = str(start // 512), str((size - start) // 1024)
        _tool("mkfs.fat", "-n", "HOLIDAY", "--offset", sectors, disk, room)
        _tool("mcopy", "-i", f"{disk}@@{start}", Path(__file__), "::photo.txt")
        return disk.read_bytes()


def _tool(*words: str | Path, said: str = "") -> None:
    done = subprocess.run(words, input=said, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr


Use = Callable[[Pc, Stick, ExitStack], None]


def use(content: Content, pc: Pc, stick: Stick, stack: ExitStack) -> None:
    """What happens to it after it was plugged in."""
    if content in _USES:
        _USES[content](pc, stick, stack)
        pc.shell("sync; udevadm settle")


def _by_root(script: str, undo: str) -> Use:
    """`$d` is the stick. What is to be undone is so even if only half of it was done."""

    def act(pc: Pc, stick: Stick, stack: ExitStack) -> None:
        stack.callback(_undo, pc, f"d={stick.node}; {undo}")
        pc.shell(f"set -e; d={stick.node}\n{script}")

    return act


def _undo(pc: Pc, script: str) -> None:
    if pc.machine.running:
        pc.root.run(["sh", "-c", script])


def _mounted(part: str) -> Use:
    def act(pc: Pc, stick: Stick, stack: ExitStack) -> None:
        mount(pc, stick, part)
        stack.callback(_undo, pc, f"umount -l {stick.node}{part}")

    return act


def mount(pc: Pc, stick: Stick, part: str = "1") -> None:
    """As the desktop does. Raises MachineError when it can't."""
    words = ["udisksctl", "mount", "--no-user-interaction", "-b", f"{stick.node}{part}"]
    ended = pc.user.run(words)
    if ended.status:
        raise MachineError(ended.errors)


def _all(*uses: Use) -> Use:
    def act(pc: Pc, stick: Stick, stack: ExitStack) -> None:
        for each in uses:
            each(pc, stick, stack)

    return act


def _runs(*words: str) -> Use:
    """A program of the administrator goes on until the end; `$d` is the stick."""

    def act(pc: Pc, stick: Stick, stack: ExitStack) -> None:
        command = [word.replace("$d", stick.node) for word in words]
        running = stack.enter_context(pc.root.start(command))
        running.await_line("here")

    return act


def _stands_in(pc: Pc, stick: Stick, stack: ExitStack) -> None:
    """A program of the user, whose name is said."""
    place = pc.shell(f"findmnt -no TARGET {stick.node}1").strip()
    running = stack.enter_context(
        pc.user.start(["sh", "-c", "echo here; exec tail -f /dev/null"], folder=place)
    )
    running.await_line("here")


_RAID = "mdadm --create /dev/md0 --run --level=1 --raid-devices=2 --metadata=1.2 $d missing"
_END_RAID = "mdadm --stop /dev/md0"
# The kernel notes on the drive itself that nothing is under way any more, and when that was.
_CLEAN = """mount -o remount,ro /mnt/data; sync
until grep -q clean /sys/block/md0/md/array_state; do sleep 0.2; done; sleep 1"""
_OPEN = """import os, time
os.open('$d', os.O_RDWR | {flags})
print('here', flush=True)
time.sleep(9999)"""
_LUKS = """echo secret >/tmp/key
cryptsetup luksFormat -q --type luks1 --pbkdf-force-iterations 1000 $d /tmp/key
cryptsetup open --key-file /tmp/key $d private"""
_LVM = "pvcreate -y $d; vgcreate -s 1m travel $d; lvcreate -Wn -y -L 4m -n photos travel"
_FORGET_LVM = "vgchange -an travel; dmsetup remove -f travel-photos"
_MAP = 'dmsetup create look-alike --table "0 $(blockdev --getsz {0}) linear {0} 0"'
_UNMAP = "dmsetup remove look-alike"
_LOOP = "$(losetup -nO NAME | head -1)"
_BTRFS = "mkfs.btrfs -q -f $d"
_SECOND = "truncate -s 128M /var/tmp/second; other=$(losetup -f --show /var/tmp/second)"


def _image_in(volume: str, make: str, undo: str, settle: str = "true") -> Use:
    """The image, in a file system on what was made over the stick."""
    return _by_root(
        f"{make}\nudevadm settle; mkfs.ext2 -q {volume}; mkdir -p /mnt/data\n"
        f"mount {volume} /mnt/data; cp {IMAGES}/pc.img /mnt/data/; {settle}",
        f"umount -l /mnt/data; {undo}",
    )


_USES: dict[Content, Use] = {
    Content.MOUNTED: _mounted("1"),
    Content.WHOLE_MOUNTED: _mounted(""),
    Content.MOUNTED_BY_ROOT: _by_root(
        "mkdir -p /mnt/data; mount ${d}1 /mnt/data", "umount -l /mnt/data"
    ),
    Content.MOUNTED_AS_SYSTEM: _by_root("mount ${d}1 /srv", "umount -l /srv"),
    Content.MOUNTED_TWICE: _all(
        _mounted("1"), _by_root("mkdir -p /mnt/data; mount ${d}1 /mnt/data", "umount -l /mnt/data")
    ),
    Content.IN_USE: _all(_mounted("1"), _stands_in),
    Content.SWAP: _by_root("mkswap $d; swapon $d", "swapoff $d"),
    Content.LVM: _by_root(_LVM, _FORGET_LVM),
    Content.LVM_IDLE: _by_root(f"{_LVM}; vgchange -an travel", _FORGET_LVM),
    Content.LUKS: _by_root(_LUKS, "cryptsetup close private"),
    Content.LUKS_LOCKED: _by_root(f"{_LUKS}\ncryptsetup close private", "true"),
    Content.RAID: _by_root(_RAID, _END_RAID),
    Content.MAPPED: _by_root(_MAP.format("$d"), _UNMAP),
    Content.INTERNAL_MAPPED: _by_root(_MAP.format("/dev/sda"), _UNMAP),
    Content.BTRFS: _all(_by_root(f"{_BTRFS}; udevadm settle; sleep 1", "true"), _mounted("")),
    Content.BTRFS_OF_TWO: _by_root(
        f"{_SECOND}; {_BTRFS} $other; mkdir -p /mnt/data; mount $d /mnt/data",
        f"umount -l /mnt/data; losetup -d {_LOOP}; rm /var/tmp/second",
    ),
    Content.DISK_IMAGE: _all(
        _mounted("1"),
        _by_root(
            'p=$(findmnt -no TARGET ${d}1); truncate -s 2M "$p/disk"; losetup -f "$p/disk"',
            f"losetup -d {_LOOP}",
        ),
    ),
    Content.HELD: _runs("python3", "-c", _OPEN.format(flags="os.O_EXCL")),
    Content.READ: _runs("python3", "-c", _OPEN.format(flags="0")),
    Content.IMAGE: _all(
        _mounted("1"),
        _by_root(f"cp {IMAGES}/pc.img $(findmnt -no TARGET ${{d}}1)/", "true"),
    ),
    Content.IMAGE_IN_LUKS: _image_in("/dev/mapper/private", _LUKS, "cryptsetup close private"),
    Content.IMAGE_IN_LVM: _image_in(
        "/dev/travel/photos", _LVM.replace("4m", "9m"), f"sleep 1; {_FORGET_LVM}"
    ),
    Content.IMAGE_IN_RAID: _image_in("/dev/md0", _RAID, f"sleep 1; {_END_RAID}", _CLEAN),
}
