"""What the command line puts behind an image: a place for what is done in a live system, a
partition for files, answers for cloud-init."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from app.errors import UsageError
from app.events import Warned
from app.plain_file import open_plain_file

if TYPE_CHECKING:
    from app.inspection.appended import Additions
    from app.sources.source import Source

# cloud-init, "NoCloud": the files that it reads from its volume. The first two have to be there.
USER, META = "user-data", "meta-data"
_NAMES = (USER, META, "network-config", "vendor-data")
_WISHES = "persistence", "data", "cidata"
BEGINNINGS = b"#", b"Content-Type:", b"\x1f\x8b"  # of user-data: else it is none
_LARGEST = 16 << 20  # bytes
_ROOM = 1 << 30  # bytes, on a virtual stick, of a partition whose size nobody said


def asked_for(given: Namespace) -> bool:
    """Whether anything is to be put behind the image: only `write` can be asked for that."""
    return any(getattr(given, name, None) is not None for name in _WISHES)


def demand_sense(given: Namespace) -> None:
    """Raises UsageError for words that do not go together."""
    if given.exfat and given.data is None:
        raise UsageError("--exfat is for the --data, and there is none.")
    if asked_for(given) and given.skip_unused:
        raise UsageError("--skip-unused is for an image alone, with nothing added behind it.")


def additions(given: Namespace) -> Additions:
    """Raises UsageError for answers that cannot be read."""
    from app.inspection.appended import Additions  # here, for it is seldom needed

    answers = None if given.cidata is None else answers_in(Path(given.cidata))
    return Additions(given.persistence, given.data, given.exfat, answers)


def answers_in(path: Path) -> dict[str, bytes]:
    """A file, or a pipe that is named, is the user-data; of a folder, the files that cloud-init
    knows. Raises UsageError."""
    try:
        if path.is_dir():
            there = (path / name for name in _NAMES if (path / name).exists())
            found = {each.name: _read(each, open_plain_file(each)) for each in there}
        else:
            found = {USER: _read(path, path.open("rb"))}
    except OSError as error:
        name = Path(error.filename or path).name
        raise UsageError(f"{name} can’t be read: {error.strerror}.") from error
    if USER not in found:
        folder = path.resolve().name or path
        raise UsageError(f"There is no {USER} in {folder}: cloud-init looks for it.")
    return {name: found.get(name, b"") for name in _NAMES if name in (META, *found)}


def _read(path: Path, opened: BinaryIO) -> bytes:
    with opened as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError(f"{path.name} is too large to be answers for cloud-init.")
    return data


def unlike_answers(added: Additions) -> Warned | None:
    """That cloud-init would pass the answers by."""
    if added.answers is None or added.answers[USER].startswith(BEGINNINGS):
        return None
    text = f"{USER} does not begin with “#cloud-config” or the like: cloud-init passes it by."
    return Warned("not-cloud-config", text)


def room_behind(size: int | None, given: Namespace) -> int | None:
    """How large a virtual stick is that is made for an image of so many bytes."""
    if size is None or not asked_for(given):
        return size
    asked = [each for each in (given.persistence, given.data) if each is not None]
    extra = sum(each or _ROOM for each in asked) + (_ROOM // 8 if given.cidata else 0)
    return -(-size // (1 << 20)) * (1 << 20) + extra + (4 << 20)


def parts_in(source: Source) -> list[dict[str, Any]]:
    """The partitions that are added, or the image's own that gets files, for machines."""
    if (put := getattr(source, "put", None)) is not None:
        return [{"label": put.label, "offset": put.start, "files": list(put.names)}]
    return [
        {
            "file_system": part.wish.holds.value,
            "label": part.wish.label,
            "offset": part.start,
            "size": part.length,
        }
        for part in getattr(source, "parts", ())
    ]
