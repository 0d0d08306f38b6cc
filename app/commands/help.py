"""What `--help` and `--version` say, and how wrong usage is told."""

import argparse
import textwrap
from collections.abc import Iterable
from contextlib import suppress
from shutil import get_terminal_size
from typing import Any, NoReturn

from app.commands.examples import EXAMPLES
from app.display import for_display


class Version(argparse.Action):
    """Asked of the installation only when somebody wants to know: that takes its time."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        with suppress(OSError):  # like the help: whoever does not want to hear it need not
            print(f"stickwright {version('stickwright')}", flush=True)
        parser.exit()


class Parser(argparse.ArgumentParser):
    """Whatever stands in the words of a command is text, and obeyed by no terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(for_display(message, 400))


class Command(Parser):
    """Its help ends with examples, and leaves out what `seldom` is wanted: it has to fit a screen.
    All of it is told by `--help-all`."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**words)
        self._seldom: tuple[str, ...] = ()

    def seldom(self, *names: str) -> None:
        """Options that a first reader need not see, before or after they are made."""
        self.add_argument("--help-all", action=HelpAll, nargs=0, help="show every option")
        self._seldom = names

    def format_help(self) -> str:
        hidden = [self._option_string_actions[name] for name in self._seldom]
        told = [option.help for option in hidden]
        for option in hidden:
            option.help = argparse.SUPPRESS
        try:
            return self.all_help()
        finally:
            for option, says in zip(hidden, told, strict=True):
                option.help = says

    def all_help(self) -> str:
        return f"{super().format_help()}\n{examples(self.prog.split()[-1])}"


class HelpAll(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        if isinstance(parser, Command):
            with suppress(OSError):
                print(parser.all_help(), end="", flush=True)
        parser.exit()


class Program(Parser):
    """`listed`: the commands, and what each does. The usual list has no room for all of them on a
    screen."""

    def __init__(self, *, listed: Iterable[tuple[str, str]], **words: Any) -> None:
        super().__init__(**words)
        self._listed = tuple(listed)

    def format_help(self) -> str:
        listed = "\n".join(f"  {name:9} {says}" for name, says in self._listed)
        epilog = textwrap.fill(str(self.epilog), get_terminal_size().columns - 2)
        return f"{self.format_usage()}{self.description}\n{listed}\n\n{epilog}\n"


def examples(command: str) -> str:
    """Each with what it does."""
    lines = [
        (" ".join(("stickwright", command, words)).rstrip(), says)
        for words, says in EXAMPLES[command]
    ]
    width = max(len(line) for line, _ in lines)
    told = (f"  {line:{width}}  {says}\n" for line, says in lines)
    return "".join(("Examples:\n", *told))
