"""USB sticks of the virtual PC: plugged in, pulled out, cards put into readers and taken out.

A stick is a `system.sticks` memory behind QEMU's USB storage, so it can be made to fail while it is
in use, and what it holds is a file of the host. Ports are numbered as on the outside of a computer:
a second stick on the same port takes the first one's place.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from system.pc.machine import Machine
from system.pc.monitor import MachineError, Monitor
from system.sticks import nbd
from system.sticks.memory import Memory

APPEARING = 120.0  # seconds until the guest knows a stick; 1 to 5 on an idle machine
LAST_WORDS = 0.1  # seconds that requests wait while a stick is pulled out
_NUMBERS = count(1)


class Kind(StrEnum):
    BULK = "usb-storage"
    UAS = "uas"


@dataclass(frozen=True, slots=True)
class Shape:
    """What a stick says of itself."""

    kind: Kind = Kind.BULK
    vendor: str = "Acme"
    model: str = "Stick"
    serial: str = ""  # empty: one of its own
    removable: bool = True  # no: a hard disk
    sector: int = 512
    port: int = 1
    disc: bool = False  # it is a drive for discs, with one in it


@dataclass(slots=True)
class Stick:
    """A stick in its port, or a card reader."""

    shape: Shape
    port: int
    memory: Memory | None  # none: an empty reader
    node: str = ""  # in the guest: "/dev/sdb"
    _id: str = field(default_factory=lambda: f"stick{next(_NUMBERS)}")
    _block: str = ""  # QEMU's name of the medium

    @property
    def name(self) -> str:
        """The kernel's: "sdb"."""
        return self.node.removeprefix("/dev/")


