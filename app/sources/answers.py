"""Answers to the questions of Windows Setup, as the file that it looks for on the stick it was
started from: `autounattend.xml`.

By Microsoft's "Unattended Windows Setup Reference" for Windows 10 and 11; the three values that
switch the checks of the hardware off are the ones of Setup's own laboratories. Each answer is off
unless it was chosen. Setup itself could not be run with them here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # hardly any stick has answers on it, and all would load what writes XML
    from xml.etree.ElementTree import Element

NAME = "autounattend.xml"
# Where Setup looks on what it is started from, first things first.
SEEN_BY_SETUP = (NAME, "unattend.xml", f"sources/{NAME}")
# What it copies to where Windows then looks, likewise: "$$" becomes the folder of Windows, "$1" the
# drive that is on.
SEEN_BY_WINDOWS = tuple(
    f"sources/$OEM$/{path}"
    for path in (
        "$$/Panther/Unattend/unattend.xml",
        f"$$/Panther/Unattend/{NAME}",
        "$$/Panther/unattend.xml",
        "$$/System32/Sysprep/unattend.xml",
        "$1/unattend.xml",
        f"$1/{NAME}",
    )
)

# What it runs at its end with every right there is, whether or not anything was answered: when all
# went well, or nothing did.
RUN_BY_SETUP = tuple(
    f"sources/$OEM$/$$/Setup/Scripts/{name}.cmd" for name in ("SetupComplete", "ErrorHandler")
)

_UNATTEND = "urn:schemas-microsoft-com:unattend"
_ACTION = "http://schemas.microsoft.com/WMIConfig/2002/State"
_KEY = "31bf3856ad364e35"  # whose components they are: Microsoft's
_CHECKS = ("BypassTPMCheck", "BypassSecureBootCheck", "BypassRAMCheck")
_LAB = r"HKLM\SYSTEM\Setup\LabConfig"
_NO_QUESTIONS = "3"  # of ProtectYourPC: nothing is sent that can be kept
# What Setup reads as an empty password: the word "Password" behind it, in UTF-16 and base64.
_EMPTY = "UABhAHMAcwB3AG8AcgBkAA=="
_NOT_IN_NAMES = frozenset('"/\\[]:;|=,+*?<>@%')
_LONGEST_NAME = 20
# Accounts that are there already, the first as its language calls it; and the one name that Setup
# does not take ("Name" of a LocalAccount in Microsoft's reference of answers).
_ADMINISTRATORS = frozenset(
    ("administrator", "administrateur", "administrador", "administratör", "järjestelmänvalvoja")
) | {"rendszergazda", "администратор"}
_TAKEN = (
    _ADMINISTRATORS
    | {"guest", "defaultaccount", "wdagutilityaccount", "none"}
    | {"system", "local service", "network service"}
)

ARCHITECTURES = {"bootx64.efi": "amd64", "bootia32.efi": "x86", "bootaa64.efi": "arm64"}


@dataclass(frozen=True, slots=True)
class Region:
    """`formats`, `keyboard` and `language`, that of the display, are tags like "de-DE"; `zone` is
    Windows' name of a time zone. What is not known is empty."""

    formats: str = ""
    keyboard: str = ""
    zone: str = ""
    language: str = ""

    def shown(self, languages: Sequence[str]) -> str:
        """In which of these Windows can speak: the language itself, or the only one of its kin; ""
        for none."""
        kin = [each for each in languages if _same_kin(each, self.language)]
        same = [each for each in kin if each.lower() == self.language.lower()]
        return (same or (kin if len(kin) == 1 else [""]))[0]


