"""Words for cases of what is done with a whole drive besides writing an image to it: `stickwright
backup`, `test` and `format`, on sticks that fail, are pulled out, or lie."""

from dataclasses import dataclass, field
from enum import StrEnum

from system.matrix.case import Given
from system.matrix.host import MIB, During
from system.sticks.faults import Faults

STICK = 8 * MIB


class Target(StrEnum):
    """Where the file of a backup shall be."""

    DISK = "a folder"
    SMALL_DISK = "a folder on a disk with room for it, as long as nobody else needs that"
    NO_ROOM = "a folder on a disk that is too small"
    ITSELF = "the file that plays the stick"
    LINK = "a link to the file that plays the stick"
    ON_IT = "a file in a file system on the stick"
    THERE = "a file that exists"


class Since(StrEnum):
    """What has happened by the time that a backup goes on which was stopped in the middle."""

    NOTHING = "nothing else happened"
    OTHER_STICK = "another stick of the same model was plugged in"
    KILLED = "the program had been killed"
    KILLED_LATER = "the program had been killed, once it had kept a map"
    CUT = "the file was cut off"
    NO_MAP = "the map was deleted"
    BAD_MAP = "the map was damaged"


@dataclass(frozen=True, slots=True)
class Save(Given):
    """`stickwright backup` of a stick whose sectors are no two alike. Where there is a `since`, one
    that was stopped in the middle goes on after that. `words` are further ones of the command line,
    `name` is the file's, `sector` of a loop device."""

    faults: Faults = field(default_factory=lambda: Faults(STICK))
    during: During | None = None
    words: tuple[str, ...] = ()
    name: str = "saved.img"
    target: Target = Target.DISK
    since: Since | None = None
    sector: int = 512


class Task(StrEnum):
    """What `stickwright test` is asked to do, and what `format` does."""

    QUICK = "quick"  # marks here and there, and everything back
    ALL = "all"  # every byte, which erases
    GOOD_PART = "use-good-part"  # quick, and then a file system that ends where the stick does
    FORMAT = "format"  # without a test, over all of it


@dataclass(frozen=True, slots=True)
class Probe(Given):
    """Of a stick whose sectors are no two alike."""

    task: Task
    faults: Faults = field(default_factory=lambda: Faults(STICK))
    during: During | None = None
    sector: int = 512
