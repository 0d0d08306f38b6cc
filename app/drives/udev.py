"""What udev found out about a block device: names, labels, the file system. pyudev stays in here.

udev's values are bytes that somebody wrote onto a drive: not always UTF-8, so each is read on its
own. Without pyudev, without its library or without a running udev there are no records; drives are
listed all the same, with less to say about them.
"""

from __future__ import annotations

import errno
import re
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from app.drives.mounts import Lists, read_lists

CONTROL = "/run/udev/control"

_ESCAPE = re.compile(rb"\\x([0-9a-fA-F]{2})")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Record:
    """One device as udev knows it. What it does not say is empty."""

    vendor: str = ""
    model: str = ""
    serial: str = ""
    bus: str = ""
    optical: bool = False
    stick: bool = False
    flash_card: bool = False
    rotation: int | None = None  # revolutions a minute; 0: nothing turns
    ignored: bool = False  # the administrator's word
    table: str = ""
    label: str = ""
    file_system: str = ""
    partition_type: str = ""
    partition_name: str = ""

    @classmethod
    def from_properties(cls, names: Iterable[str], value: Callable[[str], str]) -> Record:
        """`names` of all properties; `value` gives one, empty when there is none."""
        return cls(
            vendor=encoded(value("ID_VENDOR_ENC")) or value("ID_VENDOR").replace("_", " "),
            model=encoded(value("ID_MODEL_ENC")) or value("ID_MODEL").replace("_", " "),
            serial=value("ID_SERIAL_SHORT") or value("ID_SERIAL"),
            bus=value("ID_BUS"),
            optical=value("ID_CDROM") == "1",
            stick=value("ID_DRIVE_THUMB") == "1",
            flash_card=any(
                name.startswith(("ID_DRIVE_FLASH", "ID_DRIVE_MEDIA_FLASH")) and value(name) == "1"
                for name in names
            ),
            rotation=_number(value("ID_ATA_ROTATION_RATE_RPM")),
            ignored="1" in (value("UDISKS_IGNORE"), value("UDISKS_SYSTEM")),
            table=value("ID_PART_TABLE_TYPE"),
            label=encoded(value("ID_FS_LABEL_ENC")) or value("ID_FS_LABEL"),
            file_system=value("ID_FS_TYPE"),
            partition_type=value("ID_PART_ENTRY_TYPE"),
            partition_name=encoded(value("ID_PART_ENTRY_NAME")),
        )


class Udev(Protocol):
    """Where records come from: the running udev, or what was recorded from one."""

    @property
    def running(self) -> bool:
        """Whether every device gets a record sooner or later."""

    def record(self, name: str) -> Record | None:
        """None until udev has looked at the device."""

    def lists(self, proc: Path) -> Lists:
        """What is mounted and swapped to; `proc` is where the kernel says so."""


class LiveUdev:
    """The udev of this computer."""

    @property
    def running(self) -> bool:
        return has_library() and is_running()

    def lists(self, proc: Path) -> Lists:
        return read_lists(proc)

    def record(self, name: str) -> Record | None:
        context = _context()
        return _record(context, name) if context is not None else None


def _record(context: Any, name: str) -> Record | None:
    import pyudev  # found in _new_context, or we would not be here

    try:
        device = pyudev.Devices.from_name(context, "block", name)
    except pyudev.DeviceNotFoundError:
        return None
    if not device.is_initialized:
        return None
    properties = device.properties
    return Record.from_properties(list(properties), lambda key: _value(properties, key))


class Monitor:
    """Tells when udev has something new; what it is, only a fresh look tells."""

    def __init__(self, monitor: Any) -> None:
        self._monitor = monitor

    def fileno(self) -> int:
        return int(self._monitor.fileno())

    def drain(self) -> None:
        while self._monitor.poll(timeout=0) is not None:
            pass


def open_monitor() -> Monitor | None:
    """None where events cannot be listened to. Without a running udev the kernel's are heard."""
    context = _new_context()  # which goes with it
    if context is None:
        return None
    import pyudev  # found in _new_context, or we would not be here

    try:
        source = "udev" if is_running() else "kernel"
        monitor = pyudev.Monitor.from_netlink(context, source=source)
        monitor.filter_by("block")
        monitor.start()
    except (OSError, ValueError):
        return None
    return Monitor(monitor)


def is_running(control: str = CONTROL) -> bool:
    """Whether somebody listens at udev's socket. A socket that nobody listens at any more is left
    behind by a udev that ended; one of another type than ours is not disturbed by being asked.
    Ordinary users may not ask, and then it is taken to be there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ours:
        try:
            ours.connect(control)
        except OSError as error:
            return error.errno in (errno.EPROTOTYPE, errno.EACCES)
        return True


def encoded(text: str) -> str:
    """Out of udev's escapes (`\\x20`), white space made single and cut off at the ends."""
    raw = _ESCAPE.sub(
        lambda match: bytes([int(match[1], 16)]), text.encode(errors="surrogateescape")
    )
    return tidy(raw.decode(errors="replace"))


def tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def has_library() -> bool:
    """Whether udev can be asked at all."""
    return _context() is not None


_own = threading.local()


def _context() -> Any:
    """That of this thread: libudev wants what a thread made to be used and let go by no other one
    (libudev(3)). To make one, pyudev asks another program where the library is, each time. None
    where there can be none."""
    found = getattr(_own, "context", None)
    if found is None:
        found = _own.context = _new_context()
    return found


def _new_context() -> Any:
    """None when pyudev or the library below it is not installed."""
    try:
        import pyudev  # here, for a program without it still has to start

        return pyudev.Context()
    except (ImportError, OSError):
        return None


def _value(properties: Any, key: str) -> str:
    try:
        return str(properties[key])
    except KeyError:
        return ""
    except UnicodeDecodeError as error:
        return bytes(error.object).decode(errors="replace")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None
