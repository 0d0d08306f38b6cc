"""A block device becomes a `DriveInfo`: what it is, what is on it, and why not to touch it."""

from pathlib import Path

from app.drives.carries import Carries
from app.drives.computer import Computer
from app.drives.drive import DriveInfo, DriveKind, Identity, Partition
from app.drives.kind import Connection, connection, kind_of
from app.drives.safety import Facts, is_drive, reasons, reasons_for_loop
from app.drives.sysfs import Sysfs, inode_of, node_of
from app.drives.udev import Record, tidy
from app.drives.users import users_of

_STORAGE = (DriveKind.EXTERNAL_SSD, DriveKind.EXTERNAL_DISK)
_NO_RECORD = Record()


def list_drives(computer: Computer | None = None) -> tuple[DriveInfo, ...]:
    """Every drive, offered or not; what is no drive at all is left out. Sticks and cards come
    first, then what looks like somebody's storage, then the computer's own disks."""
    computer = computer or Computer()
    carries = computer.carries()
    names = filter(is_drive, computer.sysfs.disks())  # a system with snaps has dozens of loops
    found = (describe(name, computer, carries) for name in names)
    drives = [drive for drive in found if drive and not _is_no_drive(drive)]
    return tuple(sorted(drives, key=_place))


def describe(
    name: str, computer: Computer, carries: Carries | None = None, *, loop: bool = False
) -> DriveInfo | None:
    """The whole device called `name` as it is now; None when it has gone away. `loop`: it was
    named by the user, so a loop device may play a stick."""
    sysfs = computer.sysfs
    if not sysfs.exists(name):
        return None
    carries = carries or computer.carries()
    found = computer.udev.record(name)
    record = found or _NO_RECORD
    way = Connection("loop", external=True) if loop else connection(sysfs, name)
    kind = DriveKind.VIRTUAL if loop else kind_of(sysfs, name, record, way)
    facts = Facts(
        name=name,
        kind=kind,
        size=sysfs.size(name),
        hidden=sysfs.text(name, "hidden") == "1",
        optical=record.optical or sysfs.text(name, "device/type") == "5",
        external=way.external,
        known_to_udev=found is not None or not computer.udev.running,
        ignored=record.ignored,
        read_only=sysfs.text(name, "ro") == "1",
        mounts=carries.mounts_of(name),
        swaps=carries.swaps_of(name),
        users=users_of(name, computer, carries),
        over=node_of(over) if loop and (over := carries.device_behind(name)) else "",
    )
    vendor, model, serial = _names(sysfs, name, record, way)
    return DriveInfo(
        node=node_of(name),
        vendor=vendor,
        model=model,
        serial=serial,
        kind=kind,
        identity=identity_of(sysfs, name),
        bus=way.bus,
        speed=way.speed,
        removable=way.external,
        read_only=facts.read_only,
        table=record.table,
        label=record.label,
        file_system=record.file_system,
        partitions=_partitions(name, record, computer, carries),
        reasons=reasons_for_loop(facts) if loop else reasons(facts),
    )


def identity_of(sysfs: Sysfs, name: str) -> Identity:
    """Which drive it is, as the kernel lists it; the opened descriptor has to say the same."""
    diskseq = sysfs.number(name, "diskseq")
    return Identity(
        size=sysfs.size(name),
        sector=sysfs.number(name, "queue/logical_block_size") or 512,
        device=sysfs.device(name),
        diskseq=diskseq,
        entry=inode_of(sysfs.folder(name)) if diskseq is None else None,
    )


def _is_no_drive(drive: DriveInfo) -> bool:
    return any(reason.code == "not-a-drive" for reason in drive.reasons)


def _place(drive: DriveInfo) -> tuple[bool, bool, int, str]:
    return (drive.hidden, drive.kind in _STORAGE, len(drive.node), drive.node)


def _names(sysfs: Sysfs, name: str, record: Record, way: Connection) -> tuple[str, str, str]:
    """Vendor, model and serial number: udev's, else the kernel's. To the kernel every SATA disk
    is made by "ATA", and an SD card has a name but no vendor."""
    vendor = record.vendor or ("" if way.bus == "ata" else sysfs.text(name, "device/vendor"))
    model = record.model or sysfs.text(name, "device/model") or sysfs.text(name, "device/name")
    serial = record.serial or sysfs.text(name, "device/serial")
    if way.bus == "loop":
        model = Path(sysfs.backing_file(name)).name or name
    if vendor.startswith("0x"):  # virtio and NVMe give the number of a PCI vendor
        vendor = ""
    return tidy(vendor), tidy(model), tidy(serial)


def _partitions(
    disk: str, record: Record, computer: Computer, carries: Carries
) -> tuple[Partition, ...]:
    """The partitions; and the disk itself where a file system covers it whole or is mounted."""
    names = computer.sysfs.partitions(disk)
    parts = [_partition(name, computer, carries) for name in names]
    whole = _partition(disk, computer, carries, record)
    if whole.mounts or (not parts and record.file_system):
        parts.insert(0, whole)
    return tuple(parts)


def _partition(
    name: str, computer: Computer, carries: Carries, record: Record | None = None
) -> Partition:
    sysfs = computer.sysfs
    record = record or computer.udev.record(name) or _NO_RECORD
    mounts = carries.mounts_on(name)
    return Partition(
        node=node_of(name),
        start=(sysfs.number(name, "start") or 0) * 512,
        size=sysfs.size(name),
        label=record.label,
        file_system=record.file_system,
        mounts=mounts,
        used=computer.used(mounts[0]) if mounts else None,
        type=record.partition_type,
        name=record.partition_name,
    )
