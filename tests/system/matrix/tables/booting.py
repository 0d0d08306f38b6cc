"""A guest is tried in a virtual machine: F2 to F54 once more, for what only reads. Whatever a guest
does, nothing of image or stick changes, no machine is left behind, and nobody says that it booted
who has not seen it."""

from system.matrix.by_programs import Boot, Lack, Theirs
from system.matrix.case import Case, Expect, Left, Outcome, Where, refused
from system.matrix.guests import Guest
from system.matrix.host import MIB, STICK, At, Deed, Moment, Packed, Tail
from system.sticks.faults import Faults, Span

FILE, LOOP = Where.FILE, Where.LOOP
GUEST, WAITS, SOURCE = Moment.GUEST, Moment.GUEST_WAITS, Moment.SOURCE
ON = Guest.READS_ON
LARGE = 16 * MIB  # which that guest reads for a while
GOOD = Faults(STICK)
NO_END = 4  # seconds for a guest that never sleeps
SOON = 7  # seconds for one whose verdict is that of what was seen by then
MEANTIME = 12


def _ends(*outcomes: str, says: tuple[str, ...] = (), again: bool = False) -> Expect:
    return Expect(outcomes, (Left.UNTOUCHED,), says, again=again)


GUESTS = tuple(
    Case(
        f"boot-guest-{guest.name.lower().replace('_', '-')}",
        (row,),
        FILE,
        Boot(guest, seconds=seconds),
        f"Of the guest: {guest}.",
        _ends(outcome),
    )
    for guest, row, outcome, seconds in (
        (Guest.READS, "H8", Outcome.BOOTED, 30),
        (Guest.WRITES, "F34", Outcome.BOOTED, SOON),
        (Guest.FILLS, "F34", Outcome.STARTED, NO_END),
        (Guest.SAYS, "H8", Outcome.STARTED, SOON),
        (Guest.DRAWS, "H8", Outcome.BOOTED, SOON),
        (Guest.TELLS, "H8", Outcome.BOOTED, SOON),
        (Guest.SILENT, "F24", Outcome.STARTED, SOON),
        (Guest.CRASHES, "H8", Outcome.STARTED, NO_END),
        (Guest.COMPLAINS, "H8", Outcome.GAVE_UP, SOON),
        (Guest.GIVES_UP, "H8", Outcome.GAVE_UP, 30),
        (Guest.SWITCHES_OFF, "F38", Outcome.STARTED, 30),
        (Guest.RESTARTS, "F38", Outcome.STARTED, 30),
        (Guest.TRIPS, "F38", Outcome.STARTED, 30),
        (Guest.FLOODS, "F42", Outcome.BOOTED, NO_END),
        (Guest.FORGES, "H8", Outcome.GAVE_UP, 30),
        (Guest.GIANT_SCREEN, "F42", Outcome.STARTED, SOON),
        (Guest.TINY_SCREEN, "H8", Outcome.STARTED, SOON),
        (Guest.NONE, "H8", Outcome.NOTHING, 30),
    )
)

MEANWHILE = tuple(
    Case(
        f"boot-{name}",
        rows,
        FILE,
        Boot(ON, LARGE, at=At(GUEST, deed), seconds=MEANTIME),
        f"{deed.value.capitalize()}, while the guest reads.",
        expect,
    )
    for name, rows, deed, expect in (
        ("stopped", ("F40",), Deed.STOP, _ends("stopped")),
        ("ctrl-c", ("F40",), Deed.INTERRUPT, _ends("stopped")),
        ("terminal-closed", ("F40",), Deed.HANG_UP, _ends("stopped")),
        ("killed", ("F41",), Deed.KILL, _ends(Outcome.KILLED, again=True)),
        ("its-program-killed", ("F41",), Deed.END_THEIRS, _ends("tool-error")),
        ("its-program-asked-to-end", ("F41",), Deed.ASK_THEIRS, _ends("tool-error")),
        (
            "its-program-stands-still",
            ("F24",),
            Deed.FREEZE_THEIRS,
            _ends("tool-error", says=("does not answer",)),
        ),
        ("image-cut-off", ("F46",), Deed.CUT_OFF, _ends("image-changed")),
        ("image-edited", ("F45",), Deed.EDIT, _ends("image-changed")),
        ("image-replaced", ("F45",), Deed.REPLACE, _ends("image-changed")),
        ("image-deleted", ("F45",), Deed.DELETE, _ends("image-unreadable")),
        (
            "folder-of-the-picture-deleted",
            ("F54",),
            Deed.REMOVE_PICTURES,
            _ends(Outcome.BOOTED, says=("pictures can’t be written to: No such file",)),
        ),
    )
)

