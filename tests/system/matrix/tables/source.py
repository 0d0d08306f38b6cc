"""F45 to F55, and F24 for images: what can happen to the file that is written."""

from system.matrix.case import Case, Expect, Left, Outcome, Where, fails, refused, verified
from system.matrix.host import (
    LENGTH,
    LIVE_STICK,
    MIB,
    STICK,
    WINDOWS_STICK,
    At,
    Crowded,
    Deed,
    Full,
    Image,
    Kind,
    Moment,
    Packed,
    Tail,
    Write,
)
from system.sticks.faults import Faults, Span

FILE = Where.FILE
CHECKED = tuple(kind for kind in Packed if kind not in (Packed.NOT, Packed.QCOW2))
EITHER = (Left.BLANK_HEAD, Left.UNTOUCHED)  # what is in the way may be seen at once
AT_ITS_END = fails("image-unreadable", says=("can’t be read at byte",), leaves=EITHER)
STREAMS = tuple(kind for kind in CHECKED if kind is not Packed.ZIP)
WITHOUT_END = tuple(kind for kind in STREAMS if kind is not Packed.XZ)  # no index stands there
NO_INDEX = refused("packed-damaged", says=("no index at its end", "Download it again"))

CHANGED = (
    *(
        Case(
            f"image-{name}-{when}",
            rows,
            FILE,
            Write(at=At(moment, deed)),
            f"While it is written, {deed}, {moment}.",
            fails(*codes, says=says),
        )
        for name, rows, deed, codes, says in (
            ("cut-off", ("F46",), Deed.CUT_OFF, ("image-changed",), ("image.iso", "changed")),
            ("grown", ("F45",), Deed.GROW, ("image-changed",), ("image.iso", "changed")),
            ("edited", ("F45",), Deed.EDIT, ("image-changed",), ("image.iso", "changed")),
            ("replaced", ("F45",), Deed.REPLACE, ("image-changed",), ("another file",)),
            ("deleted", ("F45",), Deed.DELETE, ("image-unreadable",), ("image.iso",)),
        )
        for when, moment in (
            ("at-once", Moment.FAR_END),
            ("in-the-middle", Moment.MIDDLE),
            ("before-the-first-sector", Moment.FIRST_SECTOR),
        )
    ),
    Case(
        "image-edited-unseen-once-it-was-compared",
        ("F45",),
        FILE,
        Write(image=Image(published=True), at=At(Moment.FAR_END, Deed.EDIT_UNSEEN)),
        "The image matches its checksum; before it is written, one byte of it is changed, and the "
        "file’s times are as before.",
        fails("image-changed", says=("what was read is not what its checksum is of",)),
    ),
    Case(
        "image-edited-unseen-once-it-was-written",
        ("F45",),
        FILE,
        Write(image=Image(published=True), at=At(Moment.HEAD, Deed.EDIT_UNSEEN)),
        "The same, when all of it has been read: its change time tells.",
        fails("image-changed", says=("something wrote to it",)),
    ),
    *(
        Case(
            f"packed-image-{name}",
            rows,
            FILE,
            Write(image=Image(packed=Packed.GZIP), at=At(Moment.FAR_END, deed)),
            f"A packed image: {deed}.",
            fails("image-changed", says=("changed",)),
        )
        for name, rows, deed in (
            ("cut-off-while-it-is-written", ("F46", "F53"), Deed.CUT_OFF),
            ("replaced-while-it-is-written", ("F45", "F53"), Deed.REPLACE),
        )
    ),
)

