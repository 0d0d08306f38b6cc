"""The BSDs and other Unixes: each has a file that says its version on its own terms."""

import re

from app.inspection.system import labels
from app.inspection.system.families import computers
from app.inspection.system.files import Files
from app.inspection.system.row import Look, Named, Row
from app.report import Role

_USERLAND = re.compile(r"USERLAND_VERSION=\"?(\d+\.\d+)[-\w]*")


def _freebsd(files: Files, row: Row) -> Named:
    """`bin/freebsd-version` is a script that begins with what it will print. Derivatives have it
    too; their label or a file of their own says who they are."""
    lines = map(_USERLAND.match, files.lines("bin/freebsd-version"))
    found = next(filter(None, lines), None)
    version = found[1] if found else ""
    other = labels.named(files.label)
    name = "FreeBSD"
    if files.has("usr/local/opnsense"):
        name, version = "OPNsense", ""
    elif files.has("usr/local/share/pfSense"):
        name, version = "pfSense", ""
    elif other is not None and other.family == "freebsd" and other.name.split(" ")[0] != name:
        name, version = other.name, other.version
    shown = name if version and version in name else f"{name} {version}".strip()
    live = name.startswith(("GhostBSD", "NomadBSD"))
    return Named(
        name=shown,
        family="freebsd",
        version=version,
        role=Role.LIVE if live else row.role,
        path=row.marks[0],
        said=found[0].strip() if found else "",
    )


def _openbsd(files: Files, row: Row) -> Named:
    """The folder's name is the version, the one below it the architecture: 7.5/amd64/bsd.rd."""
    version, machine, _ = (path := files.find(row.marks[0])).split("/")
    name = f"OpenBSD {version}"
    return Named(name, "openbsd", version, Role.INSTALLER, "", computers(machine), path)


def _netbsd(files: Files, _row: Row) -> Named | None:
    """ "banner=Welcome to the NetBSD/amd64 9.3 installation image" """
    banner = next((line for line in files.lines("boot.cfg") if line.startswith("banner=")), "")
    found = re.search(r"NetBSD/(\S+) (\d\S*) install", banner)
    if found is None:
        return None
    machine, version = found.groups()
    name = f"NetBSD {version}"
    return Named(
        name, "netbsd", version, Role.INSTALLER, "", computers(machine), "boot.cfg", banner
    )


def _illumos(files: Files, row: Row) -> Named | None:
    named = labels.named(files.label)
    if named is None or named.family != "illumos":
        return Named("illumos", row.family, path=files.find(row.marks[0]))
    return named


ROWS = (
    Row("FreeBSD", "freebsd", Role.INSTALLER, ("bin/freebsd-version",), read=_freebsd),
    Row("OpenBSD", "openbsd", Role.INSTALLER, ("[0-9]*.[0-9]/*/bsd.rd",), read=_openbsd),
    Row("NetBSD", "netbsd", Role.INSTALLER, ("boot.cfg",), read=_netbsd),
    Row("illumos", "illumos", None, ("platform/i86pc/kernel/amd64/unix",), read=_illumos),
    Row(
        "MidnightBSD",
        "freebsd",
        Role.INSTALLER,
        ("bin/midnightbsd-version",),
        Look("bin/midnightbsd-version", r"USERLAND_VERSION=\"?(\d+(?:\.\d+)*)"),
    ),
)
