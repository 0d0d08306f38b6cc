"""An image is burned: F2 to F55 once more, for what xorriso writes. A disc is written in its order,
so one that was begun holds a part of the image; what counts is that nobody calls that burned."""

from system.matrix.by_programs import Burn, Disc, Theirs
from system.matrix.case import Case, Expect, Left, Outcome, Where, refused
from system.matrix.host import MIB, STICK, At, Deed, Image, Moment, Packed, Tail
from system.sticks.faults import Beyond, Faults, Span

FILE = Where.FILE
BURNED = Expect((Outcome.BURNED,), (Left.IMAGE,))
SPOT = Span(5 * MIB + 512, 512)
NEVER = ("are equal",)
MIDDLE, READING, SOURCE = Moment.MIDDLE, Moment.READING, Moment.SOURCE


def _ends(
    *outcomes: str, says: tuple[str, ...] = (), left: Left = Left.BEGUN, again: bool = True
) -> Expect:
    """In the middle; the next time it works."""
    return Expect(outcomes, (left,), says, NEVER, again=again)


MEANWHILE = tuple(
    Case(
        f"burn-{name}-{when}",
        rows,
        FILE,
        Burn(at=At(moment, deed)),
        f"{deed.value.capitalize()}, {what}.",
        expect,
    )
    for when, what, moment, name, rows, deed, expect in (
        *(
            ("in-the-middle", "in the middle of burning", MIDDLE, name, rows, deed, expect)
            for name, rows, deed, expect in (
                ("stopped", ("F40",), Deed.STOP, _ends("stopped", says=("a part of the image",))),
                ("ctrl-c", ("F40",), Deed.INTERRUPT, _ends("stopped", says=("Burn it again",))),
                ("killed", ("F41",), Deed.KILL, _ends(Outcome.KILLED)),
                ("its-program-killed", ("F41",), Deed.END_THEIRS, _ends("tool-error")),
                (
                    "unplugged",
                    ("F2",),
                    Deed.PULL_OUT,
                    _ends("tool-error", says=("xorriso",)),
                ),
                (
                    "broken",
                    ("F15",),
                    Deed.BREAK,
                    _ends("tool-error", says=("Input/output error",)),
                ),
                ("second-copy", ("F44",), Deed.SECOND_COPY, BURNED),
                ("image-cut-off", ("F46",), Deed.CUT_OFF, _ends("image-changed")),
                ("image-edited", ("F45",), Deed.EDIT, _ends("image-changed")),
                ("image-grown", ("F45",), Deed.GROW, _ends("image-changed")),
                ("image-replaced", ("F45",), Deed.REPLACE, _ends("image-changed")),
                ("image-deleted", ("F45",), Deed.DELETE, _ends("image-unreadable")),
            )
        ),
        *(
            ("while-it-is-read-back", "while it is read back", READING, name, rows, deed, expect)
            for name, rows, deed, expect in (
                (
                    "stopped",
                    ("F40",),
                    Deed.STOP,
                    _ends("stopped", says=("not all of that was read back",), left=Left.IMAGE),
                ),
                ("killed", ("F41",), Deed.KILL, _ends(Outcome.KILLED, left=Left.IMAGE)),
                (
                    "unplugged",
                    ("F4",),
                    Deed.PULL_OUT,
                    _ends("drive-gone", says=("not read back",), left=Left.IMAGE),
                ),
                (
                    "broken",
                    ("F16",),
                    Deed.BREAK,
                    _ends("read-refused", says=("another disc",), left=Left.IMAGE),
                ),
                (
                    "changed",
                    ("F17", "F34"),
                    Deed.EDIT_DISC,
                    _ends("disc-differs", says=("another disc",)),
                ),
            )
        ),
    )
)

