"""F39: the power is cut at every moment of a write on which nothing else goes wrong.

What was written is recorded, with each sync that the stick confirmed. Then all that could be on it
is looked at: the stick is as it was, or starts nothing, or holds all that it was to hold.
"""

from dataclasses import replace

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, unchecked, verified
from system.matrix.host import (
    MIB,
    STICK,
    At,
    CutAnywhere,
    Deed,
    Held,
    Image,
    Later,
    Moment,
    Way,
    Write,
)
from system.matrix.tables.fast import WAYS
from system.sticks.faults import Faults, Span
from system.sticks.promises import Looks

FILE, LOOP = Where.FILE, Where.LOOP
SEEN = f"when the power was cut: ({Looks.UNTOUCHED})"
BEGUN, WHOLE, NEVER = (f"({looks})" for looks in (Looks.UNFINISHED, Looks.FINISHED, Looks.MIXED))


def _case(name: str, where: Where, run: Write | Later, happens: str, expect: Expect) -> Case:
    words = f"{happens} The power is cut at every moment."
    expect = replace(expect, says=(*expect.says, SEEN), hides=(*expect.hides, NEVER))
    return Case(f"power-cut-{name}-{where}", ("F39",), where, CutAnywhere(run), words, expect)


def _through(expect: Expect) -> Expect:
    """All that there is was seen."""
    return replace(expect, says=(*expect.says, BEGUN, WHOLE))


def _begun(expect: Expect) -> Expect:
    return replace(expect, says=(*expect.says, BEGUN), hides=(*expect.hides, WHOLE))


STOPPED = Expect((Outcome.STOPPED,), (Left.BLANK_HEAD,))
CASES = (
    *(
        _case("of-a-whole-write", where, Write(), "An image is written.", _through(verified()))
        for where in (FILE, LOOP)
    ),
    _case(
        "of-large-sectors",
        LOOP,
        Write(sector=4096),
        "Sectors have 4096 bytes.",
        _through(verified()),
    ),
    _case(
        "of-an-image-with-a-table",
        LOOP,
        Write(image=Image(table=True)),
        "The image has a partition.",
        _through(verified()),
    ),
    _case(
        "of-an-unchecked-write",
        FILE,
        Write(words=("--no-verify",)),
        "Nothing is read back.",
        _through(unchecked()),
    ),
    _case(
        "of-nothing-new",
        FILE,
        Write(held=Held.IMAGE),
        "The stick holds the image already.",
        verified(),
    ),
    *(
        _case(f"of-{way.name}", where, way.given, f"{way.what}.", _through(way.well))
        for way in WAYS
        for where in ((FILE, LOOP) if way.loop else (FILE,))
    ),
    _case(
        "of-what-goes-on",
        FILE,
        Later(Way.RESUME),
        "A write that was stopped goes on.",
        verified(),
    ),
    _case(
        "of-undoing",
        FILE,
        Later(Way.UNDO),
        "A write that was stopped is undone.",
        Expect((Outcome.PUT_BACK,), (Left.UNTOUCHED,)),
    ),
    *(
        _case(
            f"when-stopped-{moment.name.lower().replace('_', '-')}",
            FILE,
            Write(at=At(moment, Deed.STOP)),
            f"The program is asked to end {moment}.",
            expect,
        )
        for moment, expect in (
            (Moment.MIDDLE, _begun(STOPPED)),
            (Moment.HEAD, _begun(STOPPED)),
            (Moment.LAST_SYNC, _through(STOPPED)),
            (Moment.HEAD_READ_BACK, _through(STOPPED)),
        )
    ),
    *(
        _case(
            f"with-a-wrong-bit-in-{name}",
            FILE,
            Write(Faults(STICK, corrupt=(Span(place, 1),))),
            f"One byte of {name.replace('-', ' ')} is kept wrong.",
            _begun(fails("verify-error")),
        )
        for name, place in (("the-head", 4096), ("the-middle", 5 * MIB + 5))
    ),
)
