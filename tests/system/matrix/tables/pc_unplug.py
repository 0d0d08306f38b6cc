"""F1 to F6, F39 to F41: real sticks that are pulled out, or written by a program that ends."""

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, refused, verified
from system.matrix.pc import STICK, At, Deed, Moment, Permission, WriteInPc
from system.pc.usb import Kind, Shape
from system.sticks.faults import Faults
from system.sticks.promises import Looks

PC = Where.PC
MIB = 1 << 20
GONE = ("drive-gone",)
# Which row of the fault table a moment is, and what is on the stick then. When the very last sync
# is asked for, the stick may have stored everything, and behind it it has; whoever pulls it out is
# told that it failed.
MOMENTS = (
    (Moment.BLANK, "F2", (Left.UNTOUCHED,)),
    (Moment.BODY, "F2", (Left.BLANK_HEAD,)),
    (Moment.SYNC, "F5", (Left.BLANK_HEAD,)),
    (Moment.READ_BACK, "F4", (Left.BLANK_HEAD,)),
    (Moment.HEAD, "F2", (Left.BLANK_HEAD,)),
    (Moment.FIRST_SECTOR, "F2", (Left.BLANK_HEAD,)),
    (Moment.LAST_SYNC, "F5", (Left.BLANK_HEAD,)),
    (Moment.HEAD_READ_BACK, "F4", (Left.IMAGE,)),
)
# Anywhere: these were drawn once, and are the same every time.
SHARES = (0.03, 0.11, 0.29, 0.5, 0.67, 0.83, 0.97)
KINDS = ((Kind.BULK, "usb"), (Kind.UAS, "uas"))
# What such a stick has not been told to store is gone with its power.
FORGETFUL = Faults(STICK, cache=MIB)
ALL_SEEN = tuple(f"({looks})" for looks in (Looks.UNTOUCHED, Looks.UNFINISHED, Looks.FINISHED))


def _pulled_out() -> tuple[Case, ...]:
    boundaries = tuple(
        Case(
            f"pc-{name}-pulled-out-{moment.name.lower().replace('_', '-')}",
            (row,),
            PC,
            WriteInPc(At(moment, Deed.PULL_OUT), Shape(kind), FORGETFUL),
            f"A {kind} stick is pulled out {moment}.",
            Expect(GONE, left, says=("unplugged",)),
        )
        for kind, name in KINDS
        for moment, row, left in MOMENTS
    )
    anywhere = tuple(
        Case(
            f"pc-{name}-pulled-out-{moment.name.lower()}-{round(share * 100)}",
            (row,),
            PC,
            WriteInPc(At(moment, Deed.PULL_OUT, share), Shape(kind)),
            f"A {kind} stick is pulled out {moment}, at {round(share * 100)} %.",
            fails(*GONE, says=("unplugged",)),
        )
        for number, share in enumerate(SHARES)
        for moment, row in ((Moment.WRITING, "F2"), (Moment.READING, "F4"))
        for kind, name in (KINDS[number % 2],)
    )
    return boundaries + anywhere


CASES: tuple[Case, ...] = (
    Case(
        "pc-whole-write",
        ("F37",),
        PC,
        WriteInPc(permission=Permission.ASKED),
        "Nothing goes wrong; the user types a password.",
        verified(),
    ),
    *_pulled_out(),
    *(
        Case(
            f"pc-{name}-pulled-out-after",
            ("F6",),
            PC,
            WriteInPc(At(Moment.AFTER, Deed.PULL_OUT), Shape(kind), FORGETFUL),
            f"A {kind} stick is pulled out as soon as it is said to be good, and not ejected.",
            verified(),
        )
        for kind, name in KINDS
    ),
    Case(
        "pc-pulled-out-before",
        ("F1",),
        PC,
        WriteInPc(At(Moment.BEFORE, Deed.PULL_OUT)),
        "The stick is pulled out before the program is started.",
        refused("drive-error", says=("There is no drive",)),
    ),
    *(
        Case(
            f"pc-{name}-pulled-out-and-written-again",
            ("F2", "F8"),
            PC,
            WriteInPc(At(Moment.WRITING, deed), Shape(kind)),
            f"A {kind} stick: {deed}; the journal tells, and it is written once more.",
            Expect(GONE, (Left.BLANK_HEAD,), journal="drive-gone", again=True),
        )
        for (kind, name), deed in zip(KINDS, (Deed.PULL_OUT, Deed.REPLUG), strict=True)
    ),
    *(
        Case(
            f"pc-power-cut-{moment.name.lower().replace('_', '-')}",
            ("F39",),
            PC,
            WriteInPc(At(moment, Deed.CUT_POWER), faults=FORGETFUL),
            f"The computer loses its power {moment}; the journal tells at the next start.",
            Expect((Outcome.KILLED,), left, journal=""),
        )
        for moment, left in (
            (Moment.BLANK, (Left.UNTOUCHED,)),
            (Moment.WRITING, (Left.BLANK_HEAD,)),
            (Moment.READING, (Left.BLANK_HEAD,)),
            (Moment.FIRST_SECTOR, (Left.BLANK_HEAD,)),
            (Moment.LAST_SYNC, (Left.BLANK_HEAD,)),
        )
    ),
    *(
        Case(
            f"pc-power-cut-anywhere-{name}",
            ("F39",),
            PC,
            WriteInPc(stick=shape, cut_anywhere=True),
            f"A {what} is written. Its power is cut at every moment.",
            Expect((Outcome.VERIFIED,), (Left.IMAGE,), ALL_SEEN, (f"({Looks.MIXED})",)),
        )
        for name, what, shape in (
            ("usb", "usb-storage stick", Shape()),
            ("uas", "uas stick", Shape(Kind.UAS)),
            ("large-sectors", "stick with sectors of 4096 bytes", Shape(sector=4096)),
        )
    ),
    Case(
        "pc-power-cut-and-written-again",
        ("F39",),
        PC,
        WriteInPc(At(Moment.HEAD, Deed.CUT_POWER), faults=FORGETFUL),
        "The computer loses its power before the head is written; then it is written once more.",
        Expect((Outcome.KILLED,), (Left.BLANK_HEAD,), journal="", again=True),
    ),
    *(
        Case(
            f"pc-killed-{moment.name.lower()}",
            ("F41",),
            PC,
            WriteInPc(At(moment, Deed.KILL)),
            f"The program is killed {moment}.",
            Expect((Outcome.KILLED,), (Left.BLANK_HEAD,), journal="", again=True),
        )
        for moment in (Moment.WRITING, Moment.HEAD)
    ),
    *(
        Case(
            f"pc-stopped-{moment.name.lower()}",
            ("F40",),
            PC,
            WriteInPc(At(moment, Deed.STOP)),
            f"The program is asked to end {moment}.",
            Expect((Outcome.STOPPED,), (Left.BLANK_HEAD,), journal="stopped"),
        )
        for moment in (Moment.WRITING, Moment.READING)
    ),
)
