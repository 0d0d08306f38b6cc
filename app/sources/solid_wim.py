"""A Windows image that is packed as a whole, made into one that can be split: wimlib-imagex unpacks
it and packs each file by itself (LZX, as the images of most discs are).

The program asks for two files, the image as it lies on the disc and the new one, in a folder whose
room is looked at before. It finds them by their names, which it needs no longer once it has opened
both: then the names go. So nothing is left behind, however this ends, and what was made is there
for as long as somebody holds its reader.
"""

import os
import re
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from app.doctor.packages import WIMLIB
from app.errors import FolderError, NoRoom, SolidImage, ToolError
from app.formats.wim_table import Header, Table
from app.report import Conversion
from app.sources.extents import ZEROS, Extents, Joined, Piece, read_piece
from app.sources.plain import FileReader
from app.sources.source import FileIdentity
from app.tools import following, found

PROGRAM = "wimlib-imagex"
GROWTH = 2  # times as large as before, at most: real ones came to 1.2 to 1.5 times
_LEAST = 1 << 20  # bytes: a table takes its part, however small the image is
SPEED = 4_000_000  # unpacked bytes that one processor packs in a second; measured with wimlib 1.13
_PIECE = 4 << 20
_PERCENT = re.compile(r"\((\d{1,3})%\) done")


@dataclass(frozen=True, slots=True)
class Converting:
    """How far it is, in bytes that were copied or packed."""

    done: int
    total: int


def conversion(solid: SolidImage) -> Conversion:
    """What converting it would take on this computer."""
    seconds = solid.unpacked / (SPEED * (os.cpu_count() or 1))
    missing = "" if found(PROGRAM) else WIMLIB.here()
    return Conversion(solid.path, seconds, _room(solid.size), str(_place()), missing)


def convert(wim: Extents) -> Generator[Converting, None, Extents]:
    """The new image. Closed before its end, it stops the program. Raises NoRoom, FolderError,
    ToolError, CorruptImage, BudgetSpent, and what reading the image raises."""
    top = _place()
    _demand_room(top, _room(wim.size))
    unpacked = Table.read(wim, Header.read(wim), wim.size).unpacked
    total = wim.size + unpacked
    try:
        # Without a name until the program is there.
        whole = os.open(top, os.O_TMPFILE | os.O_RDWR | os.O_CLOEXEC, 0o600)
        with os.fdopen(whole, "wb") as file:
            for done in _copied(wim, file):
                yield Converting(done, total)
            made = Joined()
            reader = yield from _exported(whole, top, wim.size, unpacked)
            made.range(reader, 0, reader.size)
            return made.done()
    except OSError as error:
        raise FolderError(str(top), error.strerror or str(error)) from error


def _place() -> Path:
    """The folder for large temporary files: often /tmp lies in memory."""
    return Path(os.environ.get("TMPDIR") or "/var/tmp")  # noqa: S108 - nothing there is shared


def _room(size: int) -> int:
    """Bytes that one of `size` needs there: itself beside the new one."""
    return size * (1 + GROWTH)


def _demand_room(folder: Path, need: int) -> None:
    try:
        free = os.statvfs(folder)
    except OSError as error:
        raise FolderError(str(folder), error.strerror or str(error)) from error
    if (have := free.f_bavail * free.f_frsize) < need:
        raise NoRoom(str(folder), need, have)


def _copied(wim: Extents, file: BinaryIO) -> Iterator[int]:
    """Bytes so far. What is stored nowhere stays so."""
    for piece in wim.pieces():
        for start in range(0, piece.length, _PIECE):
            count = min(_PIECE, piece.length - start)
            if piece.reader is ZEROS:
                file.seek(count, os.SEEK_CUR)
            else:
                file.write(read_piece(Piece(piece.reader, piece.place + start, count)))
            yield file.tell()
    file.truncate()
    file.flush()


def _exported(
    whole: int, top: Path, copied: int, unpacked: int
) -> Generator[Converting, None, FileReader]:
    """Of the image that is open as `whole`."""
    percent, said = 0, ""
    with TemporaryDirectory(prefix="stickwright-", dir=top) as name, ExitStack() as held:
        folder = Path(name)
        source, made, file = folder / "solid.wim", folder / "install.wim", None
        _give_name(whole, source)
        command = [PROGRAM, "export", str(source), "all", str(made), "--compress=LZX"]
        # One that says of itself what is not true shall not fill the disk beyond what was told.
        room = max(copied * GROWTH, _LEAST)
        for words in held.enter_context(closing(following(command, room=room))):
            if file is None and made.exists():
                file = held.enter_context(made.open("rb"))
                shutil.rmtree(folder)
            said = (said + words)[-200:]
            if told := _PERCENT.findall(said):
                percent = min(100, int(told[-1]))
            yield Converting(copied + unpacked * percent // 100, copied + unpacked)
        if file is None:
            raise ToolError(PROGRAM, "it made no image")
        opened = Path(f"/proc/self/fd/{file.fileno()}")
        return FileReader(opened, FileIdentity.of(opened), made.name)


def _give_name(file: int, path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        # Only with a folder's descriptor does Python's link go where the path leads to.
        os.link(f"/proc/self/fd/{file}", path.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)
