"""Whether this computer would start the image: what it is, against what the image holds.

Pure: the report and the computer are values. Firmware is asked in the order of EDK2 (SecurityPkg,
DxeImageVerificationLib): a digest or a certificate on its list of what it refuses ends it, then one
signature that leads to its list of what it starts is enough. Then shim asks itself, and what it
starts. What firmware does is still a guess, so the word is "should".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.firmware import Firmware, ThisComputer, Trust
from app.formats.signature_list import BOOTMGR, SignatureLists
from app.inspection import chains
from app.report import Answer, Loader, Machine, Mode, NextLoader, Report, SecureBoot

_NOTHING = SignatureLists()


class Verdict(StrEnum):
    SHOULD_BOOT = "should-boot"
    MAY_BOOT = "may-boot"
    SECURE_BOOT_OFF_FIRST = "secure-boot-off-first"
    REFUSES_LOADER = "refuses-loader"
    WITH_LEGACY_ONLY = "with-legacy-only"  # from its set-up: “Legacy” or “CSM”
    WOULD_NOT_BOOT = "would-not-boot"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """`reason` is a phrase without a full stop: what it starts by, or why it does not."""

    verdict: Verdict
    reason: str


def on_this_computer(report: Report, computer: ThisComputer) -> Acceptance:
    """Whether a stick with the image should start here."""
    if computer.firmware is Firmware.BIOS:
        return _by_answer(report.boots.bios_usb.answer, "BIOS")
    if computer.firmware is Firmware.UNKNOWN or computer.machine is None:
        return Acceptance(Verdict.UNKNOWN, "what firmware this computer has can’t be seen")
    return _on_uefi(report, computer, computer.machine)


def _by_answer(answer: Answer, how: str) -> Acceptance:
    verdicts = {
        Answer.YES: Verdict.SHOULD_BOOT,
        Answer.LIKELY: Verdict.MAY_BOOT,
        Answer.NO: Verdict.WOULD_NOT_BOOT,
    }
    return Acceptance(verdicts[answer], how)


def _on_uefi(report: Report, computer: ThisComputer, machine: Machine) -> Acceptance:
    secure = report.secure_boot.get(machine)
    answer = report.boots.on_uefi_usb(machine).answer
    if secure is not None and report.mode is Mode.WINDOWS:
        answer = Answer.YES  # not the image as it is, but the stick that is made of it
    if answer is Answer.NO:
        return _without_loader(report, machine)
    accepted = accepts(secure, computer)
    if accepted.verdict is not Verdict.SHOULD_BOOT:
        return accepted
    return _by_answer(answer, accepted.reason)


def _without_loader(report: Report, machine: Machine) -> Acceptance:
    if machine is Machine.X64 and report.boots.bios_usb.answer is Answer.YES:
        why = "UEFI, only if “Legacy” or “CSM” can be turned on"
        return Acceptance(Verdict.WITH_LEGACY_ONLY, why)
    return Acceptance(Verdict.WOULD_NOT_BOOT, f"UEFI, no loader for {machine}")


def accepts(secure: SecureBoot | None, computer: ThisComputer) -> Acceptance:
    """Whether UEFI firmware, as it is set up here, starts the loader."""
    if computer.secure_boot is False:
        return Acceptance(Verdict.SHOULD_BOOT, "UEFI, Secure Boot off")
    if computer.secure_boot is None:
        return Acceptance(Verdict.UNKNOWN, "whether Secure Boot is on can’t be seen")
    if secure is None:
        return Acceptance(Verdict.UNKNOWN, "the signature of the loader was not looked at")
    by_firmware = _by_firmware(secure, computer.trust)
    if by_firmware is not None:
        return by_firmware
    reason = next(_by_boot_manager(secure.loader, computer.trust), "") or next(
        _by_shim(secure, computer.trust), ""
    )
    if reason:
        return Acceptance(Verdict.REFUSES_LOADER, reason)
    return Acceptance(Verdict.SHOULD_BOOT, "UEFI, Secure Boot on")


def _by_firmware(secure: SecureBoot, trust: Trust) -> Acceptance | None:
    """Why the firmware does not start the first loader; None when it does."""
    loader = secure.loader
    if trust.db is None or trust.dbx is None:
        return Acceptance(Verdict.UNKNOWN, "the keys of this computer can’t be read")
    if why := _on_list(loader, trust.dbx):
        return Acceptance(Verdict.REFUSES_LOADER, why)
    if _digest(loader) in trust.db.digests:
        return None
    if not loader.signatures:
        return Acceptance(Verdict.SECURE_BOOT_OFF_FIRST, f"{loader.path} has no signature")
    if not loader.sound:
        why = f"the signature of {loader.path} does not hold"
        return Acceptance(Verdict.REFUSES_LOADER, why)
    if chains.leads_to(loader, trust.db.certificates):
        return None
    who = " or ".join(secure.authorities)
    helps = "; an update of its firmware may bring this key" if secure.only_2023 else ""
    return Acceptance(Verdict.REFUSES_LOADER, f"it does not know {who}{helps}")


def _on_list(loader: Loader, refused: SignatureLists) -> str:
    """Why a list of what is refused has it; "" when it does not."""
    if _digest(loader) in refused.digests:
        return f"{loader.path} is on this computer’s list of revoked loaders"
    if name := chains.revoked_among(loader, refused):
        return f"this computer no longer trusts {name}"
    return ""


def _by_boot_manager(loader: Loader, trust: Trust) -> Iterator[str]:
    """Windows’ boot manager asks the firmware’s list how old it may be itself."""
    least = dict((trust.dbx or _NOTHING).least).get(BOOTMGR)
    if loader.svn is not None and least is not None and loader.svn < least:
        have, need = (f"{major}.{minor}" for major, minor in (loader.svn, least))
        yield f"the security version of {loader.path} is {have}, and this computer asks for {need}"


def _by_shim(secure: SecureBoot, trust: Trust) -> Iterator[str]:
    """Why shim does not go on: by its own age, then by what it would start."""
    if any(name == "shim" for name, _ in secure.loader.sbat):
        yield from _too_old(secure.loader, trust)
    for each in secure.following:
        if each.needed:
            yield from _by_shim_for(each, trust)


def _by_shim_for(following: NextLoader, trust: Trust) -> Iterator[str]:
    loader = following.loader
    if why := _on_list(loader, trust.dbx or _NOTHING):
        yield why
    if following.refused and not (following.for_its_key and _trusted_here(loader, trust)):
        yield f"shim does not start {loader.path}: {following.refused}"
    yield from _too_old(loader, trust)


def _trusted_here(loader: Loader, trust: Trust) -> bool:
    """shim also starts what the firmware or the computer’s owner trusts."""
    return any(
        _digest(loader) in lists.digests or chains.leads_to(loader, lists.certificates)
        for lists in (trust.db, trust.owner)
        if lists is not None
    )


def _too_old(loader: Loader, trust: Trust) -> Iterator[str]:
    for name, generation, least in trust.level.refuses(loader.sbat) if trust.level else ():
        yield (
            f"{loader.path} has generation {generation} of {name}, and this computer asks for "
            f"{least}"
        )


def _digest(loader: Loader) -> bytes:
    return bytes.fromhex(loader.digest)
