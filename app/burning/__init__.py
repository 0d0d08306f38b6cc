"""An image onto a CD, DVD or BD, by xorriso where that is installed.

    drives.py the drives for discs of this computer
    disc.py   what lies in the drive: kind, room, what it holds already
    files.py  a file that plays a disc: nothing else lives on it
    plan.py   whether the image goes onto it, or why not; nothing is touched yet
    burn.py   the burning and the reading back, a generator of events (`told.py`)

xorriso knows drives and their ways of writing; what was burned is read back by ourselves. A plain
file plays a disc that can be written over, as it plays a stick elsewhere.
"""
