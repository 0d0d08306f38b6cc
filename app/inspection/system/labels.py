"""What a volume label says, where no file did. Anybody may change a label, so it comes second.

Labels have 32 characters and no grammar; each row is how one maker writes his. Architectures are
taken out before the rows look, since "x86_64" is full of numbers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.inspection.system.families import ARCHITECTURE, computers_in, family_of
from app.inspection.system.row import Named
from app.report import Role

LONGEST = 128  # characters that are looked at; UDF's labels are the longest

Naming = Callable[[re.Match[str]], str]


def _as_said(found: re.Match[str]) -> str:
    return (found["v"] or "").replace("_", ".").replace("-", ".")


def _literal(found: re.Match[str]) -> str:
    return found["v"] or ""


def _rawhide(found: re.Match[str]) -> str:
    return "Rawhide"


def _compact(found: re.Match[str]) -> str:
    """ "93" is 9.3, "100" is 10.0 and "711" is 7.1.1."""
    digits = found["v"] or ""
    whole = 2 if digits.startswith("1") and len(digits) > 2 else 1
    return ".".join((digits[:whole], *digits[whole:]))


def _month(found: re.Match[str]) -> str:
    digits = found["v"] or ""
    return f"{digits[:4]}.{digits[4:]}" if len(digits) == 6 else digits


def _year(found: re.Match[str]) -> str:
    """ "2003" is 20.0.3."""
    digits = found["v"] or ""
    return ".".join((digits[:2], *digits[2:]))


def _hundredths(found: re.Match[str]) -> str:
    """ "1100" is 11.00."""
    digits = found["v"] or ""
    return f"{digits[:-2]}.{digits[-2:]}"


def _haiku(found: re.Match[str]) -> str:
    """ "r1~beta4" is R1/beta4."""
    return (found["v"] or "").replace("~", "/").replace("r", "R", 1)


def _service_pack(found: re.Match[str]) -> str:
    pack = found.groupdict().get("sp")
    return f"{found['v']} SP{pack}" if pack else found["v"]


@dataclass(frozen=True, slots=True)
class Label:
    """A maker's labels. In `name` the group "n" stands as {n}; the version follows it."""

    pattern: re.Pattern[str]
    name: str
    role: Role | None
    what: str
    version: Naming

    def of(self, text: str) -> Named | None:
        found = self.pattern.match(text)
        if found is None:
            return None
        groups = {name: value or "" for name, value in found.groupdict().items()}
        version = self.version(found) if groups.get("v") else ""
        kind = _EDITIONS.get(groups.get("n", "").casefold(), groups.get("n", ""))
        product = " ".join(self.name.format(n=kind.replace("-", " ").strip(" _")).split())
        name = f"{product} {version}".strip() + (" LTS" if groups.get("lts") else "")
        what = self.what
        if self.role is Role.INSTALLER and "Server" in product:
            what = "Server installer"
        return Named(name, family_of(product), version, self.role, what)


def _label(
    pattern: str, name: str, role: Role | None, what: str = "", version: Naming = _as_said
) -> Label:
    return Label(re.compile(pattern, re.IGNORECASE), name, role, what, version)


_EDITIONS = {
    "ws": "Workstation",
    "s": "Server",
    "e": "Everything",
    "sb": "Silverblue",
    "aw": "Silverblue",
    "kinoite": "Kinoite",
    "c": "Cloud",
    "w": "Workstation",
}
_LIVE = "Live system and installer"
_V = r"(?P<v>\d+(?:[._-]\d+)*)"
_MAIN = r"(?P<v>\d+(?:[._-]\d+)?)"

