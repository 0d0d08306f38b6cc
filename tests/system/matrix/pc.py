"""Words for cases in the virtual computer: real USB storage, udev, UDisks2 and polkit.

Somebody who is logged in writes an image to a stick with the command line. What is on the stick
before, what else goes on, and when, is said here; `system.pc` plays it.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from system.matrix.case import Given
from system.pc.usb import Shape
from system.sticks.faults import Faults

MIB = 1 << 20
STICK = 12 * MIB
LENGTH = 6 * MIB + 777  # of the image: several requests, and no whole number of sectors


class Content(StrEnum):
    """What is on the stick, and what is done with it."""

    OLD = "bytes of an earlier life"
    FAT = "a partition with files"
    MOUNTED = "a partition that the desktop has mounted"
    WHOLE_MOUNTED = "a file system without a table that the desktop has mounted"
    MOUNTED_BY_ROOT = "a partition that the administrator has mounted at /mnt/data"
    MOUNTED_AS_SYSTEM = "a partition that the administrator has mounted at /srv"
    MOUNTED_TWICE = "a partition that desktop and administrator have mounted"
    IN_USE = "a mounted partition in which a program stands"
    SWAP = "swap space in use"
    LVM = "a volume of LVM in use"
    LVM_IDLE = "a volume of LVM that is not active"
    LUKS = "an encrypted volume that is unlocked"
    LUKS_LOCKED = "an encrypted volume that is locked"
    RAID = "half of a running RAID"
    MAPPED = "a mapped device that looks like the whole stick"
    INTERNAL_MAPPED = "nothing, and a mapped device looks like the built-in disk"
    BTRFS = "a Btrfs that the desktop has mounted"
    BTRFS_OF_TWO = "one of two drives of a mounted Btrfs"
    DISK_IMAGE = "a disk image that is attached as a loop device"
    HELD = "a program that holds the whole drive"
    READ = "a program that has opened the whole drive to read it"
    IMAGE = "the image that shall be written"
    IMAGE_IN_LUKS = "the image, in an unlocked volume"
    IMAGE_IN_LVM = "the image, in a volume of LVM"
    IMAGE_IN_RAID = "the image, in a RAID that the stick is half of"


class Permission(StrEnum):
    """What polkit says to opening the drive."""

    YES = "nobody asks"
    NO = "it is forbidden"
    ASKED = "a password is asked for"
    NOBODY_ASKS = "a password is needed, and there is nobody who could ask for it"


class Answer(StrEnum):
    """What is done with the password window."""

    ACCEPT = "the right password is typed"
    WRONG = "a wrong password is typed"
    DISMISS = "the window is closed"
    NONE = "nobody answers it"


class Moment(StrEnum):
    """When something is done. From `BLANK` on the stick holds the request with which it begins."""

    BEFORE = "before the program is started"
    ASKED = "while the password is asked for"
    BLANK = "before anything was written"
    BODY = "before the first byte behind the head"
    WRITING = "while it is written"
    SYNC = "at the sync behind it"
    READ_BACK = "when reading back begins"
    READING = "while it is read back"
    HEAD = "before the head is written"
    FIRST_SECTOR = "before the first sector is written"
    LAST_SYNC = "at the very last sync"
    HEAD_READ_BACK = "when the head is read back"
    AFTER = "after the result was told"


class Deed(StrEnum):
    """What is done."""

    NOTHING = "nothing"
    PULL_OUT = "the stick is pulled out"
    REPLUG = "the stick is pulled out and plugged in again"
    OTHER = "another stick of the same model takes its place"
    TWIN = "another stick with the same model and serial number takes its place"
    LARGER = "a larger stick takes its place"
    ANOTHER = "another stick is plugged in beside it"
    TAKE_OUT_CARD = "the card is taken out of its reader"
    OTHER_CARD = "another card is put into the reader"
    RESET = "the port is reset"
    UNAUTHORIZE = "the administrator takes the device's authorization away, and gives it back"
    WAIT = "nothing, for half a minute"
    MOUNT = "the desktop mounts a partition of it"
    MOUNT_BY_ROOT = "the administrator mounts a partition of it"
    TRY_TO_MOUNT = "the desktop tries to mount what is on it"
    PROBE = "udev is told to look at every drive"
    WRITE_BESIDE = "another program writes a sector of it"
    RESTART_UDISKS = "UDisks2 is restarted"
    STOP_UDISKS = "UDisks2 is stopped for good"
    KILL_UDISKS = "UDisks2 crashes"
    STOP_POLKIT = "polkit is stopped for good"
    STOP_BUS = "the system bus goes away"
    KILL_SESSION_BUS = "the session’s bus goes away"
    FREEZE_SESSION_BUS = "the session’s bus answers nobody any more"
    SECOND_COPY = "the program is started once more, on the same stick"
    STOP = "the program is asked to end"
    KILL = "the program is killed"
    CUT_POWER = "the computer loses its power"
    SLEEP = "somebody sends the computer to sleep"
    SWITCH_COMPUTER_OFF = "somebody switches the computer off"
    SHUT_DOWN = "the administrator shuts the computer down, whatever is held off"
    BREAK = "the stick answers nothing but errors"
    STALL = "the stick does not answer until the kernel has lost its patience"
    DRAG = "from then on the stick answers later than the kernel has patience"
    SWITCH_OFF = "the desktop switches the stick off"
    EJECT = "the desktop ejects the stick"


@dataclass(frozen=True, slots=True)
class At:
    """Something is done at a moment; `share` is how far `WRITING` and `READING` are by then."""

    moment: Moment
    deed: Deed
    share: float = 0.5


class Who(StrEnum):
    """Who runs the program."""

    USER = "the user who is logged in"
    ROOT = "the administrator"
    ELSEWHERE = "the user, from a login over the network"


class Name(StrEnum):
    """How the drive is named on the command line."""

    NODE = "/dev/sdc"
    BY_ID = "/dev/disk/by-id/…"
    PARTITION = "/dev/sdc1"
    INTERNAL = "the built-in disk"
    SYSTEM = "the disk that the computer runs from"
    MAPPED = "the mapped device"


@dataclass(frozen=True, slots=True)
class WriteInPc(Given):
    """`stickwright write`. `reader`: the stick is a card in a reader, `empty`: it is not in it.
    `automount`: a desktop mounts whatever file system appears, all the time. `twin`: a stick with
    the same model and serial number is plugged in as well. `session`: the session has a bus, and a
    manager on it that holds off logging out. `words` are further ones of the command line.
    `ejects`: not by the command line but as the window does it; after it has ended well the drive
    is ejected, and then taken out of its port, whatever was said. `cut_anywhere`: what comes to the
    stick is recorded, and its power cut afterwards at every moment that there was. `patience`:
    so many seconds the kernel waits for the stick, if not its usual thirty; what it says then is
    read."""

    at: At = field(default_factory=lambda: At(Moment.BEFORE, Deed.NOTHING))
    stick: Shape = field(default_factory=Shape)
    faults: Faults = field(default_factory=lambda: Faults(STICK))
    content: Content = Content.OLD
    permission: Permission = Permission.YES
    answer: Answer = Answer.ACCEPT
    who: Who = Who.USER
    name: Name = Name.NODE
    reader: bool = False
    empty: bool = False
    automount: bool = False
    twin: bool = False
    session: bool = False
    ejects: bool = False
    cut_anywhere: bool = False
    patience: int = 0
    words: tuple[str, ...] = ()


class Plugging(StrEnum):
    """What happens while `stickwright drives --watch` runs."""

    STICK = "a stick is plugged in"
    PULLED = "a stick is pulled out"
    SAME_PORT = "another stick takes the place of the first"
    TWINS = "two sticks with the same model and serial number are plugged in"
    CARD = "a card is put into a reader"
    CARD_TAKEN = "the card is taken out of its reader"
    MOUNTED = "a partition is mounted"


@dataclass(frozen=True, slots=True)
class WatchInPc(Given):
    """What the list of drives tells."""

    plugging: Plugging
