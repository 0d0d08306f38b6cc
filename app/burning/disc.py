"""The disc in a drive, as xorriso tells it: `-outdev DRIVE -toc` (xorriso(1), “Inquiry of media”).
It only looks."""

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from app.display import for_display
from app.errors import NoDisc, ToolError
from app.tools import ask, last_words

XORRISO = "xorriso"
# Before what went wrong: the cause, and what follows from it.
COMPLAINTS = ("SORRY :", "FAILURE :")
BLOCK = 2048
LIMIT = 120.0  # seconds: a drive that gets a disc looks at it for long

_KIND = re.compile(r"^Media current: (.+)$", re.MULTILINE | re.ASCII)
_STATUS = re.compile(r"^Media status : (.+)$", re.MULTILINE | re.ASCII)
_SESSIONS = re.compile(r"^Media summary: (\d{1,9}) session", re.MULTILINE | re.ASCII)
_BLOCKS = re.compile(
    r"^Media blocks : (\d{1,12}) readable , (\d{1,12}) [^,]+ , (\d{1,12}) overall",
    re.MULTILINE | re.ASCII,
)
_FAILURE = re.compile(r"(?:FAILURE|FATAL) : (.+)")
_UNSUITABLE = re.compile("not recognizable|not present|unsuitable")
_OVER_AGAIN = re.compile(r"RW\b|-RAM|BD-RE|overwriteable|restricted overwrite", re.IGNORECASE)
_SIMULATES = re.compile(r"CD-R|DVD-RW?\b")


@dataclass(frozen=True, slots=True)
class Disc:
    """`kind` as “DVD+RW”; `blocks` of 2,048 bytes are held already, `room` are free, or would be
    after blanking; None for a file, which grows. `again`: it can be written more than once.
    `open`: another session could be put behind those that are there."""

    node: str
    kind: str
    sessions: int
    blocks: int
    room: int | None
    blank: bool
    again: bool
    open: bool

    @property
    def simulates(self) -> bool:
        """Whether a drive can go through the burning with its laser off: not with DVD+ and BD, nor
        with what has to be blanked first (xorriso(1), “-dummy”)."""
        return self.room is None or (self.blank and _SIMULATES.match(self.kind) is not None)


def device(node: str) -> str:
    """The drive in xorriso’s words. Raises NoDisc: it is neither a disc drive nor a file."""
    path, length = Path(node), 0
    try:
        status = path.stat()
        mode, length = status.st_mode, status.st_size
    except FileNotFoundError as error:
        if path.is_relative_to("/dev"):
            raise NoDisc(f"there is no drive {node}") from error
        mode = stat.S_IFREG if path.parent.is_dir() and not path.is_symlink() else 0
    except OSError as error:
        raise NoDisc(f"{node}: {error.strerror or error}") from error
    if stat.S_ISBLK(mode):
        if not re.fullmatch(r"sr\d+", path.resolve().name):
            raise NoDisc(f"{node} is no drive for discs", "Sticks are written with “write”.")
        return str(path)
    if not stat.S_ISREG(mode):
        raise NoDisc(f"{node} is neither a drive for discs nor a file")
    if length % BLOCK:  # somebody's file; xorriso leaves whole blocks
        raise NoDisc(f"{node} can’t play a disc: its {length:,} bytes are no whole blocks")
    return f"stdio:{path.absolute()}"


def look(node: str) -> Disc:
    """Raises NoDisc, ToolError."""
    told = ask([XORRISO, "-no_rc", "-outdev", device(node), "-toc"], limit=LIMIT)
    text = (told.output + b"\n" + told.errors).decode(errors="replace")
    kind = _KIND.search(text)
    if told.status or kind is None:
        failure = _FAILURE.search(text)
        why = failure[1] if failure else last_words(told.errors)
        raise ToolError(XORRISO, for_display(why.rstrip("."), 200) or "it says nothing")
    return read(node, text)


def read(node: str, text: str) -> Disc:
    """Out of what xorriso printed."""
    kind, status, sessions, blocks = (
        pattern.search(text) for pattern in (_KIND, _STATUS, _SESSIONS, _BLOCKS)
    )
    name = for_display(kind[1].strip(), 60) if kind else ""
    said = status[1] if status else ""
    blank = "is blank" in said
    if not name or not said or _UNSUITABLE.search(name) or _UNSUITABLE.search(said):
        raise NoDisc("there is no disc in the drive that can be read", "Put in an empty one.")
    held, free, overall = map(int, blocks.groups()) if blocks else (0, 0, 0)
    again = _OVER_AGAIN.search(name) is not None
    return Disc(
        node=node,
        kind=name,
        sessions=int(sessions[1]) if sessions else 0,
        blocks=0 if blank else held,
        room=None if name.startswith("stdio") else max(free, overall) if again else free,
        blank=blank,
        again=again,
        open="is appendable" in said,
    )
