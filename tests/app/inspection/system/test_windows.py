"""Windows by what its images say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import Disc
from support_systems import Case, told, without_sample
from support_wim import WimEdition, wim, wim_of

from app.inspection.system import windows
from app.inspection.system.windows import RELEASES, release
from app.report import Role

INSTALL = {"bootmgr": b"", "setup.exe": b"MZ", "efi/boot/bootx64.efi": b"MZ"}

CASES = (
    Case(
        "Windows 11 24H2",
        "windows",
        "11 24H2",
        Role.INSTALLER,
        {
            **INSTALL,
            "sources/boot.wim": wim([WimEdition("Microsoft Windows PE (amd64)", "WindowsPE")]),
            "sources/install.wim": wim(
                [WimEdition("Windows 11 Home", "Core"), WimEdition("Windows 11 Pro")]
            ),
        },
        "CCCOMA_X64FRE_EN-US_DV9",
        "Installer for 64-bit PCs",
    ),
    Case(
        "Windows 10 Pro 22H2",
        "windows",
        "10 22H2",
        Role.INSTALLER,
        {
            **INSTALL,
            "sources/install.esd": wim([WimEdition("Windows 10 Pro", build=19045, arch=0)]),
        },
        "ESD-ISO",
        "Installer for 32-bit PCs",
    ),
    Case(
        "Windows Server 2022",
        "windows",
        "2022",
        Role.INSTALLER,
        {
            **INSTALL,
            "sources/install.wim": wim(
                [
                    WimEdition(
                        f"Windows Server 2022 Standard{desktop}",
                        "ServerStandard",
                        20348,
                        installation=kind,
                        product="ServerNT",
                    )
                    for desktop, kind in (("", "Server Core"), (" (Desktop Experience)", "Server"))
                ]
            ),
        },
        "SSS_X64FRE_EN-US_DV9",
    ),
    Case(
        "Windows 7 SP1",
        "windows",
        "7 SP1",
        Role.INSTALLER,
        {
            **INSTALL,
            "sources/install.wim": wim(
                [
                    WimEdition("Windows 7 STARTER", build=7601),
                    WimEdition("Windows 7 ULTIMATE", build=7601),
                ]
            ),
        },
        "GSP1RMCULXFRER_EN_DVD",
    ),
    Case(
        "Windows PE 11 24H2",
        "windows",
        "11 24H2",
        Role.LIVE,
        {
            "bootmgr": b"",
            "sources/boot.wim": wim(
                [
                    WimEdition(
                        "Microsoft Windows PE (arm64)",
                        "WindowsPE",
                        arch=12,
                        installation="WindowsPE",
                    )
                ]
            ),
        },
        "DVD_ROM",
        "Windows that runs from the stick for 64-bit ARM computers",
    ),
    Case(
        "Hiren’s BootCD PE",
        "windows",
        "",
        Role.RESCUE,
        {"HBCD_PE.ini": b"", "bootmgr": b"", "sources/boot.wim": b""},
        "HBCD_PE_x64",
    ),
    Case(
        "Windows XP",
        "windows",
        "XP",
        Role.INSTALLER,
        {"WIN51": b"Windows", "WIN51IP": b"Windows", "i386/txtsetup.sif": b""},
        "GRTMPVOL_EN",
    ),
    Case(
        "Windows 8.1",
        "windows",
        "8.1",
        Role.INSTALLER,
        {
            **INSTALL,
            "x64/sources/install.esd": wim(
                [WimEdition("Windows 8.1", build=9600), WimEdition("Windows 8.1 Pro", build=9600)]
            ),
        },
    ),
    Case("Windows", "windows", "", Role.INSTALLER, {**INSTALL, "sources/install.wim": b"damaged"}),
    Case("Windows", "windows", "", Role.INSTALLER, {"bootmgr": b"", "sources/boot.wim": b""}),
    Case(
        "Windows 11 Pro",
        "windows",
        "11",
        Role.INSTALLER,
        {
            **INSTALL,
            "sources/install.wim": wim_of("<WIM><IMAGE><NAME>Windows 11 Pro</NAME></IMAGE></WIM>"),
        },
    ),
    Case("Hiren’s BootCD", "windows", "", Role.RESCUE, {"HBCD/menu.lst": b""}),
    Case(
        "Windows Server 2003",
        "windows",
        "Server 2003",
        Role.INSTALLER,
        {"WIN51": b"", "WIN52": b"", "i386/txtsetup.sif": b""},
    ),
    Case(
        "Windows 2000",
        "windows",
        "2000",
        Role.INSTALLER,
        {"CDROM_NT.5": b"", "i386/txtsetup.sif": b""},
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


def test_no_row_without_a_sample() -> None:
    assert not without_sample(windows.ROWS, [case.disc() for case in CASES])


def test_builds_ascend() -> None:
    builds = [row.build for row in RELEASES]
    assert builds == sorted(set(builds))


@pytest.mark.parametrize(
    ("build", "server", "name"),
    [
        (2600, False, "XP"),
        (7600, True, "2008 R2"),
        (17763, False, "10 1809"),
        (17763, True, "2019"),
        (19046, False, "10 22H2"),  # a preview
        (20348, False, "10 22H2"),  # a server's build is no client's
        (22000, True, "2022"),
        (26100, True, "2025"),
        (99999, False, "11 25H2"),
        (1381, False, ""),  # NT 4
    ],
)
def test_which_release_a_build_is(build: int, server: bool, name: str) -> None:
    assert release(build, server=server) == name


def test_what_it_said_is_evidence() -> None:
    found = told(CASES[0].disc())
    assert found is not None
    assert found.evidence[0].said == "2 editions, the first is Windows 11 Home, build 26100.1742"


@pytest.mark.parametrize(
    "damaged",
    [
        wim_of("<WIM><IMAGE>"),
        wim_of("not XML"),
        wim_of("<WIM/>"),
        wim_of(b"\xff\xfe\x00\xd8" * 64),
        wim_of('<!DOCTYPE WIM [<!ENTITY a "aaaa">]><WIM>&a;</WIM>'),
        wim_of("<WIM/>", flags=6),
        wim_of("<WIM/>", length=1 << 40),
        wim_of("<WIM>" + "<IMAGE/>" * 300 + "</WIM>"),
    ],
    ids=["cut", "text", "empty", "surrogates", "entities", "compressed", "too-long", "too-many"],
)
def test_a_description_that_cannot_be_read_leaves_windows(damaged: bytes) -> None:
    found = told(Disc(files={**INSTALL, "sources/install.wim": damaged}).build())
    assert found is not None
    assert (found.name, found.version) == ("Windows", "")


@given(st.text(max_size=100))
def test_any_edition_ends_in_a_name(name: str) -> None:
    xml = f"<WIM><IMAGE><NAME>{name}</NAME></IMAGE></WIM>"
    found = told(Disc(files={**INSTALL, "sources/install.wim": wim_of(xml)}).build())
    assert found is not None
    assert found.name.startswith("Windows")
    assert len(found.name) <= 64