UNREADABLE = (
    *(
        Case(
            f"image-unreadable-{name}",
            ("F46",),
            FILE,
            Write(image=Image(faults=Faults(LENGTH, read_errors=(Span(place, 512),)))),
            f"The disk of the image cannot read a sector {name.replace('-', ' ')} of it.",
            expect,
        )
        for name, place, expect in (
            ("at-its-beginning", 0, refused("image-unreadable", says=("can’t be read",))),
            ("in-the-middle", 5 * MIB, fails("image-unreadable", says=("can’t be read at byte",))),
            ("at-its-end", LENGTH - 9, AT_ITS_END),
        )
    ),
    Case(
        "image-on-a-slow-file-system",
        ("F48",),
        FILE,
        Write(image=Image(faults=Faults(LENGTH, read_speed=6e6))),
        "The image comes at six megabytes a second.",
        verified(),
    ),
    Case(
        "image-stalls-and-goes-on",
        ("F48",),
        FILE,
        Write(image=Image(faults=Faults(LENGTH)), at=At(Moment.SOURCE, Deed.WAIT)),
        "The file system of the image does not answer for eleven seconds.",
        verified("is on has not answered for 1", "seconds. Waiting…", "answers again"),
    ),
    Case(
        "image-stalls-and-it-is-stopped",
        ("F48",),
        FILE,
        Write(image=Image(faults=Faults(LENGTH)), at=At(Moment.SOURCE, Deed.STOP_WHILE_HELD)),
        "The file system of the image never answers again, and the user stops it.",
        Expect((Outcome.STOPPED,), (Left.BLANK_HEAD,), journal="stopped"),
    ),
)

SHAPES = (
    *(
        Case(
            f"image-of-{name}",
            ("F50",),
            FILE,
            Write(image=Image(length, packed)),
            f"The image holds {length} bytes{'' if packed is Packed.NOT else ', packed'}.",
            refused("image-empty", says=("nothing to write",)),
        )
        for name, length, packed in (
            ("nothing", 0, Packed.NOT),
            ("less-than-a-sector", 511, Packed.NOT),
            ("nothing-in-gzip", 0, Packed.GZIP),
            ("nothing-in-xz", 0, Packed.XZ),
            ("less-than-a-sector-in-zstd", 511, Packed.ZSTD),
        )
    ),
    *(
        Case(
            f"image-with-holes-{where}",
            ("F51",),
            where,
            Write(image=Image(holes=True)),
            "Most of the image is holes: zeros are written there, over what the stick held.",
            verified(),
        )
        for where in (FILE, Where.LOOP)
    ),
    Case(
        "image-of-3-tib",
        ("F52", "F27"),
        FILE,
        Write(image=Image(3 << 40, holes=True)),
        "The image is a sparse file of 3 TiB.",
        refused("drive-too-small", says=("3,298,534,883,328",)),
    ),
    Case(
        "windows-stick-too-small",
        ("F27",),
        FILE,
        Write(Faults(30 * MIB), image=Image(kind=Kind.WINDOWS)),
        "The files of a Windows installer fit on the stick, and the file system does not.",
        refused("drive-too-small", says=("too small",)),
    ),
    Case(
        "windows-stick-with-sectors-of-4096",
        ("F25",),
        Where.LOOP,
        Write(Faults(WINDOWS_STICK), image=Image(kind=Kind.WINDOWS), sector=4096),
        "A Windows installer’s files are to go on a stick with sectors of 4096 bytes.",
        refused("not-composable", says=("sectors of 4,096 bytes",)),
    ),
    Case(
        "windows-disc-packed",
        ("F53",),
        FILE,
        Write(
            Faults(WINDOWS_STICK),
            image=Image(kind=Kind.WINDOWS, packed=Packed.XZ, name="image.iso.xz"),
        ),
        "The disc of a Windows installer is packed: nothing is copied that would not start.",
        refused("not-composable", says=("it is packed",)),
    ),
    Case(
        "persistence-without-room",
        ("F27",),
        FILE,
        Write(
            Faults(LIVE_STICK - 30 * MIB),
            image=Image(kind=Kind.LIVE),
            words=("--persistence", "rest"),
        ),
        "A partition for what is done in a live system has no room behind the image.",
        refused("drive-too-small", says=("too small",)),
    ),
    Case(
        "persistence-behind-any-bytes",
        ("F27",),
        FILE,
        Write(Faults(LIVE_STICK), words=("--persistence", "rest")),
        "The image behind which it is to come has no partition table.",
        refused("not-appendable"),
    ),
    *(
        Case(
            f"image-called-{name}",
            ("F55",),
            FILE,
            Write(image=Image(MIB, name=text)),
            f"The file's name {what}.",
            verified(),
        )
        for name, text, what in (
            ("with-a-newline", "two\nlines\r\t.iso", "has a newline and other control characters"),
            ("with-no-valid-utf-8", "not\udcff\udcfeutf8.iso", "is no valid UTF-8"),
            ("like-an-option", "--yes.iso", "looks like an option"),
            ("with-a-change-of-direction", "\u202eosi.egami", "changes the direction of writing"),
            ("as-long-as-can-be", "x" * 250 + ".iso", "has 254 letters"),
        )
    ),
)

