"""How one maker writes his volume labels, and what the digits in them mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.inspection.system.families import family_of
from app.inspection.system.row import Named
from app.report import Role

Naming = Callable[[re.Match[str]], str]


def as_said(found: re.Match[str]) -> str:
    return (found["v"] or "").replace("_", ".").replace("-", ".")


def literal(found: re.Match[str]) -> str:
    return found["v"] or ""


def rawhide(found: re.Match[str]) -> str:
    return "Rawhide"


def compact(found: re.Match[str]) -> str:
    """ "93" is 9.3, "100" is 10.0 and "711" is 7.1.1."""
    digits = found["v"] or ""
    whole = 2 if digits.startswith("1") and len(digits) > 2 else 1
    return ".".join((digits[:whole], *digits[whole:]))


def month(found: re.Match[str]) -> str:
    digits = found["v"] or ""
    return f"{digits[:4]}.{digits[4:]}" if len(digits) == 6 else digits


def year(found: re.Match[str]) -> str:
    """ "2003" is 20.0.3."""
    digits = found["v"] or ""
    return ".".join((digits[:2], *digits[2:]))


def hundredths(found: re.Match[str]) -> str:
    """ "1100" is 11.00."""
    digits = found["v"] or ""
    return f"{digits[:-2]}.{digits[-2:]}"


def haiku(found: re.Match[str]) -> str:
    """ "r1~beta4" is R1/beta4."""
    return (found["v"] or "").replace("~", "/").replace("r", "R", 1)


def service_pack(found: re.Match[str]) -> str:
    pack = found.groupdict().get("sp")
    return f"{found['v']} SP{pack}" if pack else found["v"]


@dataclass(frozen=True, slots=True)
class Label:
    """A maker's labels. In `name` the group "n" stands as {n}; the version follows it.

    Patterns are compiled when a label is asked about: a hundred of them are a twentieth of the time
    that the program takes to start, and most images say what they are by their files."""

    pattern: str
    name: str
    role: Role | None
    what: str
    version: Naming

    def of(self, text: str) -> Named | None:
        found = re.match(self.pattern, text, re.IGNORECASE)
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


def label(
    pattern: str, name: str, role: Role | None, what: str = "", version: Naming = as_said
) -> Label:
    return Label(pattern, name, role, what, version)


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
