"""What rests on which drive: every mount, every swap area and every file, followed down through
partitions, device mapper (LVM, LUKS), RAID, loop devices, btrfs, bcachefs and overlays to the
whole disks that carry it.

The kernel names a mount by the number of its block device. File systems on several devices have
an anonymous number instead ("0:42") and name one device as their source: the others stand in
/sys/fs. A swap file, a loop device's file or the layers of an overlay lie on a file system, and so
the way goes on from there. What ZFS stands on cannot be asked: its pools are compared by name.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

from app.drives.behind import FileId, file_at, file_behind, number_of
from app.drives.mounts import Lists, Mount, read_lists
from app.drives.sysfs import Sysfs, entries, node_of

_ON_SEVERAL = ("btrfs", "bcachefs")
_OVERLAY_LAYERS = re.compile(r"(?:^|,)(?:lowerdir\+?|upperdir)=((?:\\.|[^,\\])*)")
# By programs and computers that may never answer, and then nothing ends who asked. Their files lie
# on no device of the kernel's, or the mount names it ("fuseblk").
_SERVED = ("fuse", "nfs", "cifs", "smb", "9p", "ceph", "afs")
_BETWEEN_LAYERS = re.compile(r"(?<!\\):")


def device_of(path: str) -> str:
    """The number of the file system that a file lies on, as "8:17"; empty when there is no file."""
    try:
        device = Path(path).stat().st_dev
    except (OSError, ValueError):
        return ""
    return number_of(device)


class Carries:
    """One look at the whole computer. It stays as it was when it was made."""

    def __init__(
        self,
        sysfs: Sysfs,
        proc: Path,
        dev: Path,
        device_of: Callable[[str], str] = device_of,
        behind: Callable[[str, str], FileId | None] = file_behind,
        lists: Callable[[Path], Lists] = read_lists,
    ) -> None:
        listed = lists(proc)
        self._sysfs = sysfs
        self._dev = dev
        self._device_of = device_of
        self._behind = behind
        self._mounts = listed.mounts
        self._pools = frozenset(entries(proc / "spl/kstat/zfs"))
        files = ((name, sysfs.backing_file(name)) for name in sysfs.disks())
        self._attached = {name: file for name, file in files if file}
        self._known: dict[frozenset[str], frozenset[str]] = {}
        self._lies_on = {mount: self._under(mount, frozenset()) for mount in self._mounts}
        self._rests_on = {mount: self._beneath(on) for mount, on in self._lies_on.items()}
        self._images = [(file, self._behind_it(name)) for name, file in self._attached.items()]
        self._swaps = [(swap.path, self.file_on(swap.path)) for swap in listed.swaps]

    def mounts_on(self, name: str) -> tuple[str, ...]:
        """Where this very partition or disk is mounted, in the order of mounting."""
        return tuple(mount.point for mount in self._mounts if name in self._lies_on[mount])

    def mounts_of(self, disk: str) -> tuple[str, ...]:
        """Every place that is mounted from the disk, through whatever layers."""
        return tuple(mount.point for mount in self._mounts if disk in self._rests_on[mount])

    def swaps_of(self, disk: str) -> tuple[str, ...]:
        """The swap areas and swap files on the disk."""
        return tuple(path for path, names in self._swaps if disk in names)

    def spanning(self, disk: str) -> tuple[str, ...]:
        """Where file systems are mounted that need this disk and another one."""
        return tuple(
            mount.point
            for mount in self._mounts
            if mount.file_system in _ON_SEVERAL
            and disk in self._rests_on[mount]
            and len({self._sysfs.disk_of(name) for name in self._lies_on[mount]}) > 1
        )

    def images_on(self, disk: str) -> tuple[str, ...]:
        """The files on the disk that are attached as loop devices."""
        return tuple(image for image, on in self._images if disk in self._beneath(on))

    def file_behind(self, name: str) -> FileId | None:
        """What is behind a loop device; None for any other, and where nobody tells. Asks whoever
        serves the file system that it lies on: only for a device that was chosen."""
        path = self._sysfs.text(name, "loop/backing_file") if name.startswith("loop") else ""
        return self._behind(node_of(name), path) if path else None

    def device_behind(self, name: str) -> str:
        """The name of the device that a loop device stands on; empty where it is a file."""
        if (file := self.file_behind(name)) is None:
            return self._node(self._attached.get(name, ""))
        number = number_of(file.node)
        return (self._sysfs.by_number(number) or number) if file.node else ""

    def loops_over(self, file: FileId) -> tuple[str, ...]:
        """The loop devices that stand for bytes of the same file, or device."""
        return tuple(
            name
            for name, path in self._attached.items()
            if self._may_ask(path, file) and file.is_same(self.file_behind(name))
        )

    def is_swapped_to(self, file: FileId) -> bool:
        """Whether the file, or device, is swap space."""
        return any(
            self._may_ask(path, file) and file.is_same(file_at(path)) for path, _ in self._swaps
        )

    def has_pool(self, pool: str) -> bool:
        """Whether a ZFS pool of this name is in use."""
        mounted = {mount.source.split("/")[0] for mount in self._mounts if _is_zfs(mount)}
        return bool(pool) and pool in self._pools | mounted

    def beneath(self, name: str) -> frozenset[str]:
        """Everything that a device stands on, down to the disks, and itself."""
        return self._beneath(frozenset({name}))

    def file_on(self, path: str) -> frozenset[str]:
        """Everything that a file lies on. A device node counts as what is in it."""
        return self._beneath(self._named(path))

    def _behind_it(self, name: str) -> frozenset[str]:
        """What is behind a loop device or a compressed one. A node that lies anywhere is a device
        as well."""
        path = self._attached.get(name, "")
        file = self.file_behind(name) if self._may_ask(path) else None
        if file and file.node and (device := self._sysfs.by_number(number_of(file.node))):
            return frozenset({device})
        return self._named(path) if path else frozenset()

    def _may_ask(self, path: str, near: FileId | None = None) -> bool:
        """Whether no program serves what is at this path, or else the same one that has just
        answered for the file `near`."""
        mount = self._mount_of(path)
        if not mount or not self._is_served(mount):
            return True
        return near is not None and mount.number == number_of(near.device)

    def _beneath(self, names: frozenset[str]) -> frozenset[str]:
        if names not in self._known:  # hundreds of mounts may lie on the same device
            self._known[names] = self._gathered(names)
        return self._known[names]

    def _gathered(self, names: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in found or not self._sysfs.exists(name):
                continue
            found.add(name)
            waiting.append(self._sysfs.disk_of(name))
            waiting.extend(self._sysfs.slaves(name))
            waiting.extend(self._behind_it(name))
        return frozenset(found)

    def _named(self, path: str) -> frozenset[str]:
        """The devices that a path means: the node itself, or what a file lies on."""
        if name := self._node(path):
            return frozenset({name})
        return self._holding(path, frozenset())

    def _holding(self, path: str, passed: frozenset[Mount]) -> frozenset[str]:
        mount = self._mount_of(path)
        if mount and self._is_served(mount):
            return self._under(mount, passed)
        if name := self._sysfs.by_number(self._device_of(path)):
            return frozenset({name})
        return self._under(mount, passed) if mount else frozenset()

    def _mount_of(self, path: str) -> Mount | None:
        """The mount that holds a path: the longest point above it, of several the latest."""
        above = [mount for mount in self._mounts if _is_below(path, mount.point)]
        return max(reversed(above), key=lambda mount: len(mount.point), default=None)

    def _is_served(self, mount: Mount) -> bool:
        """By somebody who may never answer; what a later mount hides is never reached."""
        if not mount.file_system.startswith(_SERVED):
            return False
        later = self._mounts[self._mounts.index(mount) + 1 :]
        return not any(_is_below(mount.point, other.point) for other in later)

    def _under(self, mount: Mount, passed: frozenset[Mount]) -> frozenset[str]:
        """The devices that a mounted file system lies on. `passed`: an overlay may name a layer
        that now lies below itself."""
        if name := self._sysfs.by_number(mount.number):
            return frozenset({name})
        if mount in passed:
            return frozenset()
        if mount.file_system == "overlay":
            return self._layers(mount, passed | {mount})
        # bcachefs joins its devices with colons.
        named = [name for part in mount.source.split(":") if (name := self._node(part))]
        if named:
            return frozenset(named).union(*(self._members(name) for name in named))
        if mount.file_system.startswith(("fuse", "ecryptfs")) and mount.source.startswith("/"):
            return self._holding(mount.source, passed | {mount})
        return frozenset()

    def _layers(self, mount: Mount, passed: frozenset[Mount]) -> frozenset[str]:
        folders = [
            folder.replace("\\", "")
            for layers in _OVERLAY_LAYERS.findall(mount.options)
            for folder in _BETWEEN_LAYERS.split(layers)
        ]
        return frozenset[str]().union(*(self._holding(folder, passed) for folder in folders))

    def _members(self, name: str) -> frozenset[str]:
        """The devices of the btrfs or bcachefs that `name` is one of."""
        root = self._sysfs.root / "fs"
        groups = [entries(path) for path in root.glob("btrfs/*/devices")]
        groups += [
            [link.resolve().name for link in path.glob("dev-*/block")]
            for path in root.glob("bcachefs/*")
        ]
        return frozenset(member for group in groups if name in group for member in group)

    def _node(self, path: str) -> str:
        """The kernel's name of the device that a path in /dev means, or empty. Links are followed
        within `dev`; device mapper nodes that are no links are looked up by their names."""
        if not path.startswith("/dev/"):
            return ""
        inside = path.removeprefix("/dev/")
        name = inside.replace("/", "!")
        if self._sysfs.exists(name):
            return name
        if inside.startswith("mapper/"):
            mapped = (disk for disk in self._sysfs.disks() if disk.startswith("dm-"))
            for disk in mapped:
                if self._sysfs.text(disk, "dm/name") == inside.removeprefix("mapper/"):
                    return disk
        target, top = Path(os.path.realpath(self._dev / inside)), os.path.realpath(self._dev)
        name = str(target.relative_to(top)).replace("/", "!") if target.is_relative_to(top) else ""
        return name if self._sysfs.exists(name) else ""


def _is_zfs(mount: Mount) -> bool:
    return mount.file_system == "zfs"


def _is_below(path: str, point: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")
