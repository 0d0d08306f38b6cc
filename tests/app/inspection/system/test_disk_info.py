"""`.disk/info` as Debian, Ubuntu and their kin write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_disc import Disc
from support_systems import CASPER, DEBIAN_LIVE, Case, disk_info, told

from app.report import Persistence, Role

CASES = (
    Case(
        "Ubuntu 24.04.1 LTS",
        "ubuntu",
        "24.04.1",
        Role.LIVE,
        disk_info('Ubuntu 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827.1)') | CASPER,
        description="Live system and installer for 64-bit PCs",
        persistence=Persistence.CASPER,
    ),
    Case(
        "Ubuntu Server 24.04 LTS",
        "ubuntu",
        "24.04",
        Role.INSTALLER,
        disk_info('Ubuntu-Server 24.04 LTS "Noble Numbat" - Release arm64 (20240423)') | CASPER,
        description="Server installer for 64-bit ARM computers",
    ),
    Case(
        "Xubuntu 23.10",
        "ubuntu",
        "23.10",
        Role.LIVE,
        disk_info('Xubuntu 23.10 "Mantic Minotaur" - Release amd64 (20231011)') | CASPER,
        persistence=Persistence.CASPER,
    ),
    Case(
        "Ubuntu MATE 22.04.3 LTS",
        "ubuntu",
        "22.04.3",
        Role.LIVE,
        disk_info('Ubuntu-MATE 22.04.3 LTS "Jammy Jellyfish" - Release amd64 (20230807)') | CASPER,
        persistence=Persistence.CASPER,
    ),
    Case(
        "Linux Mint 21.3",
        "ubuntu",
        "21.3",
        Role.LIVE,
        disk_info('Linux Mint 21.3 "Virginia" - Release amd64 20240105') | CASPER,
        persistence=Persistence.CASPER,
    ),
    Case(
        "LMDE 6",
        "debian",
        "6",
        Role.LIVE,
        disk_info('LMDE 6 "Faye" - Release amd64 20230918') | DEBIAN_LIVE,
        persistence=Persistence.LIVE_BOOT,
    ),
    Case(
        "Pop!_OS 22.04 LTS",
        "ubuntu",
        "22.04",
        Role.LIVE,
        disk_info('Pop_OS 22.04 LTS "Jammy Jellyfish" - Release amd64 (20230825)') | CASPER,
        persistence=Persistence.CASPER,
    ),
    Case(
        "elementary OS 7.1",
        "ubuntu",
        "7.1",
        Role.LIVE,
        disk_info('elementary OS 7.1 "Horus" - Stable amd64 (20230926)') | CASPER,
        persistence=Persistence.CASPER,
    ),
    Case(
        "Rescuezilla 2.4.2",
        "ubuntu",
        "2.4.2",
        Role.RESCUE,
        disk_info('Rescuezilla 2.4.2 "Jammy" - Release amd64 (20230701)') | CASPER,
        description="Rescue system for 64-bit PCs",
        persistence=Persistence.CASPER,
    ),
    Case(
        "Debian 12.5.0",
        "debian",
        "12.5.0",
        Role.INSTALLER,
        disk_info(
            'Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware '
            "20240210-11:27"
        )
        | {"install.amd/vmlinuz": b"", "dists/bookworm/Release": b""},
        description="Network installer for 64-bit PCs",
    ),
    Case(
        "Debian 9.13.0",
        "debian",
        "9.13.0",
        Role.INSTALLER,
        disk_info('Debian GNU/Linux 9.13.0 "Stretch" - Official i386 DVD Binary-1 20200718-11:07'),
        description="Installer for 32-bit PCs",
    ),
    Case(
        "Debian testing (Trixie)",
        "debian",
        "testing",
        Role.INSTALLER,
        disk_info(
            'Debian GNU/Linux testing "Trixie" - Official Snapshot amd64 NETINST 20240304-03:17'
        ),
    ),
    Case(
        "Debian 12.5.0",
        "debian",
        "12.5.0",
        Role.LIVE,
        disk_info("Official Debian GNU/Linux Live 12.5.0 gnome 2024-02-10T11:07:25Z") | DEBIAN_LIVE,
        "d-live 12.5.0 gn amd64",
        "Live system for 64-bit PCs",
        Persistence.LIVE_BOOT,
    ),
    Case(
        "Debian",
        "debian",
        "",
        Role.LIVE,
        disk_info("Official Debian GNU/Linux Live 2023-06-26T06:56:00Z") | DEBIAN_LIVE,
        persistence=Persistence.LIVE_BOOT,
    ),
    Case(
        "Kali Linux 2021.3a",
        "debian",
        "2021.3a",
        Role.INSTALLER,
        disk_info(
            'Kali GNU/Linux 2021.3a "Kali-last-snapshot" - Official amd64 BD Binary-1 with '
            "firmware 20211015-16:55"
        ),
    ),
    Case(
        "Kali Linux 2019.3",
        "debian",
        "2019.3",
        Role.LIVE,
        disk_info(
            'Debian GNU/Linux 2019.3 "Kali-rolling" - Official Snapshot amd64 LIVE/INSTALL Binary '
            "20190827-10:52"
        )
        | DEBIAN_LIVE,
        persistence=Persistence.LIVE_BOOT,
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_by_its_files(case: Case) -> None:
    case.agrees(told(case.disc()))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "\n\n",
        "12345",
        '"""',
        " - ",
        "\x00\x01\x02",
        "x" * 300,
        "Ubuntu " * 100,
        '"Codename" - Release amd64',
    ],
)
def test_lines_that_name_nothing(line: str) -> None:
    assert told(Disc(files=disk_info(line)).build()) is None


def test_what_is_no_text_is_shown_harmlessly() -> None:
    line = 'Evil\x1b[31m\u202eOS 1.0 "\u2028" - Release amd64'.encode() + b"\xff\xfe"
    found = told(Disc(files={".disk/info": line}).build())
    assert found is not None
    assert found.name == "Evil\ufffd[31m\ufffdOS 1.0"
    assert "\x1b" not in found.evidence[0].said


def test_a_megabyte_is_not_read_whole() -> None:
    line = b'Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)\n'
    found = told(Disc(files={".disk/info": line.ljust(1 << 20, b"x")}).build())
    assert found is not None
    assert found.name == "Ubuntu 24.04 LTS"
    assert told(Disc(files={".disk/info": b"A" * (1 << 20)}).build()) is None


def test_the_family_of_an_unknown_maker_follows_from_the_files() -> None:
    line = disk_info('Nobody OS 3 "First" - Release amd64')
    families = {
        "ubuntu": told(Disc(files={**line, **CASPER}).build()),
        "debian": told(Disc(files={**line, **DEBIAN_LIVE}).build()),
        "linux": told(Disc(files=line).build()),
    }
    for family, found in families.items():
        assert found is not None
        assert (found.family, found.version) == (family, "3")


@given(st.text(max_size=300))
def test_any_line_ends_in_a_name_or_in_none(line: str) -> None:
    found = told(Disc(files=disk_info(line)).build())
    assert found is None or (found.name and len(found.name) <= 64 and len(found.version) <= 32)
