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


def _add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument(
        "--confirm",
        metavar="NAME",
        action="append",
        default=[],
        help="the name of a drive that looks like storage",
    )
