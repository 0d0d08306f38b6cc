"""Linux systems that have files of their own to be known by.

Paths and wordings are the makers' own, read in their build scripts where those are public; rows
whose disc was not at hand go by what is generally known of it and say no more than the name.
"""

import re
from dataclasses import replace

from app.inspection.system import disk_info, labels, redhat
from app.inspection.system.families import computers_in, family_of
from app.inspection.system.files import Files
from app.inspection.system.row import Look, Named, Row, plain
from app.report import Role

_LIVE = "Live system and installer"


def _by_label(files: Files, row: Row) -> Named:
    """As the row says, with the version that the label gives, or what a derivative calls itself
    there: its files are those of its parent."""
    named = labels.named(files.label)
    if named is None or named.family != row.family:
        return plain(files, row)
    said = f"label {files.label}"
    return replace(named, role=row.role, what=row.what, path=files.find(row.marks[0]), said=said)


def _arch(files: Files, row: Row) -> Named:
    named = _by_label(files, row)
    if named.name.split(" ")[0] not in ("Arch", ""):
        return named  # a derivative, which its label names
    return plain(files, row)


def _proxmox(files: Files, _row: Row) -> Named | None:
    says = files.values(".cd-info")
    product, release = says.get("productlong", ""), says.get("release", "")
    if not product:
        return None
    version = "-".join(filter(None, (release, says.get("isorelease", ""))))
    name = f"{product} {version}".strip()
    return Named(name, family_of(product), version, Role.INSTALLER, path=".cd-info", said=name)


def _antix(files: Files, _row: Row) -> Named:
    """ "MX-23.2_x64 Libretto January 21 2024" """
    line = next(iter(files.lines("version")), "")
    found = re.match(r"(MX|antiX)-(\d[\d.]*)", line)
    maker, version = found.groups() if found else ("antiX", "")
    product = "MX Linux" if maker == "MX" else "antiX"
    return Named(
        name=f"{product} {version}".strip(),
        family="debian",
        version=version,
        role=Role.LIVE,
        what=_LIVE,
        computers=computers_in(line.replace("_", " ")),
        path="version" if found else files.find("antiX/linuxfs"),
        said=line,
    )


def _slackware(files: Files, row: Row) -> Named:
    """A file's name says the version: ANNOUNCE.15_0."""
    announced = files.find("ANNOUNCE.*").partition(".")[2].replace("_", ".")
    version = announced if re.fullmatch(r"[\d.]+", announced) else ""
    computers = "64-bit PCs" if files.has("slackware64") else "32-bit PCs"
    name = f"{row.name} {version}".strip()
    return Named(name, row.family, version, row.role, "", computers, files.find(row.marks[0]))


def _puppy(files: Files, row: Row) -> Named:
    """ "puppy_fossapup64_9.5.sfs" """
    path = files.find(row.marks[0])
    found = re.fullmatch(r"puppy_(.+?)_([\d.]+)\.sfs", path, re.IGNORECASE)
    kind, version = found.groups() if found else ("", "")
    name = " ".join(filter(None, (row.name, kind, version)))
    return Named(name, row.family, version, row.role, path=path)


def _core_os(files: Files, row: Row) -> Named:
    """Fedora's, or another that its label names: Red Hat's has the same files."""
    named = labels.named(files.label)
    if named is None or "CoreOS" not in named.name:
        return plain(files, row)
    return replace(named, path=files.find(row.marks[0]))


def _os_release(files: Files, row: Row) -> Named | None:
    """os-release(5), where a disc holds the system's own tree."""
    says = files.values(row.marks[0])
    name = says.get("pretty_name") or says.get("name", "")
    if not name:
        return None
    known = f"{says.get('name', '')} {says.get('id', '')}"
    family = family_of(known)
    if family == "linux":
        family = family_of(says.get("id_like", ""))
    return Named(name, family, says.get("version_id", ""), path=row.marks[0], said=name)