MEDIA = (
    Case(
        "boot-bad-place-of-the-image",
        ("F16",),
        FILE,
        Boot(stick=Faults(STICK, read_errors=(Span(8192, 512),))),
        "A place of the image that the guest reads can’t be read.",
        _ends("image-unreadable", says=("Input/output error",)),
    ),
    Case(
        "boot-bad-place-of-the-stick",
        ("F16",),
        LOOP,
        Boot(ON, stick=Faults(STICK, read_errors=(Span(2 * MIB, 512),))),
        "A place of the stick that the guest reads can’t be read.",
        _ends("read-refused", says=("Input/output error",)),
    ),
    *(
        Case(
            f"boot-stick-{name}",
            rows,
            LOOP,
            Boot(ON, LARGE, stick, at=At(moment, deed), seconds=MEANTIME),
            f"{deed.value.capitalize()}, {moment}.",
            expect,
        )
        for name, rows, stick, moment, deed, expect in (
            ("unplugged", ("F4",), GOOD, GUEST, Deed.PULL_OUT, _ends("drive-gone")),
            (
                "unplugged-while-it-is-asked",
                ("F4",),
                GOOD,
                WAITS,
                Deed.PULL_OUT,
                _ends("drive-gone"),
            ),
            ("broken", ("F16",), GOOD, GUEST, Deed.BREAK, _ends("read-refused")),
            ("exchanged", ("F8", "F9"), None, GUEST, Deed.EXCHANGE_MEDIUM, _ends("drive-gone")),
        )
    ),
    *(
        Case(
            f"boot-{where}-{name}",
            rows,
            where,
            Boot(ON, LARGE, GOOD, at=At(WAITS, deed), seconds=22),
            f"{deed.value.capitalize()}, {WAITS}, of {of}.",
            expect,
        )
        for where, of in ((FILE, "an image"), (LOOP, "a stick"))
        for name, rows, deed, expect in (
            ("stopped-while-held", ("F24", "F40", "F48"), Deed.SAY_STOPPED, _ends("stopped")),
            (
                "stalls",
                ("F24", "F48"),
                Deed.WAIT,
                _ends(Outcome.BOOTED, says=("was not answered for",)),
            ),
            (
                "never-answers",
                ("F24", "F48"),
                Deed.NEVER_ANSWER,
                _ends(Outcome.BOOTED, says=("was not answered for",)),
            ),
        )
    ),
)

PACKED = (
    *(
        Case(
            f"boot-xz-{name}",
            ("F53",),
            FILE,
            Boot(packed=Packed.XZ, tail=tail, seconds=SOON),
            f"The image is packed as xz, {tail}.",
            expect,
        )
        for name, tail, expect in (
            ("whole", Tail.WHOLE, _ends(Outcome.BOOTED)),
            ("flipped", Tail.FLIPPED, _ends("packed-damaged")),
        )
    ),
    *(
        Case(
            f"boot-{name}-while-it-is-unpacked",
            ("F40",) if deed is Deed.SAY_STOPPED else ("F41",),
            FILE,
            Boot(length=8 * MIB, stick=GOOD, packed=Packed.XZ, at=At(SOURCE, deed)),
            f"{deed.value.capitalize()}, {SOURCE}, before there is a guest.",
            _ends(outcome),
        )
        for name, deed, outcome in (
            ("stopped", Deed.SAY_STOPPED, "stopped"),
            ("killed", Deed.KILL, Outcome.KILLED),
        )
    ),
)

LACKS = (
    *(
        Case(
            f"boot-without-{name}",
            ("F29",) if row == "F29" else ("F54",),
            FILE,
            Boot(guest, packed=packed, words=("--firmware", firmware), lack=lack, seconds=SOON),
            f"On the computer there is no {lack.value.removeprefix('a ')}.",
            expect,
        )
        for name, row, guest, packed, firmware, lack, expect in (
            (
                "uefi",
                "F29",
                Guest.READS,
                Packed.NOT,
                "uefi",
                Lack.UEFI,
                refused("no-machine", says=("no UEFI firmware", "Install it")),
            ),
            (
                "secure-boot",
                "F29",
                Guest.READS,
                Packed.NOT,
                "secure",
                Lack.UEFI,
                refused("no-machine", says=("Secure Boot", "Install it")),
            ),
            ("bios", "F29", Guest.READS, Packed.NOT, "bios", Lack.BIOS, _ends("tool-error")),
            (
                "room-for-what-it-writes",
                "F54",
                Guest.FILLS,
                Packed.NOT,
                "bios",
                Lack.ROOM,
                _ends("folder-error", says=("/var/tmp", "No space left on device")),
            ),
            (
                "room-to-unpack",
                "F54",
                Guest.READS,
                Packed.XZ,
                "bios",
                Lack.ROOM,
                refused("no-room", says=("/var/tmp",)),
            ),
            (
                "a-folder-to-write-to",
                "F54",
                Guest.READS,
                Packed.NOT,
                "bios",
                Lack.FOLDER,
                _ends("folder-error", says=("/var/tmp", "Read-only file system")),
            ),
            (
                "room-for-the-picture",
                "F54",
                Guest.READS,
                Packed.NOT,
                "bios",
                Lack.ROOM_FOR_THE_PICTURE,
                _ends(Outcome.BOOTED, says=("pictures can’t be written to: No space left",)),
            ),
        )
    ),
    Case(
        "boot-image-named-as-the-picture",
        ("F47",),
        FILE,
        Boot(picture="../image.img"),
        "The image is named as the picture as well.",
        refused("no-machine", says=("is no picture",)),
    ),
    *(
        Case(
            f"boot-qemu-{theirs.name.lower().replace('_', '-')}",
            ("F29",),
            FILE,
            Boot(theirs=theirs),
            f"Of QEMU: {theirs}.",
            expect,
        )
        for theirs, expect in (
            (Theirs.MISSING, refused("no-machine", says=("QEMU is not installed", "Install it"))),
            (Theirs.BROKEN, _ends("tool-error", says=("qemu-system-x86_64",))),
            (Theirs.SILENT, _ends("tool-error", says=("qemu",))),
            (Theirs.FAILS_AT_ONCE, _ends("tool-error", says=("it ended with status 5",))),
            (Theirs.DEAF, _ends("tool-error", says=("does not answer",))),
        )
    ),
)

CASES = (*GUESTS, *MEANWHILE, *MEDIA, *PACKED, *LACKS)
