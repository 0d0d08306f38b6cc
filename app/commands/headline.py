"""Where the image starts, as a headline and one sentence: the words of the window for a terminal.

In English alone; a test holds them to the window's.
"""

from app.commands.words import size_in_words
from app.display import for_display
from app.inspection.paths import Paths
from app.inspection.signing import Signing, list_date, signing
from app.report import PACKED_DAMAGED, Answer, Mode, Report

_NO_BIOS = "Not on older BIOS PCs."
_NO_BOOT = "This would not boot from USB"
WINDOWS = "It is a Windows installer: a plain copy would not start from USB."
CONVERT = (
    "A plain copy of this Windows installer would not start from USB. A stick can be made of its "
    "files once one of them is converted."
)
_SECURE_BOOT = {
    Signing.NOT_SIGNED: "On modern PCs, Secure Boot has to be turned off first.",
    Signing.HAS_TO_BE_OFF: "On modern PCs, Secure Boot has to be turned off first.",
    Signing.ONLY_2023: "With Secure Boot on, only if the PC knows Microsoft’s 2023 key.",
}


def headline(report: Report) -> tuple[str, str]:
    """The sentence is "" where the headline says all."""
    found = _unusable(report) or _special(report)
    if found is not None:
        return found
    paths = Paths.of(report)
    match paths.best:
        case Answer.YES:
            return _boots(report, paths)
        case Answer.LIKELY:
            return _may_boot(paths)
        case Answer.NO:
            return _does_not_boot(report, paths)


def _unusable(report: Report) -> tuple[str, str] | None:
    if report.has("empty-file"):
        return "This file is empty", ""
    if report.truncated:
        sizes = (
            f"The image says it is {size_in_words(report.expected_size)}, "
            f"but the file ends at {size_in_words(report.size)}. "
        )
        known = report.expected_size is not None and report.size is not None
        cut = "The download was cut short: get it again."
        return "This file is not complete", f"{sizes}{cut}" if known else cut
    if report.has(PACKED_DAMAGED):
        said = "It can’t be unpacked to its end, so what it holds can’t be had. Download it again."
        return "This file is damaged", said
    for each in report.findings:
        if each.code == "not-unpacked":
            return _NO_BOOT, for_display(each.text, 200)
    found = next((each for each in report.findings if each.code == "not-an-image"), None)
    if found is None:
        return None
    if "web page" in found.text:
        said = "The download page was saved instead of the image. Download it again."
        return "This is a web page, not an image", said
    shown = for_display(found.text, 200)
    return "This is not a disk image", f"{shown} Choose an .iso or .img file."


def _special(report: Report) -> tuple[str, str] | None:
    if report.mode is Mode.WINDOWS:
        return _windows(report)
    if report.has("board-image"):
        boards = for_display(report.system.computers) if report.system else ""
        title = f"For {boards or 'a single-board computer'}"
        return title, "Not for PCs. It starts from SD card or USB."
    if report.system is not None and report.system.family == "macos":
        return "For Macs", "Not for PCs."
    return None


def _windows(report: Report) -> tuple[str, str]:
    """By what a stick of its files would be, where that was worked out and one can be made."""
    if report.stick is None:
        return _NO_BOOT, WINDOWS if report.conversion is None else CONVERT
    paths = Paths.of(report.stick.report)
    if paths.best is Answer.NO:
        said = (
            "This Windows has nothing that UEFI starts, as Windows 7 and older: a stick with its "
            "files would not start either."
        )
        return _NO_BOOT, said
    said = (
        "A plain copy would not start from USB, so the drive is formatted and the files are copied."
    )
    if paths.x64 is not Answer.NO:
        return "Boots on modern PCs, in Windows mode", said
    if paths.arm is not Answer.NO:
        return "Boots on ARM computers, in Windows mode", said
    return "Boots on few PCs, in Windows mode", said


def _boots(report: Report, paths: Paths) -> tuple[str, str]:
    """The computers that most people have come first."""
    found, older = signing(report), paths.bios is Answer.YES
    said, no_bios = _SECURE_BOOT.get(found, ""), "" if older else _NO_BIOS
    if found is Signing.REVOKED:
        return "Updated PCs may refuse it", (
            f"Its signed loader is on the list of revoked ones of {list_date(report)}. "
            "A newer image helps, or Secure Boot off."
        )
    if paths.x64 is not Answer.YES:
        return _boots_on_some(paths)
    if paths.arm is Answer.YES:
        return "Boots on PCs and ARM computers", f"{said} {no_bios}".strip()
    if older and found is Signing.MICROSOFT:
        return "Boots on almost any PC", "Modern PCs, Secure Boot on or off, and older ones."
    if older:
        return "Boots on most PCs", said or "Modern UEFI PCs, and older ones."
    if found.has_to_be_off:
        return "Boots on modern PCs with Secure Boot off", _NO_BIOS
    if found is Signing.MICROSOFT:
        said = "Secure Boot on or off."
    return "Boots on modern PCs", f"{said} {_NO_BIOS}".strip()


def _boots_on_some(paths: Paths) -> tuple[str, str]:
    if paths.bios is Answer.YES:
        said = "On a modern PC only if “Legacy” or “CSM” can be turned on."
        return "Boots on older PCs", said
    if paths.ia32 is Answer.YES:
        return "Boots on few PCs", "Only on tablets and small PCs with 32-bit UEFI."
    arm = paths.arm is Answer.YES
    title = "Boots on ARM computers" if arm else "Boots on few computers"
    return title, "Not on PCs with Intel or AMD processors."


def _may_boot(paths: Paths) -> tuple[str, str]:
    if paths.uefi is Answer.NO:
        said = "It has boot code that this version does not know. It is written as an exact copy."
        return "May boot", said
    return (
        "May boot",
        "Some computers start from it, others don’t. --evidence says why.",
    )


def _does_not_boot(report: Report, paths: Paths) -> tuple[str, str]:
    if paths.disc is not Answer.NO:
        return _NO_BOOT, (
            "It is made for CDs only: it has no boot record that a PC looks for on a USB drive. "
            "Ask its makers for a “hybrid” or USB image."
        )
    if report.has("nothing-recognised"):
        return _NO_BOOT, (
            "Nothing in this file looks like a disk image: no boot code, no partitions, no files."
        )
    if report.has("no-boot-path-programs"):
        return "Be careful with this image", (
            "It can’t start a computer and looks like a package of programs for Windows. This is "
            "not a virus scan."
        )
    said = "This image holds files, but nothing that starts a computer."
    return "No operating system in it", said
