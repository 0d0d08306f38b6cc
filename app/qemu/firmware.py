"""Where a distribution keeps its firmware for virtual machines. Each package describes what it has
in a file of QEMU's own form (docs/interop/firmware.json), so no path of anybody's is known here."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

# What an administrator says goes before what a package says; a file hides one of its name.
FOLDERS = (Path("/etc/qemu/firmware"), Path("/usr/share/qemu/firmware"))

_MACHINE = "pc-q35-9.0"  # any of this kind
_LARGEST = 1 << 16  # bytes of a description


class Firmware(StrEnum):
    BIOS = "bios"
    UEFI = "uefi"
    SECURE = "secure"  # with Secure Boot on, and Microsoft's keys


@dataclass(frozen=True, slots=True)
class Flash:
    """The two parts of a UEFI firmware: code, and a template of its variables. `smm`: the machine
    has to guard the variables."""

    code: Path
    code_format: str
    variables: Path
    variables_format: str
    smm: bool
    features: frozenset[str] = frozenset()


def flash_for(firmware: Firmware, folders: Sequence[Path] | None = None) -> Flash | None:
    """For a 64-bit PC; None where there is none. One that leaves Secure Boot alone goes before one
    that could."""
    secure = firmware is Firmware.SECURE
    fitting = [
        flash
        for flash in map(_read, _descriptions(FOLDERS if folders is None else folders))
        if flash is not None
        and ("enrolled-keys" in flash.features) == secure
        and (not secure or "secure-boot" in flash.features)
    ]
    return min(fitting, key=lambda flash: not secure and flash.smm, default=None)


def _descriptions(folders: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """In the order of their names, whichever folder they are in."""
    files: dict[str, Path] = {}
    for folder in folders:
        for path in folder.glob("*.json"):
            files.setdefault(path.name, path)
    for _, path in sorted(files.items()):
        try:
            with path.open("rb") as file:
                told = json.loads(file.read(_LARGEST))
        except (OSError, ValueError):
            continue
        if isinstance(told, dict):
            yield told


def _read(told: dict[str, Any]) -> Flash | None:
    """What one describes; None for what is not for us, or not there."""
    try:
        if "uefi" not in told["interface-types"] or not any(map(_is_ours, told["targets"])):
            return None
        mapping, features = told["mapping"], frozenset(map(str, told["features"]))
        if mapping["device"] != "flash":
            return None
        code, variables = mapping["executable"], mapping["nvram-template"]
        flash = Flash(
            Path(code["filename"]),
            str(code["format"]),
            Path(variables["filename"]),
            str(variables["format"]),
            "requires-smm" in features,
            features,
        )
    except (KeyError, TypeError):
        return None
    known = {flash.code_format, flash.variables_format} <= {"raw", "qcow2"}
    return flash if known and flash.code.is_file() and flash.variables.is_file() else None


def _is_ours(target: dict[str, Any]) -> bool:
    return target["architecture"] == "x86_64" and any(
        fnmatch(_MACHINE, machine) for machine in target["machines"]
    )
