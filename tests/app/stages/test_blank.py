"""The first sector goes first and is on the medium then; both ends are zeros before anything else
is written, and nothing between them is touched."""

import pytest
from support_media import Memory, MiB

from app.control import Control
from app.events import Progressed, Stage, StageStarted
from app.stages.blank import blank, zero


@pytest.mark.parametrize(
    ("size", "parts"),
    [
        (4 * MiB, [(512, MiB - 512), (3 * MiB, MiB)]),
        (2 * MiB, [(512, MiB - 512), (MiB, MiB)]),
        (MiB + 512, [(512, MiB - 512), (MiB, 512)]),
        (MiB, [(512, MiB - 512)]),
        (4096, [(512, 3584)]),
    ],
)
@pytest.mark.usefixtures("without_signs_of_life")
def test_both_ends(size: int, parts: list[tuple[int, int]]) -> None:
    medium = Memory.of(size)
    events = list(blank(medium, "Stick", Control()))
    assert medium.log[:2] == [("write", 0, 512), ("sync", 0, 0)]
    assert medium.log[2:] == [("write", offset, length) for offset, length in parts]
    told = [event for event in events if event != Progressed(Stage.BLANK, 0)]
    done = 512 + sum(length for _, length in parts)
    assert told[0] == StageStarted(Stage.BLANK, done)
    assert told[1] == Progressed(Stage.BLANK, 512 + parts[0][1])
    assert told[-1] == Progressed(Stage.BLANK, done)
    for offset, length in ((0, 512), *parts):
        assert not any(medium.content[offset : offset + length])
    between = medium.content[MiB : size - MiB]
    assert between == (b"old!" * size)[: len(between)]


@pytest.mark.parametrize(("end", "last"), [(4 * MiB, 3 * MiB), (MiB + 4096, MiB)])
def test_where_it_ends_earlier_than_it_says(end: int, last: int) -> None:
    """Behind that is nothing that it keeps."""
    medium = Memory.of(8 * MiB)
    told = list(blank(medium, "Stick", Control(), end))
    assert medium.log[-1] == ("write", last, end - last)
    assert told[-1] == Progressed(Stage.BLANK, MiB + end - last)
    assert not any(medium.content[last:end])
    assert medium.content[end:] == b"old!" * ((8 * MiB - end) // 4)


def test_zeros_of_one_place() -> None:
    medium = Memory.of(8192)
    zero(medium, "Stick", 4096, 512)
    assert medium.content == b"old!" * 1024 + bytes(512) + b"old!" * 896
