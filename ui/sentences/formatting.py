"""Why a drive cannot be made ready for files, as parts of a sentence."""

from ui.sentences import Sentences
from ui.text import later

_WHY = (
    later("engine", "the drive ends at byte {end}, in front of {wanted}", "a drive for files"),
    later("engine", "its name has signs that not every system takes", "a drive for files"),
    later("engine", "a name in {kind} has at most {count} letters", "a drive for files"),
    later(
        "engine",
        "a name in FAT32 has letters from A to Z, digits, - and _ only",
        "a drive for files",
    ),
    later("engine", "{kind} needs {least} bytes, and there are {have}", "a drive for files"),
    later(
        "engine",
        "{kind} needs a drive of {least} bytes, and this one has {have}",
        "a drive for files",
    ),
    later("engine", "FAT32 has less than 2 TiB", "a drive for files"),
)

why_not_formatted = Sentences(*_WHY)
