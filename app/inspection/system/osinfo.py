"""osinfo-db, where it is installed: a list of media by their labels, kept by the libosinfo project.

It is read where it lies and nothing of it is ours. It comes last, when neither content nor our own
rows knew a disc that starts something: reading all its files takes a tenth of a second. Labels are
what hostile images choose, the patterns are a package's; a label is cut short before any pattern
sees it. Format: libosinfo's "os" documents (osinfo.rng), their <media><iso> elements.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from app.errors import BudgetSpent, CorruptImage
from app.formats import markup
from app.formats.iso9660_volume import Volume
from app.formats.markup import Element
from app.inspection.system.families import computers, family_of
from app.inspection.system.row import Named
from app.report import Role

FOLDER = Path("/usr/share/osinfo/os")

_LONGEST_LABEL = 128  # characters
_LARGEST_FILE = 1 << 20
_MOST_FILES = 5_000
_FIELDS = ("volume-id", "publisher-id", "system-id", "application-id")
_VOLUME_ID = re.compile(rb"<volume-id>([^<]{1,1000})</volume-id>")
_PLAIN = re.compile(r"\^?([\w -]*)")


@dataclass(frozen=True, slots=True)
class Match:
    """A medium whose every pattern fits. The one that says most about it is taken."""

    system: Element
    medium: Element
    weight: int  # characters of its patterns


def named(volume: Volume, folder: Path = FOLDER) -> Named | None:
    """The system whose medium this is; None where none is known, or no list is installed."""
    if not volume.label:
        return None
    matches = [
        match
        for data in _files(folder)
        if _knows(data, volume.label[:_LONGEST_LABEL])
        for match in _matches(data, volume)
    ]
    best = max(matches, key=lambda match: match.weight, default=None)
    return _named(best, volume) if best else None


def _files(folder: Path) -> Iterator[bytes]:
    """What the list's files hold: a folder for each maker, some 900 files in all. Read by the
    plainest means there are, since this is where the time goes."""
    makers = [entry.path for entry in _entries(str(folder)) if entry.is_dir()]
    paths = (
        entry.path for maker in makers for entry in _entries(maker) if entry.name.endswith(".xml")
    )
    for path in islice(paths, _MOST_FILES):
        with suppress(OSError):
            fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            try:
                yield os.read(fd, min(os.fstat(fd).st_size, _LARGEST_FILE))
            finally:
                os.close(fd)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    """In the order of their names, so that the same label is always told the same way."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        return []


def _knows(data: bytes, label: str) -> bool:
    """Whether a file has a pattern for this label: most have none, and XML takes its time."""
    patterns = (found.decode("utf-8", "replace") for found in _VOLUME_ID.findall(data))
    return any(_fits(pattern, label) for pattern in patterns)


def _fits(pattern: str, text: str) -> bool:
    """Whether a pattern of the list is found in a text. One that begins with plain letters needs
    not be looked at where these are missing; the last may be followed by a quantifier."""
    begins = _PLAIN.match(pattern)
    if begins and "|" not in pattern and begins[1][:-1] not in text:
        return False
    try:
        return re.search(pattern, text) is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _matches(data: bytes, volume: Volume) -> Iterator[Match]:
    try:
        document = markup.parse(data.decode("utf-8", "replace"), "osinfo-db")
    except (CorruptImage, BudgetSpent):
        return
    says = {
        "volume-id": volume.label,
        "publisher-id": volume.publisher,
        "system-id": volume.system_id,
        "application-id": volume.application_id,
    }
    for system in document.all("os"):
        for medium in system.all("media"):
            for disc in medium.all("iso"):
                patterns = [(field, disc.value(field)) for field in _FIELDS if disc.value(field)]
                if patterns and all(_fits(p, says[f][:_LONGEST_LABEL]) for f, p in patterns):
                    yield Match(system, medium, sum(len(p) for _, p in patterns))


def _named(match: Match, volume: Volume) -> Named:
    name = match.system.value("name")
    family = _FAMILIES.get(match.system.value("family"), "")
    live = match.medium.attributes.get("live") == "true"
    return Named(
        name=name,
        family=family or family_of(name),
        version=match.system.value("version"),
        role=Role.LIVE if live else Role.INSTALLER,
        computers=computers(match.medium.attributes.get("arch", "")),
        path="Label, by osinfo-db",
        said=volume.label,
    )


_FAMILIES = {
    "winnt": "windows",
    "win9x": "windows",
    "win16": "windows",
    "freebsd": "freebsd",
    "openbsd": "openbsd",
    "netbsd": "netbsd",
    "dragonflybsd": "dragonflybsd",
    "haiku": "haiku",
    "solaris": "solaris",
    "darwin": "macos",
    "msdos": "dos",
    "netware": "netware",
}
