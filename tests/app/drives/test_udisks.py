"""How UDisks2 is talked to, and what its answers mean."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from computers import FakeComputer
from fake_bus import Answer, Call, FakeBus, Refusal, Reply

from app.display import for_display
from app.drives.bus import NO_BUS, BusError
from app.drives.describe import describe
from app.drives.device import READING, WRITING
from app.drives.drive import DriveKind
from app.drives.udisks import UDisksDrive, judged, path_of, switch_off
from app.errors import (
    DriveBusy,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveReadOnly,
    NoAgent,
    NoService,
    NotEjected,
    NotPermitted,
)

BLOCKS = "/org/freedesktop/UDisks2/block_devices/"
FAILED = "org.freedesktop.UDisks2.Error.Failed"
Start = Callable[[Answer], FakeBus]


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Starts a service that answers so, as the only one on the system bus."""
    running: list[FakeBus] = []

    def start(answer: Answer) -> FakeBus:
        bus = FakeBus(tmp_path / "bus", answer)
        running.append(bus.__enter__())
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        return bus

    yield start
    for bus in running:
        bus.__exit__()


@pytest.fixture
def drive(computer: FakeComputer) -> UDisksDrive:
    computer.stick()
    computer.partition("sdb", 1)
    info = describe("sdb", computer.look())
    assert info is not None
    drive = UDisksDrive(info, computer.look)
    drive.again = 0.0
    return drive


