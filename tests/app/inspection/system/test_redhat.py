"""What the installers of Fedora, Red Hat and SUSE put beside their packages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import Disc
from support_systems import LIVE_OS, Case, told, without_sample

from app.inspection.system import redhat
from app.report import Role

CASES = (
    Case(
        "Fedora 39",
        "fedora",
        "39",
        Role.INSTALLER,
        {
            ".treeinfo": b"[checksums]\nimages/boot.iso = sha256:5eaa\n\n[general]\n; WARN = x\n"
            b"arch = x86_64\nfamily = Fedora\nname = Fedora 39\nvariant = Server\nversion = 39\n\n"
            b"[release]\nname = Fedora\nshort = Fedora\nversion = 39\n\n[tree]\narch = x86_64\n",
            ".discinfo": b"1698865873.812462\n39\nx86_64\n",
        },
        "Fedora-S-dvd-x86_64-39",
        "Server installer for 64-bit PCs",
    ),
    Case(
        "Red Hat Enterprise Linux 9.3",
        "rhel",
        "9.3",
        Role.INSTALLER,
        {
            ".treeinfo": b"[general]\narch = x86_64\nfamily = Red Hat Enterprise Linux\n"
            b"version = 9.3\n[release]\nname = Red Hat Enterprise Linux\nversion = 9.3\n"
        },
        "RHEL-9-3-0-BaseOS-x86_64",
        "Installer for 64-bit PCs",
    ),
    Case(
        "CentOS 7.9",
        "rhel",
        "7.9",
        Role.INSTALLER,
        {
            ".discinfo": b"1604001756.337367\n7.9\nx86_64\n",
            "media.repo": b"[InstallMedia]\nname=CentOS 7.9\nmediaid=1604001756.337367\n",
        },
        "CentOS 7 x86_64",
    ),
    Case(
        "Fedora 38",
        "fedora",
        "38",
        Role.INSTALLER,
        {".discinfo": b"1681354011.5\n38\naarch64\n"},
        "Fedora-E-dvd-aarch64-38",
        "Installer for 64-bit ARM computers",
    ),
    Case(
        "Fedora Workstation 41",
        "fedora",
        "41",
        Role.LIVE,
        {
            **LIVE_OS,
            "boot/grub2/grub.cfg": b"set default=1\nmenuentry 'Start Fedora-Workstation-Live 41' "
            b"--class fedora --class os {\n",
        },
        "FWL41",
        "Live system and installer",
    ),
    Case(
        "Fedora Workstation 34",
        "fedora",
        "34",
        Role.LIVE,
        LIVE_OS,
        "Fedora-WS-Live-34-1-2",
        "Live system and installer",
    ),
    Case(
        "XCP-ng 8.2.1",
        "rhel",
        "8.2.1",
        Role.INSTALLER,
        {
            ".treeinfo": b"[platform]\nname = XCP\nversion = 3.2.1\n\n[branding]\nname = XCP-ng\n"
            b"version = 8.2.1\n\n[build]\nnumber = release/yangtze/58\n"
        },
    ),
    Case(
        "Qubes 4.2.1",
        "fedora",
        "4.2.1",
        Role.INSTALLER,
        {".treeinfo": b"[general]\nfamily = Qubes\nname = Qubes 4.2.1\nversion = 4.2.1\n"},
        "QUBES-R4-2-1-X86-64",
    ),
    Case(
        "openSUSE Leap 15.6",
        "suse",
        "15.6",
        Role.INSTALLER,
        {"media.1/products": b"/ openSUSE-Leap 15.6-1\n", "boot/x86_64/loader/linux": b""},
        "openSUSE-Leap-15.6-DVD-x86_64710",
        "Installer for 64-bit PCs",
    ),
    Case(
        "openSUSE 13.2",
        "suse",
        "13.2",
        Role.INSTALLER,
        {"content": b"CONTENTSTYLE 11\nDISTRO cpe:/o:opensuse:opensuse:13.2,openSUSE 13.2\n"},
    ),
    Case(
        "SUSE Linux Enterprise Server 12 SP3",
        "suse",
        "12 SP3",
        Role.INSTALLER,
        {"content": b"DISTRO cpe:/o:suse:sles:12:sp3,SUSE Linux Enterprise Server 12 SP3\n"},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


def test_no_row_without_a_sample() -> None:
    assert not without_sample(redhat.ROWS, [case.disc() for case in CASES])


def test_a_number_alone_needs_somebody_to_say_of_what() -> None:
    files = {".discinfo": b"1681354011.5\n38\nx86_64\n"}
    assert told(Disc(files=files, label="UNKNOWN").build()) is None


def test_the_general_section_serves_where_there_is_no_release() -> None:
    text = b"[general]\nfamily = CentOS\nversion = 8\narch = aarch64\n"
    found = told(Disc(files={".treeinfo": text}).build())
    assert found is not None
    assert (found.name, found.description) == (
        "CentOS 8",
        "Installer for 64-bit ARM computers",
    )


@pytest.mark.parametrize("path", [".treeinfo", ".discinfo", "media.1/products", "content"])
@given(data=st.binary(max_size=400))
def test_anything_may_stand_in_these_files(path: str, data: bytes) -> None:
    found = told(Disc(files={path: data}).build())
    assert found is None or found.name


@given(st.text(max_size=400))
def test_any_menu_is_read(text: str) -> None:
    menu = f"menuentry '{text}' {{\n".encode()
    found = told(Disc(files={**LIVE_OS, "boot/grub2/grub.cfg": menu}).build())
    assert found is None or found.name
