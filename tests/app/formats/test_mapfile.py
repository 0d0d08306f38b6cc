"""The map of what was read: its states, and its text as ddrescue writes it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import CorruptImage
from app.formats.mapfile import Mapfile, State

# As GNU ddrescue 1.27 left it, interrupted in its first pass.
DDRESCUE = b"""# Mapfile. Created by GNU ddrescue version 1.27
# Command line: ddrescue --idirect /dev/sdb saved.img saved.img.map
# Start time:   2026-11-27 07:40:01
# Copying non-tried blocks... Pass 1 (forwards)
# current_pos  current_status  current_pass
0x00300000     ?               1
#      pos        size  status
0x00000000  0x00300000  +
0x00300000  0x00010000  *
0x00310000  0x00000200  /
0x00310200  0x00000200  -
0x00310400  0x000EFC00  ?
"""
# As `ddrescuelog --annotate-mapfile` 1.27 printed it.
ANNOTATED = b"""# Mapfile. Created by GNU ddrescuelog version 1.27
# current_pos  current_status  current_pass
0x00000000     ?               1\t#  0 B
#      pos        size  status
0x00000000  0x00080000  +\t#         0 B    524288
0x00080000  0x00080000  ?\t#    524288 B    524288
"""
SIZE = 0x400000
PLACES = st.integers(0, 40)


def test_one_of_ddrescue() -> None:
    known = Mapfile.parse(DDRESCUE, SIZE)
    assert [(state, list(known.runs([state]))) for state in State] == [
        (State.UNTRIED, [(0x310400, SIZE)]),
        (State.UNTRIMMED, [(0x300000, 0x310000)]),
        (State.UNSCRAPED, [(0x310000, 0x310200)]),
        (State.BAD, [(0x310200, 0x310400)]),
        (State.READ, [(0, 0x300000)]),
    ]
    assert known.total(State.BAD, State.UNSCRAPED) == 0x400


@pytest.mark.parametrize(
    "data",
    [
        ANNOTATED,
        b"  # by hand\n0 ? 1\n\n  0 02000000 + # octal\n524288 0X80000 ?\n",
        b"00 ?\n00 524288 +\n",
    ],
)
def test_comments_and_numbers_that_ddrescue_takes(data: bytes) -> None:
    known = Mapfile.parse(data, 1 << 20)
    assert list(known.runs([State.READ])) == [(0, 1 << 19)]
    assert list(known.runs([State.UNTRIED])) == [(1 << 19, 1 << 20)]


@pytest.mark.parametrize(("size", "read"), [(0x200000, 0x200000), (SIZE + 9, 0x300000)])
def test_a_drive_of_another_size(size: int, read: int) -> None:
    """What is left out is untried; what lies behind is nobody's."""
    known = Mapfile.parse(DDRESCUE, size)
    assert known.total(State.READ) == read
    assert known.total(*State) == size


@given(st.lists(st.tuples(PLACES, PLACES, st.sampled_from(State))), st.integers(1, 40))
def test_what_was_marked_is_known(marks: list[tuple[int, int, State]], size: int) -> None:
    known, plain = Mapfile(size), [State.UNTRIED] * size
    for start, stop, state in marks:
        known.mark(start, stop, state)
        for place in range(start, min(stop, size)):
            plain[place] = state
    for each in (known, Mapfile.parse(known.text("a\nb", State.BAD).encode(), size)):
        for state in State:
            found = {place for run in each.runs([state]) for place in range(*run)}
            assert found == {place for place in range(size) if plain[place] is state}
    blocks = known.text("", State.UNTRIED).splitlines()[3:]
    assert len(blocks) == 1 + sum(a is not b for a, b in pairwise(plain))


def test_what_was_read_in_part_is_untried() -> None:
    known = Mapfile.parse(b"0x0 ? 1\n0 1000 +\n1000 24 -\n1024 3077 +\n", 4101)
    known.align(512)
    assert [(state, list(known.runs([state]))) for state in (State.UNTRIED, State.READ)] == [
        (State.UNTRIED, [(512, 1024)]),
        (State.READ, [(0, 512), (1024, 4101)]),
    ]
    assert known.total(State.BAD) == 0


def test_runs_in_a_part() -> None:
    known = Mapfile(100)
    known.mark(10, 20, State.READ)
    known.mark(20, 30, State.BAD)
    known.mark(50, 90, State.READ)
    assert list(known.runs([State.READ, State.BAD], 15, 60)) == [(15, 20), (20, 30), (50, 60)]
    assert list(known.runs([State.READ], 30, 50)) == []
    assert list(known.runs([State.READ], 90, 10)) == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is none"),
        (b"# only comments\n", "it is none"),
        (b"\xff\xfe", "it is none"),
        (b"0x0 ? 1\n0x0 0x100 +\n0x200 0x100 +\n", "does not follow"),
        (b"0x0 ? 1\n0x0 0x0 +\n", "does not follow"),
        (b"0x0 ? 1\n0x0 0x100 x\n", "does not follow"),
        (b"0x0 ? 1\n0x0 -0x100 +\n", "does not follow"),
        (b"0x0 ? 1\n0x0 0x100\n", "does not follow"),
        (b"0x0 ? 1\n0x0 080 +\n", "does not follow"),
        (b"0x0 ? 1\n0x0 0x100 +#\n", "does not follow"),
    ],
)
def test_what_is_no_map(data: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        Mapfile.parse(data, 1 << 20)
