"""F38, F40 to F44 and F54: the computer sleeps, the program is stopped, killed, started twice, or
has no room."""

from dataclasses import replace

from system.matrix.case import Case, Left, Where, fails, killed, stopped, verified
from system.matrix.host import At, Deed, Image, Moment, Packed, Write

FILE, LOOP = Where.FILE, Where.LOOP
SAME, BLANK, WHOLE = Left.UNTOUCHED, Left.BLANK_HEAD, Left.IMAGE
MIB = 1 << 20

# Of other writes than the plain one, and of what is tried.
OTHERS = (
    *(Moment.SOURCE, Moment.COMPARING, Moment.MIDDLE_OF_PARTS, Moment.WITHIN),
    *(Moment.GUEST, Moment.GUEST_WAITS),
)

# With something still to be written.
BEFORE_THE_END = (
    *(Moment.BLANK, Moment.BODY, Moment.MIDDLE, Moment.SYNC, Moment.READING, Moment.HEAD),
)
IN_DOUBT = replace(
    fails(
        "drive-in-doubt",
        says=("The computer slept", "another drive may have the place of", "Choose the drive anew"),
    ),
    hides=("unplugged", "Plug it in"),
    journal="drive-in-doubt",
    again=True,
)

CASES = (
    *(
        Case(
            f"stopped-{moment.name.lower().replace('_', '-')}-{where}",
            ("F40",),
            where,
            Write(at=At(moment, Deed.STOP)),
            f"The program is asked to end {moment}.",
            stopped(),
        )
        for where, moments in (
            (FILE, [moment for moment in Moment if moment not in OTHERS]),
            (LOOP, [Moment.MIDDLE, Moment.READING, Moment.HEAD_READ_BACK]),
        )
        for moment in moments
    ),
    *(
        Case(
            f"ctrl-c-{moment.name.lower().replace('_', '-')}",
            ("F40",),
            FILE,
            Write(at=At(moment, Deed.INTERRUPT)),
            f"Ctrl+C is pressed {moment}.",
            stopped(),
        )
        for moment in (Moment.MIDDLE, Moment.READING)
    ),
    *(
        Case(
            f"killed-{moment.name.lower().replace('_', '-')}-{where}",
            ("F41", "F39"),
            where,
            Write(at=At(moment, Deed.KILL)),
            f"The program is killed {moment}: the request that is under way still counts.",
            killed(left),
        )
        for where, moments in (
            (
                FILE,
                (
                    (Moment.BLANK, BLANK),
                    (Moment.FAR_END, BLANK),
                    (Moment.BODY, BLANK),
                    (Moment.MIDDLE, BLANK),
                    (Moment.LAST, BLANK),
                    (Moment.SYNC, BLANK),
                    (Moment.READ_BACK, BLANK),
                    (Moment.READING, BLANK),
                    (Moment.HEAD, BLANK),
                    (Moment.FIRST_SECTOR, WHOLE),
                    (Moment.LAST_SYNC, WHOLE),
                    (Moment.HEAD_READ_BACK, WHOLE),
                ),
            ),
            (LOOP, ((Moment.MIDDLE, BLANK), (Moment.READING, BLANK))),
        )
        for moment, left in moments
    ),
    *(
        Case(
            f"slept-{moment.name.lower().replace('_', '-')}-{where}",
            ("F38",),
            where,
            Write(at=At(moment, Deed.SLEEP)),
            f"The computer sleeps for an hour {moment}, as its clocks say: of a device nobody "
            "knows whether it is still the same, of a file everybody.",
            expect,
        )
        for where, moments, expect in (
            (LOOP, BEFORE_THE_END, IN_DOUBT),
            (LOOP, (Moment.FIRST_SECTOR, Moment.HEAD_READ_BACK), verified("The computer slept")),
            (FILE, (Moment.MIDDLE, Moment.READING), verified("The computer slept")),
        )
        for moment in moments
    ),
    *(
        Case(
            f"second-copy-{where}",
            ("F44",),
            where,
            Write(at=At(Moment.MIDDLE, Deed.SECOND_COPY)),
            "The program is started again on the same stick, which refuses it; the first goes on.",
            verified(),
        )
        for where in (FILE, LOOP)
    ),
    *(
        Case(
            f"memory-of-{size}-mib-{packed}",
            ("F42",),
            FILE,
            Write(image=Image(packed=packed), memory=size * MIB),
            f"The program may have {size} MiB of addresses; the image is {packed}.",
            expect,
        )
        for size, expect in (
            *((size, fails("no-memory", says=("not enough memory",))) for size in (75, 90)),
            (400, verified()),
        )
        for packed in (Packed.NOT, Packed.XZ)
    ),
)
