"""What to tell about Secure Boot: a finding for each thing that may keep a computer waiting."""

from app.formats.signature_list import BOOTMGR
from app.inspection.probe import Notes
from app.inspection.revocations import Revocations
from app.report import SecureBoot, Severity


def note(found: SecureBoot, lists: Revocations, notes: Notes) -> None:
    _signature(found, notes)
    _windows(found, lists, notes)
    for evidence in found.revoked:
        text = (
            f"{evidence.said} ({evidence.what}). A computer that was brought up to date refuses it "
            "while Secure Boot is on; a newer image helps."
        )
        notes.add("loader-revoked", Severity.CAUTION, text, evidence.offset)
    for each in found.following:
        if each.refused:
            unless = ", unless the computer knows its key" if each.for_its_key else ""
            text = (
                f"With Secure Boot on, shim does not start {each.loader.path}{unless}: "
                f"{each.refused}."
            )
            notes.add("second-stage-refused", Severity.CAUTION, text, each.loader.offset)


def _signature(found: SecureBoot, notes: Notes) -> None:
    loader, place = found.loader, found.loader.offset
    who = " and ".join(found.authorities)
    if not loader.signatures:
        text = f"{loader.path} has no signature: Secure Boot has to be turned off first."
        notes.add("loader-unsigned", Severity.INFO, text, place)
    elif not loader.sound:
        text = f"The signature of {loader.path} does not hold: {loader.signatures[0].broken}."
        notes.add("signature-broken", Severity.CAUTION, text, place)
    elif not found.by_microsoft:
        text = (
            f"{who} vouches for {loader.path}: with Secure Boot on, only a computer that was told "
            "to trust this key starts it."
        )
        notes.add("signer-unknown", Severity.INFO, text, place)
    elif found.only_2023:
        text = (
            f"Only {who} vouches for {loader.path}: with Secure Boot on, a computer has to know "
            "this key of 2023."
        )
        notes.add("needs-2023-ca", Severity.INFO, text, place)


def _windows(found: SecureBoot, lists: Revocations, notes: Notes) -> None:
    """Updates of Windows that not every computer has."""
    loader, place = found.loader, found.loader.offset
    leaving = {each.name: each.revoked for each in lists.authorities if each.revoked}
    if found.authorities and all(name in leaving for name in found.authorities):
        name = found.authorities[0]
        text = (
            f"{name}, which vouches for {loader.path}, is revoked by an update of {leaving[name]} "
            "that not every computer has; one that has it refuses this loader."
        )
        notes.add("signer-being-revoked", Severity.INFO, text, place)
    least = lists.least.get(BOOTMGR, (0, 0))
    if found.by_microsoft and loader.svn is not None and loader.svn < least:
        text = (
            f"The security version of {loader.path} is {loader.svn[0]}.{loader.svn[1]}, and the "
            f"list of {lists.date} asks for {least[0]}.{least[1]}: a computer where that was put "
            "into force refuses it."
        )
        notes.add("svn-outdated", Severity.INFO, text, place)