MEDIA = tuple(
    Case(
        f"burn-{name}",
        (row,),
        FILE,
        Burn(faults),
        f"Of the disc, {happens}.",
        _ends(*codes, says=says, left=left),
    )
    for name, row, faults, happens, codes, says, left in (
        (
            "write-error",
            "F15",
            Faults(STICK, write_errors=(SPOT,)),
            "a place can’t be written",
            ("tool-error",),
            ("Input/output error",),
            Left.BEGUN,
        ),
        (
            "read-error",
            "F16",
            Faults(STICK, read_errors=(SPOT,)),
            "a place can’t be read back",
            ("read-refused",),
            ("can’t be read back at byte 5,24",),
            Left.IMAGE,
        ),
        (
            "kept-wrong",
            "F17",
            Faults(STICK, corrupt=(SPOT,)),
            "a place is kept wrong",
            ("disc-differs",),
            ("first at byte 5,242,880",),
            Left.BEGUN,
        ),
        (
            "read-wrong",
            "F17",
            Faults(STICK, flaky=(SPOT,)),
            "a place is read wrong each time",
            ("disc-differs",),
            ("first at byte 5,242,880",),
            Left.IMAGE,
        ),
        (
            "decays",
            "F17",
            Faults(STICK, decays=(SPOT,), decays_after=8 * MIB),
            "a place goes wrong once others were written",
            ("disc-differs",),
            ("first at byte 5,242,880",),
            Left.BEGUN,
        ),
        (
            "dropped",
            "F18",
            Faults(STICK, ignore=(SPOT,)),
            "a place drops what is written to it",
            ("disc-differs",),
            ("first at byte 5,242,880",),
            Left.BEGUN,
        ),
        (
            "wraps-around",
            "F19",
            Faults(STICK, real_size=8 * MIB),
            "places behind its real end are others over again",
            ("disc-differs",),
            ("first at byte 0",),
            Left.OTHER,
        ),
        (
            "vanishes",
            "F20",
            Faults(STICK, real_size=8 * MIB, beyond=Beyond.DROP),
            "what is written behind its real end is lost",
            ("disc-differs",),
            ("first at byte 8,388,608",),
            Left.BEGUN,
        ),
        (
            "turns-read-only",
            "F13",
            Faults(STICK, worn_after=3 * MIB),
            "no place takes a write any more after 3 MiB",
            ("tool-error",),
            ("xorriso",),
            Left.BEGUN,
        ),
    )
)

IMAGES = (
    Case(
        "burn-bad-place-of-the-image",
        ("F16",),
        FILE,
        Burn(image=Image(faults=Faults(STICK, read_errors=(SPOT,)))),
        "A place of the image can’t be read.",
        _ends("image-unreadable", says=("can’t be read at byte 5,24",), again=False),
    ),
    Case(
        "burn-stopped-while-the-image-is-not-read",
        ("F40", "F48"),
        FILE,
        Burn(image=Image(faults=Faults(STICK)), at=At(SOURCE, Deed.STOP)),
        "The program is asked to end while the image’s file system gives nothing out.",
        _ends("stopped"),
    ),
    *(
        Case(
            f"burn-{packed}-{name}",
            rows,
            FILE,
            Burn(image=Image(packed=packed, tail=tail)),
            f"The image is packed as {packed}, {tail}.",
            expect,
        )
        for packed in (Packed.XZ, Packed.ZIP)
        for name, rows, tail, expect in (
            ("whole", ("F53",), Tail.WHOLE, BURNED),
            (
                "flipped",
                ("F53",),
                Tail.FLIPPED,
                Expect(("packed-damaged",), (Left.BEGUN, Left.UNTOUCHED, Left.IMAGE), (), NEVER),
            ),
            (
                "holds-more",
                ("F53", "H27"),
                Tail.MORE,
                Expect(
                    ("packed-damaged",),
                    (Left.BEGUN, Left.UNTOUCHED, Left.IMAGE),
                    (),
                    NEVER,
                ),
            ),
        )
    ),
    Case(
        "burn-empty-image",
        ("F50",),
        FILE,
        Burn(image=Image(length=0)),
        "The image is empty.",
        refused("image-empty"),
    ),
    Case(
        "burn-image-with-holes",
        ("F51",),
        FILE,
        Burn(image=Image(length=9 * MIB, holes=True)),
        "The image has holes.",
        BURNED,
    ),
    Case(
        "burn-names-of-any-bytes",
        ("F55", "H15"),
        FILE,
        Burn(image=Image(name="a\n\33[2J\udcff.iso")),
        "The image’s name has a newline, a word to the terminal, and is no valid UTF-8.",
        BURNED,
    ),
)

NAMED = tuple(
    Case(
        f"burn-onto-{disc.name.lower().replace('_', '-')}",
        rows,
        FILE,
        Burn(disc=disc, image=Image(length=9 * MIB)),
        f"Named as the disc is {disc}.",
        expect,
    )
    for disc, rows, expect in (
        (Disc.NEW, ("F29",), BURNED),
        (Disc.LINK, ("F47",), BURNED),
        (
            Disc.NOWHERE,
            ("F29",),
            refused("no-disc", says=("neither a drive for discs nor a file",)),
        ),
        (Disc.IMAGE, ("F47",), refused("no-disc", says=("the image is this file",))),
        (Disc.LINK_TO_IMAGE, ("F47",), refused("no-disc", says=("the image is this file",))),
        (Disc.HARD_LINK, ("F47",), refused("no-disc", says=("the image is this file",))),
        (Disc.FOLDER, ("F47",), refused("no-disc", says=("neither",))),
        (Disc.NULL, ("F47",), refused("no-disc", says=("neither",))),
        (Disc.PIPE, ("F47",), refused("no-disc", says=("neither",))),
        (Disc.LOOP, ("F30",), refused("no-disc", says=("is no drive for discs", "write"))),
        (Disc.NO_DRIVE, ("F1",), refused("no-disc", says=("there is no drive /dev/sr99",))),
        (Disc.ODD, ("F26",), refused("no-disc", says=("no whole blocks",))),
        (Disc.MOUNTED, ("F30",), refused("no-disc", says=("in use by /dev/loop",))),
        (Disc.NO_ROOM, ("F54",), refused("no-room", says=("not enough room",))),
    )
)

