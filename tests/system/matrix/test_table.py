"""The table itself: complete, without doubles, readable, and judged by rules that can say no."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from system.matrix.case import (
    Case,
    Copy,
    Left,
    Outcome,
    Seen,
    Where,
    fails,
    judge,
    refused,
    saved,
    verdict,
    verified,
)
from system.matrix.parser import Listed
from system.matrix.rows import NOT_HERE, ROWS
from system.matrix.table import CASES, readme
from system.sticks.promises import BrokenPromise

LEAST = 150
SYSTEM = Path(__file__).parents[1]
RIGHT = Case("a-case", ("F15",), Where.FILE, Listed(""), "It happens.", verified())
FAILED = replace(RIGHT, expect=fails("drive-gone", says=("unplugged",)))
SAVED = replace(RIGHT, expect=saved())
WELL = Seen(Outcome.VERIFIED, Left.IMAGE)
BADLY = Seen("drive-gone", Left.BLANK_HEAD, "It was Unplugged.")
READ = Seen(Outcome.SAVED, Left.UNTOUCHED, copy=Copy.WHOLE)


def test_there_are_enough() -> None:
    assert len(CASES) >= LEAST


def test_names_are_names_and_each_is_there_once() -> None:
    names = [case.name for case in CASES]
    assert sorted(set(names)) == sorted(names)
    assert not [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)]


def test_every_row_has_a_case_or_a_reason() -> None:
    played = {row for case in CASES for row in case.rows}
    assert not played - set(ROWS)
    assert set(ROWS) == played | set(NOT_HERE)
    assert not played & set(NOT_HERE), "it is played, whatever its reason says"
    assert all(case.rows for case in CASES)


@pytest.mark.parametrize("where", Where)
def test_every_place_is_played(where: Where) -> None:
    """All of its cases: `at` is the only way to them."""
    others = set(SYSTEM.rglob("test_*.py")) - {Path(__file__)}
    assert any(f"at(Where.{where.name})" in path.read_text() for path in others)


def test_what_happens_is_a_sentence() -> None:
    assert not [case.name for case in CASES if not re.fullmatch(r"[A-Z`.].*\.", case.happens)]


def test_the_readme_is_the_table() -> None:
    path = Path(__file__).with_name("README.md")
    assert path.read_text(encoding="utf-8") == readme(), "run tests/system/matrix/readme.py"


def test_what_was_expected_is_right() -> None:
    assert verdict(RIGHT, WELL) == verdict(FAILED, BADLY) == []


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        (RIGHT, replace(WELL, left=Left.UNTOUCHED)),
        (RIGHT, replace(WELL, bystanders=False)),
        (RIGHT, replace(WELL, beside=False)),
        (RIGHT, BADLY),
        (FAILED, WELL),
        (FAILED, replace(BADLY, outcome="write-refused")),
        (FAILED, replace(BADLY, left=Left.IMAGE)),
        (FAILED, replace(BADLY, left=Left.OTHER)),
        (FAILED, replace(BADLY, text="It failed.")),
        (replace(FAILED, expect=replace(FAILED.expect, hides=("it was",))), BADLY),
        (replace(FAILED, expect=replace(FAILED.expect, findings=("damaged",))), BADLY),
        (replace(FAILED, expect=replace(FAILED.expect, journal="")), BADLY),
        (replace(FAILED, expect=replace(FAILED.expect, again=True)), replace(BADLY, again="")),
    ],
)
def test_anything_else_is_wrong(case: Case, seen: Seen) -> None:
    assert verdict(case, seen)


@pytest.mark.parametrize(
    ("case", "seen"),
    [
        (RIGHT, replace(WELL, left=Left.BLANK_HEAD)),
        (RIGHT, replace(WELL, bystanders=False)),
        (FAILED, replace(BADLY, bystanders=False)),
        (FAILED, replace(BADLY, left=Left.OTHER)),
        (replace(FAILED, expect=refused("unsafe-drive")), WELL),
        (RIGHT, replace(WELL, outcome=Outcome.PUT_BACK)),
        (RIGHT, replace(WELL, outcome=Outcome.PARTS, left=Left.BLANK_HEAD)),
        (RIGHT, replace(WELL, outcome=Outcome.FINE)),
        (SAVED, replace(READ, left=Left.OTHER)),
        (SAVED, replace(READ, copy=Copy.LISTED)),
        (SAVED, replace(READ, outcome=Outcome.STOPPED, copy=Copy.OTHER)),
        (SAVED, replace(READ, outcome=Outcome.INCOMPLETE)),
    ],
)
def test_lies_and_harm_are_more_than_wrong(case: Case, seen: Seen) -> None:
    """No second run takes them back."""
    with pytest.raises(BrokenPromise):
        judge(case, seen)


@pytest.mark.parametrize(
    ("case", "seen"), [(RIGHT, BADLY), (FAILED, WELL), (RIGHT, replace(WELL, beside=False))]
)
def test_everything_else_may_be_a_busy_computer(case: Case, seen: Seen) -> None:
    with pytest.raises(AssertionError) as caught:
        judge(case, seen)
    assert not isinstance(caught.value, BrokenPromise)


def test_what_was_expected_is_judged_to_be_so() -> None:
    judge(RIGHT, WELL)
    judge(FAILED, BADLY)
    judge(SAVED, READ)


@pytest.mark.parametrize("outcome", [Outcome.VERIFIED, Outcome.UNCHECKED])
def test_success_is_never_claimed_without_the_image(outcome: Outcome) -> None:
    """Whatever a table says."""
    lenient = replace(RIGHT.expect, outcomes=tuple(Outcome), leaves=tuple(Left))
    case = replace(RIGHT, expect=lenient)
    assert not verdict(case, Seen(outcome, Left.IMAGE))
    for left in set(Left) - {Left.IMAGE}:
        assert verdict(case, Seen(outcome, left))
