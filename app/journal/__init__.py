"""What was being written to which drive, kept where a crash or a power cut does not take it.

One file of JSON lines for a write, below `$XDG_STATE_HOME/stickwright/jobs`: who it is about, then
each stage, and how it ended. A write that finished takes its file away. What is left explains a
drive that does not start, and lets something be offered; it proves nothing, and nothing is ever
decided by it. Beside it may lie what the write overwrote first (`app.old_contents`).

    noted       a write, with its story and its old contents kept
    undone      a putting back, which takes both away when it is done
    unfinished  what was left behind; `about` tells what of it is about a drive
    old_of      the old contents that were kept of a drive
"""

from app.journal.forgetting import tidy
from app.journal.left import about, folder, old_of, unfinished
from app.journal.notes import keep_in, kept, noted, undone
from app.journal.story import End, ImageTold, Unfinished

__all__ = [
    "End",
    "ImageTold",
    "Unfinished",
    "about",
    "folder",
    "keep_in",
    "kept",
    "noted",
    "old_of",
    "tidy",
    "undone",
    "unfinished",
]
