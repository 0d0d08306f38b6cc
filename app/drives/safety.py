"""Why a drive must not be touched: facts in, reasons out. Nothing here looks at the system.

The order says what matters most, for the first reason is the one that is shown. What can never be
lifted comes first: not a drive at all, then whatever runs this computer. `internal` may be lifted
by somebody who asks for built-in disks, and only where it is the only reason.
"""

import re
from dataclasses import dataclass, replace

from app.display import for_display
from app.drives.drive import DriveInfo, DriveKind, Reason

# Names the kernel gives to what is no drive, or only a part of one.
_NO_DRIVE = re.compile(
    r"(loop|ram|zram|dm-|md|sr|scd|fd|nbd|zd|mtdblock|ubiblock|drbd|rbd|pmem|bcache|zloop|ublkb)\d"
    r"|md_|nvme\d+c\d+n\d+|mmcblk\d+(boot\d+|rpmb|gp\d+)"
)

# Whatever is mounted here or below belongs to the running system. Some names only begin so:
# /boot2, /run/live-media, /run/initramfs. Below /root and /tmp people mount what they like.
_SYSTEM = re.compile(
    r"/(efi|usr|var|home|etc|opt|srv|nix|gnu|ostree|sysroot|cdrom|lib/live|isodevice|snap)(/|\Z)"
    r"|/run/(live|initramfs|archiso|miso|casper|overlay|rootfsbase)"
    r"|/boot"
    r"|/(root|tmp)?\Z"
)
_MOST_NAMED = 3  # a system with containers has hundreds of mounts


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at."""

    name: str  # the kernel's: "sdb"
    kind: DriveKind
    size: int = 0  # bytes
    hidden: bool = False  # by the kernel: a path to another disk
    optical: bool = False
    external: bool = True
    known_to_udev: bool = True
    ignored: bool = False  # by the administrator
    read_only: bool = False
    mounts: tuple[str, ...] = ()  # everything mounted from it, through whatever layers
    swaps: tuple[str, ...] = ()
    users: tuple[str, ...] = ()  # who else holds it, by name
    over: str = ""  # the node of the device that a loop device stands on


def reasons(facts: Facts) -> tuple[Reason, ...]:
    """Every reason that holds, the weightiest first; none when the drive may be chosen."""
    if not_a_drive := _not_a_drive(facts):
        return (not_a_drive,)
    found = (
        _runs_the_computer(facts),
        _internal(facts),
        _not_ready(facts),
        _ignored(facts),
        _no_medium(facts),
        _read_only(facts),
        _in_use(facts),
    )
    return tuple(reason for reason in found if reason)


def reasons_for_loop(facts: Facts) -> tuple[Reason, ...]:
    """A loop device over a file, named by the user, is a virtual stick, unless anything uses it or
    the file. One over another device is none: to hold it exclusively keeps nobody from what is
    below, so that may be mounted while it is written."""
    if facts.over:
        text = f"It is only another name for {facts.over}. Name the whole drive."
        return (Reason("not-a-drive", text, hidden=True),)
    users = (*facts.users, *facts.mounts, *facts.swaps)
    found = (_no_medium(facts), _read_only(facts), _busy(users))
    return tuple(reason for reason in found if reason)


def on_request(drive: DriveInfo) -> DriveInfo:
    """The drive as it is for somebody who asks for built-in disks: without `internal`, where that
    is the only reason and nothing of it is mounted. Any other is what it was."""
    if [reason.code for reason in drive.reasons] != ["internal"] or drive.mounts:
        return drive
    return replace(drive, reasons=(), asked_for=True)


def is_drive(name: str) -> bool:
    """Whether a device of this name can be a drive at all."""
    return not _NO_DRIVE.match(name)


def is_system(mount: str) -> bool:
    """Whether what is mounted here belongs to the running system."""
    return bool(_SYSTEM.match(mount))


def _not_a_drive(facts: Facts) -> Reason | None:
    if facts.optical:
        return Reason("not-a-drive", f"A disc drive, not a stick ({facts.name}).", hidden=True)
    if facts.hidden or not is_drive(facts.name):
        return Reason("not-a-drive", f"Not a real drive ({facts.name}).", hidden=True)
    return None


def _runs_the_computer(facts: Facts) -> Reason | None:
    held = _places(tuple(mount for mount in facts.mounts if is_system(mount)))
    if not held and not facts.swaps:
        return None
    code = "system" if held else "swap"
    things = _joined([*held, *(["swap"] if facts.swaps else [])])
    return Reason(code, f"Runs this computer: holds {things}. It can never be chosen.")


def _internal(facts: Facts) -> Reason | None:
    if facts.external:
        return None
    where = f"Mounted at {_joined(_places(facts.mounts))}." if facts.mounts else "Not mounted."
    return Reason("internal", f"Built into this computer. {where}", hidden=True)


def _not_ready(facts: Facts) -> Reason | None:
    if facts.known_to_udev:
        return None
    return Reason("not-ready", "Just plugged in, still being looked at.", hidden=True)


def _ignored(facts: Facts) -> Reason | None:
    if not facts.ignored:
        return None
    return Reason("ignored", "Hidden by this computer’s administrator.", hidden=True)


def _no_medium(facts: Facts) -> Reason | None:
    if facts.size:
        return None
    if facts.kind is DriveKind.CARD_READER:
        return Reason("no-medium", "No card in it.")
    return Reason("no-medium", "Nothing in it. Was it ejected? Unplug it and plug it in again.")


def _read_only(facts: Facts) -> Reason | None:
    if not facts.read_only or not facts.size:
        return None
    if facts.kind is DriveKind.SD_CARD:
        return Reason("read-only", "Locked: slide the small switch on the card.")
    return Reason("read-only", "Write-protected: this drive does not allow writing.")


def _in_use(facts: Facts) -> Reason | None:
    return _busy(facts.users)


def _busy(users: tuple[str, ...]) -> Reason | None:
    if not users:
        return None
    names = _joined([for_display(user) for user in dict.fromkeys(users)])
    return Reason("in-use", f"In use by {names}. Close it first.")


def _places(mounts: tuple[str, ...]) -> list[str]:
    """The most telling mount points, which are the shortest, and how many more there are."""
    points = sorted(dict.fromkeys(mounts), key=lambda point: (point.count("/"), len(point)))
    named = [f"“{for_display(point)}”" for point in points[:_MOST_NAMED]]
    return [*named, f"{len(points) - _MOST_NAMED} more"] if len(points) > _MOST_NAMED else named


def _joined(things: list[str]) -> str:
    """A list as it is spoken: with commas, and an "and" before the last."""
    return " and ".join(filter(None, [", ".join(things[:-1]), *things[-1:]]))