ROOM = (
    Case(
        "burn-disk-filled-in-the-middle",
        ("F54",),
        FILE,
        Burn(
            image=Image(faults=Faults(STICK)),
            at=At(SOURCE, Deed.FILL_DISK),
            disc=Disc.SMALL_DISK,
        ),
        "In the middle of burning, somebody fills the disk on which the disc’s file is.",
        _ends("tool-error", says=("No space left on device",)),
    ),
    Case(
        "burn-file-deleted-in-the-middle",
        ("F1",),
        FILE,
        Burn(
            image=Image(faults=Faults(STICK)),
            at=At(SOURCE, Deed.DELETE_DISC),
            disc=Disc.SMALL_DISK,
        ),
        "In the middle of burning, the file that plays the disc is deleted.",
        _ends("drive-error", says=("No such file",), left=Left.UNTOUCHED),
    ),
    Case(
        "burn-file-exchanged-in-the-middle",
        ("F8", "F9"),
        FILE,
        Burn(image=Image(faults=Faults(STICK)), at=At(SOURCE, Deed.EXCHANGE_DISC), disc=Disc.LINK),
        "In the middle of burning, another file gets the name of that which plays the disc.",
        _ends("disc-differs", left=Left.OTHER),
    ),
    *(
        Case(
            f"burn-simulation-{name}",
            (row,),
            FILE,
            Burn(
                words=("--simulate",), at=At(Moment.SOURCE, deed), image=Image(faults=Faults(STICK))
            ),
            f"{deed.value.capitalize()}, in the middle of a simulation.",
            Expect((outcome,), (Left.UNTOUCHED,), (), ("a part of the image", *NEVER)),
        )
        for name, row, deed, outcome in (
            ("stopped", "F40", Deed.STOP, "stopped"),
            ("killed", "F41", Deed.KILL, Outcome.KILLED),
            ("its-program-killed", "F41", Deed.END_THEIRS, "tool-error"),
        )
    ),
    Case(
        "burn-simulation",
        ("F18",),
        FILE,
        Burn(words=("--simulate",)),
        "All of it is simulated, and nobody calls that burned.",
        Expect((Outcome.SIMULATED,), (Left.UNTOUCHED,), (), NEVER),
    ),
)

THEIRS = (
    *(
        Case(
            f"burn-xorriso-{theirs.name.lower().replace('_', '-')}",
            ("F29",),
            FILE,
            Burn(theirs=theirs),
            f"Of xorriso: {theirs}.",
            expect,
        )
        for theirs, expect in (
            (Theirs.MISSING, refused("no-disc", says=("xorriso is not installed", "Install it"))),
            (Theirs.BROKEN, refused("tool-error", says=("xorriso",))),
            (Theirs.SILENT, refused("tool-error", says=("it says nothing",))),
            (Theirs.NONSENSE, refused("no-disc", "tool-error")),
            (Theirs.ENDLESS, refused("no-disc", says=("larger disc",))),
            (Theirs.SMALL, refused("no-disc", says=("and it has 8,192,000", "larger disc"))),
            (Theirs.APPENDABLE, refused("no-disc", says=("holds a session already",))),
            (Theirs.CLOSED, refused("no-disc", says=("closed, and can be written only once",))),
            (Theirs.NO_DISC, refused("no-disc", says=("no disc in the drive",))),
        )
    ),
    *(
        Case(
            f"burn-xorriso-{name}",
            ("F18",) if theirs is Theirs.DROPS else ("F41",),
            FILE,
            Burn(theirs=theirs),
            f"When it burns, of xorriso: {theirs}.",
            Expect((code,), (Left.UNTOUCHED,), says, NEVER, again=True),
        )
        for name, theirs, code, says in (
            ("ends-at-once", Theirs.ENDS_AT_ONCE, "tool-error", ("it ended with status 0",)),
            ("fails-at-once", Theirs.FAILS_AT_ONCE, "tool-error", ("it ended with status 5",)),
            ("drops-all", Theirs.DROPS, "disc-differs", ("first at byte 0",)),
        )
    ),
    Case(
        "burn-xorriso-deaf",
        ("F24", "F40"),
        FILE,
        Burn(theirs=Theirs.DEAF, at=At(MIDDLE, Deed.STOP)),
        f"The program is asked to end, while of xorriso: {Theirs.DEAF}.",
        Expect(("stopped",), (Left.UNTOUCHED,), (), NEVER, again=True),
    ),
)

CASES = (*MEANWHILE, *MEDIA, *IMAGES, *NAMED, *ROOM, *THEIRS)
