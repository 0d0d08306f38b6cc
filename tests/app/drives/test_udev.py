import errno
import socket
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from computers import record
from hypothesis import given
from hypothesis import strategies as st

from app.drives import udev
from app.drives.udev import (
    LiveUdev,
    Monitor,
    Record,
    _value,
    encoded,
    has_library,
    is_running,
    open_monitor,
)


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"Ultra\x20Fit\x20\x20", "Ultra Fit"),
        (r"Gr\xc3\xb6\xc3\x9fe", "Größe"),
        ("Größe", "Größe"),
        (r"A\x2fB\x5cx", "A/B\\x"),
        (r"\xff", "\N{REPLACEMENT CHARACTER}"),
        (r"\xzz", r"\xzz"),
        ("\t\n", ""),
        ("  a \t b  ", "a b"),
        ("a\udcffb", "a\N{REPLACEMENT CHARACTER}b"),
        ("", ""),
    ],
)
def test_escapes(escaped: str, text: str) -> None:
    assert encoded(escaped) == text


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_printed(text: str) -> None:
    assert "\n" not in encoded(text)
    encoded(text).encode()


class Properties:
    """What pyudev gives out: it raises for a value that is not UTF-8."""

    def __init__(self, values: dict[str, bytes]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> str:
        return self._values[key].decode()


def test_one_bad_value_spoils_no_other() -> None:
    properties = Properties({"ID_MODEL": b"Stick", "ID_FS_LABEL": b"A\xe9B"})
    assert _value(properties, "ID_MODEL") == "Stick"
    assert _value(properties, "ID_FS_LABEL") == "A\N{REPLACEMENT CHARACTER}B"
    assert _value(properties, "ID_BUS") == ""


def test_the_encoded_label_wins_over_the_cleaned_one() -> None:
    assert record({"ID_FS_LABEL": "a_b", "ID_FS_LABEL_ENC": r"a\x20b"}).label == "a b"
    assert record({"ID_FS_LABEL": "a_b"}).label == "a_b"


@pytest.mark.parametrize("name", ["ID_DRIVE_FLASH", "ID_DRIVE_FLASH_SD", "ID_DRIVE_MEDIA_FLASH_CF"])
def test_marks_of_card_readers(name: str) -> None:
    assert record({name: "1"}).flash_card
    assert not record({name: "0"}).flash_card


def test_a_number_that_is_none() -> None:
    assert record({"ID_ATA_ROTATION_RATE_RPM": "fast"}).rotation is None
    assert record({"ID_ATA_ROTATION_RATE_RPM": "0"}).rotation == 0
    for digit in "²٣":
        assert record({"ID_ATA_ROTATION_RATE_RPM": digit}).rotation is None


def test_all_that_is_known() -> None:
    assert record(
        {
            "ID_VENDOR_ENC": r"San\x20Disk",
            "ID_VENDOR": "not_this",
            "ID_MODEL": "Ultra_Fit",
            "ID_SERIAL_SHORT": "4C53",
            "ID_SERIAL": "SanDisk_Ultra_4C53",
            "ID_BUS": "usb",
            "ID_CDROM": "1",
            "ID_DRIVE_THUMB": "1",
            "ID_DRIVE_FLASH": "1",
            "ID_ATA_ROTATION_RATE_RPM": "5400",
            "UDISKS_IGNORE": "1",
            "ID_PART_TABLE_TYPE": "gpt",
            "ID_FS_LABEL": "MY_STICK",
            "ID_FS_TYPE": "vfat",
            "ID_PART_ENTRY_TYPE": "0xef",
            "ID_PART_ENTRY_NAME": r"EFI\x20System",
        }
    ) == Record(
        vendor="San Disk",
        model="Ultra Fit",
        serial="4C53",
        bus="usb",
        optical=True,
        stick=True,
        flash_card=True,
        rotation=5400,
        ignored=True,
        table="gpt",
        label="MY_STICK",
        file_system="vfat",
        partition_type="0xef",
        partition_name="EFI System",
    )


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("ID_VENDOR", "a_b", Record(vendor="a b")),
        ("ID_VENDOR_ENC", r"a\x20b", Record(vendor="a b")),
        ("ID_MODEL", "a_b", Record(model="a b")),
        ("ID_MODEL_ENC", r"a\x20b", Record(model="a b")),
        ("ID_SERIAL", "a_b", Record(serial="a_b")),
    ],
)
def test_names_from_wherever_they_stand(key: str, value: str, expected: Record) -> None:
    assert record({key: value}) == expected


@pytest.mark.parametrize("key", ["ID_CDROM", "ID_DRIVE_THUMB", "UDISKS_IGNORE", "UDISKS_SYSTEM"])
def test_marks(key: str) -> None:
    assert record({key: "1"}) != Record()
    assert record({key: "0"}) == Record()


def test_nothing_known() -> None:
    assert record({}) == Record()


