"""Who opens a drive for us: root does it alone, everybody else asks UDisks2 on the system bus, and
polkit says whether a password is needed.

polkit is asked about this very connection, as UDisks2 will ask it, and without a question to the
user: `org.freedesktop.PolicyKit1.Authority.CheckAuthorization`. What shows the question, an agent
of the desktop, is on no bus: it is looked for among the processes by its name.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.display import for_display
from app.doctor.check import Check, State
from app.doctor.packages import Packages
from app.drives.bus import NO_BUS, BusError, SystemBus
from app.drives.sysfs import entries
from app.drives.told_by_udisks import in_flatpak
from app.drives.udisks import SERVICE

ACTION = "org.freedesktop.udisks2.open-device"

_POLKIT = "org.freedesktop.PolicyKit1"
_AUTHORITY = "/org/freedesktop/PolicyKit1/Authority"
_CHECK = (_POLKIT + ".Authority", "CheckAuthorization")
_ASK_NOBODY = 0  # CheckAuthorizationFlags

# Desktops whose shell is the agent, and agents of their own whose name does not say so.
_AGENTS = frozenset({"gnome-shell", "cinnamon", "phosh", "cosmic-osd", "soteria", "pkttyagent"})
_AN_AGENT = re.compile("polkit|policykit", re.IGNORECASE)
_THE_SERVICE = "polkitd"

_BUS = Packages("dbus", "dbus-broker", "dbus")
_UDISKS = Packages("udisks2", "udisks2", "udisks2")
_SERVICE = Packages("polkitd", "polkit", "polkit")
_AGENT = Packages("mate-polkit", "mate-polkit", "polkit-gnome")


def rights(proc: Path = Path("/proc"), *, root: bool | None = None) -> Iterator[Check]:
    """`root`: whether drives are opened without asking anybody."""
    root = os.geteuid() == 0 if root is None else root
    if root:
        yield Check("rights", State.OK, "You are root: drives are opened without a password.")
    else:
        yield Check("rights", State.OK, "You are no administrator: UDisks2 opens drives for you.")
    try:
        with SystemBus() as bus:
            yield Check("bus", State.OK, "The system bus leads to other services.")
            yield from _services(bus, proc, root=root)
    except BusError:
        yield _lacks("bus", "The system bus can’t be reached", _BUS, root=root)


def _services(bus: SystemBus, proc: Path, *, root: bool) -> Iterator[Check]:
    try:
        manager = "/org/freedesktop/UDisks2/Manager"
        version = bus.property_of(SERVICE, manager, SERVICE + ".Manager", "Version")
    except BusError as error:
        if error.name == NO_BUS:
            raise
        yield _lacks("udisks2", "UDisks2 can’t be reached", _UDISKS, root=root)
        return
    yield Check("udisks2", State.OK, f"UDisks2 {for_display(str(version), 20)} is there.")
    if not root:
        yield from _permission(bus, proc)


def _permission(bus: SystemBus, proc: Path) -> Iterator[Check]:
    try:
        permitted, asks = _authorization(bus)
    except BusError as error:
        if error.name == NO_BUS:
            raise
        yield from _without_polkit(proc)
        return
    if permitted:
        yield Check("polkit", State.OK, "You may write to drives without a password.")
    elif asks:
        yield Check("polkit", State.OK, "Writing to a drive needs a password.")
        yield _agent(proc)
    else:
        text = "A rule of this computer forbids you to write to drives."
        hint = "Ask its administrator." if in_flatpak() else "Ask its administrator, or use sudo."
        yield Check("polkit", State.BLOCKS, text, hint)


def _without_polkit(proc: Path) -> Iterator[Check]:
    if not in_flatpak():
        yield _lacks("polkit", "polkit, which permits it, can’t be reached", _SERVICE, root=False)
        return
    # The bus in there leads to UDisks2 alone, which asks polkit itself.
    text = "A Flatpak can’t ask whether you may write to drives: UDisks2 does, when you do."
    yield Check("polkit", State.UNSURE, text)
    yield _agent(proc)


def _authorization(bus: SystemBus) -> tuple[bool, bool]:
    """Whether it is permitted as it is, and whether somebody who proves who they are may."""
    subject = ("system-bus-name", {"name": ("s", bus.name)})
    body: tuple[Any, ...] = (subject, ACTION, {}, _ASK_NOBODY, "")
    answer = bus.call(_POLKIT, _AUTHORITY, _CHECK, "(sa{sv})sa{ss}us", body)
    permitted, asks, _ = answer[0]
    return bool(permitted), bool(asks)


def _agent(proc: Path) -> Check:
    if in_flatpak():
        text = "A Flatpak does not see whether something can ask for the password."
        return Check("agent", State.UNSURE, text, "If nothing asks, start a polkit agent.")
    if any(map(_is_agent, _programs(proc))):
        return Check("agent", State.OK, "Your desktop can ask for the password.")
    text = "Nothing was found that can ask for the password (a polkit agent)."
    hint = f"Start one, or install one: {_AGENT.install()}; or run the command line with sudo."
    return Check("agent", State.UNSURE, text, hint)


def _is_agent(program: str) -> bool:
    named = _AN_AGENT.search(program) is not None and program != _THE_SERVICE
    return named or program in _AGENTS


def _programs(proc: Path) -> Iterator[str]:
    """Names of what runs, as far as it may be seen: the first word of each command line."""
    for process in filter(str.isdigit, entries(proc)):
        try:
            words = (proc / process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        yield Path(os.fsdecode(words[0])).name


def _lacks(code: str, text: str, packages: Packages, *, root: bool) -> Check:
    """Root can do without: nothing is switched off after a write then."""
    hint = f"Start it, or install it: {packages.install()}"
    if root:
        then = "a drive is ejected after writing, not switched off"
        return Check(code, State.MISSING, f"{text}: {then}.", hint)
    hint = f"{hint}." if in_flatpak() else f"{hint}; or run the command line with sudo."
    return Check(code, State.BLOCKS, f"{text}: no drive can be opened.", hint)
