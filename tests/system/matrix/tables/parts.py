"""F4 to H30 once more, where only what the image uses is written."""

from system.matrix.case import Case, Expect, Where, fails, in_parts, killed, refused, stopped
from system.matrix.host import MIB, STICK, At, Deed, Image, Kind, Map, Moment, Packed, Write
from system.sticks.faults import Beyond, Faults, Span

FILE, LOOP = Where.FILE, Where.LOOP
BOTH = (FILE, LOOP)
WORDS = ("--skip-unused",)
VOLUME = 4 * MIB  # where it begins, behind the table and what is in no partition
USED = Span(VOLUME + 250 * 4096, 512)


def parts(
    name: str,
    row: str,
    where: Where,
    happens: str,
    expect: Expect,
    *,
    faults: Faults | None = None,
    image: Image | None = None,
    at: At | None = None,
) -> Case:
    given = Write(faults or Faults(STICK), image or Image(kind=Kind.DISK), at, WORDS)
    return Case(f"parts-{name}-{where}", (row,), where, given, happens, expect)


CASES = (
    *(
        parts(
            name,
            "F51",
            where,
            f"Only what the image uses is written: {happens}.",
            in_parts(),
            image=image,
        )
        for where in BOTH
        for name, happens, image in (
            ("by-its-file-system", "by its ext2", Image(kind=Kind.DISK)),
            ("by-a-map", "by its block map", Image(kind=Kind.DISK, map=Map.RIGHT)),
            (
                "by-a-map-packed",
                "by its block map, and it is packed",
                Image(kind=Kind.DISK, packed=Packed.GZIP, name="image.img.gz", map=Map.RIGHT),
            ),
            (
                "by-a-map-that-leaves-out-data",
                "its map leaves out data, which is written all the same",
                Image(kind=Kind.DISK, map=Map.LEAVES_OUT),
            ),
        )
    ),
    *(
        parts(
            f"map-{kind.name.lower().replace('_', '-')}",
            "H30",
            FILE,
            f"The block map beside the image is wrong: {kind.value}.",
            refused("block-map-wrong", says=("block map",)),
            image=Image(kind=Kind.DISK, map=kind),
        )
        for kind in (Map.DAMAGED, Map.BOMB, Map.OF_ANOTHER_SIZE)
    ),
    *(
        parts(
            "map-of-another",
            "F45",
            where,
            "The block map beside the image is another image's, of the same size.",
            fails("block-map-wrong", says=("differs from it",)),
            image=Image(kind=Kind.DISK, map=Map.OF_ANOTHER),
        )
        for where in BOTH
    ),
    *(
        parts(
            name,
            row,
            where,
            f"Only what the image uses is written, and {happens}.",
            expect,
            faults=faults,
        )
        for where in BOTH
        for name, row, faults, happens, expect in (
            (
                "write-error",
                "F15",
                Faults(STICK, write_errors=(USED,)),
                "the stick reports an error there",
                fails("write-refused"),
            ),
            (
                "read-error",
                "F16",
                Faults(STICK, read_errors=(USED,)),
                "it cannot be read back",
                fails("read-refused"),
            ),
            (
                "a-wrong-bit",
                "F17",
                Faults(STICK, corrupt=(USED,)),
                "a sector of it is kept wrong",
                fails("verify-error"),
            ),
            (
                "dropped",
                "F18",
                Faults(STICK, ignore=(USED,)),
                "a sector of it is dropped",
                fails("verify-error"),
            ),
            (
                "fake-wrap",
                "F19",
                Faults(STICK, real_size=VOLUME + 900 * 4096),
                "the head lands on a part of it that was right",
                fails("verify-error"),
            ),
            (
                "fake-drop",
                "F20",
                Faults(STICK, real_size=5 * MIB, beyond=Beyond.DROP),
                "a part of it lies behind the real end of the stick",
                fails("verify-error"),
            ),
            (
                "read-error-of-what-is-left",
                "F16",
                Faults(STICK, read_errors=(Span(VOLUME + 400 * 4096, 512),)),
                "what is left as it was cannot be read, which nobody does",
                in_parts(),
            ),
        )
    ),
    *(
        parts(
            name,
            row,
            where,
            f"In the middle of writing what the image uses, {deed.value}.",
            expect,
            at=At(Moment.MIDDLE_OF_PARTS, deed),
        )
        for where in BOTH
        for name, row, deed, expect in (
            ("stopped", "F40", Deed.STOP, stopped()),
            ("killed", "F41", Deed.KILL, killed()),
            ("broken", "F15", Deed.BREAK, fails("write-refused", "drive-read-only")),
        )
    ),
)
