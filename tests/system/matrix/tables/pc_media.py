"""F12 to F29 once more on real USB: what sticks are like, and how they fail."""

from system.matrix.case import Case, Expect, Left, Where, fails, refused, verified
from system.matrix.pc import MIB, STICK, At, Content, Deed, Moment, Name, Who, WriteInPc
from system.pc.usb import Kind, Shape
from system.sticks.faults import Beyond, Faults, Span, Stall

PC = Where.PC
TIB = 1 << 40
MIDDLE = Span(3 * MIB, 512)
TRUST = ("did not keep what was written",)
DISK = Shape(model="Backup", removable=False)

CASES: tuple[Case, ...] = (
    *(
        Case(
            f"pc-{kind}-sectors-of-4096-bytes",
            ("F25", "F26"),
            PC,
            WriteInPc(stick=Shape(kind, sector=4096)),
            f"A {kind} stick with sectors of 4096 bytes, and an image that is no whole number.",
            verified(),
        )
        for kind in Kind
    ),
    Case(
        "pc-sectors-of-4096-bytes-pulled-out",
        ("F25", "F2"),
        PC,
        WriteInPc(At(Moment.FIRST_SECTOR, Deed.PULL_OUT), Shape(sector=4096)),
        "A stick with sectors of 4096 bytes is pulled out before the first one is written.",
        fails("drive-gone", says=("unplugged",)),
    ),
    Case(
        "pc-write-protected",
        ("F12",),
        PC,
        WriteInPc(faults=Faults(STICK, read_only=True)),
        "The switch of the stick is set.",
        refused("unsafe-drive", "drive-read-only", says=("write-protected",)),
    ),
    Case(
        "pc-three-terabytes",
        ("F28",),
        PC,
        WriteInPc(faults=Faults(3 * TIB), words=("--confirm", "Acme")),
        "A drive of 3 TiB, whose name was given.",
        verified(),
    ),
    Case(
        "pc-three-terabytes-unconfirmed",
        ("F28",),
        PC,
        WriteInPc(faults=Faults(3 * TIB)),
        "A drive of 3 TiB, whose name was not given.",
        refused("not-confirmed", says=("Acme",)),
    ),
    Case(
        "pc-hard-disk-unconfirmed",
        ("F10",),
        PC,
        WriteInPc(stick=DISK),
        "A USB hard disk, whose name was not given.",
        refused("not-confirmed", says=("--confirm",)),
    ),
    Case(
        "pc-hard-disk",
        ("F28",),
        PC,
        WriteInPc(stick=DISK, words=("--confirm", "acme")),
        "A USB hard disk, whose name was given.",
        verified(),
    ),
    Case(
        "pc-too-small",
        ("F27",),
        PC,
        WriteInPc(faults=Faults(4 * MIB)),
        "The image is larger than the stick.",
        refused("drive-too-small", says=("too small",)),
    ),
    Case(
        "pc-partition-named",
        ("F7",),
        PC,
        WriteInPc(content=Content.FAT, name=Name.PARTITION),
        "A partition is named instead of the stick.",
        refused("unsafe-drive", says=("a part of",)),
    ),
    *(
        Case(
            f"pc-{name.name.lower()}-disk-named",
            ("F7",),
            PC,
            WriteInPc(name=name, who=who, words=("--confirm", "SATA-DISK")),
            f"{name.capitalize()} is named, by {who}.",
            refused("unsafe-drive", says=(says,)),
        )
        for name, who, says in (
            (Name.INTERNAL, Who.USER, "Built into this computer"),
            (Name.SYSTEM, Who.ROOT, "Runs this computer"),
        )
    ),
    *(
        Case(
            f"pc-{name}-named",
            ("F7", "F30"),
            PC,
            WriteInPc(content=content, name=Name.MAPPED, who=who),
            f"A device of the device mapper is named, over {what}, by {who}.",
            refused("unsafe-drive", says=("Not a real drive",)),
        )
        for name, content, what, who in (
            ("mapped-stick", Content.MAPPED, "all of a stick", Who.USER),
            ("mapped-stick-by-root", Content.MAPPED, "all of a stick", Who.ROOT),
            ("mapped-internal-disk", Content.INTERNAL_MAPPED, "the built-in disk", Who.USER),
            (
                "mapped-internal-disk-by-root",
                Content.INTERNAL_MAPPED,
                "the built-in disk",
                Who.ROOT,
            ),
        )
    ),
    Case(
        "pc-written-by-root",
        ("F30",),
        PC,
        WriteInPc(content=Content.MOUNTED, who=Who.ROOT),
        "The administrator writes a stick that the desktop has mounted.",
        verified(),
    ),
    Case(
        "pc-written-by-root-and-pulled-out",
        ("F2",),
        PC,
        WriteInPc(At(Moment.WRITING, Deed.PULL_OUT), who=Who.ROOT),
        "The administrator writes a stick, and it is pulled out.",
        fails("drive-gone", says=("unplugged",)),
    ),
    *(
        Case(f"pc-{name}", rows, PC, WriteInPc(faults=faults), happens, expect)
        for name, rows, faults, happens, expect in (
            (
                "write-error",
                ("F15",),
                Faults(STICK, write_errors=(MIDDLE,)),
                "One sector of the stick cannot be written.",
                fails("write-refused", says=("refuses to be written",)),
            ),
            (
                "read-error",
                ("F16",),
                Faults(STICK, read_errors=(MIDDLE,)),
                "One sector of the stick cannot be read back.",
                fails("read-refused", says=("can’t be read back",)),
            ),
            (
                "worn-out-in-the-middle",
                ("F13",),
                Faults(STICK, worn_after=5 * MIB),
                "From one moment on the stick takes no more writes.",
                fails("write-refused", says=("refuses to be written", "worn out")),
            ),
            (
                "flipped-bits",
                ("F17",),
                Faults(STICK, corrupt=(Span(3 * MIB, 1),)),
                "One byte is kept wrong.",
                fails("verify-error", says=("first at byte 3,145,728", "Try another port")),
            ),
            (
                "writes-dropped",
                ("F18",),
                Faults(STICK, ignore=(Span(3 * MIB, 4096),)),
                "The stick says yes and forgets 4096 bytes.",
                fails("verify-error", says=("first at byte 3,145,728",)),
            ),
            (
                "first-sector-dropped",
                ("F18",),
                Faults(STICK, ignore=(Span(0, 512),)),
                "The stick says yes and never changes its first sector.",
                Expect(("verify-error",), (Left.OTHER,), ("first at byte 0",)),
            ),
            (
                "fake-that-wraps-around",
                ("F19",),
                Faults(STICK, real_size=4 * MIB, beyond=Beyond.WRAP),
                "The stick has a third of what it says, and its addresses repeat.",
                Expect(("verify-error",), (Left.BLANK_HEAD, Left.OTHER), TRUST),
            ),
            (
                "fake-that-drops",
                ("F20",),
                Faults(STICK, real_size=4 * MIB, beyond=Beyond.DROP),
                "The stick has a third of what it says, and loses the rest.",
                fails("verify-error", says=TRUST),
            ),
            (
                "slow",
                ("F22",),
                Faults(STICK, write_speed=2_000_000, latency=0.01),
                "The stick takes two megabytes a second.",
                verified(),
            ),
            (
                "stalls",
                ("F24",),
                Faults(STICK, write_stalls=(Stall(3 * MIB, 5),)),
                "The stick does not answer for five seconds.",
                verified(),
            ),
            (
                "forgets-without-a-sync",
                ("F23",),
                Faults(STICK, cache=4 * MIB),
                "The stick keeps four megabytes in a memory that needs power, until it is synced.",
                verified(),
            ),
        )
    ),
    Case(
        "pc-sync-error",
        ("F5", "F15"),
        PC,
        WriteInPc(At(Moment.SYNC, Deed.BREAK)),
        "The stick answers nothing but errors from the sync on.",
        fails("sync-failed", says=("did not confirm",)),
    ),
)