PACKED = (
    *(
        Case(
            f"packed-{kind}-{tail.name.lower()}",
            ("F53", "H26") if kind is Packed.GZIP else ("F53",),
            FILE,
            Write(image=Image(packed=kind, tail=tail)),
            f"The image is packed with {kind}, {tail}.",
            expect,
        )
        for tail, kinds, expect in (
            (Tail.WHOLE, CHECKED, verified()),
            (Tail.AGAIN, STREAMS, verified()),
            (Tail.ZEROS, (Packed.GZIP, Packed.XZ), verified()),
            (Tail.CUT, WITHOUT_END, fails("packed-damaged", says=("damaged", "Download it again"))),
            (Tail.CUT, (Packed.XZ,), NO_INDEX),
            (Tail.CUT, (Packed.ZIP,), refused("packed-damaged", says=("end of the archive",))),
            (Tail.JUNK, WITHOUT_END, fails("packed-damaged", says=("something else follows",))),
            (Tail.JUNK, (Packed.XZ,), NO_INDEX),
            (Tail.FLIPPED, CHECKED, fails("packed-damaged", says=("damaged",))),
            (
                Tail.MORE,
                (Packed.XZ, Packed.ZIP),
                fails("packed-damaged", leaves=EITHER, says=("holds more than it said",)),
            ),
        )
        for kind in kinds
    ),
    *(
        Case(
            f"bomb-{kind}-is-written",
            ("H24", "F27"),
            FILE,
            Write(image=Image(packed=kind, bomb=4096 * MIB)),
            f"Four GiB of zeros follow the image, packed with {kind}.",
            fails("image-longer", says=("too large for the drive", f"{STICK:,}")),
        )
        for kind in STREAMS
    ),
)

CROWDED = (
    Case(
        "disk-of-the-virtual-stick-is-full",
        ("F54",),
        FILE,
        Crowded(Full.STICK),
        "A virtual stick takes room only where it was written, and there is none left.",
        fails("disk-full", says=("its disk is full", "Make room")),
    ),
    Case(
        "disk-of-the-journal-is-full",
        ("F54",),
        FILE,
        Crowded(Full.JOURNAL),
        "Nothing can be noted down: that stops nobody.",
        verified(),
    ),
    Case(
        "disk-of-the-output-is-full",
        ("F54",),
        FILE,
        Crowded(Full.OUTPUT),
        "Nothing that the program says can be written, so nobody would hear how it ends.",
        refused("status 3", says=("Standard output can’t be written",)),
    ),
    Case(
        "disk-fills-while-files-are-taken-out",
        ("F54",),
        FILE,
        Crowded(Full.TAKEN),
        "There is room for all files of an image, and then somebody fills the disk.",
        Expect(("folder-error",), (Left.NO_DRIVE,), ("No space left",)),
    ),
)

CASES = (*CHANGED, *UNREADABLE, *SHAPES, *PACKED, *CROWDED)
