"""F2 to F6 and F8: the stick is pulled out, at every stage of a write.

A stick that is gone reads as its end, without an error, and says "no space" when it is written; so
what is demanded here are the words. What is on it depends on how far the write was.
"""

from dataclasses import replace

from system.matrix.case import Case, Left, Where, fails
from system.matrix.host import STICK, At, Deed, Moment, Write
from system.sticks.faults import Faults

MIB = 1 << 20
SAME, BLANK, WHOLE = Left.UNTOUCHED, Left.BLANK_HEAD, Left.IMAGE

# Nobody unplugs a file.
OUT_OF_PLACE = replace(
    fails(
        "stick-file-gone",
        says=("renamed, deleted, replaced or resized meanwhile", "Put it back as it was"),
    ),
    hides=("unplugged", "Plug it in"),
)

CASES = (
    *(
        Case(
            f"unplugged-{moment.name.lower().replace('_', '-')}",
            (row,),
            Where.FILE,
            Write(at=At(moment, Deed.PULL_OUT)),
            f"The stick is pulled out {moment}.",
            fails("drive-gone", leaves=(left,), says=("unplugged", "Plug it in again")),
        )
        for row, moment, left in (
            ("F2", Moment.BLANK, SAME),
            ("F2", Moment.FAR_END, BLANK),
            ("F2", Moment.BODY, BLANK),
            ("F2", Moment.MIDDLE, BLANK),
            ("F2", Moment.LAST, BLANK),
            ("F5", Moment.SYNC, BLANK),
            ("F4", Moment.READ_BACK, BLANK),
            ("F4", Moment.READING, BLANK),
            ("F2", Moment.HEAD, BLANK),
            ("F2", Moment.FIRST_SECTOR, BLANK),
            ("F5", Moment.LAST_SYNC, WHOLE),  # all of it is there, and nobody can know that
            ("F4", Moment.HEAD_READ_BACK, WHOLE),
        )
    ),
    *(
        Case(
            f"unplugged-after-{name}",
            ("F2",),
            Where.FILE,
            Write(Faults(STICK, unplugged_after=place)),
            f"It goes in the middle of a request, after {place:,} bytes.",
            fails("drive-gone", says=("unplugged",)),
        )
        for name, place in (
            ("the-first-request", MIB),
            ("a-third", 4 * MIB + 512),
            ("two-thirds", 7 * MIB),
            ("all-but-the-head", 10 * MIB + 2048),
            ("half-of-the-head", 10 * MIB + MIB // 2),
        )
    ),
    *(
        Case(
            f"unplugged-reading-after-{name}",
            ("F4",),
            Where.FILE,
            Write(Faults(STICK, unplugged_reading=place)),
            f"Reading ends without an error, after {place:,} bytes, of old contents or of new.",
            fails("drive-gone", leaves=(SAME, BLANK), says=("unplugged",)),
        )
        for name, place in (
            ("the-first-request", MIB),
            ("a-half", 5 * MIB),
            ("all-but-the-head", 8 * MIB + 2048),
        )
    ),
    *(
        Case(
            f"{deed.name.lower().replace('_', '-')}-{moment.name.lower().replace('_', '-')}",
            (row,),
            Where.FILE,
            Write(at=At(moment, deed)),
            f"{deed[0].upper()}{deed[1:]} {moment}.",
            replace(OUT_OF_PLACE, leaves=(left,)),
        )
        for deed, row, moment, left in (
            (Deed.MOVE_STICK, "F2", Moment.BLANK, BLANK),
            (Deed.MOVE_STICK, "F2", Moment.BODY, BLANK),
            (Deed.MOVE_STICK, "F2", Moment.MIDDLE, BLANK),
            (Deed.MOVE_STICK, "F4", Moment.READING, BLANK),
            (Deed.MOVE_STICK, "F2", Moment.HEAD, BLANK),
            (Deed.MOVE_STICK, "F5", Moment.LAST_SYNC, WHOLE),
            (Deed.CUT_STICK, "F2", Moment.BLANK, BLANK),
            (Deed.CUT_STICK, "F5", Moment.SYNC, BLANK),
            (Deed.CUT_STICK, "F4", Moment.READING, BLANK),
            (Deed.CUT_STICK, "F2", Moment.HEAD, BLANK),
        )
    ),
)
