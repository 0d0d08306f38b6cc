"""F2 to F53 over every way that is another one than writing all of a file, byte after byte: one
table of ways, one of faults, and every fault comes to every way that can have it. None of them may
cost a guarantee: whatever was found there, left out, unpacked ahead, shared, composed, added or
fetched, the same has to come out as of a plain write."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from system.matrix.case import (
    Case,
    Expect,
    Left,
    Outcome,
    Where,
    fails,
    in_parts,
    killed,
    refused,
    stopped,
    verified,
)
from system.matrix.host import (
    CHANGED,
    LENGTH,
    LIVE_STICK,
    MIB,
    STICK,
    WINDOWS_STICK,
    At,
    Deed,
    Held,
    Image,
    Kind,
    Map,
    Moment,
    Packed,
    Tail,
    Write,
)
from system.sticks.faults import Beyond, Faults, Span

FILE, LOOP = Where.FILE, Where.LOOP
UNUSED = ("--skip-unused",)
VOLUME = 4 * MIB  # of a disk image: where its file system begins
USED = Span(VOLUME + 250 * 4096, 512)
TRUST = ("did not keep what was written",)
GONE = fails("drive-gone", says=("unplugged",))
WAITS = ("has not answered for 1", "seconds. Waiting…", "answers again")
XZ = Image(packed=Packed.XZ, blocks=True, name="image.iso.xz")
ZSTD = Image(packed=Packed.ZSTD, blocks=True, name="image.iso.zst")
BZIP2 = Image(packed=Packed.BZIP2, name="image.iso.bz2")
QCOW2 = Image(packed=Packed.QCOW2, holes=True, name="image.qcow2")
EITHER = (Left.BLANK_HEAD, Left.UNTOUCHED)  # what is in the way may be seen at once


@dataclass(frozen=True, slots=True)
class Fast:
    """A way. `written`: a sector that it writes. `real`: what a fake stick has, so that some of
    what is written is lost. `well`: what comes out when nothing is wrong. `loop`: some faults come
    to it on a device of this kernel as well."""

    name: str
    what: str
    given: Write
    written: Span
    real: int = 6 * MIB
    well: Expect = field(default_factory=verified)
    loop: bool = False
    size: int = STICK

    @property
    def packed(self) -> bool:
        return self.given.image.packed not in (Packed.NOT, Packed.QCOW2)

    @property
    def mapped(self) -> bool:
        return self.given.image.map is not Map.NONE

    @property
    def done(self) -> tuple[Left, ...]:
        """What is on the stick when all was written."""
        return self.well.leaves


BEHIND = Span(5 * MIB, 512)
ADDED = Span(9 * MIB + 1024, 512)  # the first that ext4 has to say, in the first MiB behind it
WAYS = (
    Fast(
        "differences",
        "Only what differs is written",
        Write(held=Held.CHANGED),
        Span(CHANGED[1] + 4096, 512),
    ),
    Fast(
        "resume",
        "An interrupted write goes on",
        Write(held=Held.CHANGED, words=("--resume",)),
        Span(CHANGED[1] + 4096, 512),
    ),
    Fast(
        "holes",
        "The image is full of holes, and the stick of zeros",
        Write(held=Held.ZEROS, image=Image(holes=True)),
        Span(3 * MIB + MIB // 4, 512),
        real=7 * MIB // 2,
        loop=True,
    ),
    Fast(
        "unused",
        "What the file system of the image does not use is left out",
        Write(image=Image(kind=Kind.DISK), words=UNUSED),
        USED,
        real=5 * MIB,
        well=in_parts(),
    ),
    Fast(
        "map",
        "What the block map of the image does not list is left out",
        Write(image=Image(kind=Kind.DISK, map=Map.RIGHT), words=UNUSED),
        USED,
        real=5 * MIB,
        well=in_parts(),
    ),
    Fast(
        "map-packed",
        "The same, and the image is packed",
        Write(
            image=Image(kind=Kind.DISK, packed=Packed.GZIP, name="image.img.gz", map=Map.RIGHT),
            words=UNUSED,
        ),
        USED,
        real=5 * MIB,
        well=in_parts(),
    ),
    Fast("xz", "Blocks of xz are unpacked at once", Write(image=XZ), BEHIND, loop=True),
    Fast("zstd", "Frames of zstd are unpacked at once", Write(image=ZSTD), BEHIND),
    Fast("bzip2", "Blocks of bzip2 are unpacked at once", Write(image=BZIP2), BEHIND),
    Fast(
        "virtual-disk",
        "A virtual disk is read here and there, and what it lacks is zeros",
        Write(held=Held.ZEROS, image=QCOW2),
        Span(3 * MIB + MIB // 4, 512),
        real=7 * MIB // 2,
    ),
    Fast("two", "Two sticks are written by one reading", Write(beside=True), BEHIND, loop=True),
    Fast(
        "two-xz",
        "Two sticks are written by one unpacking",
        Write(image=XZ, beside=True),
        BEHIND,
    ),
    Fast(
        "windows",
        "A stick is composed of the files of a Windows installer",
        Write(Faults(WINDOWS_STICK), image=Image(kind=Kind.WINDOWS)),
        BEHIND,
        size=WINDOWS_STICK,
    ),
    Fast(
        "persistence",
        "A partition for what is done in a live system comes behind the image",
        Write(Faults(LIVE_STICK), image=Image(kind=Kind.LIVE), words=("--persistence", "rest")),
        ADDED,
        size=LIVE_STICK,
    ),
    Fast("web", "The image comes from the web", Write(image=Image(web=True)), BEHIND),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What comes to a way, and what has to come out. `faults` are settings of the stick."""

    name: str
    row: str
    happens: str
    expect: Callable[[Fast], Expect]
    faults: Callable[[Fast], Faults] = lambda _: Faults(STICK)
    at: At | None = None
    image: Callable[[Image], Image] = lambda image: image
    comes_to: Callable[[Fast], bool] = lambda _: True
    loop: bool = False


