"""F4 to F51 once more, over sticks that hold some of the image already: what was not read may not
count, nor what was read and lost."""

from system.matrix.case import Case, Where, fails, killed, stopped, verified
from system.matrix.host import CHANGED, LENGTH, MIB, STICK, At, Deed, Held, Image, Moment, Write
from system.sticks.faults import Beyond, Faults, Span

FILE, LOOP = Where.FILE, Where.LOOP
BOTH = (FILE, LOOP)
KEPT = Span(3 * MIB, 512)  # of what is there already
DIFFERS = Span(CHANGED[1] + 4096, 512)

SAME = tuple(
    Case(
        f"rewrite-{name}-{where}",
        ("F51",) if held is Held.ZEROS else ("F26",),
        where,
        Write(held=held, image=Image(holes=held is Held.ZEROS)),
        f"The stick holds {held.value}.",
        verified(),
    )
    for where in BOTH
    for name, held in (("same", Held.IMAGE), ("changed", Held.CHANGED), ("fresh", Held.ZEROS))
)

ERRORS = tuple(
    Case(
        f"rewrite-{name}-{where}",
        (row,),
        where,
        Write(faults, held=Held.CHANGED),
        f"The stick holds the image, but for two grains, and {happens}.",
        expect,
    )
    for where in BOTH
    for name, row, faults, happens, expect in (
        (
            "write-error",
            "F15",
            Faults(STICK, write_errors=(DIFFERS,)),
            "reports an error when one of them is written",
            fails("write-refused", says=("refuses to be written",)),
        ),
        (
            "read-error-of-what-is-there",
            "F16",
            Faults(STICK, read_errors=(KEPT,)),
            "cannot be read where it is right: it is written there, and cannot be read back",
            fails("read-refused", says=("can’t be read back",)),
        ),
        (
            "a-wrong-bit",
            "F17",
            Faults(STICK, corrupt=(DIFFERS,)),
            "keeps a sector of them wrong",
            fails("verify-error", says=("did not keep what was written",)),
        ),
        (
            "dropped",
            "F18",
            Faults(STICK, ignore=(DIFFERS,)),
            "drops what is written to one of them",
            fails("verify-error", says=("did not keep what was written",)),
        ),
        (
            "lies-when-sampled",
            "F17",
            Faults(STICK, flaky=(Span(MIB, LENGTH),), flaky_reads=3),
            "answers wrongly when it is looked at first",
            verified(),
        ),
        (
            "lost-after-it-was-found",
            "F18",
            Faults(STICK, decays=(Span(2 * MIB, 3 * MIB),), decays_after=3 * MIB),
            "loses what was found equal when something else is written",
            fails("verify-error", says=("did not keep what was written",)),
        ),
        (
            "worn-out",
            "F13",
            Faults(STICK, worn_after=3 * MIB),
            "takes no more writes once the marks are on it",
            fails("write-refused", "drive-read-only"),
        ),
        (
            "pulled-out",
            "F4",
            Faults(STICK, unplugged_reading=4 * MIB),
            "is pulled out while that is compared",
            fails("drive-gone"),
        ),
    )
    if not (name == "pulled-out" and where is LOOP)  # a loop device is not pulled out
)

FAKES = tuple(
    Case(
        f"rewrite-fake-{beyond}-{name}-over-{held.name.lower()}-{where}",
        ("F19" if beyond is Beyond.WRAP else "F20",),
        where,
        Write(
            Faults(STICK, real_size=real, beyond=beyond),
            held=held,
            image=Image(holes=held is Held.ZEROS),
        ),
        f"The stick says 16 MiB and has {real / MIB:g}, where it holds {held.value}.",
        verified()
        if held is Held.ZEROS and beyond is Beyond.DROP
        else fails("verify-error", says=("did not keep what was written",)),
    )
    for where in BOTH
    for held in (Held.IMAGE, Held.CHANGED, Held.ZEROS)
    for beyond in (Beyond.WRAP, Beyond.DROP)
    for name, real in (
        ("6-mib", 6 * MIB),
        ("9-mib", 9 * MIB),
        ("7-mib-and-a-half-and-a-sector", 15 * MIB // 2 + 512),
    )
)

MEANWHILE = tuple(
    Case(
        f"rewrite-{name}-{where}",
        (row,),
        where,
        Write(held=Held.IMAGE, at=At(Moment.COMPARING, deed)),
        f"While what the stick holds already is read, {deed.value}.",
        expect,
    )
    for where in BOTH
    for name, row, deed, expect in (
        ("stopped", "F40", Deed.STOP, stopped()),
        ("interrupted", "F40", Deed.INTERRUPT, stopped()),
        ("killed", "F41", Deed.KILL, killed()),
        ("broken", "F15", Deed.BREAK, fails("write-refused", "read-refused")),
        ("edited-image", "F45", Deed.EDIT, fails("image-changed")),
    )
)

RESUMED = tuple(
    Case(
        f"resume-{name}-{where}",
        (row,),
        where,
        Write(faults, held=Held.CHANGED, words=("--resume",)),
        f"An interrupted write goes on, and {happens}.",
        expect,
    )
    for where in BOTH
    for name, row, faults, happens, expect in (
        ("well", "F39", Faults(STICK), "nothing is wrong", verified()),
        (
            "lost-after-it-was-found",
            "F18",
            Faults(STICK, decays=(Span(2 * MIB, 3 * MIB),), decays_after=3 * MIB),
            "what was found equal is lost when something else is written",
            fails("verify-error", says=("did not keep what was written",)),
        ),
        (
            "fake",
            "F19",
            Faults(STICK, real_size=6 * MIB),
            "the stick says 16 MiB and has 6",
            fails("verify-error", says=("did not keep what was written",)),
        ),
    )
)

CASES = (*SAME, *ERRORS, *FAKES, *MEANWHILE, *RESUMED)
