"""Linux systems that have files of their own to be known by."""

import pytest
from support_disc import Disc
from support_systems import DEBIAN_LIVE, LIVE_OS, Case, disk_info, told, without_sample

from app.inspection.system import disk_info as disk_info_rows
from app.inspection.system import linux, redhat
from app.report import Persistence, Role

CASES = (
    Case(
        "Tails 6.0",
        "debian",
        "6.0",
        Role.LIVE,
        {"live/Tails.module": b"filesystem.squashfs", **DEBIAN_LIVE},
        "TAILS 6.0 - 20240227",
        "Live system",
    ),
    Case(
        "Clonezilla Live 3.1.2-22",
        "debian",
        "3.1.2-22",
        Role.RESCUE,
        {"Clonezilla-Live-Version": b"clonezilla-live-3.1.2-22-amd64\n", **DEBIAN_LIVE},
        "3.1.2-22-amd64",
        persistence=Persistence.LIVE_BOOT,
    ),
    Case(
        "GParted Live 1.6.0-3",
        "debian",
        "1.6.0-3",
        Role.RESCUE,
        {"GParted-Live-Version": b"gparted-live-1.6.0-3-amd64\n", **DEBIAN_LIVE},
        "GParted-live",
        "Partition editor",
        Persistence.LIVE_BOOT,
    ),
    Case(
        "MX Linux 23.2",
        "debian",
        "23.2",
        Role.LIVE,
        {"antiX/linuxfs": b"hsqs", "version": b"MX-23.2_x64 Libretto January 21 2024\n"},
        description="Live system and installer for 64-bit PCs",
    ),
    Case(
        "Proxmox VE 9.2-1",
        "debian",
        "9.2-1",
        Role.INSTALLER,
        {
            ".cd-info": b"RELEASE='9.2'\nISORELEASE='1'\nPRODUCT='pve'\nPRODUCTLONG='Proxmox VE'\n",
            **disk_info("RELEASE='9.2'"),
        },
        "PVE",
    ),
    Case(
        "TrueNAS SCALE",
        "debian",
        "",
        Role.INSTALLER,
        {"TrueNAS-SCALE.update": b"hsqs", **DEBIAN_LIVE},
        "ISOIMAGE",
    ),
    Case(
        "SystemRescue 11.00",
        "arch",
        "11.00",
        Role.RESCUE,
        {"sysresccd/VERSION": b"11.00\n", "sysresccd/x86_64/airootfs.sfs": b"hsqs"},
        "RESCUE1100",
    ),
    Case(
        "Fedora CoreOS 38.20230722",
        "fedora",
        "38.20230722",
        Role.INSTALLER,
        {"coreos/kargs.json": b"{}", "images/pxeboot/rootfs.img": b""},
        "fedora-coreos-38.20230722",
    ),
    Case(
        "Arch Linux 2024.01.01",
        "arch",
        "2024.01.01",
        Role.LIVE,
        {"arch/version": b"2024.01.01\n", "arch/x86_64/airootfs.sfs": b"hsqs"},
        "ARCH_202401",
    ),
    Case(
        "EndeavourOS 2024.01",
        "arch",
        "2024.01",
        Role.LIVE,
        {"arch/version": b"2024.01.25\n", "arch/x86_64/airootfs.sfs": b"hsqs"},
        "EOS_202401",
    ),
    Case("Manjaro 23.1", "arch", "23.1", Role.LIVE, {".miso": b""}, "MANJARO_KDE_231"),
    Case(
        "NixOS 23.11",
        "nixos",
        "23.11",
        Role.LIVE,
        {"nix-store.squashfs": b"hsqs", "version.txt": b"23.11.4030.9f2ee8c91ac4"},
        "nixos-minimal-23.11-x86_64",
    ),
    Case(
        "Alpine Linux 3.19.1",
        "alpine",
        "3.19.1",
        Role.INSTALLER,
        {".alpine-release": b"alpine-standard-3.19.1 240126\n", "apks/x86_64/APKINDEX.tar.gz": b""},
        "alpine-std 3.19.1 x86_64",
    ),
    Case(
        "Gentoo Linux",
        "gentoo",
        "",
        Role.LIVE,
        {"image.squashfs": b"hsqs", "livecd": b"", "boot/gentoo": b""},
        "Gentoo amd64 20240128",
    ),
    Case(
        "Slackware 15.0",
        "slackware",
        "15.0",
        Role.INSTALLER,
        {"ANNOUNCE.15_0": b"", "Slackware-HOWTO": b"", "slackware64/a/pkg.txz": b""},
        "SlackDVD",
        "Installer for 64-bit PCs",
    ),
    Case(
        "Puppy Linux fossapup64 9.5",
        "puppy",
        "9.5",
        Role.LIVE,
        {"puppy_fossapup64_9.5.sfs": b"hsqs", "vmlinuz": b"", "initrd.gz": b""},
    ),
    Case(
        "Android-x86 9.0-r2",
        "android",
        "9.0-r2",
        Role.LIVE,
        {
            "ramdisk.img": b"",
            "initrd.img": b"",
            "kernel": b"",
            "system.sfs": b"hsqs",
            "isolinux/isolinux.cfg": b"default vesamenu.c32\nmenu title Android-x86 9.0-r2 CD\n",
        },
        "Android-x86 LiveCD",
    ),
    Case(
        "Tiny Core Linux",
        "tinycore",
        "",
        Role.LIVE,
        {"boot/core.gz": b"", "boot/vmlinuz": b"", "cde/onboot.lst": b""},
        "TinyCore",
    ),
    Case(
        "Void Linux",
        "void",
        "",
        Role.LIVE,
        {**LIVE_OS, "boot/grub/grub_void.cfg": b""},
        "VOID_LIVE",
    ),
    Case(
        "Example OS 3",
        "debian",
        "3",
        None,
        {
            "etc/os-release": b'NAME="Example OS"\nID=example\nID_LIKE="debian"\nVERSION_ID=3\n'
            b'PRETTY_NAME="Example OS 3"\n'
        },
    ),
    Case(
        "DRBL Live 3.2.0-21",
        "debian",
        "3.2.0-21",
        Role.LIVE,
        {"DRBL-Live-Version": b"drbl-live-xfce-3.2.0-21-amd64"},
    ),
    Case(
        "SystemRescueCd 5.3.2",
        "gentoo",
        "5.3.2",
        Role.RESCUE,
        {"sysrcd.dat": b"hsqs", "version": b"5.3.2"},
    ),
    Case("grml", "debian", "", Role.RESCUE, {"live/grml64-full/grml64-full.squashfs": b"hsqs"}),
    Case("Slax", "debian", "", Role.LIVE, {"slax/01-core.sb": b"hsqs"}),
    Case("Knoppix", "debian", "", Role.LIVE, {"KNOPPIX/KNOPPIX": b""}),
    Case("Parted Magic", "linux", "", Role.RESCUE, {"pmagic/pmodules/scripts": b""}),
    Case("Manjaro", "arch", "", Role.LIVE, {"manjaro/x86_64/livefs.sfs": b"hsqs"}),
    Case(
        "Arch Linux 2019.02",
        "arch",
        "2019.02",
        Role.LIVE,
        {"arch/x86_64/airootfs.sfs": b"hsqs"},
        "ARCH_201902",
    ),
    Case("Arch Linux", "arch", "", Role.LIVE, {"arch/boot/x86_64/vmlinuz": b""}),
    Case(
        "Gentoo Linux",
        "gentoo",
        "",
        Role.LIVE,
        {"image.squashfs": b"hsqs", "boot/gentoo-amd64": b""},
    ),
    Case(
        "Slackware 14.2",
        "slackware",
        "14.2",
        Role.INSTALLER,
        {"ANNOUNCE.14_2": b"", "slackware/a/pkg.txz": b""},
        "SlackDVD",
        "Installer for 32-bit PCs",
    ),
    Case("Porteus", "slackware", "", Role.LIVE, {"porteus/base/000-kernel.xzm": b""}),
    Case(
        "Red Hat CoreOS 46.82",
        "rhel",
        "46.82",
        Role.INSTALLER,
        {"coreos/kargs.json": b"{}"},
        "rhcos-46.82",
    ),
    Case("Fedora CoreOS", "fedora", "", Role.INSTALLER, {"coreos/features.json": b"{}"}),
    Case("Flatcar Container Linux", "flatcar", "", Role.INSTALLER, {"flatcar/vmlinuz": b""}),
    Case(
        "OpenWrt",
        "openwrt",
        "",
        Role.DISK,
        {"boot/vmlinuz": b"", "boot/grub/grub.cfg": b'menuentry "OpenWrt" {\n'},
    ),
    Case(
        "Example 4",
        "suse",
        "4",
        None,
        {
            "usr/lib/os-release": b"NAME=Example\nID=example\nVERSION_ID=4\n"
            b'ID_LIKE="opensuse suse"\nPRETTY_NAME="Example 4"\n'
        },
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


def test_no_row_without_a_sample() -> None:
    others = (*disk_info_rows.ROWS, *redhat.ROWS)
    rows = [row for row in linux.ROWS if row not in others]
    assert not without_sample(rows, [case.disc() for case in CASES])


def test_rows_stand_before_what_they_were_made_from() -> None:
    both = {**disk_info("Debian GNU/Linux 12.5.0"), "Clonezilla-Live-Version": b""}
    found = told(Disc(files=both).build())
    assert found is not None
    assert found.name == "Clonezilla Live"


def test_a_release_without_a_name_names_nothing() -> None:
    assert told(Disc(files={"etc/os-release": b"VERSION_ID=4\n"}).build()) is None
