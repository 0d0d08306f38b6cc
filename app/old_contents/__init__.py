"""What was on a drive before a write overwrote it, in a file, for a stop in the first moments.

Every piece is in the file, and the file on its disk, before its place on the drive is overwritten.
Beside the old bytes stand digests of what was written over them, and of some places that were left
alone: with these the drive itself proves, when it is read, that it is as the write left it. The
file proves nothing by itself.

    file     MAGIC, u32 length, JSON about the drive, then records
    record   kind (4 bytes), u32 grain, u64 offset, u64 length, xxh3-128 of all of it;
             8 bytes xxh3-64 for every `grain` bytes of what is written over the place, and, in an
             OLD record, the `length` bytes that were there before; in a LEFT record those of what
             was, which counts unless an OLD one says that the place was written

The JSON of a quick probe says so. What it wrote over a place is a mark, which nobody else has: on a
drive where two addresses are one place, a mark is found in places that another one was written to,
and takes nothing away from anybody there.

    records     the parts of the file
    writer      fills it, for `app.stages.keep`
    reader      finds it whole, or worthless
    contents    what it says then
"""

from app.old_contents.contents import Grain, OldContents, Piece
from app.old_contents.reader import LARGEST, MOST_STATES, read
from app.old_contents.records import MAGIC, PIECE, digests_of
from app.old_contents.writer import Writer

__all__ = [
    "LARGEST",
    "MAGIC",
    "MOST_STATES",
    "PIECE",
    "Grain",
    "OldContents",
    "Piece",
    "Writer",
    "digests_of",
    "read",
]
