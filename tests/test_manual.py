"""The manual page: everything of the command line stands in it, and no reader stumbles over it."""

import re
import subprocess
from pathlib import Path

import manual
import pytest
from grammar import commands, program

from app.commands.ends import STATUSES
from app.commands.examples import EXAMPLES
from app.commands.grammar import COMMANDS

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def page() -> str:
    return manual.page()


def plain(roff: str) -> str:
    """Without fonts and escapes, a word a word."""
    return re.sub(r"\\f[BIPR]", "", roff).replace(r"\-", "-").replace(r"\(ti", "~")


def section(page: str, name: str) -> str:
    return page.partition(f".SS stickwright {name}\n")[2].partition("\n.S")[0]


def test_the_grammar_is_that_of_the_command_line() -> None:
    assert tuple(command.name for command in commands()) == COMMANDS
    (write,) = (command for command in commands() if command.name == "write")
    names = {name for option in write.options for name in option.names}
    assert {"--help", "--yes", "--persistence", "--any-pc", "--no-verify"} <= names
    assert [operand.takes for operand in write.operands] == ["IMAGE", "DRIVE"]
    assert {option.takes for option in write.options if "--size" in option.names} == {"SIZE"}
    assert {option.takes for option in write.options if "--yes" in option.names} == {""}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_it(page: str, name: str) -> None:
    (command,) = (command for command in commands() if command.name == name)
    told = plain(section(page, name))
    for option in command.options:
        if "--help" not in option.names:  # said once for all
            head = ", ".join(option.names) + (f" {option.takes}" if option.takes else "")
            assert f".TP\n{head}\n" in told
        assert all(value in told for value in option.values), "as it has to be typed"
    for operand in command.operands:
        assert operand.takes in told or not operand.says
    assert told.startswith(f"{command.says[:1].upper()}{command.says[1:]}.\n")
    assert command.more in told
    assert (command.ends != "") is (name in ("check", "boot", "doctor"))
    assert command.ends in told
    for words, _ in EXAMPLES[name]:
        assert f"\nstickwright {name} {words}".rstrip() in told
    assert f"\nstickwright {name} [OPTION ...]" in plain(page)


def test_what_stands_around_them(page: str) -> None:
    for option in program():
        assert ", ".join(option.names) in plain(page)
    for status, says in STATUSES.items():
        assert f".TP\n{status}\n{says}." in plain(page)
    assert f'"stickwright {manual.version()}"' in page
    assert page == manual.page(), "the same sources make the same page"


def test_text_is_no_request() -> None:
    assert manual._escaped(".so /etc/passwd") == r"\&.so /etc/passwd"
    assert manual._escaped("a\\fBb\n'c") == "a\\efBb\n\\&'c"


@pytest.mark.tools
@pytest.mark.parametrize(
    "reader", ["mandoc -T lint -W warning", "groff -K utf8 -T utf8 -ww -z -man", "man -l"]
)
def test_readers_have_nothing_to_say(page: str, tmp_path: Path, reader: str) -> None:
    path = tmp_path / "stickwright.1"
    path.write_text(page, encoding="utf-8")
    done = subprocess.run(
        [*reader.split(), path], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    if not reader.startswith("man "):
        assert done.stdout == ""
