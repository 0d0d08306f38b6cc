import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_iso import SECTOR, both, continuation, susp
from support_readers import Counted

from app.errors import BudgetSpent
from app.formats.binary import Memory
from app.formats.rock_ridge import Ridge, RockRidge

PX = susp(b"PX", both(0o100644) + both(1) + both(0) * 2)


def nm(letters: bytes, flags: int = 0) -> bytes:
    return susp(b"NM", bytes([flags]) + letters)


def sl(*components: tuple[int, bytes]) -> bytes:
    parts = [bytes([flags, len(letters)]) + letters for flags, letters in components]
    return susp(b"SL", b"\0" + b"".join(parts))


def read(area: bytes, *blocks: bytes, skip: int = 0) -> Ridge:
    """The fields of a record whose continuations lie in `blocks`."""
    reader = Memory(b"".join(block.ljust(SECTOR, b"\0") for block in blocks))
    return RockRidge(reader, SECTOR, skip).read(area)


@pytest.mark.parametrize(
    ("area", "name"),
    [
        (nm(b"readme") + PX, "readme"),
        (PX + nm("Größe".encode()), "Größe"),
        (PX + nm("Größe".encode("latin-1")), "Größe"),
        (PX, ""),
        (b"", ""),
        (nm(b"readme") + b"\0\0\0", "readme"),
    ],
)
def test_a_name_and_nothing_else(area: bytes, name: str) -> None:
    ridges = RockRidge(Memory(b""), SECTOR, 0)
    assert ridges.only_name(area) == name
    assert ridges.read(area) == Ridge(name)


@pytest.mark.parametrize(
    "area",
    [
        nm(b"read", 1) + nm(b"me"),
        nm(b"readme") + susp(b"RE"),
        nm(b"readme") + sl((0, b"x")),
        nm(b"readme") + susp(b"CL", both(7)),
        nm(b"readme") + continuation(0, 0, 0),
        nm(b"", 2),
        susp(b"NM"),
        susp(b"ST"),
        nm(b"pipe") + susp(b"PX", both(0o10644)),
    ],
)
def test_whatever_is_more_must_be_read(area: bytes) -> None:
    assert RockRidge(Memory(b""), SECTOR, 0).only_name(area) is None


def test_a_name_in_pieces() -> None:
    assert read(nm(b"read", 1) + PX + nm(b"me")) == Ridge("readme")


@pytest.mark.parametrize("flags", [2, 4])
def test_names_of_the_folder_itself_and_above_are_none(flags: int) -> None:
    assert read(nm(b"x", flags)) == Ridge("")


def test_fields_behind_the_end_are_none() -> None:
    assert read(nm(b"a") + susp(b"ST") + nm(b"b")) == Ridge("a")


def test_what_is_skipped() -> None:
    assert read(b"XY\7" + nm(b"a"), skip=3) == Ridge("a")


@pytest.mark.parametrize(
    ("components", "shown"),
    [
        ([(0, b"a"), (0, b"b")], "a/b"),
        ([(8, b""), (0, b"usr")], "/usr"),
        ([(8, b"")], "/"),
        ([(4, b""), (2, b""), (0, b"a")], ".././a"),
        ([(1, b"long"), (1, b"er"), (0, b" name"), (0, b"x")], "longer name/x"),
    ],
)
def test_links(components: list[tuple[int, bytes]], shown: str) -> None:
    assert read(nm(b"to") + sl(*components)) == Ridge("to", shown)


def test_a_link_in_two_fields() -> None:
    assert read(sl((0, b"a"), (1, b"b")) + sl((0, b"c"))).link == "a/bc"


def test_a_component_longer_than_its_field_is_damage() -> None:
    assert read(susp(b"SL", b"\0\0\xc8abc")) == Ridge("", "abc", damaged=True)


def test_a_link_of_endless_components_is_cut_and_damaged() -> None:
    ridge = read(sl(*[(0, b"x" * 100)] * 2) * 30)
    assert ridge.damaged
    assert len(ridge.link) <= 4096


def test_an_endless_name_is_cut_and_damaged() -> None:
    ridge = read(nm(b"n" * 200, 1) * 10)
    assert ridge.damaged
    assert len(ridge.name) <= 1025


@pytest.mark.parametrize("kind", [0o1, 0o2, 0o6, 0o14])
def test_devices_pipes_and_sockets(kind: int) -> None:
    ridge = RockRidge(Memory(b""), SECTOR, 0).read(
        nm(b"it") + susp(b"PX", both(kind << 12 | 0o644))
    )
    assert ridge == Ridge("it", special=True)


def test_a_packed_file_cannot_be_read() -> None:
    area = nm(b"it") + susp(b"ZF", b"pz\x04\x0f" + both(5))
    ridges = RockRidge(Memory(b""), SECTOR, 0)
    assert ridges.only_name(area) is None
    assert ridges.read(area) == Ridge("it", damaged=True)


