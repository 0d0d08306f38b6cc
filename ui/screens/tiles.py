"""What holds for each kind of computer, and for the one in front of the user (design 8.2).

As long as nobody knows who signed a loader there is no tile for Secure Boot, and a computer that
has it switched on gets a "May boot" and no more.
"""

from app.firmware import Firmware, ThisComputer
from app.report import Answer, Machine, Report
from ui.icons import Icon
from ui.screens.paths import Paths
from ui.screens.verdict import unusable
from ui.text import translate
from ui.view import Tile, TileState


def tiles(report: Report) -> tuple[Tile, ...]:
    """None for a file that is no whole image."""
    if unusable(report) is not None:
        return ()
    paths = Paths.of(report)
    on_cd = (report.boots.on_uefi_cd(Machine.X64).answer, report.boots.bios_cd.answer)
    shown = [
        _tile(Icon.LAPTOP, translate("tiles", "UEFI PCs", "tile"), paths.x64, on_cd[0], paths),
        _tile(
            Icon.TOWER, translate("tiles", "Older BIOS PCs", "tile"), paths.bios, on_cd[1], paths
        ),
    ]
    if paths.best is Answer.NO and paths.disc is not Answer.NO:
        title = translate("tiles", "CD or DVD", "tile")
        shown.append(_tile(Icon.DISC, title, paths.disc, paths.disc, paths))
    arm = translate("tiles", "ARM computers", "tile")
    if paths.arm is Answer.NO:
        shown.append(Tile(Icon.CHIP, arm, _no(paths), TileState.NO))
    else:
        shown.append(_tile(Icon.CHIP, arm, paths.arm, Answer.NO, paths))
    return tuple(shown)


def this_computer(report: Report, computer: ThisComputer) -> Tile | None:
    """None where nothing is known of the computer, or of the image."""
    if computer.firmware is Firmware.UNKNOWN or computer.machine is None:
        return None
    if unusable(report) is not None:
        return None
    answer, detail = _here(report, computer, computer.machine)
    title = translate("tiles", "This computer", "tile")
    match answer:
        case Answer.YES:
            words, state = translate("tiles", "Should boot", "tile.here"), TileState.YES
        case Answer.LIKELY:
            words, state = translate("tiles", "May boot", "tile"), TileState.WARN
        case Answer.NO:
            words, state = translate("tiles", "Would not boot", "tile.here"), TileState.BAD
    return Tile(Icon.DESKTOP, title, words, state, detail)


def _here(report: Report, computer: ThisComputer, machine: Machine) -> tuple[Answer, str]:
    paths = Paths.of(report)
    if computer.firmware is Firmware.BIOS:
        return paths.bios, translate("tiles", "(BIOS)", "tile.here")
    known = {Machine.X64: paths.x64, Machine.IA32: paths.ia32, Machine.AA64: paths.arm}
    answer = known.get(machine, report.boots.on_uefi_usb(machine).answer)
    if answer is Answer.NO and paths.bios is Answer.YES and machine is Machine.X64:
        return Answer.LIKELY, translate("tiles", "(only with “Legacy” or “CSM”)", "tile.here")
    if answer is Answer.YES and computer.secure_boot is not False:
        answer = Answer.LIKELY
    return answer, _firmware(computer)


def _firmware(computer: ThisComputer) -> str:
    if computer.secure_boot is None:
        return translate("tiles", "(UEFI)", "tile.here")
    if computer.secure_boot:
        return translate("tiles", "(UEFI, Secure Boot on)", "tile.here")
    return translate("tiles", "(UEFI, Secure Boot off)", "tile.here")


def _tile(icon: Icon, title: str, answer: Answer, on_cd: Answer, paths: Paths) -> Tile:
    match answer:
        case Answer.YES:
            return Tile(icon, title, translate("tiles", "Boots", "tile"), TileState.YES)
        case Answer.LIKELY:
            return Tile(icon, title, translate("tiles", "May boot", "tile"), TileState.WARN)
        case Answer.NO:
            # Red where one would expect it: nothing else starts from a stick either, though the
            # image is made for starting computers.
            expected = paths.best is Answer.NO and paths.disc is not Answer.NO
            state = TileState.BAD if expected else TileState.NO
            if expected and on_cd is not Answer.NO:
                return Tile(icon, title, translate("tiles", "CD only", "tile"), state)
            return Tile(icon, title, _no(paths), state)


def _no(paths: Paths) -> str:
    if paths.best is Answer.NO:
        return translate("tiles", "No boot files", "tile")
    return translate("tiles", "Not this image", "tile")
