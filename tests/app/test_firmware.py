from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import SHA256_LIST, authority, certificate_lists, signature_list

from app.firmware import Firmware, Trust, this_computer
from app.formats.signature_list import SignatureLists
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
            "sys/class/dmi/id/board_vendor": b"LENOVO\n",
            "sys/class/dmi/id/product_name": b"20XW004AGE\n",
        },
    )
    found = this_computer(root, "x86_64")
    assert (found.firmware, found.machine, found.maker) == (Firmware.UEFI, Machine.X64, "LENOVO")
    assert (found.board, found.model) == ("LENOVO", "20XW004AGE")
    assert found.secure_boot is on


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


def trust(root: Path, variables: dict[str, bytes]) -> Trust:
    """What is read of variables, behind their four bytes of attributes."""
    folder = "sys/firmware/efi/efivars"
    files = {f"{folder}/{name}": b"\x27\0\0\0" + value for name, value in variables.items()}
    return this_computer(computer(root, files), "x86_64").trust


DB, DBX = (f"{name}-d719b2cb-3d3a-4596-a3bc-dad00e67656f" for name in ("db", "dbx"))
OWNER, LEVEL = (
    f"{name}-605dab50-e046-4300-abb6-3dd810dd8b23" for name in ("MokListRT", "SbatLevelRT")
)


def test_whom_it_trusts(tmp_path: Path) -> None:
    variables = {
        DB: certificate_lists(authority("Test CA")),
        DBX: signature_list(SHA256_LIST, [b"r" * 32]),
        OWNER: certificate_lists(authority("Owner")),
        LEVEL: b"sbat,1,2025051000\nshim,4\n",
    }
    found = trust(tmp_path, variables)
    assert found.db == SignatureLists(certificates=(authority("Test CA").der,))
    assert found.dbx == SignatureLists(digests=frozenset({b"r" * 32}))
    assert found.owner == SignatureLists(certificates=(authority("Owner").der,))
    assert found.level is not None
    assert (found.level.date, found.level.least) == ("2025-05-10", (("shim", 4),))


def test_lists_that_are_missing_are_empty_where_others_are_there(tmp_path: Path) -> None:
    assert trust(tmp_path, {"BootOrder-8be4df61": b"\0\0"}) == Trust(
        db=SignatureLists(), dbx=SignatureLists(), owner=SignatureLists(), level=None
    )


def test_lists_that_are_hidden_or_damaged_are_unknown(tmp_path: Path) -> None:
    (tmp_path / "sys/firmware/efi/efivars").mkdir(parents=True)
    assert this_computer(tmp_path, "x86_64").trust == Trust()
    found = trust(tmp_path, {DB: b"damaged", DBX: b"", OWNER: b"\0" * 28, LEVEL: b"damaged"})
    assert found == Trust()


def test_the_set_up_mode_of_the_firmware_asks_nothing(tmp_path: Path) -> None:
    guid = "8be4df61-93ca-11d2-aa0d-00e098032b8c"
    folder = tmp_path / "sys/firmware/efi/efivars"
    files = {f"SecureBoot-{guid}": b"\6\0\0\0\1", f"SetupMode-{guid}": b"\6\0\0\0\1"}
    computer(folder, files)
    assert this_computer(tmp_path, "x86_64").secure_boot is False


@given(st.binary(max_size=100))
def test_garbage_in_the_variables_is_unknown(data: bytes) -> None:
    with TemporaryDirectory() as name:
        found = trust(Path(name), dict.fromkeys((DB, DBX, OWNER, LEVEL), data))
    assert found.db == found.dbx == found.owner
