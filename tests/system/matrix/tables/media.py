"""F12 to F28: the medium lies, errs, stalls, or is not as large as it says."""

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, refused, stopped, verified
from system.matrix.host import LENGTH, MIB, STICK, At, Deed, Image, Moment, Write
from system.sticks.faults import Beyond, Faults, Span, Stall

FILE, LOOP = Where.FILE, Where.LOOP
BOTH = (FILE, LOOP)
END = LENGTH // 512 * 512  # the image's last sector, which it fills only in part

FAR = ("partition table (MBR) reaches only 2 TiB far",)
BLANK, SAME, OTHER = (Left.BLANK_HEAD,), (Left.UNTOUCHED,), (Left.OTHER,)

# Where a stick can fail, and what is on it then: its first sector is blanked first, by
# itself, so there is nothing to see of an earlier life where it can be written at all.
PLACES = (
    ("its-first-sector", 0, SAME),
    ("the-end-of-the-head", MIB - 512, BLANK),
    ("its-last-sector", STICK - 512, BLANK),
    ("the-first-sector-behind-the-head", MIB, BLANK),
    ("the-middle", 5 * MIB, BLANK),
    ("the-image-s-last-sector", END, BLANK),
)

WRITE_ERRORS = (
    Case(
        f"write-error-at-{name}-{where}",
        ("F15",),
        where,
        Write(Faults(STICK, write_errors=(Span(place, 512),))),
        f"The stick reports an error when {name.replace('-', ' ')} is written.",
        fails("write-refused", leaves=left, says=("refuses to be written",)),
    )
    for where in BOTH
    for name, place, left in PLACES
)

READ_ERRORS = (
    Case(
        f"read-error-at-{name}-{where}",
        ("F16",),
        where,
        Write(Faults(STICK, read_errors=(Span(place, 512),))),
        f"The stick takes everything, and {name.replace('-', ' ')} cannot be read back.",
        fails("read-refused", says=("can’t be read back",)),
    )
    for where in BOTH
    for name, place in (
        ("its-first-sector", 0),
        ("the-end-of-the-head", MIB - 512),
        ("the-first-sector-behind-the-head", MIB),
        ("the-middle", 5 * MIB),
        ("the-image-s-last-sector", END),
    )
)

SYNC_ERRORS = (
    Case(
        f"sync-error-{name}-{where}",
        ("F15", "F5"),
        where,
        Write(Faults(STICK, sync_errors=(number,))),
        f"One sync fails, {name.replace('-', ' ')}, and the next one would say that all is well.",
        fails("sync-failed", says=("did not confirm",)),
    )
    for where in BOTH
    for number, name in enumerate(
        (
            "behind-the-blank-first-sector",
            "behind-the-blanking",
            "behind-the-body",
            "behind-the-head",
            "behind-the-first-sector",
        )
    )
)

WORN = (
    *(
        Case(
            f"turns-read-only-{name}-{where}",
            ("F13",),
            where,
            Write(at=At(moment, Deed.WEAR_OUT)),
            f"From one moment on the stick takes no more writes, {moment}.",
            fails("write-refused", leaves=left, says=("refuses to be written", "worn out")),
        )
        for where in BOTH
        for name, moment, left in (
            ("before-the-first-byte", Moment.BLANK, SAME),
            ("behind-the-blanking", Moment.BODY, BLANK),
            ("in-the-middle", Moment.MIDDLE, BLANK),
            ("while-it-is-read-back", Moment.READING, BLANK),
            ("before-the-first-sector", Moment.FIRST_SECTOR, BLANK),
        )
    ),
    *(
        Case(
            f"breaks-{name}",
            ("F15", "F16"),
            FILE,
            Write(at=At(moment, Deed.BREAK)),
            f"From one moment on the stick answers nothing but errors, {moment}.",
            fails(code),
        )
        for name, moment, code in (
            ("in-the-middle", Moment.MIDDLE, "write-refused"),
            ("at-the-sync", Moment.SYNC, "sync-failed"),
            ("while-it-is-read-back", Moment.READING, "read-refused"),
            ("before-the-head", Moment.HEAD, "write-refused"),
        )
    ),
    Case(
        "write-protected-switch",
        ("F12",),
        FILE,
        Write(Faults(STICK, read_only=True)),
        "The switch of the stick is set, and only the first write tells.",
        refused("drive-read-only", says=("write-protected", "small switch")),
    ),
    *(
        Case(
            f"locked-by-another-program-{name}",
            ("F14",),
            LOOP,
            Write(at=At(moment, Deed.LOCK)),
            f"Another program makes the open device read-only, {moment}.",
            fails("drive-read-only", leaves=left, says=("write-protected",)),
        )
        for name, moment, left in (
            ("in-the-middle", Moment.MIDDLE, BLANK),
            ("before-the-head", Moment.HEAD, BLANK),
        )
    ),
)

