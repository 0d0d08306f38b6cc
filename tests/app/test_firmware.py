from pathlib import Path

import pytest

from app.firmware import Firmware, ThisComputer, this_computer
from app.report import Machine

SECURE_BOOT = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"


def computer(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@pytest.mark.parametrize(("value", "on"), [(b"\6\0\0\0\1", True), (b"\6\0\0\0\0", False)])
def test_uefi_with_its_secure_boot(tmp_path: Path, value: bytes, on: bool) -> None:
    root = computer(
        tmp_path,
        {
            "sys/firmware/efi/fw_platform_size": b"64\n",
            f"sys/firmware/efi/efivars/{SECURE_BOOT}": value,
            "sys/class/dmi/id/sys_vendor": b"LENOVO\n",
        },
    )
    assert this_computer(root, "x86_64") == ThisComputer(Firmware.UEFI, Machine.X64, on, "LENOVO")


def test_a_64_bit_pc_may_have_32_bit_firmware(tmp_path: Path) -> None:
    root = computer(tmp_path, {"sys/firmware/efi/fw_platform_size": b"32\n"})
    assert this_computer(root, "x86_64").machine is Machine.IA32


@pytest.mark.parametrize(
    ("files", "known"),
    [
        ({}, None),  # the variables are not mounted
        ({f"efivars/{SECURE_BOOT}": b"\6\0\0\0"}, None),  # cut off
        ({"efivars/BootOrder-8be4df61": b"\7\0\0\0\1\0"}, False),  # firmware without Secure Boot
    ],
)
def test_an_unknown_secure_boot_stays_unknown(
    tmp_path: Path, files: dict[str, bytes], known: bool | None
) -> None:
    (tmp_path / "sys/firmware/efi").mkdir(parents=True)
    root = computer(tmp_path, {f"sys/firmware/efi/{name}": text for name, text in files.items()})
    assert this_computer(root, "x86_64").secure_boot is known


def test_without_efi_a_pc_has_a_bios_and_others_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "sys/firmware").mkdir(parents=True)
    assert this_computer(tmp_path, "x86_64").firmware is Firmware.BIOS
    assert this_computer(tmp_path, "aarch64").firmware is Firmware.UNKNOWN
    assert this_computer(tmp_path, "vax").machine is None


def test_a_sandbox_hides_it(tmp_path: Path) -> None:
    root = computer(tmp_path, {".flatpak-info": b"[Application]\n"})
    (root / "sys/firmware").mkdir(parents=True)
    assert this_computer(root, "x86_64").firmware is Firmware.UNKNOWN


def test_nothing_at_all_is_no_error(tmp_path: Path) -> None:
    assert this_computer(tmp_path / "gone", "x86_64").firmware is Firmware.UNKNOWN