@dataclass(frozen=True, slots=True)
class Answers:
    """`any_pc`: do not ask for a TPM, Secure Boot and memory. `account`: make a local one of this
    name, without a password. `private`: send nothing that can be kept. `unencrypted`: do not
    encrypt the disk unasked."""

    any_pc: bool = False
    account: str = ""
    private: bool = False
    unencrypted: bool = False
    region: Region = Region()

    def __bool__(self) -> bool:
        return self != NO_ANSWERS

    def in_xml(self, architectures: Iterable[str], languages: Sequence[str] = ()) -> str:
        """The file, for the processors that the stick starts on; `languages` of the display are
        those that the disc has."""
        from xml.etree import ElementTree

        shown = self.region.shown(languages)
        root = ElementTree.Element("unattend", {"xmlns": _UNATTEND, "xmlns:wcm": _ACTION})
        before = _below(root, "settings", {"pass": "windowsPE"})
        after = _below(root, "settings", {"pass": "oobeSystem"})
        for architecture in architectures:
            if self.any_pc:
                _skip_checks(_component(before, "Microsoft-Windows-Setup", architecture))
            self._about_people(after, architecture)
            if self.region.formats or self.region.keyboard or shown:
                international = "Microsoft-Windows-International-Core"
                _speak(_component(after, international, architecture), self.region, shown)
            if self.unencrypted:
                guard = "Microsoft-Windows-SecureStartup-FilterDriver"
                _say(_component(after, guard, architecture), "PreventDeviceEncryption", "true")
        for settings in (before, after):
            if not len(settings):
                root.remove(settings)
        ElementTree.indent(root)
        text = ElementTree.tostring(root, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'

    def _about_people(self, settings: Element, architecture: str) -> None:
        if not (self.account or self.private or self.region.zone):
            return
        shell = _component(settings, "Microsoft-Windows-Shell-Setup", architecture)
        if self.region.zone:
            _say(shell, "TimeZone", self.region.zone)
        if self.account or self.private:
            welcome = _below(shell, "OOBE")
            if self.account:
                _say(welcome, "HideOnlineAccountScreens", "true")
            if self.private:
                _say(welcome, "ProtectYourPC", _NO_QUESTIONS)
        if self.account:
            _add_account(shell, self.account)


NO_ANSWERS = Answers()


def why_no_account(name: str) -> str:
    """What keeps Windows from having an account of this name; "" for nothing."""
    if not name.strip(" ."):
        return "it has no letter in it"
    if len(name.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_NAME:  # as Windows counts
        return f"it has more than {_LONGEST_NAME} letters"
    if any(letter in _NOT_IN_NAMES or not letter.isprintable() for letter in name):
        return "it has a sign in it that Windows does not allow"
    if name.strip().lower() in _TAKEN:
        return "Windows keeps this name for itself"
    return "its last sign is a full stop" if name.endswith(".") else ""


def _below(above: Element, name: str, told: dict[str, str] | None = None) -> Element:
    made = above.makeelement(name, told or {})
    above.append(made)
    return made


def _component(settings: Element, name: str, architecture: str) -> Element:
    told = {"name": name, "processorArchitecture": architecture, "publicKeyToken": _KEY}
    return _below(settings, "component", told | {"language": "neutral", "versionScope": "nonSxS"})


def _say(above: Element, name: str, text: str) -> None:
    _below(above, name).text = text


def _added(above: Element, name: str) -> Element:
    return _below(above, name, {"wcm:action": "add"})


def _skip_checks(setup: Element) -> None:
    """An empty key keeps Setup from asking for one because there is a file of answers."""
    key = _below(_below(setup, "UserData"), "ProductKey")
    _below(key, "Key")
    commands = _below(setup, "RunSynchronous")
    for order, check in enumerate(_CHECKS, 1):
        command = _added(commands, "RunSynchronousCommand")
        _say(command, "Order", str(order))
        _say(command, "Path", f"reg add {_LAB} /v {check} /t REG_DWORD /d 1 /f")


def _same_kin(one: str, other: str) -> bool:
    """ "de-CH" and "de-DE"."""
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]


def _speak(international: Element, region: Region, shown: str) -> None:
    """In the order of the schema."""
    said = (
        ("InputLocale", region.keyboard),
        ("SystemLocale", region.formats),
        ("UILanguage", shown),
        ("UserLocale", region.formats),
    )
    for name, tag in said:
        if tag:
            _say(international, name, tag)


def _add_account(shell: Element, name: str) -> None:
    accounts = _below(_below(shell, "UserAccounts"), "LocalAccounts")
    account = _added(accounts, "LocalAccount")
    _say(account, "Name", name)
    _say(account, "DisplayName", name)
    _say(account, "Group", "Administrators")
    password = _below(account, "Password")
    _say(password, "Value", _EMPTY)
    _say(password, "PlainText", "false")