class TestOpening:
    def test_the_request_and_the_descriptor(
        self, start: Start, drive: UDisksDrive, tmp_path: Path
    ) -> None:
        path = tmp_path / "node"
        path.write_bytes(bytes(4096))
        with path.open("rb") as node:
            bus = start(lambda _: Reply("h", (node.fileno(),)))
            fd = drive._open_node(WRITING)
        try:
            assert os.path.samestat(os.fstat(fd), path.stat())
            assert not os.get_inheritable(fd)
        finally:
            os.close(fd)
        flags = os.O_EXCL | os.O_DIRECT | os.O_CLOEXEC
        assert bus.calls == [
            Call(
                BLOCKS + "sdb",
                "org.freedesktop.UDisks2.Block",
                "OpenDevice",
                ("rw", {"flags": ("i", flags)}),
            )
        ]

    def test_reading_asks_for_no_more(self, start: Start, drive: UDisksDrive) -> None:
        bus = start(lambda _: Refusal(FAILED))
        with pytest.raises(DriveError):
            drive._open_node(READING)
        mode, options = bus.calls[0].body
        assert mode == "r"
        assert not options["flags"][1] & os.O_EXCL

    def test_something_else_behind_the_descriptor_is_refused_and_closed(
        self, start: Start, drive: UDisksDrive, tmp_path: Path
    ) -> None:
        """What the service hands over is believed only when the kernel says so too."""
        path = tmp_path / "other"
        path.write_bytes(bytes(drive.info.size))
        with path.open("r+b") as other:
            start(lambda _: Reply("h", (other.fileno(),)))
            with pytest.raises(DriveChanged), drive.open():
                pytest.fail("it was handed over")
        targets = [
            str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_file()
        ]
        assert str(path) not in targets
        assert path.read_bytes() == bytes(drive.info.size)

    def test_busy_gets_one_more_round(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer
    ) -> None:
        computer.mount("sdb1", "/media/me/A")

        def answer(call: Call) -> Reply | Refusal:
            if call.method == "Unmount":
                computer.unmount_all()
                return Reply()
            return Refusal(FAILED, "Error opening device /dev/sdb: Device or resource busy")

        bus = start(answer)
        with pytest.raises(DriveBusy), drive.open():
            pytest.fail("it was handed over")
        assert bus.methods == ["OpenDevice", "Unmount", "OpenDevice"]

    def test_a_failure_in_another_language(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer
    ) -> None:
        start(lambda _: Refusal(FAILED, "Das Gerät oder die Ressource ist belegt"))
        with pytest.raises(DriveError, match="ist belegt"):
            drive._open_node(WRITING)
        computer.mount("sdb1", "/media/me/A")
        with pytest.raises(DriveBusy):
            drive._open_node(WRITING)
        computer.unmount_all()
        with pytest.raises(DriveError, match="ist belegt"):
            drive._open_node(WRITING)
        computer.mapped("dm-0", "sdb1", name="luks-1", uuid="CRYPT-LUKS2-1")
        with pytest.raises(DriveBusy):
            drive._open_node(WRITING)
        computer.set("sdb", "ro", "1")
        with pytest.raises(DriveReadOnly):
            drive._open_node(WRITING)
        computer.unplug("sdb")
        with pytest.raises(DriveGone):
            drive._open_node(WRITING)

    def test_without_a_bus(self, drive: UDisksDrive, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
        with pytest.raises(NoService) as caught, drive.open():
            pytest.fail("it was handed over")
        assert "sudo" in caught.value.hint

    def test_the_bus_goes_away_meanwhile(self, start: Start, drive: UDisksDrive) -> None:
        start(lambda _: None)
        with pytest.raises(NoService):
            drive._open_node(WRITING)


class TestUnmounting:
    def test_without_force_and_without_a_question(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer
    ) -> None:
        computer.mount("sdb1", "/media/me/A")
        bus = start(lambda _: Reply())
        drive.release()
        assert bus.calls == [
            Call(
                BLOCKS + "sdb1",
                "org.freedesktop.UDisks2.Filesystem",
                "Unmount",
                ({"auth.no_user_interaction": ("b", True)},),
            )
        ]

    def test_nothing_mounted_asks_nobody(
        self, drive: UDisksDrive, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/bus")
        drive.release()

    @pytest.mark.parametrize("name", ["DeviceBusy", "NotAuthorizedCanObtain", "NotAuthorized"])
    def test_what_cannot_be_unmounted_is_busy_and_named(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer, name: str
    ) -> None:
        computer.mount("sdb1", "/mnt/of-root")
        start(lambda _: Refusal(f"org.freedesktop.UDisks2.Error.{name}", "target is busy"))
        with pytest.raises(DriveBusy, match="“/mnt/of-root”"):
            drive.release()

    @pytest.mark.parametrize(
        "name",
        [
            "org.freedesktop.UDisks2.Error.NotMounted",
            "org.freedesktop.DBus.Error.UnknownObject",
            "org.freedesktop.DBus.Error.UnknownMethod",
        ],
    )
    def test_somebody_else_was_quicker(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer, name: str
    ) -> None:
        computer.mount("sdb1", "/media/me/A")
        start(lambda _: Refusal(name))
        drive.release()

    def test_the_drive_went_meanwhile(
        self, start: Start, drive: UDisksDrive, computer: FakeComputer
    ) -> None:
        computer.mount("sdb1", "/media/me/A")

        def answer(_: Call) -> Refusal:
            computer.unplug("sdb")
            return Refusal("org.freedesktop.DBus.Error.UnknownObject")

        start(answer)
        with pytest.raises(DriveGone):
            drive.release()


def drive_with(**properties: tuple[str, object]) -> Answer:
    """Answers property requests; everything else succeeds."""

    def answer(call: Call) -> Reply | Refusal:
        return Reply("v", (properties[call.body[1]],)) if call.method == "Get" else Reply()

    return answer


STICK = "/org/freedesktop/UDisks2/drives/Stick"


class TestSwitchingOff:
    def test_power_off_where_it_can(self, start: Start, drive: UDisksDrive) -> None:
        bus = start(drive_with(Drive=("o", STICK), CanPowerOff=("b", True), Ejectable=("b", True)))
        drive.eject()
        assert "PowerOff" in bus.methods
        assert "Eject" not in bus.methods
        assert bus.calls[-1].path == STICK
        asked = [(call.path, *call.body) for call in bus.calls if call.method == "Get"]
        assert asked[0] == (f"{BLOCKS}sdb", "org.freedesktop.UDisks2.Block", "Drive")
        assert set(asked[1:]) == {
            (STICK, "org.freedesktop.UDisks2.Drive", name) for name in ("Ejectable", "CanPowerOff")
        }
        assert bus.calls[-1].interface == "org.freedesktop.UDisks2.Drive"

    def test_else_eject(self, start: Start, drive: UDisksDrive) -> None:
        bus = start(drive_with(Drive=("o", STICK), CanPowerOff=("b", False), Ejectable=("b", True)))
        drive.eject()
        assert "Eject" in bus.methods
        assert "PowerOff" not in bus.methods

    def test_a_card_leaves_its_reader_alive(self, start: Start, computer: FakeComputer) -> None:
        computer.replay("card-reader-with-fat-card")
        info = describe("sdf", computer.look())
        assert info is not None
        assert info.kind is DriveKind.SD_CARD
        bus = start(drive_with(Drive=("o", STICK), CanPowerOff=("b", True), Ejectable=("b", True)))
        UDisksDrive(info, computer.look).eject()
        assert "Eject" in bus.methods
        assert "PowerOff" not in bus.methods

    def test_a_card_that_cannot_be_ejected(self, start: Start, computer: FakeComputer) -> None:
        computer.replay("card-reader-with-fat-card")
        info = describe("sdf", computer.look())
        assert info is not None
        bus = start(drive_with(Drive=("o", STICK), CanPowerOff=("b", True), Ejectable=("b", False)))
        UDisksDrive(info, computer.look).eject()
        assert "PowerOff" in bus.methods
        assert "Eject" not in bus.methods

    def test_what_can_do_neither(self, start: Start, drive: UDisksDrive) -> None:
        bus = start(
            drive_with(Drive=("o", STICK), CanPowerOff=("b", False), Ejectable=("b", False))
        )
        with pytest.raises(NotEjected):
            drive.eject()
        assert set(bus.methods) == {"Get"}

    def test_a_device_without_a_drive(self, start: Start, drive: UDisksDrive) -> None:
        bus = start(drive_with(Drive=("o", "/")))
        with pytest.raises(NotEjected):
            switch_off(drive.info)
        assert bus.methods == ["Get"]

    def test_still_in_use(self, start: Start, drive: UDisksDrive) -> None:
        start(lambda _: Refusal("org.freedesktop.UDisks2.Error.DeviceBusy", "in use"))
        with pytest.raises(DriveBusy):
            drive.eject()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain", "", NoAgent),
        ("org.freedesktop.UDisks2.Error.NotAuthorized", "", NotPermitted),
        ("org.freedesktop.UDisks2.Error.NotAuthorizedDismissed", "", NotPermitted),
        ("org.freedesktop.UDisks2.Error.DeviceBusy", "", DriveBusy),
        (FAILED, "Error opening device /dev/sdb: Device or resource busy", DriveBusy),
        (FAILED, "Error opening device /dev/sdb: Read-only file system", DriveReadOnly),
        (FAILED, "Error opening device /dev/sdb: No medium found", DriveGone),
        (FAILED, "Error opening device /dev/sdb: No such file or directory", DriveGone),
        (FAILED, "Error opening device /dev/sdb: No such device or address", DriveGone),
        (FAILED, "Error unmounting /dev/sdb1: target is busy", DriveBusy),
        (FAILED, "something new", DriveError),
        ("org.freedesktop.DBus.Error.UnknownMethod", "", DriveGone),
        ("org.freedesktop.DBus.Error.UnknownInterface", "", DriveGone),
        ("org.freedesktop.DBus.Error.NameHasNoOwner", "", NoService),
        ("org.freedesktop.DBus.Error.UnknownObject", "", DriveGone),
        ("org.freedesktop.DBus.Error.ServiceUnknown", "", NoService),
        ("org.freedesktop.DBus.Error.Spawn.ChildExited", "", NoService),
        ("org.freedesktop.systemd1.UnitMasked", "Unit udisks2.service is masked.", NoService),
        (NO_BUS, "Connection refused", NoService),
    ],
)
def test_meaning_of_errors(name: str, text: str, kind: type[DriveError]) -> None:
    error = judged(BusError(name, text), "SanDisk Ultra")
    assert type(error) is kind
    assert error.drive == "SanDisk Ultra"


