"""Words for cases of `stickwright burn`, which works through another program, xorriso."""

from dataclasses import dataclass, field
from enum import StrEnum

from system.matrix.case import Given
from system.matrix.host import STICK, At, Image
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
