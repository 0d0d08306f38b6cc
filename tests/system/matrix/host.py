"""Words for cases on this computer: a write to a faulty stick, and what is done in the middle.

A stick is a virtual stick in a file (`file`) or a block device of this kernel over it (`loop`);
what is wrong with it is said in `system.sticks.faults.Faults`. The program is the command line, in
a process of its own.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from system.matrix.case import Given
from system.sticks.faults import Faults

from app.events import Stage

MIB = 1 << 20
STICK = 16 * MIB
LENGTH = 9 * MIB + 1777  # of an image: several requests, and no whole number of sectors
HEAD = MIB
WINDOWS_STICK = 300 * MIB  # the least that a stick composed of files fits on is 272
LIVE_STICK = 90 * MIB  # an image of 9, and a partition of the rest, of 64 at least


class Held(StrEnum):
    """What is on the stick before."""

    OLD = "bytes of an earlier life"
    ZEROS = "zeros, as on a fresh one"
    IMAGE = "the image"
    CHANGED = "the image, but for two grains"


CHANGED = (MIB, 6 * MIB + (256 << 10))  # where they begin


class Moment(StrEnum):
    """When something is done. The stick holds the request with which that moment begins."""

    BLANK = "before anything was written"
    FAR_END = "when its last MiB is blanked"
    COMPARING = "while what it holds already is read"
    BODY = "before the first byte behind the head"
    MIDDLE = "in the middle of writing"
    MIDDLE_OF_PARTS = "in the middle of writing what the image uses"
    WITHIN = "while something behind the head is written"  # however little that is
    LAST = "at the last byte behind the head"
    SYNC = "at the sync behind it"
    READ_BACK = "when reading back begins"
    READING = "in the middle of reading back"
    HEAD = "before the head is written"
    FIRST_SECTOR = "before the first sector is written"
    LAST_SYNC = "at the very last sync"
    HEAD_READ_BACK = "when the head is read back"
    SOURCE = "in the middle of reading the image"  # which lies on a stick as well
    GUEST = "while the guest reads the stick"
    GUEST_WAITS = "while a read of the guest is not answered"


class Deed(StrEnum):
    """What is done."""

    PULL_OUT = "the stick is pulled out"
    MOVE_STICK = "the folder of the file that plays the stick is renamed"
    CUT_STICK = "half of the file that plays the stick is cut off"
    WEAR_OUT = "it takes no more writes"
    LOCK = "another program makes it read-only"
    BREAK = "it answers nothing but errors"
    SECOND_COPY = "the program is started once more, on the same stick"
    STOP = "the program is asked to end"
    INTERRUPT = "Ctrl+C is pressed"
    KILL = "the program is killed"
    STOP_WHILE_HELD = "the program is asked to end, and has to while nothing answers"
    SAY_STOPPED = "the program is asked to end, and has to say so while nothing answers"
    WAIT = "nothing answers for eleven seconds"
    NEVER_ANSWER = "nothing answers any more"
    FILL_DISK = "somebody fills the disk that the file is on"
    CUT_OFF = "the image is cut off"
    GROW = "the image grows"
    EDIT = "a byte of the image is changed"
    EDIT_UNSEEN = "a byte of the image is changed, and the file’s times are as before"
    REPLACE = "the image is replaced by another one"
    DELETE = "the image is deleted"
    END_THEIRS = "the other program, which it works through, is killed"
    ASK_THEIRS = "the other program, which it works through, is asked to end"
    FREEZE_THEIRS = "the other program, which it works through, is made to stand still"
    SLEEP = "the computer sleeps for an hour, as its clocks say"
    HANG_UP = "the terminal is closed"
    EDIT_DISC = "a byte of what was burned is changed"
    DELETE_DISC = "the file that plays the disc is deleted"
    REMOVE_PICTURES = "the folder for the picture is deleted"
    EXCHANGE_MEDIUM = "another medium takes the place of the stick’s"
    EXCHANGE_DISC = "another file gets the name of that which plays the disc"


@dataclass(frozen=True, slots=True)
class At:
    """Something is done at a moment."""

    moment: Moment
    deed: Deed


class Packed(StrEnum):
    """How the image is packed, and what is wrong with that."""

    NOT = "plain"
    GZIP = "gzip"
    XZ = "xz"
    ZSTD = "zstd"
    BZIP2 = "bzip2"
    LZ4 = "lz4"
    ZIP = "zip"
    QCOW2 = "qcow2"  # a virtual disk, with nothing in it that would tell a wrong bit


class Tail(StrEnum):
    """How the packed file ends."""

    WHOLE = "whole"
    CUT = "cut off in its last quarter"
    JUNK = "followed by something else"
    ZEROS = "followed by zeros"
    AGAIN = "in three streams, one behind the other"
    FLIPPED = "with one bit flipped"
    MORE = "in a file that holds more than it says"


class Kind(StrEnum):
    """What the image is, beyond any bytes."""

    BYTES = "any bytes"
    DISK = "a disk with an ext2 of which a part is in use"
    WINDOWS = "a disc that installs Windows: a stick is composed of its files"
    LIVE = "a live system with a partition table, behind which there is room for more"


class Map(StrEnum):
    """The block map beside the image."""

    NONE = "there is none"
    RIGHT = "it is the image's"
    DAMAGED = "one of its digits is another one"
    BOMB = "it declares entities"
    OF_ANOTHER = "it is another image's, of the same size"
    OF_ANOTHER_SIZE = "it is that of a larger image"
    LEAVES_OUT = "it leaves out a part that holds data"


@dataclass(frozen=True, slots=True)
class Image:
    """What is written. `holes`: a sparse file. `bomb`: so many zeros more, packed. `table`: it has
    an MBR with a partition. `published`: a list beside it has its checksum. `faults`: the file lies
    on a stick of its own with these faults, and of its size. `map`: beside it. `blocks`: packed in
    blocks that need not each other. `web`: a server hands it out."""

    length: int = LENGTH
    packed: Packed = Packed.NOT
    tail: Tail = Tail.WHOLE
    name: str = "image.iso"
    holes: bool = False
    bomb: int = 0
    table: bool = False
    published: bool = False
    faults: Faults | None = None
    kind: Kind = Kind.BYTES
    web: bool = False
    blocks: bool = False
    map: Map = Map.NONE


@dataclass(frozen=True, slots=True)
class Write(Given):
    """`stickwright write` of an image to a stick, and what that held before. `words` are further
    ones of the command line, `memory` a limit in bytes on what the program may have of it.
    `beside`: a good stick is written at the same time, and has to end as it should."""

    faults: Faults = field(default_factory=lambda: Faults(STICK))
    image: Image = field(default_factory=Image)
    at: At | None = None
    words: tuple[str, ...] = ()
    sector: int = 512  # of a loop device
    memory: int | None = None
    held: Held = Held.OLD
    beside: bool = False


class Way(StrEnum):
    """What else than a whole write is done to a stick."""

    RESUME = "write --resume"  # of a write that was stopped in the middle
    UNDO = "undo"  # of such a write
    VERIFY = "verify"  # of one that was finished
    SEVERAL = "write"  # to this stick and to a good one at once


@dataclass(frozen=True, slots=True)
class During:
    """Something is done while the program says that it is at this stage."""

    stage: Stage
    deed: Deed


@dataclass(frozen=True, slots=True)
class Later(Given):
    """A stick with an image or a part of it, and what goes wrong on it then. `edited`: somebody has
    written a sector of it in between. `forgets`: so many bytes of what it said that it had stored
    are gone once it is without power."""

    way: Way
    faults: Faults = field(default_factory=lambda: Faults(STICK))
    during: During | None = None
    edited: bool = False
    forgets: int = 0


@dataclass(frozen=True, slots=True)
class CutAnywhere(Given):
    """What is given to the stick is recorded. When all is over, every state is looked at in which
    it could be if its power had been cut: there is none that looks finished and is not."""

    run: Write | Later


class Trap(StrEnum):
    """Drives that must not be written, or not now, whoever names them."""

    MOUNTED = "a file system on it is mounted"
    MOUNTED_LATER = "it is mounted between looking and opening"
    MOUNTED_MEANWHILE = "somebody tries to mount it while it is written"
    WRITTEN_BESIDE = "another program writes to it with a plain open, before it is read back"
    HELD = "another program holds it exclusively"
    LOCKED_A_MOMENT = "udev looks at it for a second"
    LOCKED_FOR_EVER = "another program keeps a lock on it"
    SWAP = "it is swap space in use"
    IMAGE_BEHIND_IT = "the image is the file behind it"
    IMAGE_IN_IT = "the image lies in a file system on it"
    IMAGE_IN_A_FILE_IN_IT = "the image lies in a file system in a file in a file system on it"
    IMAGE_ITSELF = "the image is named as the drive"
    HARD_LINK = "another name of the image's file is named as the drive"
    SYMBOLIC_LINK = "a link to the image is named as the drive"
    DEVICE_AS_IMAGE = "the drive itself is named as the image"
    BACKING_FILE = "the file behind a device in use is named as a virtual stick"
    BACKING_FILE_BY_ANOTHER_NAME = (
        "the file behind a mounted device is named by a hard link, and its first name is gone"
    )
    OVER_A_MOUNTED_ONE = "it is a loop device over one that is mounted"
    IMAGE_IN_WHAT_IT_STANDS_ON = "the image lies in a file system on the device that it stands on"
    SIBLING = "another device over its file is mounted"
    SIBLING_LATER = "another device over its file is mounted between looking and opening"
    IMAGE_IN_A_SIBLING = "the image lies in a file system on another device over its file"
    FILE_MADE_ANEW = "its file was deleted after it was chosen, and one like it was made"
    OTHER_FILE = "another file was given its name after it was chosen"
    FILE_GONE = "its file was deleted after it was chosen"
    OTHER_MEDIUM = "it was unplugged, and another one like it has its name now"
    CARD_EXCHANGED_WRITING = "its card is exchanged when both ends are blanked"
    CARD_EXCHANGED_READING = "its card is exchanged when reading back begins"
    CARD_EXCHANGED_AT_THE_HEAD = "its card is exchanged before the head is written"
    SLEPT = "the computer slept for an hour after it was chosen, as its clocks say"
    MEDIUM_GONE = "it was unplugged after it was chosen"
    SHRUNK = "its medium became smaller after it was chosen"
    FOLDER = "a folder is named"
    NOTHING = "a name in /dev that there is not"
    CHARACTER_DEVICE = "it is no drive at all: /dev/null"
    WRITE_PROTECTED = "it is write-protected"
    NO_MEDIUM = "it has no medium"
    ODD_SIZE = "a file of no whole sectors plays the stick"


@dataclass(frozen=True, slots=True)
class Refuse(Given):
    """A write to a drive that is a trap. What happens after it was chosen comes before it is
    opened, as while a password is typed."""

    trap: Trap


class Server(StrEnum):
    """What a web server does to whoever asks it for an image."""

    HONEST = "it hands the image out"
    BREAKS = "it breaks the connection off three times"
    BREAKS_FOR_GOOD = "it breaks every connection off"
    WITHOUT_RANGES = "it breaks off once, and hands out no parts"
    PLAIN = "its address is one of http"
    TO_PLAIN = "it sends on to http"
    TO_A_FILE = "it sends on to file:///etc/passwd"
    TO_FTP = "it sends on to ftp"
    TO_A_USER = "it sends on to an address with a password"
    IN_A_CIRCLE = "it sends on in a circle"
    SIX_TIMES = "it sends on six times"
    FIVE_TIMES = "it sends on five times, and hands the image out"
    TO_ME = "its address holds a name and a password"
    OF_ANOTHER_HOST = "its certificate is for another host"
    EXPIRED = "its certificate has expired"
    UNKNOWN = "nobody knows who signed its certificate"
    GIANT_HEAD = "the head of its answer is giant"
    ENCODED = "it sends the file in an encoding"
    NO_LENGTH = "it does not say how long the file is, and sends without end"
    TOO_LITTLE = "it sends less than it says"
    TOO_MUCH = "it sends more than it says"
    A_TEBIBYTE = "it says that the file has a TiB"
    ANOTHER_PART = "it sends another part than was asked for"
    CHANGES = "the file is another one when the connection was broken"
    CHANGES_UNASKED = "the same, and it does not look at what it is told of the file"
    SHORTER = "the file is shorter when the connection was broken"
    OTHER_BYTES = "under the same name and length come other bytes than it showed first"
    PAGE = "it sends a web page"
    NOTHING = "it has no such file"
    ENDLESS = "it sends a packed file that has no end"
    OF_OTHERS = "it sends another file than was published"


@dataclass(frozen=True, slots=True)
class Fetch(Given):
    """A write of an image from the web, straight to a stick."""

    server: Server


class Full(StrEnum):
    """What there is no room for."""

    STICK = "the virtual stick"
    JOURNAL = "the journal"
    OUTPUT = "what the program says"
    TAKEN = "files that are taken out of an image"


@dataclass(frozen=True, slots=True)
class Crowded(Given):
    """A write, or the taking out of files, while a disk is full."""

    full: Full
