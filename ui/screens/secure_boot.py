"""How Secure Boot takes the image, in the few words of the window (design 8.2)."""

from __future__ import annotations

from enum import Enum, auto

from app.display import for_display
from app.report import Answer, Loader, Machine, Mode, Report, SecureBoot
from ui.icons import Icon
from ui.text import translate
from ui.view import Tile, TileState

# The computers that most people have come first.
_ORDER = (Machine.X64, Machine.AA64, Machine.IA32, Machine.RISCV64, Machine.LOONGARCH64)


class Signing(Enum):
    """What a computer with its maker's keys does while Secure Boot is on."""

    NOT_KNOWN = auto()  # no UEFI loader, or none that could be looked at
    MICROSOFT = auto()
    ONLY_2023 = auto()
    REVOKED = auto()
    NOT_SIGNED = auto()
    HAS_TO_BE_OFF = auto()  # signed, and not started all the same

    @property
    def starts(self) -> bool:
        return self in (Signing.MICROSOFT, Signing.ONLY_2023)

    @property
    def has_to_be_off(self) -> bool:
        return self in (Signing.NOT_SIGNED, Signing.HAS_TO_BE_OFF)


def main_loader(report: Report) -> SecureBoot | None:
    """The one for the kind of computer that most people have, of those that start at all."""
    boots = report.boots
    made = report.mode is Mode.WINDOWS  # of its files, whatever a copy of the image would do
    found = (
        report.secure_boot.get(machine)
        for machine in _ORDER
        if made or boots.on_uefi_usb(machine).answer is not Answer.NO
    )
    return next((secure for secure in found if secure is not None), None)


def signing(report: Report) -> Signing:
    secure = main_loader(report)
    if secure is None:
        return Signing.NOT_KNOWN
    if not secure.loader.signatures:
        return Signing.NOT_SIGNED
    # A list takes away what was there: what no computer starts is not taken away.
    refused = any(each.needed and each.refused for each in secure.following)
    if refused or not secure.by_microsoft:
        return Signing.HAS_TO_BE_OFF
    if secure.revoked:
        return Signing.REVOKED
    return Signing.ONLY_2023 if secure.only_2023 else Signing.MICROSOFT


def list_date(report: Report) -> str:
    """Year and month of the list of revoked loaders: "2025-10"."""
    secure = main_loader(report)
    return secure.list_date[:7] if secure is not None else ""


def secure_boot_tile(report: Report) -> Tile | None:
    """None where nothing is known of a loader."""
    found = signing(report)
    match found:
        case Signing.NOT_KNOWN:
            return None
        case Signing.MICROSOFT:
            words, state = translate("tiles", "Signed by Microsoft", "tile"), TileState.YES
        case Signing.ONLY_2023:
            words, state = translate("tiles", "Signed, 2023 key", "tile"), TileState.YES
        case Signing.REVOKED:
            words = translate("tiles", "Revoked ({month})", "tile: 2026-07")
            words, state = words.format(month=list_date(report)), TileState.WARN
        case Signing.NOT_SIGNED:
            words, state = translate("tiles", "Not signed", "tile"), TileState.NO
        case Signing.HAS_TO_BE_OFF:
            words, state = translate("tiles", "Has to be off", "tile"), TileState.NO
    return Tile(Icon.SHIELD, translate("tiles", "Secure Boot", "tile"), words, state)


def signed_by(secure: SecureBoot) -> str:
    """ "shimx64.efi: signed by Microsoft (UEFI CA 2011), not on the list of revoked loaders of
    2025-10; grubx64.efi: signed by Canonical"."""
    first = _of(secure.loader)
    if secure.revoked:
        words = translate("evidence", "{signed}, on the list of revoked loaders of {date}", "shim")
    elif secure.signed:
        words = translate(
            "evidence", "{signed}, not on the list of revoked loaders of {date}", "shim"
        )
    else:
        words = "{signed}"
    told = [words.format(signed=first, date=secure.list_date)]
    for each in secure.following[:2]:
        told.append(_of(each.loader))
        if each.refused:
            words = translate("evidence", "the first does not start it: {why}", "shim")
            told.append(words.format(why=for_display(each.refused, 100)))
    return "; ".join(told)


def _of(loader: Loader) -> str:
    path = for_display(loader.path)
    if not loader.signatures:
        return translate("evidence", "{path}: not signed", "loader").format(path=path)
    if not loader.sound:
        words = translate("evidence", "{path}: the signature does not hold", "loader")
        return words.format(path=path)
    who = " + ".join(dict.fromkeys(for_display(each.authority) for each in loader.sound))
    return translate("evidence", "{path}: signed by {who}", "loader").format(path=path, who=who)
