"""What is done to sticks besides a whole write: one that goes on, one that is undone, a comparison,
a write to two at once. The same faults, and the same promises."""

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, killed, verified
from system.matrix.host import MIB, STICK, Deed, During, Later, Way
from system.sticks.faults import Beyond, Faults

from app.events import Stage

FILE, LOOP = Where.FILE, Where.LOOP
BLANK, SAME, WHOLE = (Left.BLANK_HEAD,), (Left.UNTOUCHED,), (Left.IMAGE,)
GONE = ("unplugged",)
TRUST = ("did not keep what was written",)
AGAIN_GONE = Expect(("drive-gone",), BLANK, GONE, again=True)


def _at(stage: Stage, deed: Deed) -> During:
    return During(stage, deed)


def _faults(**settings: object) -> Faults:
    return Faults(STICK).changed(settings)


RESUMED = (
    *(
        Case(f"resume-{name}", rows, where, Later(Way.RESUME, faults, during), happens, expect)
        for where in (FILE,)
        for name, rows, faults, during, happens, expect in (
            (
                "goes-on",
                ("F40",),
                Faults(STICK),
                None,
                "A write that was stopped in the middle goes on.",
                verified("4,194,304 bytes of the image were on it already"),
            ),
            *(
                (
                    f"unplugged-at-{stage}",
                    (row,),
                    Faults(STICK),
                    _at(stage, Deed.PULL_OUT),
                    f"It goes on, and the stick is pulled out at the stage “{stage}”.",
                    AGAIN_GONE,
                )
                for stage, row in ((Stage.COMPARE, "F4"), (Stage.VERIFY, "F4"))
            ),
            *(
                (
                    f"killed-at-{stage}",
                    ("F41",),
                    Faults(STICK),
                    _at(stage, Deed.KILL),
                    f"It goes on, and the program is killed at the stage “{stage}”.",
                    killed(),
                )
                for stage in (Stage.COMPARE, Stage.VERIFY)
            ),
            (
                "read-error-in-what-is-there",
                ("F16",),
                _faults(read_errors=[[3 * MIB, 512]]),
                None,
                "It goes on, and a sector that was written already cannot be read any more.",
                fails("read-refused", says=("can’t be read back at byte",)),
            ),
            (
                "write-error",
                ("F15",),
                _faults(write_errors=[[7 * MIB, 512]]),
                None,
                "It goes on, and a sector of the rest cannot be written.",
                fails("write-refused", says=("refuses to be written",)),
            ),
            (
                "wrong-bit",
                ("F17",),
                _faults(corrupt=[[7 * MIB, 1]]),
                None,
                "It goes on, and a byte of the rest is kept wrong.",
                fails("verify-error", says=TRUST),
            ),
            (
                "fake-that-loses-what-is-there",
                ("F19",),
                Faults(STICK, real_size=6 * MIB, beyond=Beyond.WRAP),
                None,
                "It goes on, and what is written now lands on what was there already.",
                fails("verify-error", says=(*TRUST, "seems to")),
            ),
        )
    ),
    Case(
        "resume-written-to-in-between",
        ("F34",),
        FILE,
        Later(Way.RESUME, edited=True),
        "Somebody has written a sector of its first request in between: all is written again.",
        verified("0 bytes of the image were on it already"),
    ),
)

LARGE = tuple(
    Case(f"{name}-3-tib-{where}", ("F28", "F52"), where, Later(way, Faults(3 << 40)), says, expect)
    for where in (FILE, LOOP)
    for name, way, says, expect in (
        (
            "undo",
            Way.UNDO,
            "A write to a drive of 3 TiB that was stopped in the middle is undone, at both ends.",
            Expect((Outcome.PUT_BACK,), SAME),
        ),
        ("verify", Way.VERIFY, "A drive of 3 TiB is compared with its image.", verified()),
    )
)

UNDONE = (
    *(
        Case(f"undo-{name}", rows, FILE, Later(Way.UNDO, faults, during), happens, expect)
        for name, rows, faults, during, happens, expect in (
            (
                "puts-back",
                ("F40",),
                Faults(STICK),
                None,
                "A write that was stopped in the middle is undone.",
                Expect((Outcome.PUT_BACK,), SAME),
            ),
            *(
                (
                    f"unplugged-at-{stage}",
                    (row,),
                    Faults(STICK),
                    _at(stage, Deed.PULL_OUT),
                    f"It is undone, and the stick is pulled out at the stage “{stage}”.",
                    AGAIN_GONE,
                )
                for stage, row in (
                    (Stage.COMPARE, "F4"),
                    (Stage.WRITE, "F2"),
                    (Stage.VERIFY, "F4"),
                )
            ),
            *(
                (
                    f"killed-at-{stage}",
                    ("F41",),
                    Faults(STICK),
                    _at(stage, Deed.KILL),
                    f"It is undone, and the program is killed at the stage “{stage}”.",
                    Expect((Outcome.KILLED,), BLANK, again=True),
                )
                for stage in (Stage.COMPARE, Stage.WRITE, Stage.VERIFY)
            ),
            (
                "stopped",
                ("F40",),
                Faults(STICK),
                _at(Stage.WRITE, Deed.STOP),
                "It is undone, and that is stopped as well; it can be begun again.",
                Expect((Outcome.STOPPED,), BLANK, again=True),
            ),
            (
                "read-error",
                ("F16",),
                _faults(read_errors=[[3 * MIB, 512]]),
                None,
                "A sector cannot be read: nobody knows whether it is as the write left it.",
                fails("read-refused", says=("can’t be read back at byte",)),
            ),
            (
                "write-error",
                ("F15",),
                _faults(write_errors=[[3 * MIB, 512]]),
                None,
                "A sector cannot be written.",
                fails("write-refused", says=("refuses to be written",)),
            ),
            (
                "wrong-bit",
                ("F17",),
                _faults(corrupt=[[3 * MIB, 1]]),
                None,
                "A byte of what is put back is kept wrong.",
                fails("verify-error", says=TRUST),
            ),
            (
                "dropped",
                ("F18",),
                _faults(ignore=[[3 * MIB, MIB]]),
                None,
                "What is put back is acknowledged and dropped.",
                fails("verify-error", says=TRUST),
            ),
        )
    ),
    Case(
        "undo-written-to-in-between",
        ("F34", "F8"),
        FILE,
        Later(Way.UNDO, edited=True),
        "Somebody has written a sector of it in between: nothing is put back.",
        Expect(("not-as-left",), BLANK, ("not as the stopped write left it", "Nothing was")),
    ),
)

