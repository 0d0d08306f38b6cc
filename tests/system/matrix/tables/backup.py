"""A stick is saved to a file: F4 to F54 once more, for what is read. The stick is never written to,
and a file that is not whole is never called so."""

from system.matrix.case import Case, Copy, Expect, Left, Outcome, Where, saved
from system.matrix.drive_tools import STICK, Save, Since, Target
from system.matrix.host import MIB, Deed, During
from system.sticks.faults import Faults, Span

from app.events import Stage

FILE, LOOP = Where.FILE, Where.LOOP
NAMES = {"plain": "saved.img", "packed": "saved.img.zst"}
SAME = (Left.UNTOUCHED,)
# A sector, two apart in one block, the end of a block, and more than that.
BAD = (
    Span(MIB + 512, 512),
    Span(3 * MIB, 512),
    Span(3 * MIB + 4096, 1024),
    Span(5 * MIB - 1024, 1024),
    Span(6 * MIB + 65536, 2 * 65536 + 512),
)
LISTED = Expect((Outcome.INCOMPLETE,), SAME, ("Some places can’t be read",), copies=(Copy.LISTED,))


def _begun(*outcomes: str, says: tuple[str, ...] = ("goes on with it",)) -> Expect:
    """It ended in the middle; what is there says so, and goes on."""
    return Expect(outcomes, SAME, says, again=True, copies=(Copy.UNFINISHED,))


def _refused(code: str, *says: str) -> Expect:
    """Before anything was read; no file is there that was not there before."""
    return Expect((code,), SAME, says, copies=(Copy.NONE,))


def _there(outcome: str, *says: str) -> Expect:
    """What was saved is whole; what came behind that did not come to its end."""
    return Expect((outcome,), SAME, says, copies=(Copy.WHOLE,))


MEANWHILE = tuple(
    Case(
        f"backup-{name}-{kind}",
        (row,),
        FILE,
        Save(faults, During(stage, deed), name=file),
        f"{deed.value.capitalize()} while {what}; the file is {kind}.",
        expect,
    )
    for kind, file in NAMES.items()
    for stage, what, faults in (
        (Stage.READ, "it is read", Faults(STICK)),
        (Stage.RESCUE, "it is read around bad places", Faults(STICK, read_errors=BAD[:1])),
    )
    for name, row, deed, expect in (
        (f"unplugged-at-{stage}", "F4", Deed.PULL_OUT, _begun("drive-gone", says=("unplugged",))),
        (f"stopped-at-{stage}", "F40", Deed.STOP, _begun(Outcome.STOPPED)),
        (f"killed-at-{stage}", "F41", Deed.KILL, _begun(Outcome.KILLED, says=())),
    )
)

COMPARED = tuple(
    Case(
        f"backup-{name}-while-it-is-compared",
        (row,),
        FILE,
        Save(during=During(Stage.VERIFY, deed), words=("--check",)),
        f"The file is whole, and {deed.value} while drive and file are compared.",
        expect,
    )
    for name, row, deed, expect in (
        ("unplugged", "F4", Deed.PULL_OUT, _there("drive-gone", "It is saved all the same")),
        ("stopped", "F40", Deed.STOP, _there(Outcome.STOPPED, "It is saved all the same")),
        ("killed", "F41", Deed.KILL, _there(Outcome.KILLED)),
    )
)

ENDS = (
    Case(
        "backup-ctrl-c",
        ("F40",),
        FILE,
        Save(during=During(Stage.READ, Deed.INTERRUPT)),
        "Ctrl+C is pressed while it is read.",
        _begun(Outcome.STOPPED),
    ),
    Case(
        "backup-slept",
        ("F38",),
        LOOP,
        Save(during=During(Stage.READ, Deed.SLEEP)),
        "The computer sleeps for an hour while a device is read, as its clocks say: what comes "
        "behind that may be another one’s.",
        _begun("drive-in-doubt", says=("The computer slept", "goes on with it")),
    ),
    Case(
        "backup-stalls",
        ("F24",),
        FILE,
        Save(during=During(Stage.READ, Deed.WAIT)),
        "The stick does not answer for eleven seconds, and goes on then.",
        saved("has not answered for 1", "answers again"),
    ),
    Case(
        "backup-second-copy",
        ("F44",),
        FILE,
        Save(during=During(Stage.READ, Deed.SECOND_COPY)),
        "The program is started again with the same file, and refuses; the first goes on.",
        saved(),
    ),
)

