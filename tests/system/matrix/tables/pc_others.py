"""F30 to F38, F44, F47: other programs, the desktop, its services and permission."""

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, refused, verified
from system.matrix.pc import (
    MIB,
    STICK,
    Answer,
    At,
    Content,
    Deed,
    Moment,
    Permission,
    Who,
    WriteInPc,
)
from system.sticks.faults import Faults

PC = Where.PC
SMALL = Faults(STICK)
LARGE = Faults(128 * MIB)  # what Btrfs needs
# What is held off is shown, with its reason, and login1 refuses.
SLEEPLESS = Expect(
    (Outcome.VERIFIED,), (Left.IMAGE,), ("Writing pc.img to Acme Stick", "Access denied")
)
LOGOUT = verified("held off: Writing pc.img to Acme Stick")
HELD_OFF = verified("Writing pc.img to Acme Stick")
# The program hears of it, or is gone before it can say so; the stick is plainly unfinished.
GOES_DOWN = Expect((Outcome.STOPPED, Outcome.KILLED), (Left.BLANK_HEAD,), again=True)
ASKED, YES = Permission.ASKED, Permission.YES

# What is on the stick, and what the program makes of it.
CONTENTS = (
    (Content.FAT, ("F30",), SMALL, verified()),
    (Content.MOUNTED, ("F30",), SMALL, verified()),
    (Content.WHOLE_MOUNTED, ("F30",), SMALL, verified()),
    (Content.MOUNTED_BY_ROOT, ("F30",), SMALL, refused("drive-busy", says=("/mnt/data",))),
    (Content.MOUNTED_AS_SYSTEM, ("F30",), SMALL, refused("unsafe-drive", says=("/srv",))),
    (Content.MOUNTED_TWICE, ("F30",), SMALL, refused("drive-busy", says=("/mnt/data",))),
    (Content.IN_USE, ("F30",), SMALL, refused("drive-busy", says=("tail",))),
    (Content.SWAP, ("F30",), SMALL, refused("unsafe-drive", says=("swap",))),
    (Content.LVM, ("F30",), SMALL, refused("unsafe-drive", says=("travel-photos",))),
    (Content.LVM_IDLE, ("F30",), SMALL, verified()),
    (Content.LUKS, ("F30",), SMALL, refused("unsafe-drive", says=("private",))),
    (Content.LUKS_LOCKED, ("F30",), SMALL, verified()),
    (Content.RAID, ("F30",), SMALL, refused("unsafe-drive", says=("RAID",))),
    (Content.MAPPED, ("F30",), SMALL, refused("unsafe-drive", says=("look-alike",))),
    (Content.BTRFS, ("F30",), LARGE, verified()),
    (Content.BTRFS_OF_TWO, ("F30",), LARGE, refused("unsafe-drive", says=("other drives",))),
    (Content.DISK_IMAGE, ("F30",), SMALL, refused("unsafe-drive", says=("a disk image",))),
    (Content.HELD, ("F30",), SMALL, refused("drive-busy", says=("in use",))),
    (Content.READ, ("F33", "F34"), SMALL, verified()),
    (Content.IMAGE, ("F47",), SMALL, refused("image-on-drive", says=("on this drive",))),
    (Content.IMAGE_IN_LUKS, ("F47",), SMALL, refused("unsafe-drive", "image-on-drive")),
    (Content.IMAGE_IN_LVM, ("F47",), SMALL, refused("unsafe-drive", says=("travel-photos",))),
    (Content.IMAGE_IN_RAID, ("F47",), SMALL, refused("unsafe-drive", says=("md0",))),
)

NO_UDISKS = ("UDisks2", "is not running")

# What happens, when, on what, and what comes of it.
DEEDS = (
    (Deed.MOUNT, Moment.ASKED, ("F32",), Content.FAT, verified()),
    (
        Deed.MOUNT_BY_ROOT,
        Moment.ASKED,
        ("F32",),
        Content.FAT,
        refused("drive-busy", says=("/mnt/data",)),
    ),
    (Deed.TRY_TO_MOUNT, Moment.BLANK, ("F31",), Content.FAT, verified()),
    (Deed.TRY_TO_MOUNT, Moment.WRITING, ("F31",), Content.FAT, verified()),
    (Deed.TRY_TO_MOUNT, Moment.LAST_SYNC, ("F31",), Content.OLD, verified()),
    (Deed.PROBE, Moment.WRITING, ("F33",), Content.OLD, verified()),
    (Deed.PROBE, Moment.READING, ("F33",), Content.OLD, verified()),
    (
        Deed.WRITE_BESIDE,
        Moment.WRITING,
        ("F34",),
        Content.OLD,
        fails("verify-error", says=("did not keep what was written",)),
    ),
    (Deed.RESTART_UDISKS, Moment.WRITING, ("F35",), Content.OLD, verified()),
    (Deed.RESTART_UDISKS, Moment.LAST_SYNC, ("F35",), Content.OLD, verified()),
    (Deed.STOP_UDISKS, Moment.READING, ("F35",), Content.OLD, verified()),
    (Deed.KILL_UDISKS, Moment.WRITING, ("F35",), Content.OLD, verified()),
    (
        Deed.KILL_UDISKS,
        Moment.ASKED,
        ("F35",),
        Content.OLD,
        refused("no-service", "drive-error", says=("can’t be",)),
    ),
    (Deed.STOP_UDISKS, Moment.BEFORE, ("F35",), Content.OLD, refused("no-service", says=NO_UDISKS)),
    (Deed.STOP_BUS, Moment.BEFORE, ("F36",), Content.OLD, refused("no-service", says=NO_UDISKS)),
    (Deed.STOP_BUS, Moment.WRITING, ("F36",), Content.OLD, verified()),
    (Deed.SECOND_COPY, Moment.WRITING, ("F44",), Content.OLD, verified("is in use")),
    (Deed.SECOND_COPY, Moment.READING, ("F44",), Content.OLD, verified("is in use")),
    (Deed.SLEEP, Moment.WRITING, ("F38",), Content.OLD, SLEEPLESS),
    (Deed.SLEEP, Moment.READING, ("F38",), Content.OLD, SLEEPLESS),
    (Deed.SWITCH_COMPUTER_OFF, Moment.WRITING, ("F38",), Content.OLD, HELD_OFF),
    (Deed.SHUT_DOWN, Moment.WRITING, ("F38",), Content.OLD, GOES_DOWN),
    (Deed.SWITCH_OFF, Moment.AFTER, ("F6",), Content.OLD, verified()),
    (Deed.EJECT, Moment.AFTER, ("F6",), Content.OLD, verified()),
)

