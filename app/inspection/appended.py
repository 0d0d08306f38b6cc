"""What a stick will be that holds an image and more behind it: what the system on it can do with
that, and whether it still starts.

The verdict is never assumed. The composed disk is looked into by the same inspection that looks
into a file, and where it starts on less than the image did, or shows a new fault, nothing is made.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.errors import NotAppendable
from app.events import Warned
from app.inspection import inspect
from app.inspection.answered import answered
from app.inspection.media_check import implanted_in
from app.inspection.unused import LEAST, Unused
from app.report import Answer, Boots, Machine, Mode, Persistence, Report, Role, Severity, System
from app.sources.layout import LayoutSource, Wish, compose_layout
from app.sources.layout_table import Holds
from app.sources.patched import PatchedSource
from app.sources.source import Source

ANSWERS_LABEL = "CIDATA"  # cloud-init, "NoCloud": the volume that it looks for
DATA_LABEL = "DATA"
_UNION = {"persistence.conf": b"/ union\n"}  # live-boot, persistence.conf(5): the whole system
# Since these releases casper looks for "writable": of Ubuntu and its flavours, and of Linux Mint,
# which is made from them. What else has casper is hardly older.
_WRITABLE_SINCE = (("buntu", 19.10), ("Linux Mint", 20.0))
_SUREST = (Answer.NO, Answer.LIKELY, Answer.YES).index


@dataclass(frozen=True, slots=True)
class Additions:
    """What is asked for. Sizes are bytes, REST what is left, None for no such partition; `answers`
    are the files of cloud-init's volume, by name."""

    persistence: int | None = None
    data: int | None = None
    exfat: bool = False
    answers: Mapping[str, bytes] | None = None

    @property
    def right_behind(self) -> bool:
        """Whether anything stands where a system would grow."""
        return (self.persistence, self.data) != (None, None)


@dataclass(frozen=True, slots=True)
class Appended:
    """`unused` of what will be written may stay on the drive as it is, None where all of it is
    written; `warnings` are what a person should know before that."""

    source: LayoutSource | PatchedSource
    unused: Unused | None
    warnings: tuple[Warned, ...]


def appended(
    image: Source, report: Report, size: int, sector: int, additions: Additions
) -> Appended:
    """For a drive of `size` bytes. `report` is on the image.

    Raises NotAppendable, DriveTooSmall, ToolError, and what reading the image raises.
    """
    wishes = tuple(_wishes(report, additions))
    if not wishes and additions.answers is not None:
        into = answered(image, additions.answers)
        _demand_kept(report, inspect(into))
        return Appended(into, None, ())
    source = compose_layout(image, wishes, size, sector)
    after = inspect(source.whole())
    _demand_kept(report, after)
    spare = tuple(run for run in source.spare if run[1] - run[0] >= LEAST)
    return Appended(source, Unused(spare), tuple(_warnings(image, report, additions)))


def why_not(report: Report, additions: Additions) -> str:
    """Why this cannot be added to such an image, "" where it can be, as far as the image alone
    tells: nothing is said of a drive, of free entries in its table, nor of programs."""
    try:
        tuple(_wishes(report, additions))
    except NotAppendable as error:
        return error.why
    return ""


def check_would_fail(image: Source) -> bool:
    """Whether the image has a check of the medium that covers its first sectors."""
    implanted = implanted_in(image.look())
    return implanted is not None and bool(implanted.length)


def boot_word(system: System | None) -> str:
    """With which word a live system has to be started to keep things."""
    casper = system is not None and system.persistence is Persistence.CASPER
    return "persistent" if casper else "persistence"


def _wishes(report: Report, additions: Additions) -> Iterator[Wish]:
    """None for answers alone to a board's system, which belong into a partition of its own."""
    if report.mode is not Mode.EXACT:
        raise NotAppendable("nothing on it starts a computer")
    if report.role in (Role.BOARD, Role.DISK) and additions.right_behind:
        raise NotAppendable("at its first start this system takes the rest of the stick for itself")
    if additions.persistence is not None:
        label, files = _kept_in(report.system)
        why = "for what is done in the live system"
        yield Wish(Holds.EXT4, label, why, additions.persistence, files)
    if additions.data is not None:
        holds = Holds.EXFAT if additions.exfat else Holds.FAT32
        yield Wish(holds, DATA_LABEL, "for files of any kind", additions.data)
    if additions.answers is not None and report.role is not Role.BOARD:
        names = ", ".join(additions.answers)
        why = f"with answers for cloud-init: {names}"
        yield Wish(Holds.FAT32, ANSWERS_LABEL, why, files=additions.answers, last=True)


def _kept_in(system: System | None) -> tuple[str, Mapping[str, bytes]]:
    """The label of the partition where the live system keeps what is done in it, and what has to be
    there. Raises NotAppendable for a system that does not look for one."""
    kind = system.persistence if system is not None else Persistence.NONE
    if system is not None and kind is Persistence.CASPER:
        return ("writable" if _looks_for_writable(system) else "casper-rw"), {}
    if kind is Persistence.LIVE_BOOT:
        return "persistence", _UNION
    if system is not None and system.family == "fedora":
        why = (
            "Fedora’s live systems look for what was done in them only where their boot menu says, "
            "and a copied one says nothing"
        )
        raise NotAppendable(why)
    why = "only the live systems of Debian, of Ubuntu and their kin look for such a partition"
    name = f", and {system.name} is none that is known as one" if system is not None else ""
    raise NotAppendable(why + name)


def _looks_for_writable(system: System) -> bool:
    number = re.match(r"\d+(?:\.\d+)?", system.version)
    since = next((since for name, since in _WRITABLE_SINCE if name in system.name), 0.0)
    return number is None or float(number[0]) >= since


def _demand_kept(before: Report, after: Report) -> None:
    """Raises NotAppendable where the stick starts on less than the image, or has a new fault."""
    for was, now in zip(_answers(before.boots), _answers(after.boots), strict=True):
        if _SUREST(now) < _SUREST(was):
            raise NotAppendable("with more partitions it would start on fewer computers")
    known = {finding.code for finding in before.findings}
    for finding in after.findings:
        if finding.severity is not Severity.INFO and finding.code not in known:
            raise NotAppendable(f"that would be wrong with it then: {finding.text.rstrip('.')}")


def _answers(boots: Boots) -> list[Answer]:
    paths = [boots.bios_usb, boots.bios_cd]
    for machine in Machine:
        paths += [boots.on_uefi_usb(machine), boots.on_uefi_cd(machine)]
    return [path.answer for path in paths]


def _warnings(image: Source, report: Report, additions: Additions) -> Iterator[Warned]:
    if check_would_fail(image):
        text = (
            "The check of the medium that its boot menu offers will fail: the sum that its makers "
            "implanted is also of the first sectors, where the partition table grows."
        )
        yield Warned("media-check-fails", text)
    if additions.persistence is not None and report.system is not None:
        word = boot_word(report.system)
        text = (
            "The live system keeps what is done in it only when it is started with the word "
            f"“{word}”: unless its boot menu has an entry for that, press Tab or E there and add "
            "the word to the line that starts Linux."
        )
        yield Warned("boot-word", text)
