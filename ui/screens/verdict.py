"""Where the image starts, as a headline and one sentence (design 8.2).

Where a loader could not be looked at there is no word about Secure Boot: headlines and sentences
hold either way.
"""

from app.inspection.paths import Paths
from app.inspection.signing import Signing, list_date, signing
from app.report import PACKED_DAMAGED, Answer, Mode, Report
from ui.icons import Icon
from ui.sentences.findings import finding as noticed
from ui.text import size, translate, untrusted
from ui.view import Banner, Tone


def verdict(report: Report) -> Banner:
    found = unusable(report) or _windows(report) or _board(report) or _mac(report)
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


def unusable(report: Report) -> Banner | None:
    """For a file that is no image, or only a part of one."""
    if report.has("empty-file"):
        title = translate("verdict", "This file is empty", "img.empty")
        return Banner(Tone.DANGER, Icon.X_CIRCLE, title)
    if report.truncated:
        return _truncated(report)
    if report.has(PACKED_DAMAGED):
        title = translate("verdict", "This file is damaged", "img.packed-damaged")
        text = translate(
            "verdict",
            "It can’t be unpacked to its end, so what it holds can’t be had. Download it again.",
            "img.packed-damaged",
        )
        return Banner(Tone.DANGER, Icon.X_CIRCLE, title, text)
    found = next((each for each in report.findings if each.code == "not-an-image"), None)
    if found is None:
        return None
    if "web page" in found.text:
        title = translate("verdict", "This is a web page, not an image", "img.webpage")
        text = translate(
            "verdict",
            "The download page was saved instead of the image. Download it again.",
            "img.webpage",
        )
        return Banner(Tone.DANGER, Icon.X_CIRCLE, title, text)
    title = translate("verdict", "This is not a disk image", "img.notimage")
    text = translate("verdict", "{found} Choose an .iso or .img file.", "img.notimage")
    shown = noticed(found.text, 200)
    return Banner(Tone.DANGER, Icon.X_CIRCLE, title, text.format(found=shown))


def _truncated(report: Report) -> Banner:
    title = translate("verdict", "This file is not complete", "img.truncated")
    text = translate("verdict", "The download was cut short: get it again.", "img.truncated")
    if report.expected_size is not None and report.size is not None:
        text = translate(
            "verdict",
            "The image says it is {expected}, but the file ends at {found}. "
            "The download was cut short: get it again.",
            "img.truncated",
        ).format(expected=size(report.expected_size), found=size(report.size))
    return Banner(Tone.DANGER, Icon.X_CIRCLE, title, text)


def _windows(report: Report) -> Banner | None:
    """By what a stick of its files would be, where one can be made."""
    if report.mode is not Mode.WINDOWS:
        return None
    if report.stick is None:
        text = translate(
            "verdict",
            "It is a Windows installer: a plain copy would not start from USB.",
            "verdict.windows",
        )
        if report.conversion is not None:
            text = translate(
                "verdict",
                "A plain copy of this Windows installer would not start from USB. A stick can be "
                "made of its files once one of them is converted.",
                "verdict.convert",
            )
        return _would_not_boot(text)
    paths = Paths.of(report.stick.report)
    if paths.best is Answer.NO:
        text = translate(
            "verdict",
            "This Windows has nothing that UEFI starts, as Windows 7 and older: a stick with its "
            "files would not start either.",
            "verdict.windows",
        )
        return _would_not_boot(text)
    if paths.x64 is not Answer.NO:
        title = translate("verdict", "Boots on modern PCs, in Windows mode", "verdict.windows")
    elif paths.arm is not Answer.NO:
        title = translate("verdict", "Boots on ARM computers, in Windows mode", "verdict.windows")
    else:
        title = translate("verdict", "Boots on few PCs, in Windows mode", "verdict.windows")
    text = translate(
        "verdict",
        "A plain copy would not start from USB, so the drive is formatted and the files are "
        "copied.",
        "verdict.windows",
    )
    return Banner(Tone.INFO, Icon.WINDOWS_MODE, title, text)


def _board(report: Report) -> Banner | None:
    if not report.has("board-image"):
        return None
    title = translate("verdict", "For {board}", "verdict.board: Raspberry Pi 3, 4 and 5")
    board = translate("verdict", "a single-board computer", "verdict.board")
    text = translate("verdict", "Not for PCs. It starts from SD card or USB.", "verdict.board")
    boards = report.system.computers if report.system else ""
    shown = title.format(board=untrusted(boards) or board)
    return Banner(Tone.INFO, Icon.CHIP, shown, text)


def _mac(report: Report) -> Banner | None:
    if report.system is None or report.system.family != "macos":
        return None
    title = translate("verdict", "For Macs", "verdict.mac")
    return Banner(Tone.INFO, Icon.INFO, title, translate("verdict", "Not for PCs.", "verdict.mac"))


