"""Images that were used lately: which, when, and whether they are still there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

MOST = 3  # kept, and shown

_KEY = "images"
_LONGEST = 4096  # characters of a path
_LARGEST = 1 << 62  # bytes; Qt counts no further than 2^63
_LATEST = 2.0**35  # seconds since 1970, in a thousand years


@dataclass(frozen=True, slots=True)
class Used:
    """`when` it was opened, in seconds since 1970; `gone` when there is no such file now."""

    path: Path
    size: int
    when: float
    gone: bool = False


def merged(*lists: Iterable[Used]) -> tuple[Used, ...]:
    """The latest first, each file once, at most MOST."""
    latest: dict[Path, Used] = {}
    for used in (each for group in lists for each in group):
        if used.path not in latest or latest[used.path].when < used.when:
            latest[used.path] = used
    return tuple(sorted(latest.values(), key=lambda used: -used.when)[:MOST])


def looked_up(images: Iterable[Used]) -> tuple[Used, ...]:
    """As they are now. May wait for a disk or a network."""
    return tuple(_looked_up(used) for used in images)


def read(stored: Mapping[str, object] | None) -> tuple[Used, ...]:
    """From the object in the file; what cannot be understood is no loss."""
    entries = stored.get(_KEY) if stored else None
    found = (_entry(each) for each in entries) if isinstance(entries, list) else ()
    return merged(filter(None, found))


def stored(images: Iterable[Used]) -> dict[str, object]:
    return {
        _KEY: [{"path": str(used.path), "size": used.size, "when": used.when} for used in images]
    }


def _looked_up(used: Used) -> Used:
    try:
        there = used.path.is_file()
        size = used.path.stat().st_size if there else used.size
    except OSError:
        return replace(used, gone=True)
    return replace(used, size=size, gone=not there)


def _entry(entry: object) -> Used | None:
    if not isinstance(entry, dict):
        return None
    path, size, when = (entry.get(name) for name in ("path", "size", "when"))
    if not isinstance(path, str) or not path.startswith("/") or "\0" in path:
        return None
    if len(path) > _LONGEST or type(size) is not int or not isinstance(when, int | float):
        return None
    size = max(0, min(size, _LARGEST))
    # A time that no calendar has would be shown to nobody's use.
    return Used(Path(path), size, float(when)) if 0 <= when < _LATEST else None