EARLY, LATE = 0.2, 0.8  # of the body; late, what comes first of it is surely on the stick
NOT_GIVEN = ("permission to write", "was not given")

CASES: tuple[Case, ...] = (
    *(
        Case(
            f"pc-{content.name.lower().replace('_', '-')}",
            rows,
            PC,
            WriteInPc(
                content=content,
                faults=faults,
                # What somebody else has mounted may be unmounted where polkit says yes to all.
                permission=Permission.NOBODY_ASKS if "/mnt/data" in expect.says else YES,
            ),
            f"On the stick there is {content}.",
            expect,
        )
        for content, rows, faults, expect in CONTENTS
    ),
    Case(
        "pc-held-and-named-to-root",
        ("F30",),
        PC,
        WriteInPc(content=Content.HELD, who=Who.ROOT),
        "On the stick there is a program that holds the whole drive; the administrator is told.",
        refused("drive-busy", says=("python3",)),
    ),
    Case(
        "pc-desktop-that-mounts-all",
        ("F31", "F32"),
        PC,
        WriteInPc(content=Content.FAT, automount=True),
        "The desktop mounts whatever appears, all the time.",
        verified(),
    ),
    *(
        Case(
            f"pc-{deed.name.lower().replace('_', '-')}-{moment.name.lower().replace('_', '-')}",
            rows,
            PC,
            WriteInPc(
                At(moment, deed, share=LATE if deed is Deed.WRITE_BESIDE else EARLY),
                content=content,
                permission=ASKED if moment is Moment.ASKED else YES,
            ),
            f"{moment.capitalize()}: {deed}.",
            expect,
        )
        for deed, moment, rows, content, expect in DEEDS
    ),
    *(
        Case(
            f"pc-{deed.name.lower().replace('_', '-')}-{moment.name.lower().replace('_', '-')}",
            ("F36",),
            PC,
            WriteInPc(At(moment, deed, share=EARLY), session=True),
            f"{moment.capitalize()}: {deed}.",
            expect,
        )
        for deed, moment, expect in (
            (Deed.KILL_SESSION_BUS, Moment.BEFORE, verified("refused: 1; waiting: 0")),
            (Deed.KILL_SESSION_BUS, Moment.WRITING, LOGOUT),
            (Deed.FREEZE_SESSION_BUS, Moment.BEFORE, verified("refused: 0; waiting: 1")),
            (Deed.FREEZE_SESSION_BUS, Moment.READING, LOGOUT),
        )
    ),
    *(
        Case(f"pc-permission-{name}", ("F37",), PC, given, happens, expect)
        for name, given, happens, expect in (
            (
                "denied",
                WriteInPc(permission=Permission.NO),
                "The administrator has forbidden it.",
                refused("not-permitted", says=NOT_GIVEN),
            ),
            (
                "dismissed",
                WriteInPc(permission=ASKED, answer=Answer.DISMISS),
                "The window that asks for the password is closed.",
                refused("not-permitted", says=("the question who may use", "was closed")),
            ),
            (
                "wrong-password",
                WriteInPc(permission=ASKED, answer=Answer.WRONG),
                "A wrong password is typed.",
                refused("not-permitted", says=NOT_GIVEN),
            ),
            (
                "nobody-asks",
                WriteInPc(permission=Permission.NOBODY_ASKS),
                "A password is needed, and this desktop has nobody who asks for it.",
                refused("no-agent", says=("can’t ask for permission",)),
            ),
            (
                "from-elsewhere",
                WriteInPc(permission=Permission.NOBODY_ASKS, who=Who.ELSEWHERE),
                "The user is logged in from elsewhere, where polkit does not trust.",
                refused("no-agent", "not-permitted"),
            ),
            (
                "slow",
                WriteInPc(At(Moment.ASKED, Deed.WAIT), permission=ASKED),
                "The password is typed after half a minute.",
                verified(),
            ),
            (
                "stopped",
                WriteInPc(At(Moment.ASKED, Deed.STOP), permission=ASKED),
                "The program is asked to end, and then the password is typed all the same.",
                Expect((Outcome.STOPPED,), (Left.UNTOUCHED,)),
            ),
            (
                "without-polkit",
                WriteInPc(At(Moment.BEFORE, Deed.STOP_POLKIT), permission=Permission.NOBODY_ASKS),
                "There is no polkit on this computer.",
                refused("not-permitted", "no-agent", "no-service"),
            ),
        )
    ),
)
