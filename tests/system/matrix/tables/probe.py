"""A stick is tested: F2 to F41 once more, and every way in which sticks lie. A quick test leaves
the stick as it was, or a note with what was there; one of every byte leaves it blank."""

from system.matrix.case import Case, Expect, Left, Outcome, Where
from system.matrix.drive_tools import Probe, Task
from system.matrix.host import MIB, Deed, During
from system.sticks.faults import Beyond, Faults, Span

from app.events import Stage

FILE, LOOP = Where.FILE, Where.LOOP
QUICK, ALL, GOOD_PART = Task.QUICK, Task.ALL, Task.GOOD_PART
SAME, BLANK, MARKED = (Left.UNTOUCHED,), (Left.BLANK_HEAD,), (Left.MARKED,)
FILLED = (Left.FILLED,)
LEFT = {QUICK: SAME, ALL: BLANK}  # when a test has come to its end
BOTH = (QUICK, ALL)
STICK, SMALL, LARGE = 8 * MIB, 3 * MIB, 28 * MIB
NOTED = ("puts back what was there",)
LOST = ("places do not hold what was there before",)


def _found(outcome: Outcome, task: Task, *findings: str, says: tuple[str, ...] = ()) -> Expect:
    return Expect((outcome,), LEFT[task], says, findings=findings)


BEYOND = {
    Beyond.WRAP: "what is behind lands on its beginning again",
    Beyond.DROP: "what is behind vanishes",
    Beyond.LIMBO: "all that is behind lands in one place",
}
REAL = {"3-mib": 3 * MIB, "5-mib-and-13-sectors": 5 * MIB + 13 * 512}
HIDDEN = {"": "", "-and-a-memory": "; a memory of its own, of a MiB, answers reads"}


def _lies(task: Task, where: Where, beyond: Beyond, size: str, memory: str = "") -> Case:
    cache = MIB if memory else 0
    faults = Faults(STICK, REAL[size], beyond, cache=cache, lying_sync=bool(memory))
    return Case(
        f"test-{task}-{beyond}-{size}{memory}-{where}",
        ("F19" if beyond is Beyond.WRAP else "F20", *(("F23",) if memory else ())),
        where,
        Probe(task, faults),
        f"It says 8 MiB and has {REAL[size] / MIB:g}: {BEYOND[beyond]}{HIDDEN[memory]}.",
        _found(Outcome.FAKE, task, "what-it-keeps", "past-its-memory"),
    )


LIES = (
    *(
        _lies(task, FILE, beyond, size, memory)
        for task in BOTH
        for beyond in Beyond
        for size in REAL
        for memory in HIDDEN
    ),
    *(_lies(task, LOOP, Beyond.WRAP, "3-mib") for task in BOTH),
)

