"""Words for cases of what works through another program: `stickwright burn` through xorriso, and
`stickwright boot` through QEMU."""

from dataclasses import dataclass, field
from enum import StrEnum

from system.matrix.case import Given
from system.matrix.guests import Guest
from system.matrix.host import MIB, STICK, At, Image, Packed, Tail
from system.sticks.faults import Faults


class Theirs(StrEnum):
    """What the other program is: itself, or something that stands where it would be."""

    ITSELF = "itself"
    MISSING = "it is not installed"
    BROKEN = "its file is damaged"
    SILENT = "it ends well and says nothing"
    NONSENSE = "it says what it never does"
    ENDLESS = "it tells numbers without end"
    SMALL = "it tells of a disc with less room than the image needs"
    APPENDABLE = "it tells of a CD-R with a session, behind which another one would fit"
    CLOSED = "it tells of a DVD-R that is closed"
    NO_DISC = "it tells of a drive without a disc"
    ENDS_AT_ONCE = "it ends well before it has read anything"
    FAILS_AT_ONCE = "it ends with an error and no word"
    DROPS = "it takes all of the image, ends well, and burns nothing"
    DEAF = "it takes nothing, and does not listen to who asks it to end"


class Disc(StrEnum):
    """What is named as the disc."""

    FAULTY = "a file that fails as sticks do"
    NEW = "a file that is not there yet"
    SMALL_DISK = "a file on a disk with room for it, as long as nobody else needs that"
    NO_ROOM = "a file on a disk that is too small"
    LINK = "a link to a file"
    NOWHERE = "a link that leads nowhere"
    IMAGE = "the image"
    LINK_TO_IMAGE = "a link to the image"
    HARD_LINK = "another name of the image’s file"
    FOLDER = "a folder"
    NULL = "/dev/null"
    PIPE = "a pipe"
    LOOP = "a device that is no drive for discs"
    NO_DRIVE = "a drive that there is not"
    ODD = "a file of no whole blocks"
    MOUNTED = "the file behind a device with a mounted file system"


@dataclass(frozen=True, slots=True)
class Burn(Given):
    """`stickwright burn` of an image. `words` are further ones of the command line."""

    faults: Faults = field(default_factory=lambda: Faults(STICK))
    image: Image = field(default_factory=Image)
    at: At | None = None
    words: tuple[str, ...] = ()
    theirs: Theirs = Theirs.ITSELF
    disc: Disc = Disc.FAULTY


class Lack(StrEnum):
    """What is missing on the computer."""

    NOTHING = "nothing"
    UEFI = "a firmware for UEFI"
    BIOS = "QEMU’s BIOS"
    ROOM = "room in the folder for what the guest writes"
    FOLDER = "a folder for what the guest writes that can be written to"
    ROOM_FOR_THE_PICTURE = "room for the picture"


@dataclass(frozen=True, slots=True)
class Boot(Given):
    """`stickwright boot` of a guest, in an image or on a device, for as many `seconds` at most.
    `stick`: what the image or the guest's device lies on; None for a file of this computer. `words`
    are further ones of the command line, `picture` what is named for it."""

    guest: Guest = Guest.READS
    length: int = 4 * MIB
    stick: Faults | None = None
    packed: Packed = Packed.NOT
    tail: Tail = Tail.WHOLE
    at: At | None = None
    words: tuple[str, ...] = ("--firmware", "bios")
    seconds: int = 30
    theirs: Theirs = Theirs.ITSELF
    lack: Lack = Lack.NOTHING
    picture: str = "seen.png"
