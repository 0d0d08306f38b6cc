"""What the README says in figures is so: counted where the things themselves are."""

import re
from pathlib import Path

import pytest
from computers import ALL_DUMPS, DUMPS, verdicts_of
from mutation.modules import TESTS
from system.matrix.case import Where
from system.matrix.table import CASES, at
from system.soak.__main__ import KINDS
from system.sticks import sinners

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def _recorded() -> int:
    return sum("# Recorded" in (DUMPS / f"{name}.txt").read_text() for name in ALL_DUMPS)


def _sinners() -> int:
    kinds = [each for each in vars(sinners).values() if isinstance(each, type)]
    return sum(issubclass(each, sinners.Writer) for each in kinds) - 1


def _devices() -> int:
    return sum(len(verdicts_of(dump)) for dump in ALL_DUMPS)


def _runs(kind: str) -> int:
    """How many make a full soak."""
    return next(each.count for each in KINDS if each.name == kind)


@pytest.mark.parametrize(
    ("figures", "counted"),
    [
        (r"([\d,]+) cases; the (\d+) of the virtual PC", (len(CASES), len(at(Where.PC)))),
        (r"([\d,]+) random attempts to have another one written", (_runs("wrong-drive"),)),
        (r"first \d+ of (\d+) exchanges", (_runs("swap-pc"),)),
        (r"\d+ of ([\d,]+) attempts with mapped devices", (_runs("dm-pc"),)),
        (r"(\d+) of (\d+) caught", (_sinners(), _sinners())),
        (r"in (\d+) modules; more than nine of ten in each", (len(TESTS),)),
        (r"(\d+) of (\d+) devices", (_devices(), _devices())),
        (
            r"(\d+) computers, (\d+) of them recorded .*? and (\d+) written",
            (len(ALL_DUMPS), _recorded(), len(ALL_DUMPS) - _recorded()),
        ),
    ],
)
def test_the_readme_counts_as_we_do(figures: str, counted: tuple[int, ...]) -> None:
    (found,) = re.findall(figures, README)
    found = (found,) if isinstance(found, str) else found
    assert tuple(int(each.replace(",", "")) for each in found) == counted
