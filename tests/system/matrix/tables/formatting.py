"""A stick is made ready for files: F2 to F41 once more, for what is composed and not an image."""

from system.matrix.case import Case, Expect, Left, Outcome, Where
from system.matrix.drive_tools import Probe, Task
from system.matrix.host import MIB, Deed, During
from system.sticks.faults import Faults, Span

from app.events import Stage

FILE, LOOP = Where.FILE, Where.LOOP
STICK = 28 * MIB
BLANK, SAME = (Left.BLANK_HEAD,), (Left.UNTOUCHED,)


def _format(faults: Faults, during: During | None = None) -> Probe:
    return Probe(Task.FORMAT, faults, during)


MEANWHILE = tuple(
    Case(
        f"format-{name}-at-{stage}",
        ("F4" if stage is Stage.VERIFY and deed is Deed.PULL_OUT else row,),
        FILE,
        _format(Faults(STICK), During(stage, deed)),
        f"{deed.value.capitalize()} at the stage “{stage}”.",
        Expect((outcome,), BLANK, says, ("ready for files",), journal=told, again=True),
    )
    for stage in (Stage.WRITE, Stage.VERIFY)
    for name, row, deed, outcome, says, told in (
        ("unplugged", "F2", Deed.PULL_OUT, "drive-gone", ("unplugged",), "drive-gone"),
        ("stopped", "F40", Deed.STOP, Outcome.STOPPED, (), "stopped"),
        ("killed", "F41", Deed.KILL, Outcome.KILLED, (), ""),
    )
)

MEDIA = tuple(
    Case(
        f"format-{name}-{where}",
        (row,),
        where,
        _format(faults),
        happens,
        Expect((code,), left, says, ("ready for files",), again=True),
    )
    for where in (FILE, LOOP)
    for name, row, faults, happens, code, left, says in (
        (
            "write-error",
            "F15",
            Faults(STICK, write_errors=(Span(3 * MIB, 512),)),
            "The stick reports an error when a place is written.",
            "write-refused",
            BLANK,
            ("refuses to be written",),
        ),
        (
            "read-error",
            "F16",
            Faults(STICK, read_errors=(Span(3 * MIB, 512),)),
            "The stick takes everything, and a place cannot be read back.",
            "read-refused",
            BLANK,
            ("can’t be read back",),
        ),
        (
            "wrong-byte",
            "F17",
            Faults(STICK, corrupt=(Span(3 * MIB, 1),)),
            "One byte is kept wrong, without a word.",
            "verify-error",
            BLANK,
            ("did not keep what was written",),
        ),
    )
)

READ_ONLY = (
    Case(
        "format-write-protected",
        ("F12",),
        FILE,
        _format(Faults(STICK, read_only=True)),
        "The switch of the stick is set, and only the first write tells.",
        Expect(("drive-read-only",), SAME, ("write-protected",), again=True),
    ),
    Case(
        "format-turns-read-only",
        ("F13",),
        FILE,
        _format(Faults(STICK, worn_after=4 * MIB)),
        "From one moment on the stick takes no more writes.",
        Expect(("write-refused",), BLANK, ("refuses to be written",), again=True),
    ),
)

CASES = (*MEANWHILE, *MEDIA, *READ_ONLY)
