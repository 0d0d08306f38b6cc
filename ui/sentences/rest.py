"""Why nothing more can be put behind an image, as parts of a sentence."""

from ui.sentences import Sentences
from ui.text import later

_WHY = (
    later("engine", "nothing on it starts a computer", "added behind an image"),
    later(
        "engine",
        "at its first start this system takes the rest of the stick for itself",
        "added behind an image",
    ),
    later(
        "engine",
        "this system takes the rest of the stick for itself, and nothing in its own first "
        "partition says that it reads answers there",
        "added behind an image",
    ),
    later(
        "engine",
        "it is packed in a way that does not let its first partition be read beforehand",
        "added behind an image",
    ),
    later("engine", "its own first partition is a FAT12", "added behind an image"),
    later("engine", "its own first partition has no room for its answers", "added behind an image"),
    later("engine", "the root folder of its own first partition is full", "added behind an image"),
    later("engine", "{name} is a folder on it", "added behind an image"),
    later(
        "engine",
        "Fedora’s live systems look for what was done in them only where their boot menu says, and "
        "a copied one says nothing",
        "added behind an image",
    ),
    later(
        "engine",
        "only the live systems of Debian, of Ubuntu and their kin look for such a partition",
        "added behind an image",
    ),
    later(
        "engine",
        "only the live systems of Debian, of Ubuntu and their kin look for such a partition, and "
        "{system} is none that is known as one",
        "added behind an image",
    ),
    later(
        "engine",
        "it is packed, and how long it is shows only when it is unpacked",
        "added behind an image",
    ),
    later(
        "engine", "the drive has sectors of {count} bytes, not of {usual}", "added behind an image"
    ),
    later("engine", "its partition table (MBR) reaches only 2 TiB far", "added behind an image"),
    later("engine", "a FAT32 partition has less than 2 TiB", "added behind an image"),
    later("engine", "{kind} needs {least} bytes, not {size}", "added behind an image"),
    later("engine", "it has no partition table", "added behind an image"),
    later("engine", "it has no partition table that counts on a stick", "added behind an image"),
    later(
        "engine",
        "its partition table is protected for a GPT that is not there",
        "added behind an image",
    ),
    later("engine", "its partition table (GPT) is not sound ({why})", "added behind an image"),
    later(
        "engine",
        "the entries of its partition table (GPT) are far from it",
        "added behind an image",
    ),
    later("engine", "{program} is not installed", "added behind an image"),
    later(
        "engine",
        "with more partitions it would start on fewer computers",
        "added behind an image",
    ),
    later("engine", "that would be wrong with it then: {finding}", "added behind an image"),
)
why_not_added = Sentences(*_WHY)