def _boots(report: Report, paths: Paths) -> Banner:
    """The computers that most people have come first."""
    yes = Answer.YES
    found = signing(report)
    if found is Signing.REVOKED:
        return _revoked(report)
    if paths.x64 is yes and paths.arm is yes:
        title = translate("verdict", "Boots on PCs and ARM computers", "verdict.x64-arm")
        return _good(title, _joined(_secure_boot(found), "" if paths.bios is yes else _no_bios()))
    if paths.x64 is yes and paths.bios is yes:
        return _boots_on_pcs(found)
    if paths.x64 is not yes:
        return _boots_on_some(paths)
    if found.has_to_be_off:
        title = translate("verdict", "Boots on modern PCs with Secure Boot off", "verdict.x64-off")
        return _good(title, _no_bios())
    title = translate("verdict", "Boots on modern PCs", "verdict.x64")
    either = translate("verdict", "Secure Boot on or off.", "verdict.x64-signed")
    said = either if found is Signing.MICROSOFT else _secure_boot(found)
    return _good(title, _joined(said, _no_bios()))


def _boots_on_pcs(found: Signing) -> Banner:
    """Old and new ones."""
    if found is Signing.MICROSOFT:
        return _good(
            translate("verdict", "Boots on almost any PC", "verdict.x64-bios-signed"),
            translate(
                "verdict",
                "Modern PCs, Secure Boot on or off, and older ones.",
                "verdict.x64-bios-signed",
            ),
        )
    title = translate("verdict", "Boots on most PCs", "verdict.x64-bios")
    plain = translate("verdict", "Modern UEFI PCs, and older ones.", "verdict.x64-bios")
    return _good(title, _secure_boot(found) or plain)


def _secure_boot(found: Signing) -> str:
    """What there is to know about it; "" where it may be on or off, or nothing is known."""
    if found.has_to_be_off:
        return translate(
            "verdict", "On modern PCs, Secure Boot has to be turned off first.", "verdict.off"
        )
    if found is Signing.ONLY_2023:
        return translate(
            "verdict",
            "With Secure Boot on, only if the PC knows Microsoft’s 2023 key.",
            "verdict.2023",
        )
    return ""


def _revoked(report: Report) -> Banner:
    title = translate("verdict", "Updated PCs may refuse it", "verdict.revoked")
    text = translate(
        "verdict",
        "Its signed loader is on the list of revoked ones of {month}. A newer image helps, or "
        "Secure Boot off.",
        "verdict.revoked: 2026-07",
    )
    return Banner(Tone.CAUTION, Icon.ALERT, title, text.format(month=list_date(report)))


def _joined(*sentences: str) -> str:
    return " ".join(each for each in sentences if each)


def _boots_on_some(paths: Paths) -> Banner:
    if paths.bios is Answer.YES:
        title = translate("verdict", "Boots on older PCs", "verdict.bios")
        text = translate(
            "verdict",
            "On a modern PC only if “Legacy” or “CSM” can be turned on.",
            "verdict.bios",
        )
    elif paths.ia32 is Answer.YES:
        title = translate("verdict", "Boots on few PCs", "verdict.ia32")
        text = translate(
            "verdict", "Only on tablets and small PCs with 32-bit UEFI.", "verdict.ia32"
        )
    else:
        title = (
            translate("verdict", "Boots on ARM computers", "verdict.arm")
            if paths.arm is Answer.YES
            else translate("verdict", "Boots on few computers", "verdict.others")
        )
        text = translate("verdict", "Not on PCs with Intel or AMD processors.", "verdict.arm")
    return Banner(Tone.INFO, Icon.INFO, title, text)


def _may_boot(paths: Paths) -> Banner:
    title = translate("verdict", "May boot", "verdict.unknown-code")
    text = translate(
        "verdict",
        "Some computers start from it, others don’t. “How do we know?” says why.",
        "verdict.likely",
    )
    if paths.uefi is Answer.NO:
        text = translate(
            "verdict",
            "It has boot code that this version does not know. It is written as an exact copy.",
            "verdict.unknown-code",
        )
    return Banner(Tone.CAUTION, Icon.ALERT, title, text)


def _does_not_boot(report: Report, paths: Paths) -> Banner:
    if paths.disc is not Answer.NO:
        text = translate(
            "verdict",
            "It is made for CDs only: it has no boot record that a PC looks for on a USB drive. "
            "Ask its makers for a “hybrid” or USB image.",
            "verdict.cd-only",
        )
        return _would_not_boot(text)
    if report.has("nothing-recognised"):
        text = translate(
            "verdict",
            "Nothing in this file looks like a disk image: no boot code, no partitions, no files.",
            "verdict.nothing",
        )
        return _would_not_boot(text)
    if report.has("no-boot-path-programs"):
        return _package()
    title = translate("verdict", "No operating system in it", "verdict.files")
    text = translate(
        "verdict", "This image holds files, but nothing that starts a computer.", "verdict.files"
    )
    return Banner(Tone.CAUTION, Icon.ALERT, title, text)


def _package() -> Banner:
    title = translate("verdict", "Be careful with this image", "verdict.package")
    text = translate(
        "verdict",
        "It can’t start a computer and looks like a package of programs for Windows. This is not "
        "a virus scan.",
        "verdict.package",
    )
    return Banner(Tone.CAUTION, Icon.ALERT, title, text)


def _good(title: str, text: str) -> Banner:
    return Banner(Tone.SUCCESS, Icon.CHECK_CIRCLE, title, text)


def _would_not_boot(text: str) -> Banner:
    title = translate("verdict", "This would not boot from USB", "verdict.cd-only")
    return Banner(Tone.DANGER, Icon.X_CIRCLE, title, text)


def _no_bios() -> str:
    return translate("verdict", "Not on older BIOS PCs.", "verdict.x64")
