"""Budgets, which make absurd images end soon. What reads through them is tested where it stands."""

import pytest

from app.errors import BudgetSpent
from app.formats.binary import Budget, Memory, Window, name_counter


def test_reads_are_counted() -> None:
    budget = Budget(Memory(b"image"), reads=2)
    assert budget.read_at(0, 2) + budget.read_at(2, 3) == b"image"
    with pytest.raises(BudgetSpent, match="too many reads"):
        budget.read_at(0, 1)


def test_bytes_are_counted() -> None:
    budget = Budget(Memory(b"image"), length=5)
    assert budget.read_at(0, 5) == b"image"
    with pytest.raises(BudgetSpent, match="too many bytes"):
        budget.read_at(0, 1)


def test_names_are_counted_through_every_window() -> None:
    inner = Window(Window(Budget(Memory(b"image"), names=2), 1, 4), 1, 2)
    count_name = name_counter(inner)
    count_name()
    count_name()
    with pytest.raises(BudgetSpent, match="too many names"):
        count_name()


def test_without_a_budget_names_are_free() -> None:
    name_counter(Window(Memory(b"image"), 0, 3))()