LABELS = (
    _label(rf"d-live {_V}", "Debian", Role.LIVE, _LIVE),
    _label(
        r"Debian (?P<v>\d[\d.]*|testing|unstable|[a-z]+(?:-DI-\w+)?)(?: |$)",
        "Debian",
        Role.INSTALLER,
        "",
        _literal,
    ),
    _label(r"UCS (?P<v>\d+\.\d+-\d+)", "Univention Corporate Server", Role.INSTALLER, "", _literal),
    _label(
        r"(?P<n>Ubuntu[- ]Server) (?P<v>\d+\.\d+(?:\.\d+)*)\+?(?P<lts> LTS)?",
        "{n}",
        Role.INSTALLER,
    ),
    _label(
        r"(?P<n>\w*ubuntu(?:[- ][a-z]+)?) (?P<v>\d+\.\d+(?:\.\d+)*)\+?(?P<lts> LTS)?",
        "{n}",
        Role.LIVE,
        _LIVE,
    ),
    _label(rf"Linux Mint {_V}", "Linux Mint", Role.LIVE, _LIVE),
    _label(rf"LMDE {_V}", "LMDE", Role.LIVE, _LIVE),
    _label(rf"Pop_OS {_V}(?P<lts> LTS)?", "Pop!_OS", Role.LIVE, _LIVE),
    _label(rf"elementary OS {_V}", "elementary OS", Role.LIVE, _LIVE),
    _label(rf"Zorin OS {_V}", "Zorin OS", Role.LIVE, _LIVE),
    _label(rf"(?:trisquel|triskel)(?:-\w+)? {_V}", "Trisquel", Role.LIVE, _LIVE),
    _label(r"Kali (?:Linux )?(?:Live )?(?P<v>\d{4}\.\d\w?)?", "Kali Linux", None),
    _label(rf"TAILS {_V}", "Tails", Role.LIVE),
    _label(r"PureOS (?P<v>\d+(?:\.\d+)*)", "PureOS", Role.LIVE, _LIVE),
    _label(rf"Devuan(?: GNU/Linux)? {_V}", "Devuan", None),
    _label(rf"Parrot \w+ {_V}", "Parrot OS", Role.LIVE, _LIVE),
    _label(rf"deepin {_V}", "deepin", Role.INSTALLER),
    _label(rf"Endless-OS-{_V}", "Endless OS", Role.LIVE, _LIVE),
    _label(r"PVE$", "Proxmox VE", Role.INSTALLER),
    _label(r"PBS$", "Proxmox Backup Server", Role.INSTALLER),
    _label(rf"fedora-coreos-{_V}", "Fedora CoreOS", Role.INSTALLER),
    _label(rf"(?:rhcos|scos)-{_V}", "Red Hat CoreOS", Role.INSTALLER),
    _label(r"Fedora-ELN", "Fedora ELN", Role.INSTALLER),
    _label(
        r"Fedora-(?P<n>[a-z]+)-(?:Live|dvd|ostree|netinst|boot).*-?(?P<v>rawh(?:ide)?)",
        "Fedora {n}",
        None,
        "",
        _rawhide,
    ),
    _label(r"Fedora-Live-(?P<n>[a-z]+)-[- ]*(?P<v>\d{1,2})(?!\d)", "Fedora {n}", Role.LIVE, _LIVE),
    _label(r"Fedora-(?P<n>[a-z]+)-Live[- ]+(?P<v>\d{1,2})(?!\d)", "Fedora {n}", Role.LIVE, _LIVE),
    _label(
        r"Fedora-(?P<n>[a-z]+)-(?:dvd-|ostree-|netinst-|boot-)?[- ]*(?P<v>\d{1,2})(?!\d)",
        "Fedora {n}",
        Role.INSTALLER,
    ),
    _label(r"Fedora[-_ ](?P<v>\d{1,2})(?!\d)", "Fedora", None),
    _label(r"F(?P<v>\d{1,2})-[- ]*Live", "Fedora", Role.LIVE, _LIVE),
    _label(r"FC[/-](?P<v>\d)(?!\d)", "Fedora Core", Role.INSTALLER),
    _label(r"RHEL[-_/ ](?P<v>\d+[-_.]\d+)", "Red Hat Enterprise Linux", Role.INSTALLER),
    _label(r"RHEL Atomic Host (?P<v>\d+)", "Red Hat Atomic Host", Role.INSTALLER),
    _label(r"Red Hat Enterprise Linux Atomic()", "Red Hat Atomic Host", Role.INSTALLER),
    _label(r"CentOS[-_ ]Stream[-_ ](?P<v>\d+)", "CentOS Stream", Role.INSTALLER),
    _label(r"CentOS[-_ ](?P<v>\d+(?:\.\d+)?)", "CentOS Linux", None),
    _label(r"CentOS$", "CentOS Linux", Role.INSTALLER),
    _label(r"AlmaLinux-Kitten-(?P<v>\d+)", "AlmaLinux Kitten", Role.INSTALLER),
    _label(rf"AlmaLinux-{_MAIN}", "AlmaLinux", None),
    _label(rf"Rocky-(?:[a-z]+-)*{_MAIN}", "Rocky Linux", None),
    _label(r"OL-?(?P<v>\d{1,2}[.-]\d+)", "Oracle Linux", Role.INSTALLER),
    _label(r"EL-(?P<v>\d{1,2}-\d+)-", "EuroLinux", Role.INSTALLER),
    _label(rf"MIRACLE-LINUX-{_MAIN}", "MIRACLE LINUX", Role.INSTALLER),
    _label(rf"Circle-{_MAIN}", "Circle Linux", Role.INSTALLER),
    _label(r"anolis-(?:BaseOS-dvd-)?[- ]*(?P<v>\d+)", "Anolis OS", Role.INSTALLER),
    _label(rf"openEuler-{_MAIN}", "openEuler", Role.INSTALLER),
    _label(
        r"Asianux Server (?P<v>\d+(?:\.\d+)?)(?: SP(?P<sp>\d+))?",
        "Asianux Server",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(rf"XCP-ng {_V}", "XCP-ng", Role.INSTALLER),
    _label(rf"XenServer-{_V}", "XenServer", Role.INSTALLER),
    _label(r"QUBES-R(?P<v>\d+(?:-\d+)*)", "Qubes OS", Role.INSTALLER),
    _label(r"openSUSE[-_ ](?P<n>Leap(?:[-_ ]Micro)?)[-_ ](?P<v>\d+\.\d+)", "openSUSE {n}", None),
    _label(r"openSUSE[-_ ](?P<n>Tumbleweed|Kubic|MicroOS)", "openSUSE {n}", None),
    _label(r"openSUSE[-_ ](?P<v>\d+\.\d)", "openSUSE", None),
    _label(r"openSUSE-DVD", "openSUSE", Role.INSTALLER),
    _label(r"SLE-Micro-(?P<v>\d+\.\d+)", "SUSE Linux Enterprise Micro", Role.INSTALLER),
    _label(r"SUSE-MicroOS-(?P<v>\d+\.\d+)", "SUSE Linux Enterprise Micro", Role.INSTALLER),
    _label(r"SUSE-CaaS-Platform-(?P<v>\d+\.\d+)", "SUSE CaaS Platform", Role.INSTALLER),
    _label(
        r"(?:SLE-(?P<v>\d+)(?:-SP(?P<sp>\d))?-Server)",
        "SUSE Linux Enterprise Server",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(
        r"(?:SLE-(?P<v>\d+)(?:-SP(?P<sp>\d))?-Desktop)",
        "SUSE Linux Enterprise Desktop",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(
        r"SLE-(?P<v>\d+)(?:-SP(?P<sp>\d))?",
        "SUSE Linux Enterprise",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(
        r"SLES-(?P<v>\d+)(?:-SP(?P<sp>\d))?",
        "SUSE Linux Enterprise Server",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(
        r"SLED-(?P<v>\d+)(?:-SP(?P<sp>\d))?",
        "SUSE Linux Enterprise Desktop",
        Role.INSTALLER,
        "",
        _service_pack,
    ),
    _label(r"ARCH(?:ISO)?_(?P<v>\d{6})", "Arch Linux", Role.LIVE, _LIVE, _month),
    _label(r"MANJARO_?(?:[A-Z0-9]+_)?(?P<v>\d{2,4})", "Manjaro", Role.LIVE, _LIVE, _year),
    _label(r"(?:EOS|ENDEAVOURO?S?)_(?P<v>\d{6})", "EndeavourOS", Role.LIVE, _LIVE, _month),
    _label(r"COS_(?P<v>\d{6})", "CachyOS", Role.LIVE, _LIVE, _month),
    _label(r"GARUDA", "Garuda Linux", Role.LIVE, _LIVE),
    _label(r"ARTIX", "Artix Linux", Role.LIVE, _LIVE),
    _label(r"HYPER_v?(?P<v>\d+)", "Hyperbola", Role.LIVE, _LIVE, _compact),
    _label(r"(?:RESCUE|SYSRCD)(?P<v>\d{3,4})$", "SystemRescue", Role.RESCUE, "", _hundredths),
    _label(r"alpine-\w+ (?P<v>\d+\.\d+\.\d+)", "Alpine Linux", Role.INSTALLER),
    _label(rf"Mageia-{_MAIN}-(?:Live-)?[A-Z0-9]+(?:-Live|$|-)", "Mageia", Role.LIVE, _LIVE),
    _label(rf"Mageia-(?:dual-)?{_MAIN}", "Mageia", Role.INSTALLER),
    _label(r"OpenMandriva", "OpenMandriva Lx", Role.LIVE, _LIVE),
    _label(r"ALT (?:Linux )?(?P<v>p\d+|\d+\.\d+)", "ALT", None),
    _label(r"ALT Linux (?P<v>\d+\.\d+\.\d+)", "ALT Linux", None),
    _label(r"ALT (?P<n>[a-z]+(?:[- ][A-Z])?) (?P<v>\d+(?:\.\d+)+)", "ALT {n}", None),
    _label(r"Simply Linux (?:live )?(?P<v>\d+(?:\.\d+)+)", "Simply Linux", None),
    _label(r"ALT (?:regular|[a-z]+)", "ALT", None),
    _label(r"Slack(?P<v>\d{2})d\d", "Slackware", Role.INSTALLER),
    _label(r"S(?P<v>1\d[._]\d+)d\d", "Slackware", Role.INSTALLER),
    _label(r"SlackDVD", "Slackware", Role.INSTALLER),
    _label(r"Gentoo", "Gentoo Linux", Role.LIVE, _LIVE),
    _label(r"VOID_LIVE", "Void Linux", Role.LIVE, _LIVE),
    _label(r"nixos-(?:[a-z0-9]+-)?(?P<v>\d\d\.\d\d)", "NixOS", Role.LIVE, _LIVE),
    _label(
        r"GUIX_(?:X86[-_]64-LINUX_)?[- _A-Z]*(?P<v>\d+\.\d+\.\d+)?",
        "GNU Guix System",
        Role.INSTALLER,
    ),
    _label(r"Solus", "Solus", Role.LIVE, _LIVE),
    _label(r"CLR_ISO", "Clear Linux", Role.LIVE, _LIVE),
    _label(r"Android- ", "Android-x86", Role.LIVE, _LIVE),
    _label(r"TALOS_V?(?P<v>\d+_\d+_\d+)", "Talos Linux", Role.INSTALLER),
    _label(
        r"(?P<v>\d+_\d+)_(?:RELEASE|RC\d|BETA\d|STABLE|CURRENT|PRERELEASE)",
        "FreeBSD",
        Role.INSTALLER,
    ),
    _label(r"FreeBSD", "FreeBSD", Role.INSTALLER),
    _label(r"GhostBSD", "GhostBSD", Role.LIVE, _LIVE),
    _label(r"OPNSENSE", "OPNsense", Role.INSTALLER),
    _label(r"PFSENSE", "pfSense", Role.INSTALLER),
    _label(r"OpenBSD/\S*\s+(?P<v>\d+\.\d)", "OpenBSD", Role.INSTALLER),
    _label(r"NETBSD_?(?P<v>\d{2,4})", "NetBSD", Role.INSTALLER, "", _compact),
    _label(r"DragonFly[ _]v(?P<v>\d+(?:\.\d+)+)", "DragonFly BSD", Role.LIVE, _LIVE),
    _label(r"haiku-(?P<v>r\d~\w+\d(?:\.\d)?)", "Haiku", Role.LIVE, _LIVE, _haiku),
    _label(r"haiku", "Haiku", Role.LIVE, _LIVE),
    _label(r"OmniOS", "OmniOS", Role.INSTALLER),
    _label(r"OpenIndiana", "OpenIndiana", Role.LIVE, _LIVE),
    _label(r"ESXI-(?P<v>\d+(?:\.\d+)+\w?)", "VMware ESXi", Role.INSTALLER),
    _label(r"MT86PLUS", "Memtest86+", Role.TOOL, "Memory test"),
    _label(r"V(?:EN)?TOY", "Ventoy", Role.LOADER),
    _label(r"FD(?P<v>1\d)-", "FreeDOS", Role.INSTALLER, "", _compact),
    _label(r"FD(?:I-|-SETUP)", "FreeDOS", Role.INSTALLER),
    _label(r"REACTOS", "ReactOS", Role.INSTALLER),
    _label(r"Install (?P<n>macOS|OS X)\b", "{n}", Role.INSTALLER),
    _label(r"(?:SSS|SESS|SERVER)_(?:X64|A64)FRE", "Windows Server", Role.INSTALLER),
    _label(r"(?:[A-Z0-9]+_)*(?:X64|X86|A64)(?:FRE|CHK)", "Windows", Role.INSTALLER),
)


def named(label: str) -> Named | None:
    """What a label says; None where no row knows it."""
    text = ARCHITECTURE.sub(" ", label[:LONGEST]).strip()
    found = next((one for row in LABELS if (one := row.of(text)) is not None), None)
    if found is None:
        return None
    return Named(
        name=found.name,
        family=_OTHER_FAMILIES.get(found.name.split(" ")[0], found.family),
        version=found.version,
        role=found.role,
        what=found.what,
        computers=computers_in(label),
        path="Label",
        said=label,
    )


_OTHER_FAMILIES = {
    "Android-x86": "android",
    "FreeDOS": "freedos",
    "Haiku": "haiku",
    "Memtest86+": "memtest",
    "OmniOS": "illumos",
    "OpenIndiana": "illumos",
    "ReactOS": "reactos",
    "VMware": "esxi",
    "Ventoy": "ventoy",
    "macOS": "macos",
    "OS": "macos",
    "GNU": "guix",
}
