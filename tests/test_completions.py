"""What shells complete: every command and option, shown by the shells themselves."""

import os
import pty
import re
import select
import shutil
import subprocess
import time
from collections.abc import Iterable
from pathlib import Path

import completions
import pytest
from grammar import Command, commands, program

from app.commands.tools import FILE_SYSTEMS

NAMES = [command.name for command in commands()]
PATIENCE = 30.0  # seconds
ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|[()].|[=>])|[\x07\r]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the three files, a program of that name, and something to complete."""
    (tmp_path / "stickwright.bash").write_text(completions.bash())
    (tmp_path / "functions").mkdir()
    (tmp_path / "functions" / "_stickwright").write_text(completions.zsh())
    (tmp_path / "stickwright.fish").write_text(completions.fish())
    (tmp_path / "my debian.iso").touch()
    (tmp_path / "some folder").mkdir()
    return tmp_path


def names_of(command: Command) -> set[str]:
    return {name for option in command.options for name in option.names}


# Bash, which is everywhere.


def asked_of_bash(folder: Path, *words: str) -> list[str]:
    """What Tab would offer behind these words, the last of which is begun."""
    script = (
        "compopt() { :; }; . ./stickwright.bash; "
        'COMP_WORDS=(stickwright "$@"); COMP_CWORD=$#; _stickwright; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_bash_knows_every_command(folder: Path) -> None:
    told = asked_of_bash(folder, "")
    assert set(told) == {*NAMES, *(name for option in program() for name in option.names)}
    assert asked_of_bash(folder, "ver") == ["verify"]


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_bash_knows_every_option(folder: Path, command: Command) -> None:
    assert set(asked_of_bash(folder, command.name, "-")) == names_of(command)
    assert "--help" in asked_of_bash(folder, command.name, "image", "--hel")


def test_bash_offers_folders_where_a_folder_is_meant(folder: Path) -> None:
    assert set(asked_of_bash(folder, "extract", "--to", "")) == {"functions", "some folder"}
    assert asked_of_bash(folder, "write", "--size", "") == [""]


def test_bash_offers_what_an_option_may_be(folder: Path) -> None:
    assert asked_of_bash(folder, "format", "--as", "") == list(FILE_SYSTEMS)
    assert asked_of_bash(folder, "format", "/dev/sdb", "--as", "ex") == ["exfat", "ext4"]
    assert asked_of_bash(folder, "boot", "--firmware", "s") == ["secure"]
    assert asked_of_bash(folder, "boot", "--seconds", "") == [""]


# The real ones, at a terminal.


def type_into(
    shell: list[str], setup: str, keys: str, folder: Path, awaited: Iterable[str]
) -> None:
    """Type `keys` into the shell, and wait until all that is `awaited` stands on the terminal."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        settings = {"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb"}
        os.execvpe(shell[0], shell, {**settings, "COLUMNS": "200", "LINES": "60"})  # noqa: S606
    try:
        os.write(terminal, f"{setup}; echo rea''dy\n".encode())
        _wait_for(terminal, {"ready"})
        os.write(terminal, keys.encode())
        _wait_for(terminal, set(awaited))
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def _wait_for(terminal: int, awaited: set[str]) -> None:
    shown, deadline = "", time.monotonic() + PATIENCE
    while missing := {text for text in awaited if not stands_in(text, shown)}:
        left = deadline - time.monotonic()
        assert left > 0, f"{missing} in {shown}"
        if select.select([terminal], [], [], left)[0]:
            shown += ESCAPES.sub("", os.read(terminal, 65536).decode(errors="replace"))


def stands_in(text: str, shown: str) -> bool:
    """As a whole word: --sums is not in --no-sums."""
    return re.search(rf"(?<![\w-]){re.escape(text)}(?![\w-])", shown) is not None


BASH = ["bash", "--norc", "-i"], "bind 'set bell-style none'; . ./stickwright.bash"
ZSH = (
    ["zsh", "-f", "-i"],
    "fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; LISTMAX=1000",
)


@pytest.mark.tools
@pytest.mark.parametrize("shell", [BASH, ZSH], ids=["bash", "zsh"])
@pytest.mark.parametrize(
    ("keys", "until"),
    [
        ("stickwright insp\t", "stickwright inspect "),
        ("stickwright write --persis\t", "stickwright write --persistence"),
        ("stickwright inspect my\t", "stickwright inspect my\\ debian.iso"),
        ("stickwright my\t", "stickwright my\\ debian.iso"),
        ("stickwright extract x --to so\t", "--to some\\ folder/"),
        ("stickwright write --sums my\t", "--sums my\\ debian.iso"),
        ("stickwright format --as n\t", "--as ntfs"),
        ("stickwright boot --firmware u\t", "--firmware uefi"),
        ("stickwright write --persistence \t", "--persistence rest"),
    ],
)
def test_a_word_is_finished(
    folder: Path, shell: tuple[list[str], str], keys: str, until: str
) -> None:
    assert shutil.which(shell[0][0])
    type_into(*shell, keys, folder, [until])


@pytest.mark.tools
@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_zsh_lists_every_option(folder: Path, command: Command) -> None:
    type_into(*ZSH, f"stickwright {command.name} -\t\t", folder, names_of(command))


@pytest.mark.tools
def test_zsh_lists_every_command(folder: Path) -> None:
    type_into(*ZSH, "stickwright \t\t", folder, NAMES)


@pytest.mark.tools
def test_fish_lists_every_command_and_option(folder: Path) -> None:
    assert set(NAMES) <= set(asked_of_fish(folder, "stickwright "))
    for command in commands():
        told = asked_of_fish(folder, f"stickwright {command.name} -")
        assert names_of(command) <= set(told)
    assert asked_of_fish(folder, "stickwright extract x --to so") == ["some folder/"]
    assert asked_of_fish(folder, "stickwright inspect my") == ["my debian.iso"]
    assert asked_of_fish(folder, "stickwright write --size my") == []
    assert set(asked_of_fish(folder, "stickwright format --as ")) == set(FILE_SYSTEMS)
    assert asked_of_fish(folder, "stickwright write --data ") == ["rest"]
    assert asked_of_fish(folder, "stickwright boot --firmware b") == ["bios"]


def asked_of_fish(folder: Path, line: str) -> list[str]:
    script = f"source ./stickwright.fish; complete -C {completions._fish_quoted(line)}"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [line.partition("\t")[0].replace("\\ ", " ") for line in done.stdout.splitlines()]
