"""What holds for each kind of computer, and for the one in front of the user (design 8.2)."""

from dataclasses import replace

from app.firmware import Firmware, ThisComputer
from app.inspection.acceptance import Verdict, on_this_computer
from app.inspection.paths import Paths
from app.report import Answer, Machine, Mode, Report
from ui.icons import Icon
from ui.screens.flatpak import this_computer_tile
from ui.screens.secure_boot import secure_boot_tile
from ui.screens.verdict import unusable
from ui.text import translate
from ui.view import Tile, TileState


def tiles(report: Report) -> tuple[Tile, ...]:
    """None for a file that is no whole image. Of a Windows installer they are about the stick that
    is made of its files."""
    if unusable(report) is not None:
        return ()
    if report.stick is not None:
        return _of_stick(tiles(report.stick.report))
    paths = Paths.of(report)
    on_cd = (report.boots.on_uefi_cd(Machine.X64).answer, report.boots.bios_cd.answer)
    shown = [
        _tile(Icon.LAPTOP, translate("tiles", "UEFI PCs", "tile"), paths.x64, on_cd[0], paths),
        *([secure] if (secure := secure_boot_tile(report)) else []),
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


def tested(shown: tuple[Tile, ...], booted: frozenset[str]) -> tuple[Tile, ...]:
    """With what a virtual machine has shown, by the firmware that it had. That of a computer may
    know of revoked loaders and of keys what the machine's does not: there the doubt stays."""
    answer = translate("tiles", "Booted in a test", "tile")
    seen = {Icon.TOWER} if "bios" in booted else set()
    seen |= {Icon.LAPTOP} if booted - {"bios"} else set()
    secure = "secure" in booted
    return tuple(
        replace(tile, answer=answer, state=TileState.YES)
        if tile.icon in seen
        or (secure and tile.icon is Icon.SHIELD and tile.state is TileState.YES)
        else tile
        for tile in shown
    )


def _of_stick(shown: tuple[Tile, ...]) -> tuple[Tile, ...]:
    """Older PCs are left out by the mode and not by the image."""
    answer = translate("tiles", "Not in this mode", "tile")
    return tuple(
        replace(tile, answer=answer) if tile.icon is Icon.TOWER else tile for tile in shown
    )


def this_computer(report: Report, computer: ThisComputer) -> Tile | None:
    """None where nothing is known of the image, or of the computer; a Flatpak says so. Of a Windows
    installer it is about the stick that is made of its files: what holds for that does not hold for
    a copy."""
    if report.stick is not None:
        return this_computer(report.stick.report, computer)
    if unusable(report) is not None or report.mode is Mode.WINDOWS:
        return None
    return _here(on_this_computer(report, computer).verdict, computer)


def _here(found: Verdict, computer: ThisComputer) -> Tile | None:
    match found:
        case Verdict.UNKNOWN:
            return this_computer_tile() if computer.sandboxed else None
        case Verdict.SHOULD_BOOT:
            words, state = translate("tiles", "Should boot", "tile.here"), TileState.YES
        case Verdict.MAY_BOOT | Verdict.WITH_LEGACY_ONLY:
            words, state = translate("tiles", "May boot", "tile"), TileState.WARN
        case Verdict.SECURE_BOOT_OFF_FIRST:
            words = translate("tiles", "Turn Secure Boot off first", "tile.here")
            state = TileState.WARN
        case Verdict.REFUSES_LOADER:
            words = translate("tiles", "This computer refuses this loader", "tile.here")
            state = TileState.BAD
        case Verdict.WOULD_NOT_BOOT:
            words, state = translate("tiles", "Would not boot", "tile.here"), TileState.BAD
    title = translate("tiles", "This computer", "tile")
    return Tile(Icon.DESKTOP, title, words, state, _detail(found, computer))


def _detail(found: Verdict, computer: ThisComputer) -> str:
    """What the answer rests on, where the answer does not say so itself."""
    if found is Verdict.WITH_LEGACY_ONLY:
        return translate("tiles", "(only with “Legacy” or “CSM”)", "tile.here")
    if found not in (Verdict.SHOULD_BOOT, Verdict.MAY_BOOT, Verdict.WOULD_NOT_BOOT):
        return ""
    if computer.firmware is Firmware.BIOS:
        return translate("tiles", "(BIOS)", "tile.here")
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
