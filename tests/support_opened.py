"""Which files of a folder are opened, as the kernel tells it (inotify(7)), by whatever program."""

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_OPENED = 0x20  # IN_OPEN
_EVENT = struct.Struct("iIII")  # watch, what, cookie, length of the name


@contextmanager
def opened(folder: Path) -> Iterator[set[str]]:
    """Their names; the set is filled at the end."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    names: set[str] = set()
    try:
        if descriptor < 0 or libc.inotify_add_watch(descriptor, bytes(folder), _OPENED) < 0:
            raise OSError(ctypes.get_errno(), "inotify")
        yield names
        names.update(_told(descriptor))
    finally:
        os.close(descriptor)


def _told(descriptor: int) -> Iterator[str]:
    while True:
        try:
            data = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return
        at = 0
        while at < len(data):
            *_, length = _EVENT.unpack_from(data, at)
            at += _EVENT.size
            if name := data[at : at + length].rstrip(b"\0"):  # none where it is the folder itself
                yield os.fsdecode(name)
            at += length
