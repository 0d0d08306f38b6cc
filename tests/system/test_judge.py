"""The verdict equals what a computer does: every sample, in every way.

One test a sample; the computers run once, for the first of them. A row that disagrees fails, or
stands explained in `samples.py` and `debian.py`.
"""

import re
from pathlib import Path

import pytest
from system import judge
from system.judge import SAMPLES, Cell, Seen, Table
from system.samples import Sample

from app.report import Answer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    said: list[str] = []
    return judge.judge(SAMPLES, tmp_path_factory.mktemp("judge"), said.append)


@pytest.mark.boots
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_what_happens_is_what_was_said(sample: Sample, table: Table) -> None:
    wrong = {
        " ".join(way): f"said {cell.verdict}, seen {cell.seen}"
        for way, cell in table[sample.name].items()
        if not cell.agrees and not cell.explained
    }
    assert not wrong


@pytest.mark.boots
def test_an_explanation_explains_something(table: Table) -> None:
    """Where verdict and computer agree by now, it has to go."""
    idle = [
        f"{name} {' '.join(way)}"
        for name, row in table.items()
        for way, cell in row.items()
        if cell.agrees and cell.explained
    ]
    assert not idle


@pytest.mark.boots
def test_the_readme_carries_the_table(table: Table, capsys: pytest.CaptureFixture[str]) -> None:
    fresh = judge.markdown(table, SAMPLES)
    with capsys.disabled():
        print(f"\n{fresh}")  # noqa: T201  it is what this test is run for
    readme = (ROOT / "README.md").read_text()
    assert fresh in readme, "the table above is not the one in README.md"


def test_the_readme_names_every_sample() -> None:
    _, _, section = (ROOT / "README.md").read_text().partition("## Shown by starting it")
    rows = re.findall(r"^\| (\S+) \| ", section.partition("\n## ")[0], re.MULTILINE)
    assert rows == ["image", *(sample.name for sample in SAMPLES)]


@pytest.mark.parametrize(
    ("verdict", "seen", "agrees"),
    [
        (Answer.YES, Seen.YES, True),
        (Answer.YES, Seen.EL_TORITO, False),
        (Answer.YES, Seen.TABLES, False),
        (Answer.YES, Seen.NO, False),
        (Answer.LIKELY, Seen.YES, False),
        (Answer.LIKELY, Seen.EL_TORITO, True),
        (Answer.LIKELY, Seen.TABLES, True),
        (Answer.LIKELY, Seen.NO, False),
        (Answer.NO, Seen.NO, True),
        (Answer.NO, Seen.EL_TORITO, False),
        (Answer.NO, Seen.TABLES, False),
        (Answer.NO, Seen.YES, False),
    ],
)
def test_what_the_words_mean(verdict: Answer, seen: Seen, agrees: bool) -> None:
    assert Cell(verdict, seen, "").agrees is agrees