def _always(expect: Expect) -> Callable[[Fast], Expect]:
    return lambda _: expect


def _damaged(tail: Tail, says: str) -> Callable[[Fast], Expect]:
    """An .xz is told by its end before anything is begun; two drives are not named by then."""

    def expect(way: Fast) -> Expect:
        if "xz" not in way.name or tail is Tail.FLIPPED:
            return fails("packed-damaged", leaves=EITHER, says=(says,))
        code = "status 3" if way.name.startswith("two") else "packed-damaged"
        return refused(code, says=("no index at its end",))

    return expect


def _lies(
    name: str, row: str, happens: str, faults: Callable[[Fast], Faults], *, loop: bool = False
) -> Fault:
    """Nothing reports an error; only reading back shows it."""
    expect = _always(fails("verify-error", says=TRUST))
    return Fault(name, row, happens, expect, faults, loop=loop)


def _errs(
    name: str, row: str, happens: str, faults: Callable[[Fast], Faults], expect: Expect
) -> Fault:
    return Fault(name, row, happens, _always(expect), faults, loop="sync" not in name)


def _sync_error(number: int) -> Callable[[Fast], Faults]:
    return lambda _: Faults(STICK, sync_errors=(number,))


def _with_tail(tail: Tail) -> Callable[[Image], Image]:
    return lambda image: replace(image, tail=tail)


def _is_read_whole(way: Fast) -> bool:
    """From a file, and every sector of it."""
    return not (way.mapped or way.given.image.web or way.given.image is QCOW2)


def _gone_when_done(way: Fast) -> Expect:
    """All of it is there, and nobody can know that."""
    return replace(GONE, leaves=way.done)


MEDIA = (
    _errs(
        "write-error",
        "F15",
        "a sector of what it writes reports an error",
        lambda way: Faults(STICK, write_errors=(way.written,)),
        fails("write-refused", says=("refuses to be written",)),
    ),
    _errs(
        "read-error",
        "F16",
        "a sector of it cannot be read back",
        lambda way: Faults(STICK, read_errors=(way.written,)),
        fails("read-refused", says=("can’t be read back",)),
    ),
    *(
        _errs(
            f"sync-error-behind-the-{name}",
            "F5",
            f"the sync behind the {name.replace('-', ' ')} fails",
            _sync_error(number),
            fails("sync-failed", says=("did not confirm",)),
        )
        for number, name in ((2, "body"), (4, "first-sector"))
    ),
    _lies(
        "wrong-bit",
        "F17",
        "a sector of it is kept wrong",
        lambda way: Faults(STICK, corrupt=(way.written,)),
    ),
    _lies(
        "dropped",
        "F18",
        "a sector of it is acknowledged and dropped",
        lambda way: Faults(STICK, ignore=(way.written,)),
        loop=True,
    ),
    _lies(
        "fake-wrap",
        "F19",
        "the stick has less than it says, and its addresses repeat",
        lambda way: Faults(STICK, real_size=way.real),
    ),
    _lies(
        "fake-drop",
        "F20",
        "the stick has less than it says, and loses the rest",
        lambda way: Faults(STICK, real_size=way.real, beyond=Beyond.DROP),
    ),
    Fault(
        "unsteady",
        "F17",
        "every reading of one place gives other bytes",
        _always(fails("verify-error", says=TRUST)),
        lambda way: Faults(STICK, flaky=(way.written,)),
    ),
)


def _then(
    name: str, row: str, moment: Moment, deed: Deed, expect: Callable[[Fast], Expect]
) -> Fault:
    """Something is done at a moment."""
    loop = moment is Moment.WITHIN and deed in (Deed.STOP, Deed.KILL)
    at = At(moment, deed)
    return Fault(name, row, f"{moment}, {deed}", expect, at=at, loop=loop)


