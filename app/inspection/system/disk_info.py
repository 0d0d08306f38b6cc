"""`.disk/info`, by which Debian, Ubuntu and nearly all of their kin say what a disc is.

One line, as the makers' tools write it:

    Ubuntu 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827.1)
    Debian GNU/Linux 12.5.0 "Bookworm" - Official amd64 NETINST with firmware 20240210-11:27
    Official Debian GNU/Linux Live 12.5.0 gnome 2024-02-10T11:07
"""

import re

from app.inspection.system.families import computers_in, family_of
from app.inspection.system.files import Files
from app.inspection.system.row import Named, Row
from app.report import Role

PATH = ".disk/info"

_LINE = re.compile(
    r"(?:Official )?(?P<title>[^\"]{1,120}?)\s*(?:\"(?P<code>[^\"]{0,60})\"|_(?P<old>[^_]{1,60})_)?"
    r"\s*(?: - (?P<rest>.*)|\d{4}-\d\d-\d\dT.*)?"
)
_VERSIONED = re.compile(r"(?P<product>.*?\S)\s+(?P<version>v?\d[\w.+~-]*)(?P<behind>.*)")
_UNNUMBERED = re.compile(r"(?P<product>Debian GNU/Linux)\s+(?P<version>(?!Live\b)\w[\w-]*)()")

# How products are called elsewhere; the rest keep the name that they give themselves.
_CALLED = {
    "debian gnu/linux": "Debian",
    "debian gnu/linux live": "Debian",
    "kali gnu/linux": "Kali Linux",
    "pop os": "Pop!_OS",
    "zorin os": "Zorin OS",
    "neon": "KDE neon",
    "trisquel gnu/linux": "Trisquel",
    "tails": "Tails",
}
_RESCUE = re.compile(r"rescue|rescatux|boot-?repair|finnix|grml|clonezilla", re.IGNORECASE)
_INSTALLERS = ("install*", "d-i", "dists", "pool")


def read(files: Files, _row: Row) -> Named | None:
    line = next(iter(files.lines(PATH)), "")
    found = _LINE.fullmatch(line)
    if found is None or not re.search(r"[^\W\d]", found["title"]):
        return None
    code = found["code"] or found["old"] or ""
    product, version, long_support = _divided(found["title"])
    if product == "Debian" and "kali" in code.casefold():
        product = "Kali Linux"
    name = f"{product} {version}".strip() + (" LTS" if long_support else "")
    if version in ("testing", "unstable") and code:
        name += f" ({code})"
    rest = found["rest"] or ""
    role, what = _role(files, line, product)
    return Named(
        name=name,
        family=_family(files, product),
        version=version,
        role=role,
        what=what,
        computers=computers_in(rest) or computers_in(found["title"]) or computers_in(files.label),
        path=files.find(PATH),
        said=line,
    )


def _divided(title: str) -> tuple[str, str, bool]:
    """Product, version, and whether it is one of long support."""
    found = _VERSIONED.fullmatch(title) or _UNNUMBERED.match(title)
    product, version, behind = found.groups() if found else (title, "", title)
    product = re.sub(r"[-_ ]+", " ", product).strip()
    return _CALLED.get(product.casefold(), product), version, "LTS" in behind


def _family(files: Files, product: str) -> str:
    known = family_of(product)
    if known != "linux":
        return known
    if files.has("casper"):
        return "ubuntu"
    return "debian" if files.has("dists") or files.has("live/filesystem.squashfs") else known


def _role(files: Files, line: str, product: str) -> tuple[Role, str]:
    """What it is for, and the words for it where the role's own are too few."""
    if _RESCUE.search(product):
        return Role.RESCUE, ""
    if "server" in product.casefold():
        return Role.INSTALLER, "Server installer"
    if files.has("casper"):
        return Role.LIVE, "Live system and installer"
    if files.has("live") or re.search(r"\blive\b", line, re.IGNORECASE):
        installs = any(files.find(path) for path in _INSTALLERS)
        return Role.LIVE, "Live system and installer" if installs else ""
    return Role.INSTALLER, "Network installer" if "NETINST" in line else ""


ROWS = (Row("", "debian", None, (PATH,), read=read),)
