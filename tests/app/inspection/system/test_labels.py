"""Labels as makers write them, and what they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inspection.system import labels
from app.inspection.system.families import computers_in, family_of
from app.report import Role

SAYS = [
    ("Debian 12.5.0 amd64 n", "Debian 12.5.0", "debian", "64-bit PCs"),
    ("d-live 12.5.0 gn amd64", "Debian 12.5.0", "debian", "64-bit PCs"),
    ("Debian trixie-DI-rc1 arm64 1", "Debian trixie-DI-rc1", "debian", "64-bit ARM computers"),
    ("Ubuntu 24.04.1 LTS amd64", "Ubuntu 24.04.1 LTS", "ubuntu", "64-bit PCs"),
    ("Ubuntu-Server 18.04.1+ LTS amd64", "Ubuntu Server 18.04.1 LTS", "ubuntu", "64-bit PCs"),
    ("Edubuntu 24.10 amd64", "Edubuntu 24.10", "ubuntu", "64-bit PCs"),
    ("Pop_OS 22.04 amd64 Intel", "Pop!_OS 22.04", "ubuntu", "64-bit PCs"),
    ("Endless-OS-5-1-0-en", "Endless OS 5.1.0", "debian", ""),
    ("UCS 5.0-6 amd64 1", "Univention Corporate Server 5.0-6", "debian", "64-bit PCs"),
    ("Fedora-WS-Live-41-1-4", "Fedora Workstation 41", "fedora", ""),
    ("Fedora-KDE-Live-40-1-14", "Fedora KDE 40", "fedora", ""),
    ("Fedora-S-dvd-x86_64-42", "Fedora Server 42", "fedora", "64-bit PCs"),
    ("Fedora-SB-ostree-aarch64-41", "Fedora Silverblue 41", "fedora", "64-bit ARM computers"),
    ("Fedora-Live-WS-x86_64-23-10", "Fedora Workstation 23", "fedora", "64-bit PCs"),
    ("Fedora-S-dvd-x86_64-rawh", "Fedora Server Rawhide", "fedora", "64-bit PCs"),
    ("FC/4 i386 DVD #9", "Fedora Core 4", "fedora", "32-bit PCs"),
    ("RHEL-9-4-0-BaseOS-s390x", "Red Hat Enterprise Linux 9.4", "rhel", "IBM Z mainframes"),
    ("CentOS-Stream-9-BaseOS-ppc64le", "CentOS Stream 9", "rhel", "POWER computers"),
    ("CentOS_6.5_Final", "CentOS Linux 6.5", "rhel", ""),
    ("AlmaLinux-9-3-x86_64-dvd", "AlmaLinux 9.3", "rhel", "64-bit PCs"),
    ("Rocky-9-0-XFCE", "Rocky Linux 9.0", "rhel", ""),
    ("OL-9-3-0-BaseOS-x86_64", "Oracle Linux 9.3", "rhel", "64-bit PCs"),
    ("openSUSE-Leap-15.6-DVD-x86_64710", "openSUSE Leap 15.6", "suse", "64-bit PCs"),
    ("openSUSE_Leap_15.5_KDE_Live", "openSUSE Leap 15.5", "suse", ""),
    ("openSUSE-Tumbleweed-DVD-i5862397", "openSUSE Tumbleweed", "suse", "32-bit PCs"),
    ("SLE-15-SP5-Full-ppc64le102.1.001", "SUSE Linux Enterprise 15 SP5", "suse", "POWER computers"),
    (
        "SLE-12-SP2-Server-DVD-aarch64219",
        "SUSE Linux Enterprise Server 12 SP2",
        "suse",
        "64-bit ARM computers",
    ),
    ("ARCH_202402", "Arch Linux 2024.02", "arch", ""),
    ("MANJARO_KDE_2003", "Manjaro 20.0.3", "arch", ""),
    ("RESCUE1100", "SystemRescue 11.00", "arch", ""),
    ("alpine-std 3.19.0 armv7", "Alpine Linux 3.19.0", "alpine", "32-bit ARM computers"),
    ("Mageia-9-Live-GNOME-x86_64", "Mageia 9", "mageia", "64-bit PCs"),
    ("ALT Workstation K 10.2", "ALT Workstation K 10.2", "alt", ""),
    ("S14.2d2", "Slackware 14.2", "slackware", ""),
    ("nixos-plasma6-24.11-aarch64", "NixOS 24.11", "nixos", "64-bit ARM computers"),
    ("GUIX_X86_64-LINUX_1.3.0", "GNU Guix System 1.3.0", "guix", "64-bit PCs"),
    ("14_2_RELEASE_AMD64_DVD", "FreeBSD 14.2", "freebsd", "64-bit PCs"),
    ("OpenBSD/i386    7.6 boot-only CD", "OpenBSD 7.6", "openbsd", "32-bit PCs"),
    ("NETBSD_100", "NetBSD 10.0", "netbsd", ""),
    ("NETBSD_711", "NetBSD 7.1.1", "netbsd", ""),
    ("haiku-r1~beta5-x86_64", "Haiku R1/beta5", "haiku", "64-bit PCs"),
    ("Android-x86 LiveCD", "Android-x86", "android", ""),
    ("FD13-LiveCD", "FreeDOS 1.3", "freedos", ""),
    ("CCCOMA_A64FRE_EN-GB_DV9", "Windows", "windows", ""),
    ("SSS_X64FREV_EN-US_DV9", "Windows Server", "windows", ""),
    ("ESXI-8.0.3-24022510-STANDARD", "VMware ESXi 8.0.3", "esxi", ""),
    ("MT86PLUS_64", "Memtest86+", "memtest", ""),
]


@pytest.mark.parametrize(("label", "name", "family", "computers"), SAYS, ids=lambda says: str(says))
def test_what_a_label_says(label: str, name: str, family: str, computers: str) -> None:
    found = labels.named(label)
    assert found is not None
    assert (found.name, found.family) == (name, family)
    if computers:
        assert found.computers == computers


@pytest.mark.parametrize("label", ["", "ISOIMAGE", "CDROM", "HOLIDAY 2019", "DATA", "x" * 10_000])
def test_labels_that_say_nothing(label: str) -> None:
    assert labels.named(label) is None


def test_a_server_is_installed_and_a_live_disc_runs() -> None:
    server = labels.named("Ubuntu-Server 24.04 LTS amd64")
    desktop = labels.named("Ubuntu 24.04 LTS amd64")
    assert server is not None
    assert desktop is not None
    assert (server.role, server.what) == (Role.INSTALLER, "Server installer")
    assert desktop.role is Role.LIVE


@given(st.text(max_size=200))
def test_any_text_is_a_label(text: str) -> None:
    found = labels.named(text)
    assert found is None or found.name


@given(
    st.sampled_from([label for label, *_ in SAYS]),
    st.text(alphabet="-_ .0123456789/~+", max_size=120),
)
def test_labels_that_begin_as_known_ones_and_go_on_as_they_like(label: str, text: str) -> None:
    found = labels.named(label + text)
    assert found is None or found.name


@pytest.mark.parametrize(
    ("text", "computers"),
    [
        ("Release amd64 (20240827.1)", "64-bit PCs"),
        ("x86_64", "64-bit PCs"),
        ("x86", "32-bit PCs"),
        ("openSUSE-13.1-DVD-i5860091", "32-bit PCs"),
        ("charm", ""),
        ("alarming", ""),
    ],
)
def test_architectures_in_texts(text: str, computers: str) -> None:
    assert computers_in(text) == computers


def test_derivatives_have_the_family_they_are_used_like() -> None:
    assert family_of("Kubuntu") == "ubuntu"
    assert family_of("Linux Mint") == "ubuntu"
    assert family_of("LMDE 6") == "debian"
    assert family_of("Something New") == "linux"