LIES = (
    *(
        Case(
            f"wrong-bit-in-{name}-{where}",
            ("F17",),
            where,
            Write(Faults(STICK, corrupt=(Span(place, 1),))),
            f"One byte of {name.replace('-', ' ')} is kept wrong, without a word.",
            fails(
                "verify-error",
                leaves=left,
                says=(
                    f"(sector {place // 512:,})",
                    "Try another port, then write again",
                ),
            ),
        )
        for where in BOTH
        for name, place, left in (
            ("the-first-sector", 5, OTHER),  # its zeros are kept wrong as well
            ("the-head", 4096, BLANK),
            ("the-middle", 5 * MIB + 5, BLANK),
            ("the-image-s-last-byte", LENGTH - 1, BLANK),
            ("the-zeros-behind-the-image", LENGTH, BLANK),
        )
    ),
    Case(
        "reads-wrong-once",
        ("F17", "F11"),
        FILE,
        Write(Faults(STICK, flaky=(Span(5 * MIB + MIB // 2, 512),), flaky_reads=2)),
        "One reading of its old contents and one of the new gives wrong bytes: the wire is bad.",
        verified("right only when read again"),
    ),
    Case(
        "reads-differently-every-time",
        ("F17",),
        FILE,
        Write(Faults(STICK, flaky=(Span(5 * MIB, 512),))),
        "Every reading of one place gives other bytes.",
        fails("verify-error", says=("first at byte 5,242,880", "seems to be unreliable")),
    ),
    *(
        Case(
            f"drops-{name}-{where}",
            ("F18",),
            where,
            Write(Faults(STICK, ignore=(span,))),
            f"Writes are acknowledged and dropped: {name.replace('-', ' ')}.",
            fails("verify-error", leaves=left, says=("did not keep what was written",)),
        )
        for where in BOTH
        for name, span, left in (
            ("everything", Span(0, STICK), SAME),
            ("the-head", Span(0, MIB), OTHER),
            ("all-but-the-head", Span(MIB, STICK), BLANK),
            ("the-last-sector", Span(END, 512), BLANK),
        )
    ),
    *(
        Case(
            f"fake-{beyond}-{name}-{where}",
            (row,),
            where,
            Write(Faults(STICK, real_size=real, beyond=beyond)),
            f"The stick says 16 MiB and has {real / MIB:g}: what is behind {what}.",
            fails("verify-error", says=("did not keep what was written", *says))
            if real < LENGTH
            else verified(),
        )
        for where in BOTH
        for row, beyond, what, name, real, says in (
            *(
                ("F19", Beyond.WRAP, "lands on its beginning again", *each)
                for each in (
                    # How much, depends on the order in which the blocks arrived.
                    ("of-4-mib", 4 * MIB, ("It seems to keep only about",)),
                    ("one-sector-short", END, ("first at byte 9,438,720",)),  # blank, as if lost
                    # Contents that are moved by no whole block are not recognised.
                    ("of-an-odd-size", 7 * MIB - 512, ("first at byte",)),
                    ("large-enough", 12 * MIB, ()),
                )
            ),
            *(
                ("F20", Beyond.DROP, "vanishes", *each)
                for each in (
                    ("of-4-mib", 4 * MIB, ("It seems to keep only about 4.19 MB",)),
                    # One sector is no pattern.
                    ("one-sector-short", END, ("first at byte 9,438,720",)),
                    ("of-an-odd-size", 7 * MIB - 512, ("It seems to keep only about 7.34 MB",)),
                    ("large-enough", 12 * MIB, ()),
                )
            ),
        )
    ),
    Case(
        "cache-of-its-own-that-is-honest",
        ("F23",),
        FILE,
        Write(Faults(STICK, cache=32 * MIB)),
        "The stick keeps everything in its own memory until it is told to sync.",
        verified(),
    ),
    Case(
        "cache-of-its-own-is-lost-before-the-sync",
        ("F23", "F5"),
        FILE,
        Write(Faults(STICK, cache=32 * MIB), at=At(Moment.SYNC, Deed.PULL_OUT)),
        "All of the body lies in the stick's own memory when it is pulled out.",
        fails("drive-gone", says=("unplugged",)),
    ),
)

SLOW = (
    Case(
        "far-end-is-slow",
        ("F21",),
        FILE,
        Write(Faults(STICK, write_stalls=(Stall(STICK - MIB, 2.0),))),
        "Writing the last MiB takes seconds.",
        verified(),
    ),
    Case(
        "far-end-hangs-and-it-is-stopped",
        ("F21", "F24"),
        FILE,
        Write(at=At(Moment.FAR_END, Deed.STOP)),
        "Writing the last MiB does not come back, and the user stops it.",
        stopped(),
    ),
    Case(
        "very-slow-stick",
        ("F22",),
        FILE,
        Write(Faults(STICK, write_speed=5e6, read_speed=20e6)),
        "The stick takes five megabytes a second.",
        verified(),
    ),
    Case(
        "very-slow-sync",
        ("F22",),
        FILE,
        Write(Faults(STICK, sync_seconds=0.8, cache=4 * MIB)),
        "Everything seems written at once, and each sync takes its time, in a stage of its own.",
        verified("write, sync, verify, write-head, sync, sync, verify-head, identity"),
    ),
    *(
        Case(
            f"stalls-{name}",
            ("F24",),
            FILE,
            Write(at=At(moment, Deed.WAIT)),
            f"The stick does not answer for eleven seconds, {moment}, and goes on then.",
            verified("stick.img has not answered for 1", "seconds. Waiting…", "answers again"),
        )
        for name, moment in (
            ("while-it-is-written", Moment.MIDDLE),
            ("at-the-sync", Moment.SYNC),
            ("while-it-is-read-back", Moment.READING),
        )
    ),
)

SIZES = (
    *(
        Case(
            f"image-of-{name}-on-sectors-of-{sector}",
            ("F25", "F26") if sector == 4096 else ("F26",),
            LOOP,
            Write(image=Image(length), sector=sector),
            f"The image ends {name.replace('-', ' ')}; sectors have {sector} bytes.",
            verified(),
        )
        for sector in (512, 4096)
        for name, length in (
            ("exactly-one-sector", sector),
            ("one-byte-behind-the-head", MIB + 1),
            ("one-byte-before-the-head-s-end", MIB - 1),
            ("at-a-whole-sector", 6 * MIB + 3 * sector),
            ("one-byte-behind-a-sector", 6 * MIB + sector + 1),
            ("one-byte-before-a-sector", 6 * MIB + 3 * sector - 1),
            ("at-the-drive-s-end", STICK),
            ("one-byte-before-the-drive-s-end", STICK - 1),
        )
    ),
    *(
        Case(
            f"image-larger-than-the-drive-{where}",
            ("F27",),
            where,
            Write(image=Image(STICK + 1)),
            "The image has one byte more than the drive.",
            refused("drive-too-small", says=("too small", "16,777,217")),
        )
        for where in BOTH
    ),
    *(
        Case(
            f"drive-of-{name}-{where}",
            ("F28",),
            where,
            Write(Faults(size)),
            f"The drive has {name.replace('-', ' ')}.",
            verified(),
        )
        for where in BOTH
        for name, size in (("3-tib", 3 << 40), ("2-tib-and-a-sector", (2 << 40) + 512))
    ),
    *(
        Case(
            f"drive-of-{name}-and-an-mbr",
            ("F28",),
            FILE,
            Write(Faults(size), Image(table=True)),
            f"The drive has {name.replace('-', ' ')}, and the image an MBR, which reaches 2 TiB.",
            Expect((Outcome.VERIFIED,), (Left.IMAGE,), says, hides),
        )
        for name, size, says, hides in (
            ("3-tib", 3 << 40, FAR, ()),
            ("2-tib", 2 << 40, (), FAR),
        )
    ),
    Case(
        "drive-of-no-size",
        ("F29",),
        FILE,
        Write(Faults(0)),
        "The drive says that it has no bytes.",
        refused("drive-error", says=("can’t play a stick",)),
    ),
)

CASES = (*WRITE_ERRORS, *READ_ERRORS, *SYNC_ERRORS, *WORN, *LIES, *SLOW, *SIZES)
