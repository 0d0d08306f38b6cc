"""Every point of the acceptance list names what shows it, and what it names is there."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
LIST = Path(__file__).with_name("README.md").read_text()
POINTS = re.findall(r"^\| (\d+) \| .* \| (.*) \|$", LIST, re.MULTILINE)
BY_HAND = "16"


@pytest.mark.parametrize(("number", "shown_by"), POINTS, ids=[number for number, _ in POINTS])
def test_its_tests_exist(number: str, shown_by: str) -> None:
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", shown_by)
    assert named or number == BY_HAND
    for path, name in named:
        tree = ast.parse((TESTS / path).read_text())
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert name in functions, f"{path} has no {name}"


def test_the_list_is_whole() -> None:
    assert [number for number, _ in POINTS] == [str(number) for number in range(1, 17)]