MOMENTS = (
    *(
        _then(
            f"worn-out-{name}",
            "F13",
            moment,
            Deed.WEAR_OUT,
            _always(fails("write-refused", says=("worn out",))),
        )
        for name, moment in (("within", Moment.WITHIN), ("before-the-head", Moment.HEAD))
    ),
    _then(
        "broken-when-read-back",
        "F16",
        Moment.READ_BACK,
        Deed.BREAK,
        _always(fails("read-refused", "write-refused")),
    ),
    *(
        _then(
            f"unplugged-{name}",
            row,
            moment,
            Deed.PULL_OUT,
            _gone_when_done if moment is Moment.LAST_SYNC else _always(GONE),
        )
        for name, row, moment in (
            ("within", "F2", Moment.WITHIN),
            ("at-the-sync", "F5", Moment.SYNC),
            ("when-read-back", "F4", Moment.READ_BACK),
            ("at-the-last-sync", "F5", Moment.LAST_SYNC),
        )
    ),
    _then(
        "stalls",
        "F24",
        Moment.WITHIN,
        Deed.WAIT,
        lambda way: replace(way.well, says=(*way.well.says, *WAITS)),
    ),
    _then("stopped", "F40", Moment.WITHIN, Deed.STOP, _always(stopped())),
    _then("killed-within", "F41", Moment.WITHIN, Deed.KILL, _always(killed())),
    _then("killed-before-the-head", "F41", Moment.HEAD, Deed.KILL, _always(killed())),
    _then(
        "killed-at-the-first-sector",
        "F41",
        Moment.FIRST_SECTOR,
        Deed.KILL,
        lambda way: killed(*way.done),
    ),
)

IMAGES = (
    *(
        replace(
            _then(f"image-{name}", row, Moment.FAR_END, deed, _always(fails(code))),
            comes_to=lambda way: not way.given.image.web,
        )
        for name, row, deed, code in (
            ("cut-off", "F46", Deed.CUT_OFF, "image-changed"),
            ("edited", "F45", Deed.EDIT, "image-changed"),
            ("replaced", "F45", Deed.REPLACE, "image-changed"),
            ("deleted", "F45", Deed.DELETE, "image-unreadable"),
        )
    ),
    Fault(
        "image-unreadable",
        "F46",
        "the disk of the image cannot read a sector of it",
        _always(fails("image-unreadable", says=("can’t be read at byte",))),
        image=lambda image: replace(
            image, faults=Faults(LENGTH, read_errors=(Span(5 * MIB, 512),))
        ),
        comes_to=_is_read_whole,
    ),
    Fault(
        "image-stalls",
        "F48",
        "the disk of the image does not answer for eleven seconds",
        lambda way: replace(way.well, says=(*way.well.says, *WAITS)),
        at=At(Moment.SOURCE, Deed.WAIT),
        image=lambda image: replace(image, faults=Faults(LENGTH)),
        comes_to=lambda way: way.name in ("differences", "xz", "bzip2", "two-xz"),
    ),
    Fault(
        "image-never-answers-again",
        "F48",
        "the disk of the image never answers again, and the user stops it",
        _always(Expect((Outcome.STOPPED,), (Left.BLANK_HEAD,), journal="stopped")),
        at=At(Moment.SOURCE, Deed.SAY_STOPPED),
        image=lambda image: replace(image, faults=Faults(LENGTH)),
        comes_to=lambda way: way.name in ("differences", "xz", "zstd", "bzip2", "two", "two-xz"),
    ),
    *(
        Fault(
            f"tail-{tail.name.lower()}",
            "F53",
            f"the packed file comes {tail}",
            _damaged(tail, says),
            image=_with_tail(tail),
            comes_to=lambda way: way.packed,
        )
        for tail, says in (
            (Tail.CUT, "damaged"),
            (Tail.JUNK, "something else follows"),
            (Tail.FLIPPED, "damaged"),
        )
    ),
)

FAULTS = (*MEDIA, *MOMENTS, *IMAGES)


def _cases() -> Iterator[Case]:
    for where in (FILE, LOOP):
        for way in WAYS:
            well = f"fast-{way.name}-well-{where}"
            if where is FILE or way.loop:
                yield Case(well, ("F51",), where, way.given, f"{way.what}.", way.well)
            for fault in FAULTS:
                if fault.comes_to(way) and (where is FILE or (way.loop and fault.loop)):
                    yield _case(way, fault, where)


def _case(way: Fast, fault: Fault, where: Where) -> Case:
    given = replace(
        way.given,
        faults=fault.faults(way).changed({"size": way.size}),
        at=fault.at,
        image=fault.image(way.given.image),
    )
    happens = f"{way.what}: {fault.happens}."
    name = f"fast-{way.name}-{fault.name}-{where}"
    return Case(name, (fault.row,), where, given, happens, _seen_on(way, fault.expect(way)))


def _seen_on(way: Fast, expect: Expect) -> Expect:
    """A blank first sector on a stick of zeros is no change."""
    if way.given.held is not Held.ZEROS or Left.BLANK_HEAD not in expect.leaves:
        return expect
    return replace(expect, leaves=(*expect.leaves, Left.UNTOUCHED))


CASES = tuple(_cases())