COMPARED = (
    *(
        Case(f"verify-{name}", rows, FILE, Later(Way.VERIFY, faults, during), happens, expect)
        for name, rows, faults, during, happens, expect in (
            (
                "holds",
                ("F17",),
                Faults(STICK),
                None,
                "A stick is compared with its image.",
                verified(),
            ),
            (
                "unplugged",
                ("F4",),
                Faults(STICK),
                _at(Stage.VERIFY, Deed.PULL_OUT),
                "It is pulled out while it is compared.",
                fails("drive-gone", leaves=WHOLE, says=GONE),
            ),
            (
                "killed",
                ("F41",),
                Faults(STICK),
                _at(Stage.VERIFY, Deed.KILL),
                "The program is killed while it compares.",
                Expect((Outcome.KILLED,), WHOLE, again=True),
            ),
            (
                "stopped",
                ("F40",),
                Faults(STICK),
                _at(Stage.VERIFY, Deed.STOP),
                "The program is asked to end while it compares.",
                Expect((Outcome.STOPPED,), WHOLE, again=True),
            ),
            (
                "read-error",
                ("F16",),
                _faults(read_errors=[[5 * MIB, 512]]),
                None,
                "A sector of it cannot be read.",
                fails("read-refused", leaves=WHOLE, says=("can’t be read back at byte",)),
            ),
            (
                "reads-differently-every-time",
                ("F17",),
                _faults(flaky=[[5 * MIB, 512]]),
                None,
                "Every reading of one place gives other bytes.",
                fails("drive-differs", leaves=WHOLE, says=("differs from the image",)),
            ),
        )
    ),
    *(
        Case(
            f"verify-of-a-stick-that-forgot-{name}",
            ("F23",),
            FILE,
            Later(Way.VERIFY, forgets=length),
            f"It answered the reading back from a memory that needs power, and {what} is gone.",
            fails("drive-differs", leaves=left, says=("differs from the image",)),
        )
        for name, length, what, left in (
            ("all", 2 * STICK, "all of it", SAME),
            ("the-head", MIB, "the last that was written", BLANK),
        )
    ),
    Case(
        "verify-written-to-in-between",
        ("F34",),
        FILE,
        Later(Way.VERIFY, edited=True),
        "Somebody has written a sector of it since.",
        fails("drive-differs", leaves=(Left.OTHER,), says=("first at byte 3,146,240",)),
    ),
)

TWO = tuple(
    Case(f"two-at-once-{name}", rows, FILE, Later(Way.SEVERAL, faults, during), happens, expect)
    for name, rows, faults, during, happens, expect in (
        *(
            (
                f"one-unplugged-at-{stage}",
                (row,),
                Faults(STICK),
                _at(stage, Deed.PULL_OUT),
                f"Of two sticks one is pulled out at the stage “{stage}”; the other is finished.",
                fails("drive-gone", says=GONE),
            )
            for stage, row in ((Stage.WRITE, "F2"), (Stage.VERIFY, "F4"))
        ),
        (
            "one-errs",
            ("F15",),
            _faults(write_errors=[[5 * MIB, 512]]),
            None,
            "Of two sticks one cannot be written; the other is finished.",
            fails("write-refused", says=("refuses to be written",)),
        ),
        (
            "one-lies",
            ("F18",),
            _faults(ignore=[[5 * MIB, MIB]]),
            None,
            "Of two sticks one drops what it was given; the other is finished.",
            fails("verify-error", says=TRUST),
        ),
        (
            "killed",
            ("F41",),
            Faults(STICK),
            _at(Stage.WRITE, Deed.KILL),
            "Two sticks are written, and the program is killed.",
            Expect((Outcome.KILLED,), BLANK),
        ),
    )
)

SLEPT = tuple(
    Case(
        f"{name}-slept-{LOOP}",
        ("F38",),
        LOOP,
        Later(way, during=_at(stage, Deed.SLEEP)),
        f"{what}, and the computer sleeps for an hour at the stage “{stage}”, as its clocks say.",
        Expect(
            ("drive-in-doubt",),
            leaves,
            ("The computer slept", "Choose the drive anew"),
            ("unplugged", "Plug it in"),
            again=way is not Way.SEVERAL,
        ),
    )
    for name, way, stage, what, leaves in (
        ("resume", Way.RESUME, Stage.COMPARE, "A write goes on", BLANK),
        *(
            (f"undo-{stage}", Way.UNDO, stage, "A write is undone", BLANK)
            for stage in (Stage.COMPARE, Stage.WRITE, Stage.VERIFY)
        ),
        ("verify", Way.VERIFY, Stage.VERIFY, "A device is compared with its image", WHOLE),
        (
            "two-at-once",
            Way.SEVERAL,
            Stage.WRITE,
            "A device and a file, which nobody exchanges, are written at once",
            BLANK,
        ),
    )
)

CASES = (*RESUMED, *LARGE, *UNDONE, *COMPARED, *TWO, *SLEPT)
