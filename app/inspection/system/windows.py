"""Windows: what its installers' images say of themselves, and what older ones are known by.

An installer's `install.wim` describes each edition with its build; the build number says which
release it is. Builds are Microsoft's published ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.inspection.system.families import computers
from app.inspection.system.files import Files, quietly
from app.inspection.system.row import Named, Row
from app.report import Role

if TYPE_CHECKING:
    from app.formats.wim import Edition, Wim


@dataclass(frozen=True, slots=True)
class Release:
    """A release by its first build. For servers the second name; "" where there is none."""

    build: int
    client: str
    server: str


# Ascending. A build belongs to the last row that is not above it.
RELEASES = (
    Release(2600, "XP", ""),
    Release(3790, "XP x64", "2003"),
    Release(6000, "Vista", ""),
    Release(6001, "Vista SP1", "2008"),
    Release(6002, "Vista SP2", "2008 SP2"),
    Release(7600, "7", "2008 R2"),
    Release(7601, "7 SP1", "2008 R2 SP1"),
    Release(9200, "8", "2012"),
    Release(9600, "8.1", "2012 R2"),
    Release(10240, "10 1507", ""),
    Release(10586, "10 1511", ""),
    Release(14393, "10 1607", "2016"),
    Release(15063, "10 1703", ""),
    Release(16299, "10 1709", "1709"),
    Release(17134, "10 1803", "1803"),
    Release(17763, "10 1809", "2019"),
    Release(18362, "10 1903", "1903"),
    Release(18363, "10 1909", "1909"),
    Release(19041, "10 2004", "2004"),
    Release(19042, "10 20H2", "20H2"),
    Release(19043, "10 21H1", ""),
    Release(19044, "10 21H2", ""),
    Release(19045, "10 22H2", ""),
    Release(20348, "", "2022"),
    Release(22000, "11 21H2", ""),
    Release(22621, "11 22H2", ""),
    Release(22631, "11 23H2", ""),
    Release(25398, "", "23H2"),
    Release(26100, "11 24H2", "2025"),
    Release(26200, "11 25H2", ""),
)

_IMAGES = tuple(
    f"{folder}sources/{name}"
    for folder in ("", "x64/", "x86/")
    for name in ("install.wim", "install.esd", "install.swm", "boot.wim")
)
_IN_NAME = re.compile(r"Windows (?:(Server) )?(XP|Vista|\d+(?:\.\d)?)(?: (R2))?\b")


def release(build: int, *, server: bool) -> str:
    """ "11 24H2" or "2022"; "" for builds before all of these."""
    below = [row for row in RELEASES if row.build <= build]
    if not below:
        return ""
    exact = below[-1].server if server else below[-1].client
    # A preview's build lies between two releases and belongs to the one before.
    return exact or next(
        (name for row in reversed(below) if (name := row.server if server else row.client)), ""
    )


def _read(files: Files, _row: Row) -> Named | None:
    for path in _IMAGES:
        wim = _wim(files, path)
        if wim is not None and wim.editions:
            return _named(files, path, wim)
    return None


def _wim(files: Files, path: str) -> Wim | None:
    reader = files.reader(path)
    if reader is None:
        return None
    from app.formats.wim import Wim  # here, for only Windows has one

    return quietly(lambda: Wim.read(reader), None)


def _named(files: Files, path: str, wim: Wim) -> Named:
    first = wim.editions[0]
    only_starts = path.endswith("boot.wim")
    set_up = not only_starts or len(wim.editions) > 1 or files.has("setup.exe")
    product, version = _product(first)
    if only_starts and not set_up:
        product = "Windows PE"
    name = f"{product} {version}".strip()
    if len(wim.editions) == 1 and not only_starts:
        name = _with_edition(name, first)
    return Named(
        name=name,
        family="windows",
        version=version,
        role=Role.INSTALLER if set_up else Role.LIVE,
        what="" if set_up else "Windows that runs from the stick",
        computers=computers(str(first.architecture)),
        path=path,
        said=_said(wim),
    )


def _product(edition: Edition) -> tuple[str, str]:
    server = edition.product == "ServerNT" or "Server" in edition.installation
    if edition.build:
        return "Windows Server" if server else "Windows", release(edition.build, server=server)
    if found := _IN_NAME.search(edition.name):
        kind, version, second = found.groups()
        return f"Windows {kind or ''}".strip(), f"{version} {second or ''}".strip()
    return "Windows", ""


def _with_edition(name: str, edition: Edition) -> str:
    """ "Windows 11 Pro 24H2" where there is nothing else on the disc."""
    found = _IN_NAME.search(edition.name)
    kind = edition.name[found.end() :].strip() if found else ""
    if not kind:
        return name
    words = name.split(" ")
    number = 3 if "Server" in words else 2
    return " ".join((*words[:number], kind, *words[number:]))


def _said(wim: Wim) -> str:
    first = wim.editions[0]
    build = f", build {first.build}.{first.revision}" if first.build else ""
    count = len(wim.editions)
    return (
        f"{count} editions, the first is {first.name}{build}" if count > 1 else first.name + build
    )


def _other(files: Files, row: Row) -> Named:
    """What has no such description, or one that could not be read."""
    return Named(row.name, row.family, row.name.partition(" ")[2], row.role, row.what,
                 path=files.find(row.marks[0]))  # fmt: skip


ROWS = (
    Row("Hiren’s BootCD PE", "windows", Role.RESCUE, ("HBCD_PE.ini",)),
    Row("Hiren’s BootCD", "windows", Role.RESCUE, ("HBCD/menu.lst",)),
    Row("Windows", "windows", Role.INSTALLER, ("sources",), read=_read),
    Row("Windows", "windows", Role.INSTALLER, ("x64/sources",), read=_read),
    Row("Windows", "windows", Role.INSTALLER, ("sources/install.*", "bootmgr*")),
    Row("Windows", "windows", Role.INSTALLER, ("sources/boot.wim", "bootmgr*")),
    Row("Windows Server 2003", "windows", Role.INSTALLER, ("WIN52*", "i386"), read=_other),
    Row("Windows XP", "windows", Role.INSTALLER, ("WIN51*", "i386"), read=_other),
    Row("Windows 2000", "windows", Role.INSTALLER, ("CDROM_NT.5", "i386"), read=_other),
)
