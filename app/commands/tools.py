"""The words of the commands that do something else with a drive than write an image to it."""

import argparse


def add_test(command: argparse.ArgumentParser) -> None:
    command.description = (
        "The quick probe takes about two minutes at most and puts back what was there. One that is "
        "smaller than it claims, or worn out, ends with 4."
    )
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file: a virtual stick")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_true", help="places all over it; the default")
    which.add_argument("--all", action="store_true", help="every byte; erases the drive")
    _add_answers(command)
    command.add_argument("--json", action="store_true", help="one event a line")


def add_backup(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Until FILE is whole it is FILE.part; FILE.map says what was read, as GNU ddrescue "
        "understands it. What can’t be read is zeros, and ends it with 1."
    )
    command.usage = "%(prog)s [OPTION ...] DRIVE FILE"
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file: a virtual stick")
    command.add_argument("file", metavar="FILE", help=".img, .img.zst (packed), or .iso of a disc")
    command.add_argument("--used", action="store_true", help="only as far as the drive is used")
    command.add_argument("--resume", action="store_true", help="go on with one that ended early")
    command.add_argument(
        "--check", action="store_true", help="read the drive once more and compare"
    )
    command.add_argument(
        "--retries", metavar="N", type=count, default=1, help="for bad places; 1 if not given"
    )
    command.add_argument("--json", action="store_true", help="one event a line")


def count(text: str) -> int:
    """A number of times, for --retries."""
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of times")
    return int(text)


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument(
        "--confirm",
        metavar="NAME",
        action="append",
        default=[],
        help="the name of a drive that looks like storage",
    )
