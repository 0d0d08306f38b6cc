"""What `--help` says: on one screen, and no less than the README."""

import argparse
import re
from pathlib import Path

import pytest

from app.cli import main
from app.commands.ends import STATUSES
from app.commands.grammar import COMMANDS, parser
from app.journal.forgetting import LONGEST_OLD
from app.stages.keep import BODY

ROOT = Path(__file__).parents[2]
LINES, COLUMNS = 24, 80  # of a terminal as it opens

HELP = ((), *((name,) for name in COMMANDS))


def help_of(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], which: str = "--help"
) -> str:
    with pytest.raises(SystemExit) as caught:
        main([*words, which])
    assert caught.value.code == 0
    return capsys.readouterr().out


def in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    monkeypatch.setenv("LINES", str(LINES))


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_it_fits_a_screen(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    lines = help_of(words, capsys).splitlines()
    assert len(lines) <= LINES
    assert max(map(len, lines)) <= COLUMNS


@pytest.mark.parametrize(
    ("name", "left_out"),
    [("write", {"--exact", "--any-pc"}), ("verify", {"--any-pc"}), ("burn", {"--anyway"})],
)
def test_what_is_left_out_is_told_elsewhere(
    name: str, left_out: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (command,) = (choice for choice in _choices() if choice.prog.endswith(name))
    options = {text for action in command._actions for text in action.option_strings}
    short, whole = (help_of((name,), capsys, which) for which in ("--help", "--help-all"))
    assert "--help-all" in short
    assert {text for text in options if text not in whole} == set()
    assert left_out <= {text for text in options if text not in short}
    assert max(map(len, whole.splitlines())) <= COLUMNS
    assert whole.endswith(short[short.index("Exit status") :])


def _choices() -> list[argparse.ArgumentParser]:
    (several,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    return list(several.choices.values())


@pytest.mark.parametrize("words", HELP, ids=" ".join)
def test_it_says_with_what_it_ends(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    text = in_one_line(help_of(words, capsys))
    ends = text.partition("Exit status: ")[2].partition(" Examples:")[0]
    told = {int(number) for number in re.findall(r"(?:^|, )(\d+) ", ends)}
    if words == ("boot",):  # these have words of their own for them
        assert told == set(STATUSES)
        return
    if words[:1] in (("check",), ("doctor",)):
        assert told == {0, 1, 2} | ({4} if words == ("check",) else set())
        return
    assert told == set(STATUSES)
    assert all(f"{status} {said}" in ends for status, said in STATUSES.items())


def test_the_readme_says_the_same() -> None:
    readme = in_one_line((ROOT / "README.md").read_text(encoding="utf-8"))
    ends = ", ".join(f"{status} {said}" for status, said in STATUSES.items())
    assert f"Exit status: {ends}." in readme


def test_it_says_how_much_can_be_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    much = f"first {BODY >> 20} MiB"
    assert much in in_one_line(help_of(("undo",), capsys))
    assert f"after {LONGEST_OLD // (24 * 3600)} days" in in_one_line(help_of(("undo",), capsys))
    assert much in help_of((), capsys)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r".*packaging/run undo.*", readme)
    assert much in line