def test_moved_folders() -> None:
    assert read(susp(b"CL", both(77))) == Ridge(moved_to=77)
    assert read(susp(b"RE")) == Ridge(moved=True)
    assert read(susp(b"CL", b"\1")) == Ridge(moved_to=1)


def test_fields_go_on_in_another_block() -> None:
    area = nm(b"a", 1) + continuation(1, 5, len(nm(b"b"))) + nm(b"-", 1)
    assert read(area, b"", b".....".ljust(5) + nm(b"b") + nm(b"c")) == Ridge("a-b")


def test_continuations_go_on_again() -> None:
    first = nm(b"b", 1) + continuation(0, 1000, len(nm(b"c")))
    block = first.ljust(1000, b"\0") + nm(b"c")
    assert read(nm(b"a", 1) + continuation(0, 0, len(first)), block) == Ridge("abc")


@pytest.mark.parametrize(
    ("area", "block"),
    [
        (continuation(0, 0, 28), continuation(0, 0, 28)),
        (continuation(0, 0, 56), continuation(0, 28, 28) + continuation(0, 0, 56)),
        (continuation(0, SECTOR - 8, 9), b""),
        (continuation(1, 0, 28), b""),
        (continuation(0xFFFFFFFF, 0, 28), b""),
        (susp(b"NM"), b""),
    ],
    ids=["circle", "circle of two", "over the block", "behind the end", "far away", "no letters"],
)
def test_what_leads_nowhere_is_damage(area: bytes, block: bytes) -> None:
    assert read(nm(b"a", 1) + area, block) == Ridge("a", damaged=True)


def test_no_more_than_32_hops() -> None:
    blocks = [continuation(number + 1, 0, 28) for number in range(40)]
    reader = Counted(b"".join(block.ljust(SECTOR, b"\0") for block in blocks))
    assert RockRidge(reader, SECTOR, 0).read(continuation(0, 0, 28)).damaged
    assert reader.reads == 32


def test_records_that_go_on_in_the_same_block_read_it_once() -> None:
    reader = Counted(nm(b"a").ljust(SECTOR, b"\0"))
    ridges = RockRidge(reader, SECTOR, 0)
    for _ in range(9):
        assert ridges.read(continuation(0, 0, 6)) == Ridge("a")
    assert reader.reads == 1


def test_one_folder_of_endless_continuations_ends() -> None:
    reader = Memory(bytes(SECTOR))
    ridges = RockRidge(reader, SECTOR, 0)
    area = continuation(0, 0, SECTOR)
    with pytest.raises(BudgetSpent):
        all(ridges.read(area) == Ridge() for _ in range(10_000))


SP = susp(b"SP", b"\xbe\xef\0")
ER = susp(b"ER", bytes([10, 0, 0, 1]) + b"RRIP_1991A")


@pytest.mark.parametrize(
    ("area", "skip"),
    [
        (SP + PX, 0),
        (SP + ER, 0),
        (SP + susp(b"ER", bytes([10, 0, 0, 1]) + b"IEEE_P1282"), 0),
        (susp(b"SP", b"\xbe\xef\x07") + PX, 7),
        (bytes(14) + susp(b"SP", b"\xbe\xef\x0e") + PX, 14),
        (susp(b"RR", b"\x89") + PX, 0),
        (SP, None),
        (SP + susp(b"AA"), None),
        (susp(b"SP", b"\xde\xad\0") + PX, None),
        (b"", None),
    ],
)
def test_whether_there_is_any(area: bytes, skip: int | None) -> None:
    assert RockRidge.skip(Memory(b""), SECTOR, area) == skip


def test_it_may_be_announced_in_a_continuation() -> None:
    reader = Memory(ER.ljust(SECTOR, b"\0"))
    assert RockRidge.skip(reader, SECTOR, SP + continuation(0, 0, len(ER))) == 0
    assert RockRidge.skip(reader, SECTOR, SP + continuation(5, 0, len(ER))) is None


@given(st.binary(max_size=222), st.binary(max_size=SECTOR), st.integers(0, 15))
def test_garbage_is_damage_and_never_a_crash(area: bytes, block: bytes, skip: int) -> None:
    ridges = RockRidge(Memory(block.ljust(SECTOR, b"\0")), SECTOR, skip)
    known = ridges.only_name(area)
    ridge = ridges.read(area)
    assert known is None or (known == ridge.name) or ridge.damaged
    RockRidge.skip(Memory(block), SECTOR, area)


@given(st.lists(st.sampled_from([b"NM", b"SL", b"CE", b"CL", b"RE", b"ST", b"PX"])), st.binary())
def test_fields_of_garbage(kinds: list[bytes], values: bytes) -> None:
    fields = [susp(kind, values[at : at + 24]) for at, kind in enumerate(kinds)]
    block = b"".join(fields).ljust(SECTOR, b"\0")[:SECTOR]
    read(b"".join(fields) + continuation(0, 0, SECTOR), block)
