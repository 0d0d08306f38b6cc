"""The words of the commands that do something else with a drive than write an image to it."""

import argparse
import re

from app.commands.help import Command
from app.commands.sizes import size

FILE_SYSTEMS = ("exfat", "fat32", "ext4", "ntfs")
_OTHERWISE_PACKED = re.compile(
    r"\.(gz|t?[gx]z|bz2|lz4|lzma|zip|7z|tar|ova|qcow2?|vmdk|vhdx?|vdi|dmg)$", re.IGNORECASE
)
_LONGEST = 86_400  # seconds


def add_test(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] DRIVE"
    command.description = (
        "The quick probe takes two minutes at most, unless the drive is very slow, and puts back "
        "what was there. 4: the drive is smaller than it claims, or worn out."
    )
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file: a virtual stick")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--quick", action="store_true", help="places all over it; the default")
    which.add_argument("--all", action="store_true", help="every byte; erases the drive")
    command.add_argument(
        "--use-good-part",
        action="store_true",
        help="of a fake: exFAT or FAT32 on what it keeps; erases",
    )
    add_answers(command)
    command.add_argument("--json", action="store_true", help="one event a line")


def add_format(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] DRIVE"
    command.description = "Erases the drive and puts one empty partition on it, for files."
    stick = "/dev/… or a file: a virtual stick"
    command.add_argument("drive", metavar="DRIVE", type=new_name, help=stick)
    command.add_argument(
        "--as",
        dest="kind",
        metavar="KIND",
        choices=FILE_SYSTEMS,
        default=FILE_SYSTEMS[0],
        help=f"one of {', '.join(FILE_SYSTEMS)}; exfat if not given",
    )
    command.add_argument("--name", default="STICK", help="what it is called; else STICK")
    command.add_argument(
        "--overwrite", action="store_true", help="every byte: old files can’t be found again"
    )
    command.add_argument(
        "--end", type=size, metavar="SIZE", help="use no more of the drive, as if it ended there"
    )
    command.add_argument("--size", type=size, help="of a virtual stick that is made, e.g. 8G")
    add_answers(command)
    command.add_argument("--json", action="store_true", help="one event a line")


def add_backup(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Until FILE is whole it is FILE.part; FILE.map says what was read, as GNU ddrescue "
        "understands it. What can’t be read is zeros, and ends it with 1."
    )
    command.usage = "%(prog)s [OPTION ...] DRIVE FILE"
    command.add_argument("drive", metavar="DRIVE", help="/dev/… or a file: a virtual stick")
    command.add_argument(
        "file", metavar="FILE", type=saved_name, help=".img, .img.zst (packed), or .iso of a disc"
    )
    command.add_argument("--used", action="store_true", help="only as far as the drive is used")
    command.add_argument("--resume", action="store_true", help="go on with one that ended early")
    command.add_argument(
        "--check", action="store_true", help="read the drive once more and compare"
    )
    command.add_argument(
        "--retries", metavar="N", type=count, default=1, help="for bad places; 1 if not given"
    )
    command.add_argument("--json", action="store_true", help="one event a line")


def name(text: str) -> str:
    """Of a file or a folder. An empty one would mean the folder that one is in: mostly it comes
    from a variable of the shell that is not set."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def new_name(text: str) -> str:
    """Of something that is made. Nothing is called "-" by mistake: to other programs that means
    standard output."""
    if text == "-":
        raise argparse.ArgumentTypeError("standard output can’t be used here: a name is needed")
    return name(text)


def saved_name(text: str) -> str:
    """Of a backup. One that promises another packing would be a file that nothing can unpack, and
    who names a folder does not expect a file of its name."""
    if text.endswith("/"):
        raise argparse.ArgumentTypeError(f"{text!r} is a folder: name the file in it")
    if _OTHERWISE_PACKED.search(text):
        raise argparse.ArgumentTypeError(f"{text!r}: packed is .img.zst, and as it is .img")
    return new_name(text)


def count(text: str) -> int:
    """A number of times, for --retries."""
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of times")
    return int(text)


def add_boot(command: argparse.ArgumentParser) -> None:
    command.usage = "%(prog)s [OPTION ...] IMAGE|DRIVE"
    command.description = (
        "As a USB stick in QEMU, without a network; what it writes is thrown away."
    )
    command.epilog = (
        "Exit status: 0 booted in a test, or the window was closed, 1 not seen to go on, or "
        "failed, 2 wrong usage, 3 no machine for it, 4 it does not start, 130 stopped."
    )
    packed = "an image, which may be packed, or a drive: /dev/…"
    command.add_argument("image", metavar="IMAGE|DRIVE", help=packed)
    command.add_argument("--member", metavar="NAME", help="which image of an archive of several")
    command.add_argument(
        "--firmware",
        metavar="KIND",
        choices=("bios", "uefi", "secure"),
        help="by bios, uefi or secure (Secure Boot); else as it starts",
    )
    command.add_argument(
        "--screenshot",
        metavar="FILE",
        type=new_name,
        help="no window: judge it, and keep its screen as PNG",
    )
    command.add_argument(
        "--seconds", metavar="N", type=_seconds, help="how long that may take; 90, emulated 300"
    )
    command.add_argument(
        "--no-kvm", dest="kvm", action="store_false", help="emulate the processor: slow"
    )
    command.add_argument("--json", action="store_true", help="one event a line")


def add_burn(command: Command) -> None:
    command.usage = "%(prog)s [OPTION ...] IMAGE DRIVE"
    command.seldom("--member", "--sums", "--no-sums", "--anyway")
    command.description = (
        "Onto a CD, DVD or BD, by xorriso, and read back. What a rewritable disc holds is erased."
    )
    packed = "may be packed: gz, bz2, xz, zst, lz4, zip, 7z, tar"
    command.add_argument("image", metavar="IMAGE", help=packed)
    command.add_argument("drive", metavar="DRIVE", help="/dev/sr0, or a file: a virtual disc")
    command.add_argument("--member", metavar="NAME", help="which image of an archive of several")
    add_checksums(command, "--checksum")
    add_anyway(command)
    command.add_argument(
        "--simulate", action="store_true", help="all but the writing, where the drive can"
    )
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument("--json", action="store_true", help="one event a line")


def add_checksums(command: argparse.ArgumentParser, *names: str) -> None:
    which = command.add_mutually_exclusive_group()
    which.add_argument(
        *names,
        dest="checksum",
        metavar="HEX",
        help="what its makers published: MD5 to SHA-512, BLAKE2",
    )
    which.add_argument(
        "--sums", metavar="FILE", type=name, help="a list of checksums, like SHA256SUMS"
    )
    which.add_argument(
        "--no-sums",
        dest="look",
        action="store_false",
        help="do not look for lists of checksums beside the image",
    )


def add_anyway(command: argparse.ArgumentParser) -> None:
    command.add_argument("--anyway", action="store_true", help="although the checksum differs")


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:7]) <= _LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return float(text)


def add_answers(command: argparse.ArgumentParser, repeated: str = "") -> None:
    """To what is asked before a drive is erased."""
    command.add_argument("--yes", action="store_true", help="do not ask")
    command.add_argument(
        "--confirm",
        metavar="NAME",
        action="append",
        default=[],
        help=f"the name of a drive that looks like storage{repeated}",
    )
