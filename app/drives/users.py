"""Who holds a drive so that unmounting alone would not free it, by names that people know."""

from pathlib import Path

from app.drives.behind import FileId
from app.drives.carries import Carries
from app.drives.computer import Computer
from app.drives.sysfs import Sysfs, node_of


def users_of(disk: str, computer: Computer, carries: Carries) -> tuple[str, ...]:
    """LVM, LUKS and RAID on it, disk images on it that are attached, file systems and pools that
    span it and others, this program when it runs from it; and of a loop device whatever else lives
    on its file."""
    sysfs = computer.sysfs
    parts = [disk, *sysfs.partitions(disk)]
    holders = [_holder(sysfs, holder) for part in parts for holder in sysfs.holders(part)]
    images = [f"“{Path(path).name}”, a disk image on it" for path in carries.images_on(disk)]
    spanning = [f"“{point}”, which needs other drives too" for point in carries.spanning(disk)]
    records = [record for part in parts if (record := computer.udev.record(part))]
    pools = [
        f"the ZFS pool {record.label}"
        for record in records
        if record.file_system == "zfs_member" and carries.has_pool(record.label)
    ]
    own = any(disk in carries.file_on(place) for place in computer.own)
    file = carries.file_behind(disk)
    beside = users_of_file(file, carries, but=disk) if file else ()
    return (*holders, *images, *spanning, *pools, *beside, *(["this program"] if own else []))


def users_of_file(file: FileId, carries: Carries, *, but: str = "") -> tuple[str, ...]:
    """What of this computer lives on a file: loop devices over it, `but` one, and swap. A lock on
    the file would not show them."""
    loops = [node_of(loop) for loop in carries.loops_over(file) if loop != but]
    return (*loops, *(["swap"] if carries.is_swapped_to(file) else []))


def _holder(sysfs: Sysfs, name: str) -> str:
    """A mapped or assembled device by what it is and what it is called."""
    mapped = sysfs.text(name, "dm/name")
    uuid = sysfs.text(name, "dm/uuid")
    if uuid.startswith("LVM-"):
        return f"the LVM volume {mapped}"
    if uuid.startswith("CRYPT-"):
        return f"the unlocked volume {mapped}"
    if name.startswith("md"):
        return f"the RAID array {name}"
    return mapped or name
