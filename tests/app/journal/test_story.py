"""What a story says, whatever stands in it and wherever it was cut off."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.drives.told import this_start
from app.journal import End, Unfinished, unfinished

ABOUT = {
    "image": "Ubuntu",
    "total": 100,
    "when": 0.0,
    "drive": {"vendor": "", "model": "m", "serial": "s", "size": 1, "inode": 0},
}


LINE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from([*ABOUT]), inner),
)


@given(st.lists(LINE | st.dictionaries(st.sampled_from(["stage", "done", "end"]), LINE)))
def test_whatever_stands_in_the_files_nothing_fails(
    tmp_path_factory: pytest.TempPathFactory, lines: list[object]
) -> None:
    place = tmp_path_factory.mktemp("jobs")
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in [ABOUT, *lines]))
    (place / "2.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (place / "3.jsonl").mkdir()
    assert all(each.share is None or 0 <= each.share <= 1 for each in unfinished(place))


@pytest.mark.parametrize(
    ("done", "total", "share"),
    [(-5, 100, 0.0), (10**400, 1, 1.0), (5, -5, None), (5, 0, None)],
)
def test_numbers_that_cannot_be(place: Path, done: int, total: int, share: float | None) -> None:
    place.mkdir()
    lines = [ABOUT | {"total": total}, {"stage": "write"}, {"done": done}]
    (place / "1.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    (found,) = unfinished(place)
    assert found.share == share


@pytest.mark.parametrize("cut", [0, 1, 30])
def test_a_last_line_that_was_cut_off(place: Path, cut: int) -> None:
    place.mkdir()
    lines = [json.dumps(ABOUT), json.dumps({"stage": "write"}), json.dumps({"done": 33})]
    whole = "\n".join(lines) + "\n"
    (place / "1.jsonl").write_text(whole[: len(whole) - cut] + ("" if cut else '{"do'))
    (found,) = unfinished(place)
    assert found.share == (0.33 if cut < 2 else 0.0)


def told_end(place: Path, **first: object) -> Unfinished:
    place.mkdir(exist_ok=True)
    line = json.dumps(ABOUT | first)
    (place / "1.jsonl").write_text(f'{line}\n{{"stage": "write"}}\n{{"done": 33}}\n')
    (found,) = unfinished(place)
    return found


def test_a_power_cut_is_told_from_a_kill(place: Path) -> None:
    assert told_end(place, start=this_start()).end is End.KILLED
    assert told_end(place, start="another start").end is End.POWER_CUT
    assert told_end(place).end is End.KILLED  # nobody noted it