def test_a_question_that_was_closed_is_not_a_no() -> None:
    denied, closed = (
        judged(BusError(f"org.freedesktop.UDisks2.Error.{name}", ""), "SanDisk Ultra")
        for name in ("NotAuthorized", "NotAuthorizedDismissed")
    )
    assert str(denied) == "Not started: permission to write to SanDisk Ultra was not given."
    assert str(closed) == "Not started: the question who may use SanDisk Ultra was closed."


def test_what_is_new_is_told_in_its_own_words_and_not_for_ever() -> None:
    error = judged(BusError(FAILED, "something new"), "SanDisk Ultra")
    assert str(error) == "SanDisk Ultra can’t be used: something new."
    assert str(judged(BusError(FAILED, "It is new."), "S")) == "S can’t be used: It is new."
    long = str(judged(BusError(FAILED, "x" * 999), "S"))
    assert long == f"S can’t be used: {for_display('x' * 999, 200)}."


def test_not_mounted_is_no_error() -> None:
    assert judged(BusError("org.freedesktop.UDisks2.Error.NotMounted", ""), "x") is None


@pytest.mark.parametrize(
    ("name", "escaped"),
    [("sdb", "sdb"), ("mmcblk0p1", "mmcblk0p1"), ("dm-0", "dm_2d0"), ("md_d0", "md_d0")],
)
def test_paths(name: str, escaped: str) -> None:
    assert path_of(name) == BLOCKS + escaped
