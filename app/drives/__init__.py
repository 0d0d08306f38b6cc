"""Drives: which there are, what is on them, why not to touch them, and who opens them for us.

    list_drives           what is plugged in; `app.drives.watch`: what comes and goes
    open_drive, drive_of  a drive to write to, by name or as it was chosen
    holds_discs           whether it is one for CD, DVD or BD
    holds_file            whether a file lies on a drive
    blocker               who keeps a drive busy

Nothing else in the program opens a device node. What is imported here stays light, for everything
that only reads images comes past here too; pyudev, psutil and jeepney are loaded when needed.
"""

from app.drives.blocker import blocker
from app.drives.choice import drive_of, holds_discs, open_drive
from app.drives.describe import list_drives
from app.drives.holds import holds_file

__all__ = ["blocker", "drive_of", "holds_discs", "holds_file", "list_drives", "open_drive"]
