"""F6, F23, F35: a whole stick is ejected, somebody was faster, or nobody can eject it.

The write ended well before that and stays so: whatever comes of the ejecting, the stick is taken
out of its port at the end, and has to hold the image then.
"""

from system.matrix.case import Case, Expect, Left, Outcome, Where, verified
from system.matrix.pc import MIB, STICK, At, Deed, Moment, Permission, Who, WriteInPc
from system.pc.usb import Kind, Shape
from system.sticks.faults import Faults

PC = Where.PC
# What such a stick has not been told to store is gone with its power.
FORGETFUL = Faults(STICK, cache=MIB)
NOTHING, STILL = "in its port: 0 sectors", f"in its port: {STICK // 512} sectors"
OUT, GONE = verified("eject: ejected", NOTHING), verified("eject: already-out", NOTHING)
# Another one is in its port, and stays as it is.
OTHER = verified("eject: already-out", STILL)
NOT_OUT = Expect(
    (Outcome.VERIFIED,),
    (Left.IMAGE,),
    ("can’t eject Acme Stick for you", "is stored", STILL),
    ("eject: ejected",),
)
KINDS = ((Kind.BULK, "usb"), (Kind.UAS, "uas"))


def _case(
    name: str,
    row: tuple[str, ...],
    given: WriteInPc,
    happens: str,
    expect: Expect,
) -> Case:
    return Case(f"pc-eject-{name}", row, PC, given, happens, expect)


def _given(deed: Deed = Deed.NOTHING, moment: Moment = Moment.AFTER, **more: object) -> WriteInPc:
    given = {"faults": FORGETFUL, **more}
    return WriteInPc(At(moment, deed), ejects=True, **given)  # type: ignore[arg-type] # its fields


CASES: tuple[Case, ...] = (
    *(
        _case(
            f"of-a-{name}-stick",
            ("F35",),
            _given(stick=Shape(kind)),
            f"A {kind} stick is ejected, and nothing goes wrong.",
            OUT,
        )
        for kind, name in KINDS
    ),
    _case(
        "of-a-card",
        ("F35",),
        _given(reader=True),
        "A card in a reader is ejected.",
        OUT,
    ),
    *(
        _case(
            f"of-a-{name}-stick-that-is-gone",
            ("F6",),
            _given(Deed.PULL_OUT, stick=Shape(kind)),
            f"A {kind} stick is pulled out when it was read back, and ejected then.",
            GONE,
        )
        for kind, name in KINDS
    ),
    _case(
        "of-a-card-that-is-gone",
        ("F6", "F9"),
        _given(Deed.TAKE_OUT_CARD, reader=True),
        "The card is taken out of its reader when it was read back, and ejected then.",
        GONE,
    ),
    *(
        _case(
            f"where-a-{deed.name.lower()}-is-now",
            ("F6", "F7", "F10"),
            _given(deed),
            f"When it was read back, {deed}; what is ejected then is not that one.",
            OTHER,
        )
        for deed in (Deed.OTHER, Deed.TWIN)
    ),
    *(
        _case(
            f"without-udisks-{name}",
            ("F35", "F23"),
            _given(Deed.STOP_UDISKS, moment),
            f"{moment.capitalize()} UDisks2 is stopped for good; then the user’s stick is ejected.",
            NOT_OUT,
        )
        for name, moment in (("since-reading", Moment.READING), ("since-the-end", Moment.AFTER))
    ),
    _case(
        "after-udisks-crashed",
        ("F35",),
        _given(Deed.KILL_UDISKS),
        "UDisks2 crashes before the stick is ejected; the bus starts it once more.",
        OUT,
    ),
    _case(
        "without-polkit",
        ("F35", "F37"),
        _given(Deed.STOP_POLKIT),
        "When it was read back, polkit is stopped for good; then the user’s stick is ejected.",
        NOT_OUT,
    ),
    *(
        _case(
            f"by-root-without-udisks-{name}",
            ("F35", "F23"),
            _given(Deed.STOP_UDISKS, moment, who=Who.ROOT, permission=Permission.NO),
            f"{moment.capitalize()} UDisks2 is stopped for good; then root ejects the stick.",
            OUT,
        )
        for name, moment in (("from-the-start", Moment.BEFORE), ("since-the-end", Moment.AFTER))
    ),
)
