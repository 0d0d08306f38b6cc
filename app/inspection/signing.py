"""How Secure Boot takes the image, as the one answer that most computers give."""

from enum import Enum, auto

from app.report import Answer, Machine, Mode, Report, SecureBoot

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
