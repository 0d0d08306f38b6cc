"""The BSDs and other Unixes."""

import pytest
from support_disc import Disc
from support_systems import Case, told, without_sample

from app.inspection.system import bsd
from app.report import Role

CASES = (
    Case(
        "FreeBSD 14.1",
        "freebsd",
        "14.1",
        Role.INSTALLER,
        {
            "bin/freebsd-version": b'#!/bin/sh\n#\nset -e\n\nUSERLAND_VERSION="14.1-RELEASE"\n',
            "usr/freebsd-dist/MANIFEST": b"",
        },
        "14_1_RELEASE_AMD64_CD",
    ),
    Case(
        "OpenBSD 7.5",
        "openbsd",
        "7.5",
        Role.INSTALLER,
        {"7.5/amd64/bsd.rd": b"", "etc/boot.conf": b"set image /7.5/amd64/bsd.rd\n"},
        "OpenBSD/amd64   7.5 Install CD",
        "Installer for 64-bit PCs",
    ),
    Case(
        "NetBSD 9.3",
        "netbsd",
        "9.3",
        Role.INSTALLER,
        {
            "netbsd": b"",
            "boot.cfg": b"banner=Welcome to the NetBSD/amd64 9.3 installation image\n",
        },
        "NETBSD_93",
    ),
    Case(
        "GhostBSD",
        "freebsd",
        "",
        Role.LIVE,
        {"bin/freebsd-version": b'USERLAND_VERSION="14.0-STABLE"'},
        "GhostBSD",
    ),
    Case(
        "OPNsense",
        "freebsd",
        "",
        Role.INSTALLER,
        {
            "bin/freebsd-version": b'USERLAND_VERSION="13.2-RELEASE-p7"',
            "usr/local/opnsense/version/core": b"",
        },
    ),
    Case(
        "pfSense",
        "freebsd",
        "",
        Role.INSTALLER,
        {"bin/freebsd-version": b"", "usr/local/share/pfSense/x": b""},
    ),
    Case("illumos", "illumos", "", None, {"platform/i86pc/kernel/amd64/unix": b""}),
    Case(
        "OmniOS", "illumos", "", Role.INSTALLER, {"platform/i86pc/kernel/amd64/unix": b""}, "OmniOS"
    ),
    Case(
        "MidnightBSD 3.1",
        "freebsd",
        "3.1",
        Role.INSTALLER,
        {"bin/midnightbsd-version": b'USERLAND_VERSION="3.1"'},
    ),
    Case("DragonFly BSD 6.4.0", "dragonflybsd", "6.4.0", Role.LIVE, {}, "DragonFly_v6.4.0"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


def test_no_row_without_a_sample() -> None:
    assert not without_sample(bsd.ROWS, [case.disc() for case in CASES])


def test_another_boot_menu_is_not_netbsd() -> None:
    assert told(Disc(files={"boot.cfg": b"banner=Welcome\n"}).build()) is None