def test_a_socket_that_was_left_behind_is_no_udev(tmp_path: Path) -> None:
    path = str(tmp_path / "control")
    assert not is_running(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(path)
        listener.listen()
        assert is_running(path)
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()  # nobody came in
    assert not is_running(path)


def test_the_udev_of_this_computer_can_be_asked() -> None:
    """Whatever it knows, and also when it is not there at all."""
    udev = LiveUdev()
    assert udev.record("no-such-device") is None
    assert "/proc" in [mount.point for mount in udev.lists(Path("/proc")).mounts]
    assert udev.running in (True, False)
    monitor = open_monitor()
    if monitor is not None:
        assert monitor.fileno() >= 0
        monitor.drain()


class FakeSocket:
    """One whose other end answers with an error of the kernel's."""

    def __init__(self, number: int, asked: list[str]) -> None:
        self._number, self._asked = number, asked

    def __enter__(self) -> "FakeSocket":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def connect(self, path: str) -> None:
        self._asked.append(path)
        if self._number:
            raise OSError(self._number, "no")


@pytest.mark.parametrize(
    ("number", "running"),
    [
        (0, True),
        (errno.EPROTOTYPE, True),
        (errno.EACCES, True),
        (errno.ECONNREFUSED, False),
        (errno.ENOENT, False),
    ],
)
def test_what_the_socket_of_udev_says(
    monkeypatch: pytest.MonkeyPatch, number: int, running: bool
) -> None:
    asked = list[str]()
    monkeypatch.setattr(socket, "socket", lambda *_: FakeSocket(number, asked))
    assert is_running() is running
    assert asked == ["/run/udev/control"]


@dataclass
class Device:
    is_initialized: bool
    properties: dict[str, str]


class NotFound(Exception):
    pass


@dataclass
class Events:
    """What pyudev's monitor is asked."""

    asked: list[Any] = field(default_factory=list)
    fails: Exception | None = None

    def from_netlink(self, context: object, *, source: str) -> "Events":
        self.asked.append((context, source))
        return self

    def filter_by(self, subsystem: str) -> None:
        self.asked.append(subsystem)

    def start(self) -> None:
        self.asked.append("start")
        if self.fails:
            raise self.fails

    def fileno(self) -> int:
        return 7

    def poll(self, timeout: int) -> object | None:
        assert timeout == 0
        self.asked.append("poll")
        return self.asked.count("poll") < 3 or None


@dataclass
class Pyudev:
    """pyudev with these devices, and no udev below it."""

    devices: dict[str, Device] = field(default_factory=dict)
    events: Events = field(default_factory=Events)
    context: object = field(default_factory=object)

    def install(self, monkeypatch: pytest.MonkeyPatch, *, running: bool) -> None:
        module = ModuleType("pyudev")
        vars(module).update(
            Context=lambda: self.context,
            Devices=self,
            DeviceNotFoundError=NotFound,
            Monitor=self.events,
        )
        monkeypatch.setitem(sys.modules, "pyudev", module)
        monkeypatch.setattr(udev, "is_running", lambda: running)
        monkeypatch.setattr(udev, "_own", threading.local())

    def from_name(self, context: object, subsystem: str, name: str) -> Device:
        if context is not self.context or subsystem != "block" or name not in self.devices:
            raise NotFound
        return self.devices[name]


@pytest.fixture
def pyudev(monkeypatch: pytest.MonkeyPatch) -> Pyudev:
    found = Pyudev()
    found.install(monkeypatch, running=True)
    return found


def test_records_of_the_running_udev(pyudev: Pyudev) -> None:
    """None of a device that it has not looked at, and of none that there is not."""
    pyudev.devices = {
        "sdb": Device(is_initialized=True, properties={"ID_MODEL": "Ultra", "ID_CDROM": "1"}),
        "sdc": Device(is_initialized=False, properties={"ID_MODEL": "Ultra"}),
    }
    live = LiveUdev()
    assert has_library()
    assert live.running
    assert live.record("sdb") == Record(model="Ultra", optical=True)
    assert live.record("sdc") is None
    assert live.record("sdd") is None


def test_a_thread_has_one_context_which_no_other_thread_uses(
    pyudev: Pyudev, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    asked: list[tuple[int, object]] = []

    def context() -> object:
        made.append(object())
        return made[-1]

    def from_name(context: object, *_: object) -> Device:
        asked.append((threading.get_ident(), context))
        raise NotFound

    monkeypatch.setattr(sys.modules["pyudev"], "Context", context)
    monkeypatch.setattr(pyudev, "from_name", from_name)

    def look() -> None:
        for _ in range(3):
            assert has_library()
            assert LiveUdev().record("sdb") is None

    look()
    for _ in range(2):  # one after the other, too
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert [context for _, context in asked] == [each for each in made for _ in range(3)]
    assert len(made) == 3
    assert open_monitor() is not None
    assert len(made) == 4  # goes to whoever listens, which may be another thread


def test_an_udev_that_ended(pyudev: Pyudev, monkeypatch: pytest.MonkeyPatch) -> None:
    pyudev.install(monkeypatch, running=False)
    assert not LiveUdev().running


@pytest.mark.parametrize(("running", "source"), [(True, "udev"), (False, "kernel")])
def test_what_is_listened_to(
    pyudev: Pyudev, monkeypatch: pytest.MonkeyPatch, running: bool, source: str
) -> None:
    pyudev.install(monkeypatch, running=running)
    monitor = open_monitor()
    assert monitor is not None
    assert pyudev.events.asked == [(pyudev.context, source), "block", "start"]
    assert monitor.fileno() == 7


def test_all_that_was_heard_is_taken_at_once() -> None:
    events = Events()
    Monitor(events).drain()
    assert events.asked == ["poll"] * 3


@pytest.mark.parametrize("error", [OSError(), ValueError()])
def test_where_nothing_can_be_heard(pyudev: Pyudev, error: Exception) -> None:
    pyudev.events.fails = error
    assert open_monitor() is None


@pytest.mark.parametrize("error", [OSError("no libudev"), ImportError("no libudev.so.1")])
def test_without_its_library_there_are_no_records(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def no_context() -> object:
        raise error

    pyudev = Pyudev()
    pyudev.install(monkeypatch, running=True)
    monkeypatch.setattr(sys.modules["pyudev"], "Context", no_context)
    assert not has_library()
    assert not LiveUdev().running
    assert LiveUdev().record("sdb") is None
    assert open_monitor() is None
    monkeypatch.setitem(sys.modules, "pyudev", None)
    assert LiveUdev().record("sdb") is None