class Ports:
    """The USB ports of a machine."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._taken: dict[int, Stick] = {}

    def plug(
        self, memory: Memory | None, shape: Shape | None = None, *, wait: bool = True
    ) -> Stick:
        """Plug a stick in and wait until the guest and UDisks2 know it. Without a memory it is a
        card reader with nothing in it."""
        shape = shape or Shape()
        stick = Stick(shape, shape.port, memory)
        if shape.port in self._taken:
            raise MachineError(f"there is something in port {shape.port}")
        with self._machine.monitor() as monitor:
            if memory is not None:
                self._attach(monitor, stick, memory)
            else:
                monitor.human(f"drive_add 0 if=none,id={stick._id}-slot")
            self._add(monitor, stick)
        self._taken[stick.port] = stick
        if wait:
            self.await_node(stick)
        return stick

    def unplug(self, stick: Stick) -> None:
        """Pull it out, whatever it is doing. What waits in it is never answered."""
        del self._taken[stick.port]
        with self._machine.monitor() as monitor:
            with _falling_silent(stick.memory):
                # Off the bus first: QEMU breaks down when it removes a UAS device whose packets
                # still wait.
                self._attach_to_bus(monitor, stick, on=False)
                monitor.remove(stick._id)
            self._detach(monitor, stick)

    def insert(self, stick: Stick, memory: Memory, *, wait: bool = True) -> None:
        """A card into an empty reader. `wait` until the guest has noticed by itself, which it can't
        while a program holds the drive."""
        with self._machine.monitor() as monitor:
            self._attach(monitor, stick, memory)
            slot = {"id": f"{stick._id}-lun"}
            monitor.do("blockdev-open-tray", slot)
            monitor.do("blockdev-insert-medium", {**slot, "node-name": stick._block})
            monitor.do("blockdev-close-tray", slot)
        stick.memory = memory
        if wait:
            self._await_medium(stick, present=True)

    def take_out(self, stick: Stick, *, wait: bool = True) -> None:
        """The card of a reader."""
        with self._machine.monitor() as monitor:
            slot = {"id": f"{stick._id}-lun"}
            with _falling_silent(stick.memory):
                monitor.do("blockdev-open-tray", {**slot, "force": True})
                monitor.do("blockdev-remove-medium", slot)
            self._detach(monitor, stick)
        stick.memory = None
        if wait:
            self._await_medium(stick, present=False)

    def clear(self, ports: range = range(1, 8)) -> None:
        """Pull everything out of these."""
        for stick in [stick for port, stick in self._taken.items() if port in ports]:
            self.unplug(stick)

    def await_node(self, stick: Stick) -> None:
        """Until udev and UDisks2 know what is in the port; sets the stick's node."""
        place = f"/sys/bus/usb/devices/2-{stick.port}/2-{stick.port}:1.0"
        path = "/org/freedesktop/UDisks2/block_devices"
        block = "org.freedesktop.UDisks2.Block Size"
        script = f"""
            until set -- {place}/host*/target*/*/block/*; [ -e "$1" ]; do sleep 0.1; done
            udevadm settle
            until busctl -q get-property org.freedesktop.UDisks2 {path}/${{1##*/}} {block}
            do sleep 0.1; done >/dev/null 2>&1
            echo "/dev/${{1##*/}}"
        """
        ended = self._machine.root.run(["sh", "-c", script], patience=APPEARING)
        stick.node = ended.output.strip()

    def _await_medium(self, stick: Stick, *, present: bool) -> None:
        """The kernel asks a reader every two seconds."""
        test = "-ne" if present else "-eq"
        script = f"""
            until [ $(cat /sys/block/{stick.name}/size) {test} 0 ]; do sleep 0.2; done
            udevadm settle
        """
        self._machine.root.run(["sh", "-c", script], patience=APPEARING)

    def _attach(self, monitor: Monitor, stick: Stick, memory: Memory) -> None:
        stick._block = f"block{next(_NUMBERS)}"
        socket, ready = self._machine.folder / stick._block, threading.Event()
        serving = threading.Thread(target=nbd.serve, args=(memory, socket, ready), daemon=True)
        serving.start()
        ready.wait()
        server = {"type": "unix", "path": str(socket)}
        file = {"driver": "nbd", "node-name": f"{stick._block}-file", "server": server}
        read_only = memory.faults.read_only
        raw = {"driver": "raw", "node-name": stick._block, "read-only": read_only, "file": file}
        monitor.do("blockdev-add", raw)

    def _detach(self, monitor: Monitor, stick: Stick) -> None:
        if stick._block:
            monitor.do("blockdev-del", {"node-name": stick._block})
            stick._block = ""

    def _add(self, monitor: Monitor, stick: Stick) -> None:
        shape = stick.shape
        driver = "usb-uas" if shape.kind is Kind.UAS else "usb-bot"
        serial = shape.serial or stick._id.upper()
        where = {"id": stick._id, "bus": "usb3.0", "port": str(stick.port)}
        monitor.do("device_add", {"driver": driver, "serial": serial, **where})
        sector = {"logical_block_size": shape.sector, "physical_block_size": shape.sector}
        words = {"vendor": shape.vendor[:8], "product": shape.model[:16], "ver": "1.00"}
        place = {"id": f"{stick._id}-lun", "bus": f"{stick._id}.0", "lun": 0}
        medium = {"drive": stick._block or f"{stick._id}-slot", "removable": shape.removable}
        # QEMU would stop the whole computer when a stick says that it has no room.
        errors = {"werror": "report", "rerror": "report"}
        disk = {"driver": "scsi-hd", **place, **medium, **words, **sector, **errors}
        if shape.disc:
            disk = {"driver": "scsi-cd", **place, "drive": medium["drive"], **words, **errors}
        monitor.do("device_add", disk)
        self._attach_to_bus(monitor, stick, on=True)

    def _attach_to_bus(self, monitor: Monitor, stick: Stick, *, on: bool) -> None:
        monitor.do("qom-set", {"path": stick._id, "property": "attached", "value": on})


@contextmanager
def _falling_silent(memory: Memory | None) -> Iterator[None]:
    """The answers are held back while QEMU takes the device away, so that the guest sees a stick
    that vanishes, and not one that fails first."""
    if memory is None:
        yield
        return
    memory.change({"hold": True})
    end = threading.Timer(LAST_WORDS, memory.change, ({"unplugged": True, "hold": False},))
    end.start()
    try:
        yield
    finally:
        end.join()