BAD_PLACES = (
    *(
        Case(
            f"backup-bad-places-of-{sector}-bytes-{kind}",
            ("F16", "F25") if sector == 4096 else ("F16",),
            LOOP,
            Save(Faults(STICK, read_errors=BAD), words=("--check",), name=file, sector=sector),
            f"Places in five blocks can’t be read; sectors have {sector} bytes.",
            LISTED,
        )
        for sector in (512, 4096)
        for kind, file in NAMES.items()
    ),
    Case(
        "backup-nothing-can-be-read",
        ("F16",),
        FILE,
        Save(Faults(STICK, read_errors=(Span(0, STICK),))),
        "No byte of it can be read.",
        Expect(("read-refused",), SAME, ("can’t be read",), copies=(Copy.UNFINISHED,)),
    ),
    Case(
        "backup-breaks",
        ("F16",),
        FILE,
        Save(Faults(STICK, unreadable_after=STICK - MIB), words=("--retries", "0")),
        "From one moment on it answers nothing but errors.",
        LISTED,
    ),
    Case(
        "backup-reads-differently-every-time",
        ("F17",),
        FILE,
        Save(Faults(STICK, flaky=(Span(5 * MIB, 512),)), words=("--check",)),
        "Every reading of one place gives other bytes, and drive and file are compared.",
        Expect(("drive-differs",), SAME, ("byte 5,242,880",), copies=(Copy.OTHER,)),
    ),
)

ROOM = (
    *(
        Case(
            f"backup-full-disk-{kind}",
            ("F54",),
            FILE,
            Save(during=During(Stage.READ, Deed.FILL_DISK), target=Target.SMALL_DISK, name=file),
            f"{Deed.FILL_DISK.capitalize()} while it is read; the file is {kind}.",
            _begun("folder-error"),
        )
        for kind, file in NAMES.items()
    ),
    Case(
        "backup-no-room",
        ("F54",),
        FILE,
        Save(target=Target.NO_ROOM),
        "The disk of the file is smaller than the stick.",
        _refused("no-room", "8,388,608"),
    ),
    *(
        Case(
            f"backup-to-{name}",
            ("F47",),
            where,
            Save(target=target),
            f"The file shall be {target.value}.",
            _refused("file-on-drive"),
        )
        for name, where, target in (
            ("the-stick-itself", FILE, Target.ITSELF),
            ("a-link-to-the-stick", FILE, Target.LINK),
            ("a-file-system-on-the-stick", LOOP, Target.ON_IT),
        )
    ),
    Case(
        "backup-to-a-file-that-exists",
        ("F54",),
        FILE,
        Save(target=Target.THERE),
        "A file of that name exists.",
        _refused("file-there"),
    ),
)

LATER = tuple(
    Case(
        f"backup-goes-on-{name}",
        rows,
        where,
        Save(faults, since=since),
        f"A backup ended in the middle, and {since}; it goes on.",
        expect,
    )
    for name, rows, where, faults, since, expect in (
        (
            "on-a-device",
            ("F40", "F16"),
            LOOP,
            Faults(STICK, read_errors=BAD[-1:]),
            Since.NOTHING,
            LISTED,
        ),
        ("after-a-kill", ("F41",), LOOP, Faults(STICK), Since.KILLED, saved()),
        ("after-a-kill-with-a-map", ("F41",), FILE, Faults(STICK), Since.KILLED_LATER, saved()),
        (
            "with-another-stick",
            ("F8",),
            FILE,
            Faults(STICK),
            Since.OTHER_STICK,
            _begun("not-its-backup", says=()),
        ),
        ("with-a-file-cut-off", ("F54",), FILE, Faults(STICK), Since.CUT, saved()),
        (
            "without-a-map",
            ("F54",),
            FILE,
            Faults(STICK),
            Since.NO_MAP,
            Expect(("file-there",), SAME, copies=(Copy.UNFINISHED,)),
        ),
        (
            "with-a-damaged-map",
            ("F54",),
            FILE,
            Faults(STICK),
            Since.BAD_MAP,
            Expect(("map-wrong",), SAME, copies=(Copy.UNFINISHED,)),
        ),
    )
)

CASES = (*MEANWHILE, *COMPARED, *ENDS, *BAD_PLACES, *ROOM, *LATER)
