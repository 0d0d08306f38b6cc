"""Sizes, verdicts and plans as text for a terminal."""

from typing import assert_never

from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import Cause, Diagnosis
from app.journal import End, Unfinished
from app.report import Answer, BootPath, Machine, Report, SecureBoot
from app.sources.layers import VIRTUAL_DISKS

_UNITS = ((10**12, "TB"), (10**9, "GB"), (10**6, "MB"), (10**3, "kB"))

_ANSWERS = {Answer.YES: "boots", Answer.LIKELY: "may boot", Answer.NO: "no"}

MACHINES = {
    Machine.X64: "64-bit PCs (x64)",
    Machine.IA32: "32-bit PCs (ia32)",
    Machine.AA64: "ARM computers (aa64)",
    Machine.ARM: "32-bit ARM (arm)",
    Machine.RISCV64: "RISC-V (riscv64)",
    Machine.LOONGARCH64: "LoongArch (loongarch64)",
}


def size_in_words(size: int | None) -> str:
    """Decimal units and three digits, as printed on drives: "6.2 GB", "32 GB"."""
    if size is None:
        return "size known only after unpacking"
    for unit, name in _UNITS:
        if size >= unit:
            number = size / unit
            return f"{number:.3g} {name}" if number < 1000 else f"{number:.0f} {name}"
    return f"{size} bytes"


def places_in_words(count: int, what: str = "") -> str:
    """ "1 place", or "320 places". `what`: of which kind, in front of the noun."""
    places = "place" if count == 1 else "places"
    return f"{count:,} {what} {places}" if what else f"{count:,} {places}"


def drive_in_words(drive: DriveInfo) -> str:
    """ "SanDisk Ultra, 32 GB (/dev/sdb)"."""
    return f"{for_display(drive.name)}, {size_in_words(drive.size)} ({for_display(drive.node)})"


def contents_in_words(drive: DriveInfo) -> str:
    """What is on the drive now, as far as it is known."""
    labels = [for_display(part.label) for part in drive.partitions if part.label]
    if drive.label and drive.label not in labels:
        labels.insert(0, for_display(drive.label))
    named = " and ".join(f"“{label}”" for label in labels[:3])
    if drive.files:
        files = f"{size_in_words(drive.files)} of files"
        return f"{named} – {files}" if named else files
    if named:
        return named
    count = len(drive.partitions)
    return f"{count} partitions" if count > 1 else "one partition" if count else "nothing known"


_ENDS = {
    End.STOPPED: "stopped",
    End.UNPLUGGED: "unplugged",
    End.FAILED: "failed",
    End.KILLED: "broken off with the program",
    End.POWER_CUT: "broken off with the computer",
}


def unfinished_in_words(left: Unfinished) -> str:
    """ "Ubuntu 24.04.1, stopped at 33 %"; the last per cent is its first sector."""
    said = f"{for_display(left.image)}, {_ENDS[left.end]}"
    if left.share is not None:
        said = f"{said} at {min(99, int(100 * left.share))} %"
    if left.end is End.FAILED:
        said = f"{said} ({for_display(left.why)})"
    return said


def diagnosis_in_words(found: Diagnosis) -> str:
    match found.cause:
        case Cause.FAKE:
            return f"It seems to keep only about {size_in_words(found.keeps)}."
        case Cause.CHANGED:
            return "Something else seems to have changed the drive meanwhile."
        case Cause.CONNECTION:
            return "The connection seems to be unreliable: reading twice gave different bytes."
        case Cause.WORN:
            return "The drive seems to be wearing out."
    assert_never(found.cause)


