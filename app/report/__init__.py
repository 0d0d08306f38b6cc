"""What inspection found out about an image: frozen facts with their evidence, and no opinions
of widgets or printers. `to_json` is the border to machines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.report.boots import NO, Answer, BootPath, Boots, ElToritoEntry, Machine
from app.report.evidence import (
    OWN_ANSWERS,
    OWN_PROGRAM,
    PACKED_DAMAGED,
    UNASKED,
    Evidence,
    Finding,
    Severity,
)
from app.report.secure_boot import Loader, NextLoader, SecureBoot, Signature
from app.report.system import Persistence, Role, System

__all__ = [
    "NO",
    "OWN_ANSWERS",
    "OWN_PROGRAM",
    "PACKED_DAMAGED",
    "UNASKED",
    "Answer",
    "BootPath",
    "Boots",
    "Conversion",
    "ElToritoEntry",
    "Evidence",
    "Finding",
    "Kind",
    "Loader",
    "Machine",
    "Mode",
    "NextLoader",
    "Persistence",
    "Report",
    "Role",
    "SecureBoot",
    "Severity",
    "Signature",
    "Stick",
    "System",
]


class Kind(StrEnum):
    """What the unpacked bytes are at their outermost."""

    ISO9660 = "iso9660"
    UDF = "udf"
    DISK = "disk"
    UNKNOWN = "unknown"


class Mode(StrEnum):
    """The right way to write it."""

    EXACT = "exact"
    WINDOWS = "windows"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stick:
    """`report` is on the composed disk, which holds so many `files`. `loader`: whether the disc has
    what UEFI looks for on a stick, which Windows 7 and older do not; `processors`: for which, in
    the words of Windows Setup. `languages`: in which Windows can speak."""

    report: "Report"
    files: int
    loader: bool
    processors: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """What has to be done first: the image of Windows at `path` in the disc is made into one that
    can be split. That takes about `seconds`, and up to `room` bytes in `folder`. `missing`: the
    package that it needs, "" for nothing."""

    path: str
    seconds: float
    room: int
    folder: str
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about an image before it is written.

    `size` is that of the unpacked image, None while only unpacking it would tell; `expected_size`
    is what its own records say, each in `sizes`, None where they say nothing.
    """

    name: str
    size: int | None
    layers: tuple[str, ...]
    kind: Kind
    label: str
    expected_size: int | None
    boots: Boots
    partition_tables: tuple[str, ...]
    el_torito: tuple[ElToritoEntry, ...]
    mode: Mode
    findings: tuple[Finding, ...]
    title: str = ""  # "Ubuntu 24.04.1 LTS" where the content says so, else ""
    # Of the processors whose loader was found and could be read.
    secure_boot: dict[Machine, SecureBoot] = field(default_factory=dict)
    system: System | None = None
    sizes: tuple[Evidence, ...] = ()
    way: Evidence | None = None  # what `mode` follows from, where that is not where it starts
    # Of a Windows installer: what a stick composed of its files would be, None where that was not
    # worked out, or where a finding says why there can be none.
    stick: "Stick | None" = None
    conversion: Conversion | None = None  # that a stick needs, where that would be enough

    @property
    def truncated(self) -> bool:
        """Cut short: writing it is refused whatever the user says."""
        return any(finding.code == "truncated" for finding in self.findings)

    @property
    def role(self) -> Role | None:
        """What its system is there for, where that is known."""
        return self.system.role if self.system is not None else None

    def has(self, code: str) -> bool:
        return any(finding.code == code for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        def machines(paths: dict[Machine, BootPath]) -> dict[str, str]:
            return {machine: paths.get(machine, NO).answer.value for machine in Machine}

        return {
            "image": {
                "name": self.name,
                "size": self.size,
                "layers": list(self.layers),
                "kind": self.kind.value,
                "label": self.label,
                "expected_size": self.expected_size,
            },
            "boots": {
                "bios_usb": self.boots.bios_usb.answer.value,
                "bios_cd": self.boots.bios_cd.answer.value,
                "uefi_usb": machines(self.boots.uefi_usb),
                "uefi_cd": machines(self.boots.uefi_cd),
            },
            "partition_tables": list(self.partition_tables),
            "el_torito": [
                {
                    "platform": entry.platform,
                    "bootable": entry.bootable,
                    "emulation": entry.emulation,
                    "sectors": entry.sectors,
                    "lba": entry.lba,
                }
                for entry in self.el_torito
            ],
            "mode": self.mode.value,
            "secure_boot": {
                machine.value: secure.to_json() for machine, secure in self.secure_boot.items()
            },
            "system": {
                "name": self.system.name,
                "family": self.system.family,
                "version": self.system.version,
            }
            if self.system
            else None,
            "findings": [
                {
                    "code": finding.code,
                    "severity": finding.severity.value,
                    "text": finding.text,
                    "offset": finding.offset,
                }
                for finding in self.findings
            ],
        }

    def evidence_to_json(self) -> dict[str, Any]:
        """What each statement of `to_json` rests on, under the same names; a finding has its place
        beside it already."""

        def machines(paths: Callable[[Machine], BootPath]) -> dict[str, list[dict[str, Any]]]:
            return {machine.value: _listed(paths(machine).evidence) for machine in Machine}

        return {
            "boots": {
                "bios_usb": _listed(self.boots.bios_usb.evidence),
                "bios_cd": _listed(self.boots.bios_cd.evidence),
                "uefi_usb": machines(self.boots.on_uefi_usb),
                "uefi_cd": machines(self.boots.on_uefi_cd),
            },
            "secure_boot": {
                machine.value: _listed(secure.evidence)
                for machine, secure in self.secure_boot.items()
            },
            "system": _listed(self.system.evidence if self.system else ()),
            "mode": _listed((self.way,) if self.way else ()),
            "expected_size": _listed(self.sizes),
        }


def _listed(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [each.to_json() for each in dict.fromkeys(evidence)]
