"""F7 to F11, F29: the wrong drive in the right place, cards in readers, ports that are reset."""

from system.matrix.case import Case, Expect, Left, Where, fails, reads, refused, verified
from system.matrix.pc import At, Deed, Moment, Name, Permission, Plugging, WatchInPc, WriteInPc
from system.pc.usb import Kind, Shape

PC = Where.PC
TWIN = Shape(serial="0123456789")
UNTOUCHED, BLANK = (Left.UNTOUCHED,), (Left.BLANK_HEAD,)
RESET = "usb 2-1: reset"  # the kernel's words
OTHERS = (Deed.OTHER, Deed.TWIN, Deed.LARGER)

CASES: tuple[Case, ...] = (
    *(
        Case(
            f"pc-{deed.name.lower()}-while-password-is-typed",
            ("F7", "F10") if deed is Deed.TWIN else ("F7",),
            PC,
            WriteInPc(At(Moment.ASKED, deed), TWIN, permission=Permission.ASKED),
            f"In the same port and under the same name, while the password is typed: {deed}.",
            refused("drive-changed", "drive-gone", says=("Acme",)),
        )
        for deed in (*OTHERS, Deed.REPLUG)
    ),
    Case(
        "pc-pulled-out-while-password-is-typed",
        ("F1", "F37"),
        PC,
        WriteInPc(At(Moment.ASKED, Deed.PULL_OUT), permission=Permission.ASKED),
        "The stick is pulled out while the password is typed.",
        refused("drive-gone", says=("unplugged",)),
    ),
    Case(
        "pc-another-beside-while-password-is-typed",
        ("F7",),
        PC,
        WriteInPc(At(Moment.ASKED, Deed.ANOTHER), permission=Permission.ASKED),
        "Another stick is plugged in beside the chosen one while the password is typed.",
        verified(),
    ),
    *(
        Case(
            f"pc-{kind}-{deed.name.lower()}-{moment.name.lower().replace('_', '-')}",
            ("F8", "F10") if deed is Deed.TWIN else ("F8",),
            PC,
            WriteInPc(At(moment, deed), Shape(kind, serial="0123456789")),
            f"Of {kind} sticks, {moment}: {deed}.",
            Expect(("drive-gone",), left, says=("unplugged",)),
        )
        for kind, deed, moment, left in (
            (Kind.BULK, Deed.TWIN, Moment.BLANK, UNTOUCHED),
            (Kind.BULK, Deed.TWIN, Moment.WRITING, BLANK),
            (Kind.BULK, Deed.OTHER, Moment.READING, BLANK),
            (Kind.BULK, Deed.TWIN, Moment.HEAD, BLANK),
            (Kind.BULK, Deed.TWIN, Moment.FIRST_SECTOR, BLANK),
            (Kind.UAS, Deed.TWIN, Moment.WRITING, BLANK),
            (Kind.UAS, Deed.LARGER, Moment.READING, BLANK),
        )
    ),
    Case(
        "pc-another-beside-while-it-is-written",
        ("F8",),
        PC,
        WriteInPc(At(Moment.WRITING, Deed.ANOTHER)),
        "Another stick is plugged in beside the one that is written.",
        verified(),
    ),
    Case(
        "pc-twins",
        ("F10",),
        PC,
        WriteInPc(stick=TWIN, twin=True),
        "Two sticks of one model and serial number are plugged in, and one is written.",
        verified(),
    ),
    Case(
        "pc-named-by-its-serial-number",
        ("F10",),
        PC,
        WriteInPc(name=Name.BY_ID),
        "The stick is named by the link that udev makes out of its serial number.",
        verified(),
    ),
    Case(
        "pc-card-in-a-reader",
        ("F9",),
        PC,
        WriteInPc(reader=True),
        "A card in a reader is written.",
        verified(),
    ),
    Case(
        "pc-reader-without-card",
        ("F29",),
        PC,
        WriteInPc(reader=True, empty=True),
        "A card reader is chosen, and there is no card in it.",
        refused("unsafe-drive", says=("No card in it",)),
    ),
    *(
        Case(
            f"pc-{deed.name.lower()}-{moment.name.lower()}".replace("_", "-"),
            ("F9",),
            PC,
            WriteInPc(At(moment, deed), reader=True, permission=permission),
            f"In a card reader, {moment}: {deed}.",
            Expect(("drive-gone", "drive-changed"), left, says=("Card Reader",)),
        )
        for deed, moment, permission, left in (
            (Deed.OTHER_CARD, Moment.ASKED, Permission.ASKED, UNTOUCHED),
            (Deed.OTHER_CARD, Moment.WRITING, Permission.YES, BLANK),
            (Deed.OTHER_CARD, Moment.READING, Permission.YES, BLANK),
            (Deed.TAKE_OUT_CARD, Moment.WRITING, Permission.YES, BLANK),
            (Deed.TAKE_OUT_CARD, Moment.FIRST_SECTOR, Permission.YES, BLANK),
        )
    ),
    *(
        Case(
            f"pc-{kind}-port-reset-{moment.name.lower()}",
            ("F11",),
            PC,
            WriteInPc(At(moment, Deed.RESET), Shape(kind)),
            f"The port of a {kind} stick is reset {moment}; the kernel tries again.",
            verified(),
        )
        for kind, moment in (
            (Kind.BULK, Moment.WRITING),
            (Kind.BULK, Moment.READING),
            (Kind.UAS, Moment.WRITING),
        )
    ),
    *(
        Case(
            f"pc-{kind}-unauthorized-{moment.name.lower()}",
            ("F11",),
            PC,
            WriteInPc(At(moment, Deed.UNAUTHORIZE), Shape(kind)),
            f"{moment.capitalize()}, of a {kind} stick: {Deed.UNAUTHORIZE}.",
            fails("drive-gone", says=("unplugged",)),
        )
        for kind, moment in (
            (Kind.BULK, Moment.WRITING),
            (Kind.BULK, Moment.READING),
            (Kind.UAS, Moment.WRITING),
        )
    ),
    *(
        Case(
            f"pc-times-out-once-{moment.name.lower()}",
            ("F11",),
            PC,
            WriteInPc(At(moment, Deed.STALL), patience=3),
            f"{moment.capitalize()}: {Deed.STALL}, which resets its port and tries again.",
            verified(RESET),
        )
        for moment in (Moment.WRITING, Moment.READING)
    ),
    *(
        Case(
            f"pc-times-out-always-{moment.name.lower()}",
            ("F11", "F24"),
            PC,
            WriteInPc(At(moment, Deed.DRAG), patience=2),
            f"{moment.capitalize()}: {Deed.DRAG}, which resets its port and gives up.",
            fails(code, says=(RESET, "I/O error", *words)),
        )
        for moment, code, words in (
            (Moment.WRITING, "write-refused", ("refuses to be written",)),
            (Moment.READING, "read-refused", ("can’t be read back",)),
        )
    ),
    *(
        Case(
            f"pc-list-{plugging.name.lower().replace('_', '-')}",
            rows,
            PC,
            WatchInPc(plugging),
            f"While the list of drives is shown, {plugging}.",
            reads(*findings),
        )
        for plugging, rows, findings in (
            (Plugging.STICK, ("F1",), ("2 x Acme Stick",)),
            (Plugging.PULLED, ("F1",), ("1 x Acme Stick",)),
            (Plugging.SAME_PORT, ("F7",), ("2 x Acme Stick", "serial number 9876543210")),
            (Plugging.TWINS, ("F10",), ("3 x Acme Stick",)),
            (Plugging.CARD, ("F9",), ("1 x Generic Card Reader",)),
            (Plugging.CARD_TAKEN, ("F29",), ("Generic Card Reader: no-medium",)),
            (Plugging.MOUNTED, ("F30",), ("Acme Travel mounted",)),
        )
    ),
)
