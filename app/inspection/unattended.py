"""Whether a disc answers Windows Setup by itself. Then nobody is asked, also not which disk is
erased, and whoever chose the disc need not know. What it answers Windows once that is installed
may be commands as well, and accounts.
"""

import re

from app.display import for_display
from app.inspection.probe import Notes
from app.inspection.system.files import Files
from app.report import OWN_ANSWERS, Severity
from app.sources.answers import SEEN_BY_SETUP, SEEN_BY_WINDOWS

_LONGEST = 256 << 10  # bytes of it that are read
_ERASES = re.compile(r"<WillWipeDisk[^>]*>\s*true|\bdiskpart\b|\bClear-Disk\b", re.IGNORECASE)


def note(trees: tuple[Files, ...], notes: Notes) -> None:
    """Writes down the first file that Setup would go by, else Windows."""
    paths = SEEN_BY_SETUP + SEEN_BY_WINDOWS
    found = next(((files, path) for path in paths for files in trees if files.has(path)), None)
    if found is None:
        return
    files, path = found
    name = for_display(files.find(path))
    what = f"Answers for Windows Setup are on it (“{name}”)"
    text = f"{what}: nobody is asked, and they may erase a disk of the computer."
    if path in SEEN_BY_WINDOWS:
        what = f"Answers for the first start of Windows are on it (“{name}”)"
        text = f"{what}: nobody is asked, and they may run programs."
    if _ERASES.search(files.text(path, _LONGEST).replace("\0", "")):
        text = f"{what}: nobody is asked, and they say to erase a disk of the computer."
    notes.add(OWN_ANSWERS, Severity.CAUTION, text, files.place(path))
