"""The words of the command line: which commands there are, and what each of them takes. Loads no
command."""

import argparse
from collections.abc import Callable

from app.commands import tools
from app.commands.ends import STATUSES
from app.commands.help import Command, Program, Version
from app.commands.sizes import share, size

ENDS = f"Exit status: {', '.join(f'{status} {words}' for status, words in STATUSES.items())}."

_WINDOWS = (
    *("--exact", "--convert", "--any-pc", "--account", "--private", "--unencrypted", "--regional"),
)
_REST = ("--persistence", "--data", "--exfat", "--cidata")


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Only the command that was `asked` for is made; without, all of them."""
    this = Program(
        prog="stickwright",
        usage="%(prog)s [--help] [--version] COMMAND ...",
        description="Turns a disk image into a bootable USB stick, and proves it.",
        listed=((name, says) for name, (_, says) in _COMMANDS.items()),
        epilog=f"Without a command, or with an image alone, the window opens. {ENDS}",
    )
    this.add_argument("--version", action=Version, nargs=0, help="say which version this is")
    commands = this.add_subparsers(
        dest="command",
        required=True,
        metavar="COMMAND",
        prog="stickwright",
        parser_class=Command,
    )
    for name, (add, says) in _COMMANDS.items():
        if asked in (None, name):
            add(commands.add_parser(name, help=says, epilog=ENDS))
    return this


def _add_image(command: argparse.ArgumentParser, more: str = "") -> None:
    packed = f"may be packed; or a virtual disk{more}"
    command.add_argument("image", metavar="IMAGE", help=packed)
    command.add_argument("--member", metavar="NAME", help="which image of an archive of several")


def _add_inspect(command: argparse.ArgumentParser) -> None:
    _add_image(command, "; or https://…")
    _add_web(command)
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.add_argument("--evidence", action="store_true", help="every fact with its place")


def _add_web(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--allow-http", action="store_true", help="an address that anybody on the way can change"
    )


def _add_ls(command: argparse.ArgumentParser) -> None:
    _add_image(command)
    command.add_argument("path", metavar="PATH", nargs="?", default="", help="a folder in it")
    command.add_argument("-r", "--recursive", action="store_true", help="and all that is below it")
    command.add_argument("--json", action="store_true", help="one object a line")


def _add_extract(command: argparse.ArgumentParser) -> None:
    _add_image(command)
    command.add_argument(
        "paths", metavar="PATH", nargs="+", type=tools.name, help="as ls tells it; / for all"
    )
    command.add_argument(
        "--to", metavar="DIR", type=tools.new_name, required=True, help="a folder, or a new one"
    )
    command.add_argument("--anyway", action="store_true", help="however much it holds")
    command.add_argument("--json", action="store_true", help="one event a line")


def _add_mount(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] [IMAGE]"
    command.description = (
        "Every file system of an image, read-only, by UDisks2 and so without root. Without an "
        "image: what is mounted."
    )
    command.add_argument("image", metavar="IMAGE", nargs="?", help="as it is, not packed")
    command.add_argument("--json", action="store_true", help="one object a line")


def _add_unmount(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] IMAGE [IMAGE ...]"
    command.description = "What is in use stays, and is named."
    command.add_argument("images", metavar="IMAGE", nargs="*", help="what was mounted of it")
    command.add_argument("--all", action="store_true", help="all that this program has mounted")
    command.add_argument("--json", action="store_true", help="one object a line")


def _add_drives(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="one JSON array a line")
    command.add_argument("--watch", action="store_true", help="go on and tell every change")


def _add_write(command: Command) -> None:
    command.usage = "%(prog)s [OPTION ...] IMAGE DRIVE [DRIVE ...]"
    command.seldom(
        *("--member", "--allow-http", "--keep", "--confirm", "--sums", "--no-sums", "--anyway"),
        *("--skip-unused", "--no-sha256", *_WINDOWS, *_REST),
    )
    _add_image(command, "; or https://…")
    sticks = "/dev/… or a file: a virtual stick; or several"
    command.add_argument("drives", metavar="DRIVE", nargs="+", type=tools.new_name, help=sticks)
    _add_web(command)
    command.add_argument(
        "--keep",
        metavar="FILE",
        type=tools.new_name,
        help="of an image from the web: what is fetched is kept there",
    )
    tools.add_answers(command, "; may be repeated")
    tools.add_checksums(command, "--checksum")
    tools.add_anyway(command)
    command.add_argument("--size", type=size, help="of a virtual stick that is made, e.g. 8G")
    command.add_argument(
        "--resume",
        action="store_true",
        help="compare what is there, and go on from there",
    )
    command.add_argument(
        "--skip-unused",
        action="store_true",
        help="leave old data where the image, or its .bmap, needs nothing",
    )
    _add_exact(command)
    _add_more(command)
    command.add_argument(
        "--no-verify", dest="verify", action="store_false", help="do not read it back"
    )
    _add_common(command)


def _add_verify(command: Command) -> None:
    command.usage = "%(prog)s [OPTION ...] IMAGE DRIVE"
    command.seldom(*_WINDOWS)
    _add_image(command)
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file")
    _add_exact(command)
    _add_common(command)


def _add_exact(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--exact",
        action="store_true",
        help="copy a Windows installer byte by byte, not file by file: it starts nothing then",
    )
    command.add_argument(
        "--convert",
        action="store_true",
        help="convert an image of Windows that is too large for FAT32 and packed as a whole first",
    )
    answers = command.add_argument_group(
        "answers to Windows Setup, in an autounattend.xml that is shown first"
    )
    answers.add_argument("--any-pc", action="store_true", help="do not ask for TPM and Secure Boot")
    answers.add_argument("--account", metavar="NAME", help="a local account without a password")
    answers.add_argument("--private", action="store_true", help="say no to what sends data")
    answers.add_argument("--unencrypted", action="store_true", help="do not encrypt it unasked")
    answers.add_argument(
        "--regional", action="store_true", help="formats, keyboard and time zone of this computer"
    )


def _add_more(command: argparse.ArgumentParser) -> None:
    more = command.add_argument_group("on the rest of the stick; a SIZE is 8G, 512M, or rest")
    kept = "keep what is done in a live Debian or Ubuntu"
    more.add_argument("--persistence", metavar="SIZE", type=share, help=kept)
    more.add_argument("--data", metavar="SIZE", type=share, help="a partition for files, FAT32")
    more.add_argument("--exfat", action="store_true", help="of exFAT, for files of over 4 GB")
    answers = "answers for cloud-init: user-data, or its folder"
    more.add_argument("--cidata", metavar="PATH", type=tools.name, help=answers)


def _add_undo(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Puts back what a write overwrote that was stopped in the first 64 MiB of a drive (one "
        "that went further gave the old contents up), or a quick probe that was cut short. What is "
        "kept is deleted after 7 days."
    )
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file")
    command.add_argument("--json", action="store_true", help="one event a line")


def _add_check(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "Exit status: 0 all that was compared is right, 1 nothing to compare it with or not "
        "proven, 2 wrong usage, 4 the image differs."
    )
    _add_image(command)
    tools.add_checksums(command, "--expect", "--checksum")
    command.add_argument("--json", action="store_true", help="one JSON object")


def _add_keys(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group()
    command.usage = "%(prog)s [-h] [--add FILE | --remove FINGERPRINT]"
    which.add_argument(
        "--add",
        metavar="FILE",
        type=tools.name,
        help="let signatures of the keys in a file count",
    )
    which.add_argument(
        "--remove",
        metavar=("FINGERPRINT", ""),
        nargs="+",  # it is listed in groups of four, and copied so
        help="let a key’s signatures count no longer; all 40 digits",
    )


def _add_common(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--no-sha256", dest="sha256", action="store_false", help="no SHA-256 of the image"
    )
    command.add_argument("--json", action="store_true", help="one event a line")


def _add_doctor(command: argparse.ArgumentParser) -> None:
    command.epilog = (
        "Exit status: 0 drives can be written here, whatever else is missing, 1 they can’t, 2 "
        "wrong usage."
    )
    command.add_argument("--json", action="store_true", help="one JSON object")
    command.set_defaults(commands=COMMANDS)


def _add_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--keep", metavar="FOLDER", type=tools.new_name, help="leave image and stick there"
    )
    command.add_argument("--json", action="store_true", help="one event a line")


_COMMANDS: dict[str, tuple[Callable[[Command], None], str]] = {
    "inspect": (_add_inspect, "say what an image is and where it boots"),
    "ls": (_add_ls, "list the files inside an image"),
    "extract": (_add_extract, "copy files out of an image into a folder"),
    "mount": (_add_mount, "mount what is inside an image, read-only; or list what is mounted"),
    "unmount": (_add_unmount, "unmount what mount has mounted"),
    "check": (_add_check, "compare an image with its checksums and signatures"),
    "drives": (_add_drives, "list the drives that are plugged in"),
    "write": (_add_write, "write an image to a drive and read it back"),
    "verify": (_add_verify, "compare a drive with an image; only reads"),
    "undo": (_add_undo, "put back what a write overwrote, if stopped in its first 64 MiB"),
    "test": (tools.add_test, "find out whether a drive keeps as much as it says"),
    "backup": (tools.add_backup, "save a drive or a disc to a file"),
    "format": (tools.add_format, "make a drive ready for files again"),
    "boot": (tools.add_boot, "try an image or a stick in a virtual machine"),
    "burn": (tools.add_burn, "burn an image onto a disc and read it back"),
    "keys": (_add_keys, "whose signatures count: list, add, remove"),
    "doctor": (_add_doctor, "what is missing on this computer, and what to do"),
    "demo": (_add_demo, "the whole way on a virtual stick, no hardware"),
}
COMMANDS = tuple(_COMMANDS)
