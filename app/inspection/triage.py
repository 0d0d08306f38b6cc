"""Whether an image looks like what is sent around to trick people: a disc without a system, with
programs that hide. Facts about names, never a verdict on what a program does.

Files in an image that Windows opens do not carry the mark of having come from the web, so images
of a few files became a way to send programs: a shortcut that is seen, a program that is not. Every
rule looks at the root folder alone, and rules that warn need what no system's disc has; the words
say that this is no virus scan.
"""

import re
from dataclasses import dataclass

from app.display import for_display
from app.formats.tree import Entry
from app.inspection.probe import Notes
from app.inspection.system.files import Files
from app.report import Answer, Boots, Severity
from app.report.cautions import TRICKS

_FEW_FILES = 30  # fewer: more is somebody's collection, or a driver disc
_MOST_FOLDERS = 16  # that are looked into to count them
_MANY_BLANKS = " " * 30

# What stands behind a name's last full stop.
_SHORTCUT = re.compile(r"lnk")
_STARTED = re.compile(r"lnk|jse?|vb[se]|ws[fh]|hta|bat|cmd|ps1")
_PROGRAM = re.compile(r"exe|dll|scr|com|cpl|pif|msi")
_RUNS = re.compile(f"{_STARTED.pattern}|{_PROGRAM.pattern}")
_DOCUMENT = re.compile(
    r"pdf|docx?|xlsx?|pptx?|od[ts]|rtf|txt|csv|html?|eml"
    r"|jpe?g|png|gif|bmp|tiff?|webp|mp[34]|avi|mov|wav|zip|rar|7z"
)
# Characters that turn the direction of what follows (Unicode, UAX #9).
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OPENS = re.compile(r"(?:shell)?(?:open|execute) *= *(\S.*)", re.IGNORECASE)
_NO_SCAN = "this is not a virus scan"


@dataclass(frozen=True, slots=True)
class Root:
    """The files of the root folders of all trees."""

    files: tuple[Entry, ...]

    def of_kind(self, kinds: re.Pattern[str]) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.files if kinds.fullmatch(kind(entry.name)))


def kind(name: str) -> str:
    """What stands behind the last full stop, in lower case: what Windows goes by."""
    stem, stop, last = name.rstrip(" .").rpartition(".")
    return last.strip().casefold() if stop and stem else ""


def note(trees: tuple[Files, ...], boots: Boots, notes: Notes) -> None:
    """Writes down what is remarkable; nothing for an image without files."""
    root = Root(_entries(trees))
    if not root.files:
        return
    _note_package(trees, root, boots, notes)
    _note_hidden(root, notes)
    for entry in root.files:
        _note_name(entry, notes)
    for files in trees:
        _note_autorun(files, notes)


def _entries(trees: tuple[Files, ...]) -> tuple[Entry, ...]:
    """One entry a name; a file that any tree hides is hidden."""
    found: dict[str, Entry] = {}
    for files in trees:
        for name, entry in files.names().items():
            if not entry.directory and (name not in found or entry.hidden):
                found[name] = entry
    return tuple(found.values())


def _note_package(trees: tuple[Files, ...], root: Root, boots: Boots, notes: Notes) -> None:
    started = root.of_kind(_STARTED)
    if not started or _starts(boots) or not _few(trees[0]):
        return
    text = (
        "This looks like a package of programs for Windows, not an operating system: nothing in it "
        f"starts a computer, and {_quoted(started[0].name)} is a script or a shortcut. "
        f"{len(root.files)} files were looked at by {len(TRICKS)} rules; {_NO_SCAN}."
    )
    notes.add("no-boot-path-programs", Severity.CAUTION, text, _place(started[0]))


def _starts(boots: Boots) -> bool:
    paths = (boots.bios_usb, boots.bios_cd, *boots.uefi_usb.values(), *boots.uefi_cd.values())
    return any(path.answer is not Answer.NO for path in paths)


def _few(files: Files) -> bool:
    """Whether there are fewer than 30 files in all of it, which is the tree that Windows shows.
    Where the folders are too many to look into, there are not."""
    count = 0
    waiting = [""]
    for _ in range(_MOST_FOLDERS):
        if not waiting:
            break
        folder = waiting.pop()
        for entry in files.names(folder).values():
            if entry.directory:
                waiting.append(f"{folder}/{entry.name}".strip("/"))
            else:
                count += 1
        if count >= _FEW_FILES:
            return False
    return count > 0 and not waiting


def _note_hidden(root: Root, notes: Notes) -> None:
    hidden = next((entry for entry in root.of_kind(_PROGRAM) if entry.hidden), None)
    seen = next((entry for entry in root.of_kind(_SHORTCUT) if not entry.hidden), None)
    if hidden is None or seen is None:
        return
    text = (
        f"The program {_quoted(hidden.name)} is hidden and the shortcut {_quoted(seen.name)} is "
        f"not, as in discs that are sent to trick people; {_NO_SCAN}."
    )
    notes.add("hidden-program", Severity.CAUTION, text, _place(hidden))


def _note_name(entry: Entry, notes: Notes) -> None:
    name, place = entry.name, _place(entry)
    runs = _RUNS.fullmatch(kind(name)) is not None
    stem = name.rstrip(" .").rpartition(".")[0].rstrip(" ")
    if runs and _DOCUMENT.fullmatch(kind(stem)):
        text = f"{_quoted(name)} is named like a document and is a program or script; {_NO_SCAN}."
        notes.add("double-suffix", Severity.CAUTION, text, place)
    if _TURNS.search(name) or _MANY_BLANKS in name:
        severity = Severity.CAUTION if runs else Severity.INFO
        text = f"The name {_quoted(name)} is made to be read as another one; {_NO_SCAN}."
        notes.add("name-tricks", severity, text, place)


def _note_autorun(files: Files, notes: Notes) -> None:
    lines = map(_OPENS.match, files.lines("autorun.inf"))
    if (found := next(filter(None, lines), None)) is not None:
        text = f"Its autorun.inf names a program that Windows used to start: {_quoted(found[1])}."
        notes.add("autorun", Severity.INFO, text, files.place("autorun.inf"))


def _place(entry: Entry) -> int | None:
    """The byte where a file begins, where its tree knows it without reading."""
    return entry.extents[0].offset if entry.extents else None


def _quoted(name: str) -> str:
    return f"“{for_display(name.strip())}”"
