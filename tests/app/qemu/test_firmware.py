"""UEFI firmware as Debian, Fedora, Arch and openSUSE describe theirs, written after their packages:
names of files, formats and features are those of ovmf 2025.02 (Debian 13), edk2-ovmf 20250523
(Fedora 42), edk2-ovmf 202505 (Arch) and qemu-ovmf-x86_64 202408 (openSUSE)."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.qemu.firmware import Firmware, flash_for

SECURE = ("enrolled-keys", "requires-smm", "secure-boot")


@dataclass(frozen=True)
class Package:
    """`plain` and `secure`: names of the code, the variables, and the files that describe them."""

    form: str
    plain: tuple[str, str, str]
    secure: tuple[str, str, str] | None
    others: tuple[tuple[str, tuple[str, ...], str], ...] = ()


PACKAGES = {
    "debian": Package(
        "raw",
        ("OVMF_CODE_4M.fd", "OVMF_VARS_4M.fd", "60-edk2-x86_64.json"),
        ("OVMF_CODE_4M.ms.fd", "OVMF_VARS_4M.ms.fd", "40-edk2-x86_64-secure-enrolled.json"),
        (
            ("50-edk2-x86_64-secure.json", ("requires-smm", "secure-boot"), "x86_64"),
            ("50-edk2-i386-secure.json", ("requires-smm", "secure-boot"), "i386"),
            ("40-edk2-aarch64-secure-enrolled.json", ("enrolled-keys", "secure-boot"), "aarch64"),
        ),
    ),
    "fedora": Package(
        "qcow2",
        ("OVMF_CODE_4M.qcow2", "OVMF_VARS_4M.qcow2", "31-edk2-ovmf-2m-raw-x64-nosb.json"),
        (
            "OVMF_CODE_4M.secboot.qcow2",
            "OVMF_VARS_4M.secboot.qcow2",
            "30-edk2-ovmf-4m-qcow2-x64-sb-enrolled.json",
        ),
        (("40-edk2-ovmf-4m-qcow2-x64-sb.json", ("requires-smm", "secure-boot"), "x86_64"),),
    ),
    "arch": Package(
        "raw",
        ("OVMF_CODE.4m.fd", "OVMF_VARS.4m.fd", "60-edk2-ovmf-x86_64.json"),
        None,
        (("50-edk2-ovmf-x86_64-secure.json", ("requires-smm", "secure-boot"), "x86_64"),),
    ),
    "suse": Package(
        "raw",
        ("ovmf-x86_64-4m-code.bin", "ovmf-x86_64-4m-vars.bin", "60-ovmf-x86_64-4m.json"),
        ("ovmf-x86_64-smm-ms-code.bin", "ovmf-x86_64-smm-ms-vars.bin", "50-ovmf-x86_64-ms.json"),
    ),
}


def described(
    code: Path,
    variables: Path,
    *,
    form: str = "raw",
    features: tuple[str, ...] = (),
    architecture: str = "x86_64",
) -> dict[str, Any]:
    return {
        "description": "UEFI firmware",
        "interface-types": ["uefi"],
        "mapping": {
            "device": "flash",
            "executable": {"filename": str(code), "format": form},
            "nvram-template": {"filename": str(variables), "format": form},
        },
        "targets": [{"architecture": architecture, "machines": ["pc-i440fx-*", "pc-q35-*"]}],
        "features": ["acpi-s3", *features, "verbose-dynamic"],
        "tags": [],
    }


def put(folder: Path, name: str, told: object) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(told if isinstance(told, str) else json.dumps(told))
    return path


def file(folder: Path, name: str) -> Path:
    path = folder / name
    path.touch()
    return path


@pytest.mark.parametrize("name", PACKAGES)
def test_of_a_distribution(name: str, tmp_path: Path) -> None:
    package, folder = PACKAGES[name], tmp_path / "firmware"
    for number, (json_name, features, architecture) in enumerate(package.others):
        pair = (file(tmp_path, f"other{number}.code"), file(tmp_path, f"other{number}.vars"))
        put(folder, json_name, described(*pair, features=features, architecture=architecture))
    for names, features in ((package.plain, ()), (package.secure, SECURE)):
        if names is not None:
            pair = (file(tmp_path, names[0]), file(tmp_path, names[1]))
            put(folder, names[2], described(*pair, form=package.form, features=features))
    found = flash_for(Firmware.UEFI, (folder,))
    assert found is not None
    assert (found.code.name, found.variables.name) == package.plain[:2]
    assert (found.code_format, found.smm) == (package.form, False)
    secure = flash_for(Firmware.SECURE, (folder,))
    if package.secure is None:
        assert secure is None
        return
    assert secure is not None
    assert (secure.code.name, secure.variables.name) == package.secure[:2]
    assert secure.smm


def test_one_that_could_do_secure_boot_does_where_there_is_no_other(tmp_path: Path) -> None:
    pair = (file(tmp_path, "code"), file(tmp_path, "vars"))
    put(tmp_path / "f", "50.json", described(*pair, features=("secure-boot", "requires-smm")))
    found = flash_for(Firmware.UEFI, (tmp_path / "f",))
    assert found is not None
    assert found.smm


def test_what_the_administrator_says_hides_what_the_package_says(tmp_path: Path) -> None:
    pair = (file(tmp_path, "code"), file(tmp_path, "vars"))
    put(tmp_path / "usr", "60.json", described(*pair))
    folders = (tmp_path / "etc", tmp_path / "usr")
    assert flash_for(Firmware.UEFI, folders) is not None
    put(tmp_path / "etc", "60.json", "")
    assert flash_for(Firmware.UEFI, folders) is None


@pytest.mark.parametrize(
    "told",
    [
        "",
        "[]",
        "{",
        "{}",
        '{"interface-types": ["bios"]}',
        '{"interface-types": ["uefi"], "targets": [{}]}',
        '{"interface-types": ["uefi"], "targets": 1}',
    ],
)
def test_what_is_not_understood_is_passed_over(told: str, tmp_path: Path) -> None:
    put(tmp_path / "f", "10.json", told)
    pair = (file(tmp_path, "code"), file(tmp_path, "vars"))
    assert flash_for(Firmware.UEFI, (tmp_path / "f",)) is None
    put(tmp_path / "f", "60.json", described(*pair))
    assert flash_for(Firmware.UEFI, (tmp_path / "f",)) is not None


def test_what_is_described_and_not_there(tmp_path: Path) -> None:
    put(tmp_path / "f", "60.json", described(tmp_path / "code", file(tmp_path, "vars")))
    assert flash_for(Firmware.UEFI, (tmp_path / "f",)) is None
