"""The model of a stick's memory: plain bytes without a fault, and each fault by itself."""

import errno
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from system.sticks.faults import Beyond, Faults, Span, Stall
from system.sticks.memory import LIMBO, Memory

SIZE = 4096
OLD = bytes(range(256)) * 16
places = st.integers(0, SIZE - 1)
calls = st.lists(
    st.one_of(
        st.tuples(st.just("write"), places, st.binary(min_size=1, max_size=600)),
        st.tuples(st.just("read"), places, st.integers(1, 600)),
        st.tuples(st.just("sync"), st.just(0), st.just(0)),
    ),
    max_size=30,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "memory"
    file.write_bytes(OLD)
    return file


@given(calls=calls, cache=st.sampled_from([0, 1, 700, 1 << 20]), disorderly=st.booleans())
def test_without_a_fault_it_is_plain_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    calls: list[tuple[str, int, bytes | int]],
    cache: int,
    disorderly: bool,
) -> None:
    file = tmp_path_factory.mktemp("stick") / "memory"
    file.write_bytes(OLD)
    faults = Faults(SIZE, cache=cache, disorderly=disorderly)
    stick, model, synced = Memory(file, faults), bytearray(OLD), bytes(OLD)
    for name, offset, what in calls:
        if name == "write":
            assert isinstance(what, bytes)
            if offset + len(what) > SIZE:
                with pytest.raises(OSError, match="No space"):
                    stick.write(offset, what)
                continue
            stick.write(offset, what)
            model[offset : offset + len(what)] = what
        elif name == "read":
            assert isinstance(what, int)
            assert stick.read(offset, what) == model[offset : offset + what]
        else:
            stick.sync()
            synced = bytes(model)
            assert stick.holds(synced)
    assert stick.read(0, SIZE) == model
    stick.cut_power()
    kept = stick.read(0, SIZE)
    if cache == 0:
        assert kept == model
    if cache == 1 << 20:
        assert kept == synced


def refused(stick: Memory, name: str, offset: int = 0, data: bytes = bytes(512)) -> int:
    """The error number; 0 when it went well."""
    try:
        match name:
            case "read":
                stick.read(offset, len(data))
            case "write":
                stick.write(offset, data)
            case _:
                stick.sync()
    except OSError as error:
        return error.errno or -1
    return 0


def test_it_wraps_around_behind_its_real_size(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, real_size=1024))
    stick.write(1000, b"x" * 48)
    assert stick.read(0, 24) == b"x" * 24
    assert stick.read(2048 + 1000, 24) == b"x" * 24
    assert file.stat().st_size == 1024
    assert not stick.holds(b"old", 1000)


def test_what_is_dropped_reads_as_zeros(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, real_size=1024, beyond=Beyond.DROP))
    stick.write(1000, b"x" * 48)
    assert stick.read(1000, 48) == b"x" * 24 + bytes(24)
    assert stick.read(0, 24) == OLD[:24]


def test_what_is_not_there_is_one_place(file: Path) -> None:
    """Its last, whatever address it is given: there the stick keeps nothing either."""
    stick = Memory(file, Faults(4 * LIMBO, real_size=2 * LIMBO, beyond=Beyond.LIMBO))
    stick.write(2 * LIMBO + 8, b"first")
    stick.write(3 * LIMBO + 8, b"other")
    assert [stick.read(number * LIMBO + 8, 5) for number in (1, 2, 3)] == [b"other"] * 3
    stick.write(2 * LIMBO - 8, b"y" * 8 + b"x" * LIMBO)
    assert stick.read(2 * LIMBO - 8, 8) == b"x" * 8


def test_corrupt_bytes_are_kept_wrong_every_one(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, corrupt=(Span(10, 3),)))
    stick.write(8, b"abcdefg")
    found = stick.read(8, 7)
    assert found[:2] + found[5:] == b"abfg"
    assert all(got != wanted for got, wanted in zip(found[2:5], b"cde", strict=True))


def test_ignored_writes_leave_what_was_there(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, ignore=(Span(10, 3),)))
    stick.write(8, b"abcdefg")
    assert stick.read(8, 7) == b"ab" + OLD[10:13] + b"fg"
    assert not stick.counters.errors


