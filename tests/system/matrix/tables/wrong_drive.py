"""F7 to F10, F12, F29 to F34, F44 and F47: drives that must not be written, or not now."""

from system.matrix.case import Case, Expect, Where, fails, refused, verified
from system.matrix.host import Refuse, Trap

FILE, LOOP = Where.FILE, Where.LOOP

# The rows, where, the trap, and what comes out.
TRAPS: tuple[tuple[tuple[str, ...], Where, Trap, Expect], ...] = (
    (("F30",), LOOP, Trap.MOUNTED, refused("unsafe-drive", says=("point",))),
    (("F32", "F30"), LOOP, Trap.MOUNTED_LATER, refused("drive-busy", says=("point",))),
    (("F31",), LOOP, Trap.MOUNTED_MEANWHILE, verified()),
    (
        ("F34",),
        LOOP,
        Trap.WRITTEN_BESIDE,
        fails("verify-error", says=("did not keep what was written",)),
    ),
    (("F44",), LOOP, Trap.HELD, refused("drive-busy", says=("in use",))),
    (("F33",), LOOP, Trap.LOCKED_A_MOMENT, verified()),
    (("F33",), LOOP, Trap.LOCKED_FOR_EVER, refused("drive-busy", says=("another program",))),
    (("F44",), FILE, Trap.LOCKED_FOR_EVER, refused("drive-busy", says=("another program",))),
    (("F30",), LOOP, Trap.SWAP, refused("unsafe-drive", says=("in use",))),
    (("F47",), LOOP, Trap.IMAGE_BEHIND_IT, refused("image-on-drive", says=("on this drive",))),
    (("F47", "F30"), LOOP, Trap.IMAGE_IN_IT, refused("unsafe-drive", says=("in use",))),
    (("F47", "F30"), LOOP, Trap.IMAGE_IN_A_FILE_IN_IT, refused("unsafe-drive", says=("in use",))),
    (("F47",), FILE, Trap.IMAGE_ITSELF, refused("image-on-drive", says=("on this drive",))),
    (("F47",), FILE, Trap.HARD_LINK, refused("image-on-drive", says=("on this drive",))),
    (("F47",), FILE, Trap.SYMBOLIC_LINK, refused("image-on-drive", says=("on this drive",))),
    (("F47",), LOOP, Trap.DEVICE_AS_IMAGE, refused("unsupported-image", says=("a drive",))),
    (("F30", "F34"), LOOP, Trap.BACKING_FILE, refused("unsafe-drive", says=("/dev/loop",))),
    (
        ("F30", "F34"),
        FILE,
        Trap.BACKING_FILE_BY_ANOTHER_NAME,
        refused("unsafe-drive", says=("/dev/loop",)),
    ),
    (("F30",), LOOP, Trap.OVER_A_MOUNTED_ONE, refused("unsafe-drive", says=("another name for",))),
    (
        ("F47", "F30"),
        LOOP,
        Trap.IMAGE_IN_WHAT_IT_STANDS_ON,
        refused("unsafe-drive", says=("another name for",)),
    ),
    (("F30",), LOOP, Trap.SIBLING, refused("unsafe-drive", says=("In use by /dev/loop",))),
    (("F32", "F30"), LOOP, Trap.SIBLING_LATER, refused("drive-busy", says=("/dev/loop",))),
    (
        ("F47", "F30"),
        LOOP,
        Trap.IMAGE_IN_A_SIBLING,
        refused("unsafe-drive", says=("In use by /dev/loop",)),
    ),
    (("F7",), FILE, Trap.FILE_MADE_ANEW, refused("drive-changed", says=("not the drive you",))),
    (("F7",), FILE, Trap.OTHER_FILE, refused("drive-changed", says=("not the drive you chose",))),
    (
        ("F1",),
        FILE,
        Trap.FILE_GONE,
        refused("stick-file-gone", says=("renamed, deleted, replaced",)),
    ),
    (
        ("F7", "F10"),
        LOOP,
        Trap.OTHER_MEDIUM,
        refused("drive-changed", says=("not the drive you chose", "Choose the drive again")),
    ),
    *(
        (("F9",), FILE, trap, refused("drive-gone", "drive-changed", says=("stick.img",)))
        for trap in (
            Trap.CARD_EXCHANGED_WRITING,
            Trap.CARD_EXCHANGED_READING,
            Trap.CARD_EXCHANGED_AT_THE_HEAD,
        )
    ),
    (
        ("F38",),
        LOOP,
        Trap.SLEPT,
        refused(
            "drive-in-doubt", says=("another drive may have the place", "Choose the drive anew")
        ),
    ),
    (("F1",), LOOP, Trap.MEDIUM_GONE, refused("drive-gone", says=("unplugged",))),
    (("F9",), LOOP, Trap.SHRUNK, refused("drive-changed", says=("8,388,608",))),
    (("F47",), FILE, Trap.FOLDER, refused("drive-error", says=("not a file",))),
    (("F1",), FILE, Trap.NOTHING, refused("drive-error", says=("There is no drive",))),
    (("F47",), FILE, Trap.CHARACTER_DEVICE, refused("drive-error", says=("not a file",))),
    (("F12",), LOOP, Trap.WRITE_PROTECTED, refused("unsafe-drive", says=("Write-protected",))),
    (("F29",), LOOP, Trap.NO_MEDIUM, refused("unsafe-drive", says=("Nothing in it",))),
    (("F26",), FILE, Trap.ODD_SIZE, refused("drive-error", says=("no whole sectors",))),
)

CASES = (
    *(
        Case(
            f"{trap.name.lower().replace('_', '-')}-{where}",
            rows,
            where,
            Refuse(trap),
            f"Of the drive that is named: {trap}.",
            expect,
        )
        for rows, where, trap, expect in TRAPS
    ),
)
