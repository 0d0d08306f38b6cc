"""The words of the command line as data, for the manual page and for what shells complete.

They are asked of the parser itself, so that there is one place where they stand. argparse keeps
them in attributes that are named as private, and has had them there since Python 2.7.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP))

from app.commands.grammar import ENDS, parser  # noqa: E402  (found only once the path is set)
from app.commands.sizes import share  # noqa: E402

PATHS = frozenset({"IMAGE", "DRIVE", "FILE", "PATH"})
FOLDERS = frozenset({"DIR", "FOLDER"})


@dataclass(frozen=True, slots=True)
class Word:
    """An option by its names, or an operand, which has none. `takes` is what follows an option, or
    what an operand is; empty for a switch. `values`: the words it may be, where there are few."""

    names: tuple[str, ...]
    takes: str
    says: str
    many: bool = False
    may_be_left_out: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a title of their own; the first group of a command has none."""

    title: str
    says: str
    options: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """`ends`: with what it ends, where that is not what every command ends with."""

    name: str
    says: str
    more: str
    ends: str
    operands: tuple[Word, ...]
    groups: tuple[Group, ...]

    @property
    def options(self) -> tuple[Word, ...]:
        return tuple(option for group in self.groups for option in group.options)


def program() -> tuple[Word, ...]:
    """The options without a command."""
    return _words(action for action in parser()._actions if action.option_strings)


def commands() -> tuple[Command, ...]:
    (several,) = (a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    said = {choice.dest: str(choice.help) for choice in several._choices_actions}
    return tuple(_command(name, said[name], each) for name, each in several.choices.items())


def _command(name: str, says: str, command: argparse.ArgumentParser) -> Command:
    operands = _words(action for action in command._actions if not action.option_strings)
    groups = []
    for group in command._action_groups:
        options = _words(action for action in group._group_actions if action.option_strings)
        own = group.title not in (None, "options", "optional arguments")
        title = str(group.title) if own else ""
        if options:
            groups.append(Group(title, group.description or "", options))
    ends = "" if command.epilog == ENDS else str(command.epilog)
    return Command(name, says, command.description or "", ends, operands, tuple(groups))


def _words(actions: Iterator[argparse.Action]) -> tuple[Word, ...]:
    return tuple(_word(action) for action in actions)


def _word(action: argparse.Action) -> Word:
    takes = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    takes = takes if isinstance(takes, str) else takes[0]
    says = (action.help or "").replace("%%", "%")
    many, optional = action.nargs in ("+", "*"), action.nargs in ("?", "*")
    values = ("rest",) if action.type is share else tuple(action.choices or ())
    return Word(tuple(action.option_strings), takes, says, many, optional, values)