def test_flaky_reads_differ_so_often(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, flaky=(Span(10, 1),), flaky_reads=3))
    read = [stick.read(8, 4) for _ in range(5)]
    assert all(each[2] != OLD[10] for each in read[:3])
    assert read[3:] == [OLD[8:12]] * 2
    assert stick.holds(OLD)
    assert stick.counters.wrong_reads == 3


def test_errors_have_their_places(file: Path) -> None:
    faults = Faults(SIZE, read_errors=(Span(512, 1),), write_errors=(Span(1024, 1),))
    stick = Memory(file, faults)
    for name, offset in (("read", 512), ("write", 1024)):
        assert refused(stick, name, offset) == errno.EIO
        assert refused(stick, name, offset - 512) == 0
        assert refused(stick, name, offset + 1) == 0
    assert stick.counters.errors == 2
    assert stick.read(1024, 1) == OLD[:1]


def test_a_sync_that_fails_loses_the_cache(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, cache=SIZE, sync_errors=(1,)))
    stick.write(0, b"first")
    assert [refused(stick, "sync"), stick.holds(b"first")] == [0, True]
    stick.write(0, b"other")
    assert refused(stick, "sync") == errno.EIO
    assert refused(stick, "sync") == 0
    assert stick.holds(b"first")
    assert (stick.counters.flushes, stick.counters.syncs) == (2, 3)


def test_a_sync_that_lies_keeps_nothing(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, cache=SIZE, lying_sync=True))
    stick.write(0, b"first")
    stick.sync()
    assert stick.read(0, 5) == b"first"
    stick.cut_power()
    assert stick.read(0, 5) == OLD[:5]
    assert stick.counters.lost == 5


def test_through_the_cache_nothing_is_overtaken(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, cache=SIZE))
    stick.write(0, b"first")
    stick.write(0, b"second", through=True)
    stick.cut_power()
    assert stick.read(0, 6) == b"second"


def test_worn_it_reads_and_no_longer_writes(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, worn_after=1024))
    assert [refused(stick, "write", 512 * place) for place in range(4)] == [0, 0, 5, 5]
    assert refused(stick, "read") == 0


def test_unreadable_from_so_many_bytes_on(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, unreadable_after=1024))
    assert [refused(stick, "read") for _ in range(4)] == [0, 0, 5, 5]


def test_the_switch(file: Path) -> None:
    assert refused(Memory(file, Faults(SIZE, read_only=True)), "write") == errno.EPERM


def test_pulled_out_reading_just_ends(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, cache=SIZE, unplugged_after=1024))
    stick.write(0, bytes(1024))
    assert refused(stick, "write", 1024) == errno.ENOSPC
    assert stick.size == 0
    assert stick.read(0, 512) == b""
    assert refused(stick, "sync") == errno.EIO
    assert stick.counters.lost == 1024
    assert stick.holds(OLD)


def test_pulled_out_while_it_is_read(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, unplugged_reading=1024))
    assert [len(stick.read(0, 512)) for _ in range(3)] == [512, 0, 0]


def test_settings_change_while_it_is_in_use(file: Path) -> None:
    stick = Memory(file, Faults(SIZE))
    stick.change({"write_errors": [[0, 512]], "beyond": "drop", "real_size": 2048})
    assert refused(stick, "write") == errno.EIO
    assert stick.read(2048, 4) == bytes(4)
    with pytest.raises(ValueError, match="no such setting: colour"):
        stick.change({"colour": 1})
    assert Faults.from_json(stick.faults.to_json()) == stick.faults


@pytest.mark.parametrize(
    "faults",
    [
        Faults(SIZE, hold=True),
        Faults(SIZE, read_stalls=(Stall(256, 60),)),
        Faults(SIZE, read_speed=1),
    ],
)
def test_who_waits_for_it_goes_on_when_it_is_dead(file: Path, faults: Faults) -> None:
    stick, ends = Memory(file, faults), list[int]()
    waiting = threading.Thread(target=lambda: ends.append(refused(stick, "read")), daemon=True)
    waiting.start()
    waiting.join(0.1)
    assert waiting.is_alive()
    stick.change({"dead": True})
    waiting.join(20)
    assert ends == [errno.EIO]


def test_a_stall_comes_once(file: Path) -> None:
    stick = Memory(file, Faults(SIZE, write_stalls=(Stall(256, 0.01), Stall(2048, 3600))))
    assert [refused(stick, "write", place) for place in (0, 0, 512)] == [0, 0, 0]