# The first that matches is it: what has files of its own stands before what it was made from.
ROWS = (
    Row("Tails", "debian", Role.LIVE, ("live/Tails.module",), read=_by_label),
    Row(
        "Clonezilla Live",
        "debian",
        Role.RESCUE,
        ("Clonezilla-Live-Version",),
        Look("Clonezilla-Live-Version", r"clonezilla-live-(\d[\w.]*-\d+)"),
    ),
    Row(
        "GParted Live",
        "debian",
        Role.RESCUE,
        ("GParted-Live-Version",),
        Look("GParted-Live-Version", r"gparted-live-(\d[\w.]*-\d+)"),
        what="Partition editor",
    ),
    Row(
        "DRBL Live",
        "debian",
        Role.LIVE,
        ("DRBL-Live-Version",),
        Look("DRBL-Live-Version", r"drbl-live-\w*-?(\d[\w.]*-\d+)"),
    ),
    Row(
        "SystemRescue",
        "arch",
        Role.RESCUE,
        ("sysresccd/VERSION",),
        Look("sysresccd/VERSION", r"^(\d[\d.]*)"),
    ),
    Row(
        "SystemRescueCd",
        "gentoo",
        Role.RESCUE,
        ("sysrcd.dat", "version"),
        Look("version", r"(\d[\d.]*)"),
    ),
    Row("Proxmox", "debian", Role.INSTALLER, (".cd-info",), read=_proxmox),
    Row("TrueNAS SCALE", "debian", Role.INSTALLER, ("TrueNAS-SCALE.update",)),
    Row("grml", "debian", Role.RESCUE, ("live/grml*",)),
    Row("antiX", "debian", Role.LIVE, ("antiX/linuxfs",), read=_antix),
    Row("Slax", "debian", Role.LIVE, ("slax/01-core.sb",)),
    Row("Knoppix", "debian", Role.LIVE, ("KNOPPIX/KNOPPIX",)),
    Row("Parted Magic", "linux", Role.RESCUE, ("pmagic/pmodules",)),
    *disk_info.ROWS,
    Row("Manjaro", "arch", Role.LIVE, (".miso",), what=_LIVE, read=_by_label),
    Row("Manjaro", "arch", Role.LIVE, ("manjaro",), what=_LIVE, read=_by_label),
    Row(
        "Arch Linux",
        "arch",
        Role.LIVE,
        ("arch/version",),
        Look("arch/version", r"^(\d{4}\.\d\d\.\d\d)"),
        what=_LIVE,
        read=_arch,
    ),
    Row("Arch Linux", "arch", Role.LIVE, ("arch/*/airootfs.*",), what=_LIVE, read=_by_label),
    Row("Arch Linux", "arch", Role.LIVE, ("arch/boot",), what=_LIVE, read=_by_label),
    Row(
        "NixOS",
        "nixos",
        Role.LIVE,
        ("nix-store.squashfs",),
        Look("version.txt", r"^(\d\d\.\d\d)"),
        what=_LIVE,
    ),
    Row(
        "Alpine Linux",
        "alpine",
        Role.INSTALLER,
        (".alpine-release",),
        Look(".alpine-release", r"(\d+\.\d+(?:\.\d+)?(?:_\w+)?)"),
    ),
    Row("Gentoo Linux", "gentoo", Role.LIVE, ("image.squashfs", "livecd"), what=_LIVE),
    Row("Gentoo Linux", "gentoo", Role.LIVE, ("image.squashfs", "boot/gentoo*"), what=_LIVE),
    Row("Slackware", "slackware", Role.INSTALLER, ("Slackware-HOWTO",), read=_slackware),
    Row("Slackware", "slackware", Role.INSTALLER, ("ANNOUNCE.*", "slackware*"), read=_slackware),
    Row("Puppy Linux", "puppy", Role.LIVE, ("puppy_*.sfs",), read=_puppy),
    Row("Porteus", "slackware", Role.LIVE, ("porteus/base",)),
    Row("Tiny Core Linux", "tinycore", Role.LIVE, ("boot/core*.gz",)),
    Row(
        "Android-x86",
        "android",
        Role.LIVE,
        ("ramdisk.img", "initrd.img", "system.*"),
        Look("isolinux/isolinux.cfg", r"Android-x86 (\d[\w.-]*)"),
        what=_LIVE,
    ),
    Row("Fedora CoreOS", "fedora", Role.INSTALLER, ("coreos/kargs.json",), read=_core_os),
    Row("Fedora CoreOS", "fedora", Role.INSTALLER, ("coreos/features.json",), read=_core_os),
    Row("Flatcar Container Linux", "flatcar", Role.INSTALLER, ("flatcar/vmlinuz*",)),
    *redhat.ROWS,
    Row("Void Linux", "void", Role.LIVE, ("boot/grub/grub_void.cfg",), what=_LIVE),
    Row(
        "OpenWrt",
        "openwrt",
        Role.DISK,
        ("boot/vmlinuz", "boot/grub/grub.cfg"),
        read=lambda files, row: (
            plain(files, row) if "OpenWrt" in files.text("boot/grub/grub.cfg") else None
        ),
        what="Router system",
    ),
    Row("", "linux", None, ("etc/os-release",), read=_os_release),
    Row("", "linux", None, ("usr/lib/os-release",), read=_os_release),
)
