"""Language, keyboard and time zone of this computer, in the words of Windows.

The names of time zones are Unicode's (CLDR, windowsZones), of those that most people live in. What
is not in a table is left to Setup to ask.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from app.sources.answers import Region

_KEYBOARDS = {
    "us": "en-US", "gb": "en-GB", "de": "de-DE", "at": "de-AT", "ch": "de-CH", "fr": "fr-FR",
    "be": "fr-BE", "ca": "fr-CA", "es": "es-ES", "latam": "es-MX", "it": "it-IT", "pt": "pt-PT",
    "br": "pt-BR", "nl": "nl-NL", "dk": "da-DK", "no": "nb-NO", "se": "sv-SE", "fi": "fi-FI",
    "pl": "pl-PL", "cz": "cs-CZ", "sk": "sk-SK", "hu": "hu-HU", "ro": "ro-RO", "gr": "el-GR",
    "tr": "tr-TR", "ru": "ru-RU", "ua": "uk-UA", "jp": "ja-JP", "kr": "ko-KR", "il": "he-IL",
}  # fmt: skip

_ZONES = {
    "W. Europe Standard Time": "Europe/Berlin Europe/Vienna Europe/Zurich Europe/Rome "
    "Europe/Amsterdam Europe/Stockholm Europe/Oslo Europe/Luxembourg",
    "Romance Standard Time": "Europe/Paris Europe/Brussels Europe/Madrid Europe/Copenhagen",
    "Central Europe Standard Time": "Europe/Prague Europe/Budapest Europe/Bratislava "
    "Europe/Belgrade Europe/Ljubljana",
    "Central European Standard Time": "Europe/Warsaw Europe/Zagreb Europe/Sarajevo Europe/Skopje",
    "GMT Standard Time": "Europe/London Europe/Dublin Europe/Lisbon",
    "GTB Standard Time": "Europe/Athens Europe/Bucharest",
    "FLE Standard Time": "Europe/Helsinki Europe/Kyiv Europe/Kiev Europe/Riga Europe/Sofia "
    "Europe/Tallinn Europe/Vilnius",
    "Turkey Standard Time": "Europe/Istanbul",
    "Russian Standard Time": "Europe/Moscow",
    "Israel Standard Time": "Asia/Jerusalem",
    "India Standard Time": "Asia/Kolkata Asia/Calcutta",
    "China Standard Time": "Asia/Shanghai Asia/Hong_Kong",
    "Taipei Standard Time": "Asia/Taipei",
    "Singapore Standard Time": "Asia/Singapore Asia/Kuala_Lumpur Asia/Manila",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Korea Standard Time": "Asia/Seoul",
    "AUS Eastern Standard Time": "Australia/Sydney Australia/Melbourne",
    "E. Australia Standard Time": "Australia/Brisbane",
    "W. Australia Standard Time": "Australia/Perth",
    "New Zealand Standard Time": "Pacific/Auckland",
    "Eastern Standard Time": "America/New_York America/Toronto America/Detroit",
    "Central Standard Time": "America/Chicago America/Winnipeg",
    "Mountain Standard Time": "America/Denver America/Edmonton",
    "US Mountain Standard Time": "America/Phoenix",
    "Pacific Standard Time": "America/Los_Angeles America/Vancouver",
    "Central Standard Time (Mexico)": "America/Mexico_City",
    "E. South America Standard Time": "America/Sao_Paulo",
    "Argentina Standard Time": "America/Argentina/Buenos_Aires America/Buenos_Aires",
    "SA Pacific Standard Time": "America/Bogota America/Lima",
    "South Africa Standard Time": "Africa/Johannesburg",
    "Egypt Standard Time": "Africa/Cairo",
    "UTC": "Etc/UTC UTC Etc/UCT",
}
_OF_ZONE = {place: zone for zone, places in _ZONES.items() for place in places.split()}

_LOCALE = re.compile(r"([a-z]{2,3})_([A-Z]{2})\b")
# Debian's file; what systemd-localed keeps for X11, and since 254 beside the console's.
_KEPT_IN = "etc/default/keyboard", "etc/X11/xorg.conf.d/00-keyboard.conf", "etc/vconsole.conf"
_LAYOUT = re.compile(r'^(?:XKBLAYOUT=|\s*Option\s+"XkbLayout"\s+)"?([a-z]+)', re.MULTILINE)


def region_here(surroundings: Mapping[str, str] = os.environ, root: Path = Path("/")) -> Region:
    """What is not known stays empty."""
    formats = _tag(surroundings, "LC_TIME")
    layouts = (_LAYOUT.search(_read(root / place)) for place in _KEPT_IN)
    layout = next(filter(None, layouts), None)
    keyboard = _KEYBOARDS.get(layout[1], "") if layout else ""
    language = _tag(surroundings, "LC_MESSAGES")
    return Region(formats, keyboard or formats, _OF_ZONE.get(_place(root), ""), language)


def _tag(surroundings: Mapping[str, str], kind: str) -> str:
    """What is set for a kind of things, by locale(7)."""
    names = (surroundings.get(name, "") for name in ("LC_ALL", kind, "LANG"))
    found = _LOCALE.match(next((name for name in names if name), ""))
    return f"{found[1]}-{found[2]}" if found else ""


def _place(root: Path) -> str:
    """The time zone as the rest of the world names it: "Europe/Berlin"."""
    link = root / "etc/localtime"
    target = str(link.readlink()) if link.is_symlink() else ""
    return target.partition("zoneinfo/")[2] or _read(root / "etc/timezone").strip()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")[:4096]
    except OSError:
        return ""
