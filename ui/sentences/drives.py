"""Why a drive is not offered (`app.drives.safety`)."""

from ui.sentences import Sentences
from ui.text import later

_THINGS = Sentences(
    later("engine", "another program", "drive: who uses it"),
    later("engine", "this program", "drive: who uses it"),
    later("engine", "swap", "drive: what it holds"),
    later("engine", "{place} and swap", "drive: what it holds"),
    later("engine", "{one}, {other} more", "drive: mounts; {other} is a number"),
    later("engine", "{one} and {other} more", "drive: mounts; {other} is a number"),
    later("engine", "{one} and {other}", "drive: two things, or the end of a list of them"),
    later("engine", "the ZFS pool {name}", "drive: who uses it"),
    later("engine", "the LVM volume {name}", "drive: who uses it"),
    later("engine", "the RAID array {name}", "drive: who uses it"),
    later("engine", "the unlocked volume {name}", "drive: who uses it"),
    later("engine", "“{file}”, a disk image on it", "drive: who uses it"),
    later("engine", "“{place}”, which needs other drives too", "drive: who uses it"),
)

why_not_offered = Sentences(
    later("engine", "A disc drive, not a stick ({name}).", "drive"),
    later("engine", "Not a real drive ({name}).", "drive"),
    later("engine", "It is only another name for {drive}. Name the whole drive.", "drive"),
    later("engine", "Runs this computer: holds {things}. It can never be chosen.", "drive"),
    later("engine", "Built into this computer. Mounted at {places}.", "drive"),
    later("engine", "Built into this computer. Not mounted.", "drive"),
    later("engine", "Just plugged in, still being looked at.", "drive"),
    later("engine", "Hidden by this computer’s administrator.", "drive"),
    later("engine", "No card in it.", "drive"),
    later("engine", "Nothing in it. Was it ejected? Unplug it and plug it in again.", "drive"),
    later("engine", "Locked: slide the small switch on the card.", "drive"),
    later("engine", "Write-protected: this drive does not allow writing.", "drive"),
    later("engine", "In use by {names}. Close it first.", "drive"),
    values=_THINGS,
)