WORN = (
    *(
        Case(
            f"test-{task}-{name}",
            (row,),
            FILE,
            Probe(task, Faults(STICK).changed({setting: [(5 * MIB, MIB)]})),
            f"A MiB of the stick {happens}.",
            Expect(
                (Outcome.WORN,),
                left if task is QUICK else BLANK,
                LOST if task is QUICK and left is MARKED else (),
                findings=("only-its-bad-places", *(("all-its-bad-places",) if task is ALL else ())),
            ),
        )
        for task in BOTH
        for name, row, setting, happens, left in (
            ("corrupt", "F17", "corrupt", "keeps every byte wrong", MARKED),
            ("ignores", "F18", "ignore", "drops what is written", SAME),
            ("reads-differently", "F17", "flaky", "reads as something else every time", MARKED),
            ("write-errors", "F15", "write_errors", "cannot be written", SAME),
            ("read-errors", "F16", "read_errors", "cannot be read", SAME),
        )
    ),
    *(
        Case(
            f"test-{task}-{name}",
            (row,),
            FILE,
            Probe(task, faults),
            happens,
            expect,
        )
        for task in BOTH
        for name, row, faults, happens, expect in (
            ("good", "F23", Faults(STICK), "Nothing is wrong.", _found(Outcome.FINE, task)),
            (
                "honest-memory",
                "F23",
                Faults(STICK, cache=MIB),
                "The stick has a memory of its own, and stores it when it is told to.",
                _found(Outcome.FINE, task, "past-its-memory"),
            ),
            (
                "keeps-nothing",
                "F18",
                Faults(STICK, ignore=(Span(0, STICK),)),
                "All that is written is acknowledged and dropped.",
                Expect((Outcome.FAKE,), SAME),
            ),
            (
                "write-protected",
                "F12",
                Faults(STICK, read_only=True),
                "The switch of the stick is set, and only the first write tells.",
                Expect(("drive-read-only",), SAME, ("write-protected",)),
            ),
            (
                "turns-read-only",
                "F13",
                Faults(STICK, worn_after=STICK // 4),
                "From one moment on the stick takes no more writes.",
                Expect(("drive-read-only",), MARKED, ("become write-protected",))
                if task is QUICK
                else Expect(("drive-read-only",), BLANK, ("become write-protected",)),
            ),
        )
    ),
    Case(
        "test-locked-by-another-program",
        ("F14",),
        LOOP,
        Probe(QUICK, Faults(SMALL), During(Stage.PROBE, Deed.LOCK)),
        "Another program makes the device read-only while marks are written.",
        Expect(("drive-read-only",), MARKED, ("write-protected",), journal="", again=True),
    ),
)

MEANWHILE = (
    *(
        Case(
            f"test-unplugged-at-{stage}",
            ("F4" if stage in (Stage.KEEP, Stage.PROBE_READ) else "F2",),
            FILE,
            Probe(QUICK, Faults(SMALL), During(stage, Deed.PULL_OUT)),
            f"The stick is pulled out at the stage “{stage}”.",
            Expect(
                ("drive-gone",), left, ("unplugged", *says), ("boot",), journal=told, again=True
            ),
        )
        for stage, left, says, told in (
            (Stage.KEEP, SAME, (), None),
            (Stage.PROBE, MARKED, NOTED, ""),
            (Stage.PROBE_READ, MARKED, NOTED, ""),
            (Stage.PUT_BACK, MARKED, NOTED, ""),
        )
    ),
    *(
        Case(
            f"test-killed-at-{stage}",
            ("F41", "F39"),
            FILE,
            Probe(QUICK, Faults(SMALL), During(stage, Deed.KILL)),
            f"The program is killed at the stage “{stage}”; {then}.",
            Expect((Outcome.KILLED,), left, journal=told, again=True),
        )
        for stage, left, told, then in (
            (Stage.KEEP, SAME, None, "there is nothing to tell of yet"),
            (Stage.PROBE, MARKED, "", "the next start tells of it"),
            (Stage.PROBE_READ, MARKED, "", "the next start tells of it"),
            (Stage.PUT_BACK, MARKED, "", "the next start tells of it"),
        )
    ),
    *(
        Case(
            f"test-slept-at-{stage}",
            ("F38",),
            LOOP,
            Probe(QUICK, Faults(SMALL), During(stage, Deed.SLEEP)),
            f"The computer sleeps for an hour at the stage “{stage}”, as its clocks say: nobody "
            "knows whether it is still the same device.",
            Expect(
                ("drive-in-doubt",),
                left,
                ("The computer slept", "Choose the drive anew", *says),
                ("unplugged", "Plug it in", "boot"),
                journal=told,
                again=True,
            ),
        )
        for stage, left, says, told in (
            (Stage.KEEP, SAME, (), None),
            (Stage.PROBE, MARKED, NOTED, ""),
            (Stage.PROBE_READ, MARKED, NOTED, ""),
            (Stage.PUT_BACK, MARKED, NOTED, ""),
        )
    ),
    *(
        Case(
            f"test-stopped-at-{stage}",
            ("F40",),
            FILE,
            Probe(QUICK, Faults(SMALL), During(stage, Deed.STOP)),
            f"The program is asked to end at the stage “{stage}”: everything is put back first.",
            Expect((Outcome.STOPPED, *more), SAME, again=True),
        )
        for stage, more in (
            (Stage.KEEP, ()),
            (Stage.PROBE, ()),
            (Stage.PROBE_READ, ()),
            (Stage.PUT_BACK, (Outcome.FINE,)),  # it had come to its end
        )
    ),
    *(
        Case(
            f"test-all-{name}-at-{stage}",
            (row,),
            FILE,
            Probe(ALL, Faults(SMALL), During(stage, deed)),
            f"{deed.value.capitalize()} at the stage “{stage}” of a test of every byte.",
            Expect((outcome,), FILLED, says, ("boot",), again=True),
        )
        for stage in (Stage.WRITE, Stage.VERIFY)
        for name, row, deed, outcome, says in (
            ("unplugged", "F2", Deed.PULL_OUT, "drive-gone", ("unplugged", "is gone")),
            ("stopped", "F40", Deed.STOP, Outcome.STOPPED, ("is gone",)),
            ("killed", "F41", Deed.KILL, Outcome.KILLED, ()),
        )
    ),
    Case(
        "test-stalls",
        ("F24",),
        FILE,
        Probe(QUICK, Faults(SMALL), During(Stage.PROBE_READ, Deed.WAIT)),
        "The stick does not answer for eleven seconds, and goes on then.",
        _found(Outcome.FINE, QUICK, says=("has not answered for 1", "answers again")),
    ),
)

PART = (1 * MIB) + 13 * 512
LYING = (
    *(
        (str(beyond), row, Faults(SMALL, PART, beyond), f"it has a third of that: {BEYOND[beyond]}")
        for beyond, row in ((Beyond.WRAP, "F19"), (Beyond.DROP, "F20"), (Beyond.LIMBO, "F20"))
    ),
    *(
        (name, row, Faults(SMALL).changed({setting: [(MIB, MIB // 4)]}), f"a part of it {happens}")
        for name, row, setting, happens in (
            ("write-errors", "F15", "write_errors", "cannot be written"),
            ("read-errors", "F16", "read_errors", "cannot be read"),
        )
    ),
)
MOMENTS = (
    *((Deed.PULL_OUT, stage) for stage in (Stage.PROBE, Stage.PROBE_READ, Stage.PUT_BACK)),
    *((Deed.KILL, stage) for stage in (Stage.PROBE, Stage.PUT_BACK)),
    *((Deed.STOP, stage) for stage in (Stage.PROBE, Stage.PROBE_READ)),
)
CUT_SHORT = {  # by that; and then “undo” puts back all there was, as the stick is
    Deed.PULL_OUT: Expect(
        ("drive-gone",), MARKED, ("unplugged", *NOTED), ("boot",), journal="", again=True
    ),
    Deed.KILL: Expect((Outcome.KILLED,), MARKED, journal="", again=True),
    Deed.STOP: Expect((Outcome.STOPPED,), SAME, journal=None),
}
# What such a stick holds is neither what was there nor what was written: it is not as it was left.
WRONG = Faults(SMALL).changed({"corrupt": [(MIB, MIB // 4)]})

BROKEN_OFF = (
    *(
        Case(
            f"test-{name}-cut-short-by-{deed.name.lower().replace('_', '-')}-at-{stage}",
            (row, {Deed.PULL_OUT: "F2", Deed.KILL: "F41", Deed.STOP: "F40"}[deed]),
            FILE,
            Probe(QUICK, faults, During(stage, deed)),
            f"It says 3 MiB, and {lies}. At the stage “{stage}” {deed}.",
            CUT_SHORT[deed],
        )
        for name, row, faults, lies in LYING
        for deed, stage in MOMENTS
    ),
    *(
        Case(
            f"test-corrupt-cut-short-by-{deed.name.lower().replace('_', '-')}-at-{stage}",
            ("F17", row),
            FILE,
            Probe(QUICK, WRONG, During(stage, deed)),
            f"A part of the stick keeps every byte wrong. At the stage “{stage}” {deed}.",
            Expect((outcome,), MARKED, says),
        )
        for row, deed, stage, outcome, says in (
            ("F2", Deed.PULL_OUT, Stage.PROBE, "drive-gone", NOTED),
            ("F41", Deed.KILL, Stage.PROBE_READ, Outcome.KILLED, ()),
            ("F40", Deed.STOP, Stage.PROBE, Outcome.STOPPED, ()),
        )
    ),
)

GOOD = tuple(
    Case(
        f"test-use-good-part-{name}",
        (row, "F19"),
        FILE,
        Probe(GOOD_PART, Faults(LARGE, real_size=20 * MIB), during=During(Stage.WRITE, deed)),
        f"A fake gets a file system on what it has, and {deed.value} while that is written.",
        Expect((outcome,), BLANK, says, journal=told, again=True),
    )
    for name, row, deed, outcome, says, told in (
        ("unplugged", "F2", Deed.PULL_OUT, "drive-gone", ("unplugged",), "drive-gone"),
        ("stopped", "F40", Deed.STOP, Outcome.STOPPED, (), "stopped"),
        ("killed", "F41", Deed.KILL, Outcome.KILLED, (), ""),
    )
)

CASES = (*LIES, *WORN, *MEANWHILE, *BROKEN_OFF, *GOOD)
