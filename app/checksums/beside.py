"""Which files beside an image may hold its checksum. Names are all that is looked at here.

Some are for one image: `debian.iso.sha256`. Others are for everything in their folder:
`SHA256SUMS`, Fedora's `…-CHECKSUM`. Only of the latter is it worth saying that they do not mention
the image: a folder of downloads is full of the former.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from stat import S_ISREG

from app.sources.source import Source

MOST_NAMES = 20_000  # of the folder
MOST_FILES = 24  # that are read
_COPY = r"(?: ?\(\d+\))?"  # what browsers add to a name that is there already
_HASH = r"(?:md5|sha1|sha224|sha256|sha384|sha512)"
_KIND = rf"(?:{_HASH}|b2|blake2b?)"
_FOR_ALL = re.compile(
    rf"(?:.*[-_.])?(?:{_KIND}[-_.]?sums?|checksums?|digests?|{_HASH})(?:[-_.].+)?{_COPY}",
    re.IGNORECASE,
)
_FOR_ONE = re.compile(rf"(.+)\.(?:{_KIND}(?:sums?)?|checksum|digests?)(?:\.txt)?", re.IGNORECASE)
_SIGNATURES = (".asc", ".gpg", ".sig", ".sign")
_IMAGES = (".iso", ".img", ".raw", ".xz", ".gz", ".zst", ".bz2", ".zip", ".lz4")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`own`: its name says that it is for this image. `whole`: it is for everything here.
    `signature` is the file beside it that may sign it."""

    path: Path
    own: bool
    whole: bool
    signature: Path | None


def names_of(source: Source) -> tuple[str, ...]:
    """What the image may be called in a list: as the file is, and as what is packed in it."""
    name = source.path.name
    names = [name]
    for layer in source.layers:
        stem, dot, ending = name.rpartition(".")
        if not dot or ending.lower() not in _endings(layer):
            break
        name = stem
        names.append(name)
    if (member := getattr(source, "member", None)) is not None:
        names.append(str(member).rpartition("/")[2])
    return tuple(dict.fromkeys(names))


def candidates(source: Source) -> tuple[Candidate, ...]:
    """Those for this image first, then the strongest kind; nothing where the folder can't be
    read."""
    folder = source.path.parent
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, MOST_NAMES)]
    except OSError:
        return ()
    return tuple(islice(_chosen(folder, names, names_of(source)), MOST_FILES))


def candidate(path: Path) -> Candidate:
    """A file that the user named."""
    return Candidate(path, own=True, whole=True, signature=_signature(path, None))


def _chosen(folder: Path, names: list[str], image: tuple[str, ...]) -> Iterable[Candidate]:
    present = set(names)
    found = []
    for name in names:
        if name in image or name.lower().endswith(_SIGNATURES):
            # A list that is signed in clear often ends in .asc, and then stands for itself.
            if name.lower().endswith(".asc") and name[:-4] not in present:
                found.append((name, name[:-4]))
            continue
        found.append((name, name))
    rated = [(name, *rated) for name, read in found if (rated := _rate(read, image)) is not None]
    for name, own, whole in sorted(rated, key=lambda each: (not each[1], _order(each[0]))):
        path = folder / name
        if _is_file(path):
            yield Candidate(path, own, whole, _signature(path, present))


def _rate(name: str, image: tuple[str, ...]) -> tuple[bool, bool] | None:
    """Whether it is for this image, and whether it is for everything; None for another file."""
    for each in image:
        stem = each.rpartition(".")[0] or each
        match = _FOR_ONE.fullmatch(name)
        if match is not None and match[1] in (each, stem):
            return True, False
        if name.lower() in (f"{each}-checksum".lower(), f"{stem}-checksum".lower()):
            return True, False
    match = _FOR_ONE.fullmatch(name)
    if match is not None and match[1].lower().endswith(_IMAGES):
        return None  # of another image
    if _FOR_ALL.fullmatch(name) is None or name.lower().endswith(_IMAGES):
        return None
    return False, match is None


def _order(name: str) -> tuple[int, str]:
    lower = name.lower()
    for place, kind in enumerate(("sha512", "sha256", "checksum", "b2", "sha384", "sha1", "md5")):
        if kind in lower:
            return place, name
    return 9, name


def _signature(path: Path, present: set[str] | None) -> Path | None:
    for ending in _SIGNATURES:
        found = path.with_name(path.name + ending)
        if (present is None or found.name in present) and _is_file(found):
            return found
    return None


def _is_file(path: Path) -> bool:
    """Never a pipe, which would make whoever opens it wait."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def _endings(layer: str) -> tuple[str, ...]:
    return {
        "gzip": ("gz",),
        "bzip2": ("bz2",),
        "zstd": ("zst", "zstd"),
    }.get(layer, (layer,))
