"""What inspection found out about an image: frozen facts with their evidence, and no opinions
of widgets or printers. `to_json` is the border to machines."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """Does it start? `LIKELY` where firmware is known to differ, or a part was not looked at."""

    YES = "yes"
    LIKELY = "likely"
    NO = "no"


class Machine(StrEnum):
    """Processors of UEFI computers, by the names EDK2 gives them."""

    X64 = "x64"
    IA32 = "ia32"
    AA64 = "aa64"
    RISCV64 = "riscv64"
    LOONGARCH64 = "loongarch64"
    ARM = "arm"


class Severity(StrEnum):
    INFO = "info"
    CAUTION = "caution"
    DANGER = "danger"


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
class Evidence:
    """One thing that was found: which structure, at which byte of the image, and what it said."""

    what: str
    offset: int
    said: str


@dataclass(frozen=True, slots=True)
class BootPath:
    """One way to start, with its answer, and why."""

    answer: Answer
    evidence: tuple[Evidence, ...] = ()


NO = BootPath(Answer.NO)


@dataclass(frozen=True, slots=True)
class Boots:
    """Where the image starts. Machines that are not in a dictionary answer no."""

    bios_usb: BootPath = NO
    bios_cd: BootPath = NO
    uefi_usb: dict[Machine, BootPath] = field(default_factory=dict)
    uefi_cd: dict[Machine, BootPath] = field(default_factory=dict)

    def on_uefi_usb(self, machine: Machine) -> BootPath:
        return self.uefi_usb.get(machine, NO)

    def on_uefi_cd(self, machine: Machine) -> BootPath:
        return self.uefi_cd.get(machine, NO)

    @property
    def from_usb(self) -> bool:
        """Whether anything at all may start from a stick."""
        paths = (self.bios_usb, *self.uefi_usb.values())
        return any(path.answer is not Answer.NO for path in paths)


@dataclass(frozen=True, slots=True)
class Finding:
    """One point worth telling, by a stable code; `offset` in bytes where it has a place."""

    code: str
    severity: Severity
    text: str
    offset: int | None = None


class Role(StrEnum):
    """What a system on an image is there for."""

    LIVE = "live"  # runs from the stick; many such can be installed as well
    INSTALLER = "installer"
    RESCUE = "rescue"
    TOOL = "tool"  # one job: a memory test, a firmware update
    LOADER = "loader"  # starts other systems: a boot menu, the network
    DISK = "disk"  # a finished system, as a disk of a PC
    BOARD = "board"  # the same for a board, whose own code starts it


class Persistence(StrEnum):
    """Which of the two usual ways lets a live system keep what is done in it."""

    NONE = "none"
    CASPER = "casper"  # Ubuntu and its kin: a partition called writable or casper-rw
    LIVE_BOOT = "live-boot"  # Debian and its kin: a partition called persistence


@dataclass(frozen=True, slots=True)
class System:
    """Which system an image holds, by its content; by its label where `evidence` says so.

    `name` and `version` came out of the image and are fit to be shown. `family` is a word for
    machines ("debian", "windows", "freebsd"); derivatives that are used like their parent share
    its word. `description` is a plain sentence without a full stop.
    """

    name: str
    family: str
    version: str = ""
    role: Role | None = None
    description: str = ""
    persistence: Persistence = Persistence.NONE
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ElToritoEntry:
    """An entry of the boot catalogue, as the report carries it."""

    platform: str  # "bios" | "uefi" | "ppc" | "mac"
    bootable: bool
    emulation: str  # "none" | "floppy" | "hard-disk"
    sectors: int  # of 512 bytes, as the catalogue says
    lba: int  # of 2048 bytes


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of an EFI program. `signer` and `authority` are names as certificates spell
    them: whose key signed, and the highest that this one’s certificate leads to. `known`: the
    authority is one that computers come with, proven by its key. `broken` says why no firmware
    takes it, "" for a sound one. `certificates` are DER, the signer’s first, each signed by the
    next."""

    signer: str
    authority: str
    known: bool
    broken: str
    certificates: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Loader:
    """An EFI program as Secure Boot sees it. `digest` is its Authenticode SHA-256 in hexadecimal,
    "" for one too large to be looked at in full. `sbat` are components and their generations,
    `svn` is the version that Microsoft’s boot managers carry, None for others. `revoked` are the
    lists that it is on, with their dates."""

    path: str
    offset: int
    digest: str
    signatures: tuple[Signature, ...]
    sbat: tuple[tuple[str, int], ...]
    svn: tuple[int, int] | None
    revoked: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]

    @property
    def sound(self) -> tuple[Signature, ...]:
        return tuple(signature for signature in self.signatures if not signature.broken)


@dataclass(frozen=True, slots=True)
class NextLoader:
    """What shim starts. `needed`: starting the system depends on it. `refused` says why this shim
    does not start it while Secure Boot is on, "" for one that it does; `for_its_key` when that is
    only a key that shim does not have and a computer may."""

    loader: Loader
    needed: bool
    refused: str
    for_its_key: bool


@dataclass(frozen=True, slots=True)
class SecureBoot:
    """How a computer with Secure Boot sees the loader of one processor. `list_date` is that of the
    list of revoked loaders that it was compared with."""

    loader: Loader
    following: tuple[NextLoader, ...]
    list_date: str

    @property
    def signed(self) -> bool:
        return bool(self.loader.sound)

    @property
    def authorities(self) -> tuple[str, ...]:
        """Whose signatures it carries, without those that are broken."""
        return tuple(dict.fromkeys(each.authority for each in self.loader.sound))

    @property
    def by_microsoft(self) -> bool:
        return any(signature.known for signature in self.loader.sound)

    @property
    def only_2023(self) -> bool:
        """A computer has to know Microsoft’s key of 2023; older ones learn it by an update."""
        known = [signature.authority for signature in self.loader.sound if signature.known]
        return bool(known) and all("2023" in authority for authority in known)

    @property
    def revoked(self) -> tuple[Evidence, ...]:
        """The lists that the loader is on, or one that it cannot do without."""
        needed = [each.loader.revoked for each in self.following if each.needed]
        return tuple(evidence for each in (self.loader.revoked, *needed) for evidence in each)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        found = list(self.loader.evidence)
        for each in self.following:
            found += each.loader.evidence
            if each.needed:
                what, said = f"{each.loader.path}, keys in shim", each.refused or "accepted"
                found.append(Evidence(what, each.loader.offset, said))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        loader = self.loader
        return {
            "signed": self.signed,
            "signer": ", ".join(self.authorities) or None,
            "sbat": dict(loader.sbat) if loader.sbat else None,
            "svn": f"{loader.svn[0]}.{loader.svn[1]}" if loader.svn else None,
            "revoked": bool(self.revoked),
            "list_date": self.list_date,
            "digest": loader.digest or None,
            "following": [
                {
                    "path": each.loader.path,
                    "signed": bool(each.loader.sound),
                    "signer": ", ".join(sign.authority for sign in each.loader.sound) or None,
                    "sbat": dict(each.loader.sbat) if each.loader.sbat else None,
                    "revoked": bool(each.loader.revoked),
                    "refused": each.refused or None,
                }
                for each in self.following
            ],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about an image before it is written.

    `size` is that of the unpacked image, None while only unpacking it would tell; `expected_size`
    is what its own records say, None where they say nothing.
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

    @property
    def truncated(self) -> bool:
        """Cut short: writing it is refused whatever the user says."""
        return any(finding.code == "truncated" for finding in self.findings)

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
