"""Whether a disc answers Windows Setup by itself. Then nobody is asked, also not which disk is
erased, and whoever chose the disc need not know. What it answers Windows once that is installed
may be commands as well, and accounts; and a program that Setup runs at its end needs no answers.
"""

import re

from app.display import for_display
from app.inspection.probe import Notes
from app.inspection.system.files import Files
from app.report import OWN_ANSWERS, OWN_PROGRAM, Severity
from app.sources.answers import RUN_BY_SETUP, SEEN_BY_SETUP, SEEN_BY_WINDOWS

_LONGEST = 256 << 10  # bytes of it that are read
_ERASES = re.compile(r"<WillWipeDisk[^>]*>\s*true|\bdiskpart\b|\bClear-Disk\b", re.IGNORECASE)


def note(trees: tuple[Files, ...], notes: Notes) -> None:
    """Writes down the first file that Setup would go by, else Windows, and the first program."""
    if (found := _first(trees, SEEN_BY_SETUP + SEEN_BY_WINDOWS)) is not None:
        files, path = found
        what, may = "Answers for Windows Setup", "may erase a disk of the computer"
        if path in SEEN_BY_WINDOWS:
            what, may = "Answers for the first start of Windows", "may run programs"
        name, erases = for_display(files.find(path)), "say to erase a disk of the computer"
        do = erases if _erases(files, path) else may
        text = f"{what} are on it (“{name}”): nobody is asked, and they {do}."
        notes.add(OWN_ANSWERS, Severity.CAUTION, text, files.place(path))
    if (found := _first(trees, RUN_BY_SETUP)) is not None:
        files, path = found
        name = for_display(files.find(path))
        text = f"Windows Setup runs a program of this disc at its end (“{name}”): nobody is asked."
        notes.add(OWN_PROGRAM, Severity.CAUTION, text, files.place(path))


def _first(trees: tuple[Files, ...], paths: tuple[str, ...]) -> tuple[Files, str] | None:
    return next(((files, path) for path in paths for files in trees if files.has(path)), None)


def _erases(files: Files, path: str) -> bool:
    return bool(_ERASES.search(files.text(path, _LONGEST).replace("\0", "")))
