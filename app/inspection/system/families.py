"""Which family a product belongs to by its name, and for which computers a word of an
architecture stands."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """A word for machines, and the names of products that are used like each other."""

    word: str
    products: str

    def has(self, product: str) -> bool:
        return re.search(rf"\b(?:{self.products})", product, re.IGNORECASE) is not None


# The first that matches is it: derivatives that carry their parent's name stand before it.
FAMILIES = (
    Family("debian", r"LMDE|Linux Mint Debian|Raspberry Pi"),
    Family(
        "ubuntu",
        r"\w*ubuntu|Linux Mint|Pop.?OS|Pop!_OS|elementary|Zorin|(?:KDE )?neon|Trisquel|Triskel"
        r"|Linux Lite|Bodhi|Peppermint|Feren|Rescuezilla|Voyager|Rhino|TUXEDO|Vanilla",
    ),
    Family(
        "debian",
        r"Debian|Kali|Tails|Devuan|PureOS|Parrot|MX|antiX|deepin|Finnix|Grml|Knoppix|Proxmox"
        r"|Univention|UCS|openmediavault|TrueNAS SCALE|Endless|SparkyLinux|Q4OS|BunsenLabs"
        r"|Clonezilla|GParted|DRBL|Siduction|SteamOS|Emmabunt|Astra|PVE|Whonix|Septor|Slax|UOS",
    ),
    Family(
        "rhel",
        r"Red Hat|RHEL|CentOS|AlmaLinux|Rocky|Oracle Linux|OL\b|EuroLinux|Scientific|MIRACLE"
        r"|Circle|Anolis|openEuler|Asianux|Springdale|Amazon|XCP|XenServer|Citrix",
    ),
    Family("fedora", r"Fedora|Qubes|Nobara|Bazzite|Bluefin|Ultramarine|Asahi"),
    Family("suse", r"(?:open)?SUSE|SLE[SD]?\b|SLE-|Gecko|Kubic|MicroOS"),
    Family(
        "arch",
        r"Arch|Manjaro|EndeavourOS|Garuda|Artix|CachyOS|SystemRescue|Parabola|BlackArch"
        r"|ArcoLinux|Hyperbola|Archcraft",
    ),
    Family("mageia", r"Mageia"),
    Family("mandriva", r"OpenMandriva|PCLinuxOS|ROSA|Mandriva|Mandrake"),
    Family("alt", r"ALT\b|Simply Linux"),
    Family("slackware", r"Slack|Salix|Porteus"),
    Family("gentoo", r"Gentoo|Calculate|Redcore|Pentoo"),
    Family("alpine", r"Alpine|postmarketOS"),
    Family("nixos", r"NixOS"),
    Family("guix", r"Guix"),
    Family("void", r"Void"),
    Family("freebsd", r"FreeBSD|GhostBSD|MidnightBSD|NomadBSD|HardenedBSD|pfSense|OPNsense"),
    Family("openbsd", r"OpenBSD"),
    Family("netbsd", r"NetBSD"),
    Family("dragonflybsd", r"DragonFly"),
    Family("windows", r"Windows"),
)


def family_of(product: str) -> str:
    """ "linux" for what is not known here: the callers know that it is a Linux."""
    return next((row.word for row in FAMILIES if row.has(product)), "linux")


# What distributions write, and Windows' numbers, to words for people.
COMPUTERS = {
    "64-bit PCs": ("amd64", "x86_64", "x86-64", "x64", "64bit", "9"),
    "32-bit PCs": ("i386", "i486", "i586", "i686", "x86", "ia32", "0"),
    "64-bit ARM computers": ("arm64", "aarch64", "aa64", "12"),
    "32-bit ARM computers": ("armhf", "armhfp", "armel", "armv7", "arm", "5"),
    "RISC-V computers": ("riscv64",),
    "LoongArch computers": ("loong64", "loongarch64"),
    "POWER computers": ("ppc64el", "ppc64le", "ppc64"),
    "PowerPC computers": ("ppc", "powerpc"),
    "IBM Z mainframes": ("s390x",),
    "Itanium computers": ("ia64", "6"),
}
_WORDS = {word: shown for shown, words in COMPUTERS.items() for word in words}

ARCHITECTURE = re.compile(
    r"(?<![a-z0-9])("
    + "|".join(sorted((word for word in _WORDS if not word.isdigit()), key=len, reverse=True))
    + r")(?![a-z])",  # SUSE's labels go on with the number of the build
    re.IGNORECASE,
)


def computers(word: str) -> str:
    """What an architecture's word stands for; "" where it is not known."""
    return _WORDS.get(word.casefold(), "")


def computers_in(text: str) -> str:
    """The same for the first such word in a text."""
    found = ARCHITECTURE.search(text)
    return computers(found.group(1)) if found else ""