def verdict_lines(report: Report, *, composed: bool = False) -> list[str]:
    """Where the image starts, a line each, a stick first; of what is `composed` there is no disc,
    and older PCs are left out on purpose."""
    boots = report.boots
    if composed:
        told = [(MACHINES[machine], boots.on_uefi_usb(machine)) for machine in _told(report)]
        lines = [f"{f'UEFI, {name}':32} {_ANSWERS[path.answer]}" for name, path in told]
        return [f"{'Older BIOS PCs':32} not in this mode", *lines]
    lines = [_path("Older BIOS PCs", boots.bios_usb, boots.bios_cd)]
    for machine in _told(report):
        usb, cd = boots.on_uefi_usb(machine), boots.on_uefi_cd(machine)
        lines.append(_path(f"UEFI, {MACHINES[machine]}", usb, cd))
    return lines


def _told(report: Report) -> list[Machine]:
    """The processors there is anything to say of: the two that people have, and where it starts."""
    paths = {Machine.X64, Machine.AA64, *report.boots.uefi_usb, *report.boots.uefi_cd}
    return [machine for machine in MACHINES if machine in paths]


def secure_boot_lines(report: Report) -> list[str]:
    """How Secure Boot sees the loaders, a line for each processor."""
    return [
        f"{f'Secure Boot, {MACHINES[machine]}':32} {for_display(_secure(secure), 200)}"
        for machine, secure in report.secure_boot.items()
    ]


def _secure(secure: SecureBoot) -> str:
    if not secure.loader.signatures:
        return "not signed: it has to be off"
    if not secure.signed:
        return "the signature does not hold: it has to be off"
    who = " and ".join(secure.authorities)
    if not secure.by_microsoft:
        return f"signed ({who}), by no key that computers come with"
    if secure.revoked:
        return f"signed ({who}), but revoked (list of {secure.list_date})"
    return f"signed ({who}), not on the list of revoked loaders of {secure.list_date}"


def _path(name: str, usb: BootPath, cd: BootPath) -> str:
    return f"{name:32} {_ANSWERS[usb.answer]:10} from a CD: {_ANSWERS[cd.answer]}"


def evidence_lines(report: Report) -> list[str]:
    """Every statement with what it rests on: structure, byte offset, what it said."""
    boots = report.boots
    paths = [("BIOS, stick", boots.bios_usb), ("BIOS, CD", boots.bios_cd)]
    for machine in _told(report):
        paths.append((f"UEFI {machine}, stick", boots.on_uefi_usb(machine)))
        paths.append((f"UEFI {machine}, CD", boots.on_uefi_cd(machine)))
    found = [(f"{name}: {path.answer}", each) for name, path in paths for each in path.evidence]
    found += [
        (f"Secure Boot {machine}", each)
        for machine, secure in report.secure_boot.items()
        for each in secure.evidence
    ]
    if report.system is not None:
        found += [(f"System: {report.system.name}", each) for each in report.system.evidence]
    if report.way is not None:
        found.append((f"To write it: {report.mode}", report.way))
    found += [("Size", each) for each in report.sizes]
    lines = [
        f"{name} – {for_display(each.what)} at byte {each.offset:,}: {for_display(each.said, 100)}"
        for name, each in found
    ]
    lines += [
        f"{finding.code} – at byte {finding.offset:,}: {for_display(finding.text, 200)}"
        for finding in report.findings
        if finding.offset is not None
    ]
    dates = sorted({secure.list_date for secure in report.secure_boot.values()})
    lines += [
        f"List of revoked loaders – Microsoft’s of {date} (BSD-2-Clause-Patent), with the SBAT "
        "levels of shim (BSD-2-Clause), as they came with this version"
        for date in dates
    ]
    return list(dict.fromkeys(lines))  # two statements of a path may rest on one structure


def wrapped_in_words(layers: tuple[str, ...]) -> str:
    """What the image came in, to be put behind its size."""
    packings = [layer for layer in layers if layer not in VIRTUAL_DISKS]
    disks = [f", in a virtual disk ({layer})" for layer in layers if layer in VIRTUAL_DISKS]
    packed = f", packed with {' and '.join(packings)}" if packings else ""
    return "".join(disks) + packed
