"""Hypervisors, memory tests, boot menus and old systems."""

import pytest
from support_disc import Disc
from support_systems import Case, told, without_sample

from app.inspection.system import tools
from app.report import Role

CASES = (
    Case(
        "VMware ESXi 8.0.3",
        "esxi",
        "8.0.3",
        Role.INSTALLER,
        {
            "boot.cfg": b"bootstate=0\ntitle=Loading ESXi installer\ntimeout=5\nkernel=/b.b00\n"
            b"kernelopt=runweasel cdromBoot\nbuild=8.0.3-0.0.24022510\nupdated=0\n",
            "b.b00": b"",
        },
        "ESXI-8.0.3-24022510-STANDARD",
    ),
    Case("iPXE", "ipxe", "", Role.LOADER, {"ipxe.krn": b"", "isolinux.cfg": b""}, "ISOIMAGE"),
    Case(
        "GRUB",
        "grub",
        "",
        Role.LOADER,
        {"boot/grub/i386-pc/normal.mod": b"", "boot/grub/grub.cfg": b""},
        "ISOIMAGE",
    ),
    Case("ReactOS", "reactos", "", Role.INSTALLER, {"reactos/ntoskrnl.exe": b""}),
    Case(
        "ArcaOS 5.0.7",
        "os2",
        "5.0.7",
        Role.INSTALLER,
        {"OS2IMAGE/DISK_0/OS2LDR": b"", "SYS/ARCANOAE.FLG": b"ArcaOS 5.0.7 EN\nBuilt 2021-12-07\n"},
    ),
    Case(
        "VMware ESXi 6.7.0",
        "esxi",
        "6.7.0",
        Role.INSTALLER,
        {"BOOT.CFG": b"title=Loading ESXi installer\nbuild=6.7.0-1.28.10302608\n"},
    ),
    Case(
        "MemTest86", "memtest", "", Role.TOOL, {"EFI/BOOT/mt86.png": b""}, description="Memory test"
    ),
    Case("iPXE", "ipxe", "", Role.LOADER, {"ipxe.lkrn": b""}, description="Network boot"),
    Case("Ventoy", "ventoy", "", Role.LOADER, {"ventoy/ventoy.cpio": b""}),
    Case("Ultimate Boot CD", "tools", "", Role.RESCUE, {"ubcd/menus/main.cfg": b""}),
    Case(
        "FreeDOS 1.3",
        "freedos",
        "1.3",
        None,
        {"KERNEL.SYS": b"", "FDCONFIG.SYS": b"", "FDAUTO.BAT": b"echo FreeDOS 1.3\r\n"},
    ),
    Case("FreeDOS", "freedos", "", Role.INSTALLER, {"FREEDOS/BIN/EDIT.EXE": b"MZ"}),
    Case("OS/2", "os2", "", Role.INSTALLER, {"OS2IMAGE/DISK_0/OS2LDR": b""}),
    Case("Haiku R1/beta4", "haiku", "R1/beta4", Role.LIVE, {}, "haiku-r1~beta4-x86_64"),
    Case("Memtest86+", "memtest", "", Role.TOOL, {"EFI/BOOT/bootx64.efi": b""}, "MT86PLUS_64"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


def test_no_row_without_a_sample() -> None:
    assert not without_sample(tools.ROWS, [case.disc() for case in CASES])


def test_grub_with_something_to_start_is_not_grub_alone() -> None:
    grub = {"boot/grub/i386-pc/normal.mod": b""}
    assert told(Disc(files={**grub, "boot/vmlinuz-6.1": b""}).build()) is None
    assert told(Disc(files={**grub, "home/x": b""}).build()) is None
