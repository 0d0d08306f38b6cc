"""UDisks2, as far as a file is mounted with it, for tests: no device is made and nothing mounted.
How the real one answers is in test_mount_for_real.py."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fake_bus import Call, FakeBus, Refusal, Reply
from jeepney.fds import FileDescriptor

BLOCKS = "/org/freedesktop/UDisks2/block_devices/"
UDISKS = "org.freedesktop.UDisks2"
NO_INTERFACE = "org.freedesktop.DBus.Error.InvalidArgs"
NO_OBJECT = "org.freedesktop.DBus.Error.UnknownMethod"


@dataclass
class Loop:
    """`options` as they were given. `autoclear`: it goes when it is unmounted."""

    backing: str
    options: dict[str, Any]
    point: str = ""
    autoclear: bool = False
    mounted_with: str = ""

    @property
    def start(self) -> int:
        return int(self.options["offset"][1])


@dataclass
class FakeLoops:
    """`unknown`: the first bytes of parts that no file system is found in. `refusals` by the method
    that is called; `desktop`: it mounts every device before anybody else can."""

    unknown: frozenset[int] = frozenset()
    refusals: dict[str, Refusal] = field(default_factory=dict)
    desktop: bool = False
    busy: str = ""  # the device that a program stands in
    most: int = 100  # devices; no permission for more
    loops: dict[str, Loop] = field(default_factory=dict)
    met: list[Loop] = field(default_factory=list)

    def on(self, path: Path) -> FakeBus:
        """As the only service on a bus at that path."""
        return FakeBus(path, self.answer)

    def answer(self, call: Call) -> Reply | Refusal:
        if call.method in self.refusals:
            for each in call.body:
                if isinstance(each, FileDescriptor):
                    each.close()
            return self.refusals[call.method]
        if call.method == "LoopSetup":
            return self._set_up(*call.body)
        loop = self.loops.get(call.path.removeprefix(BLOCKS))
        if loop is None:
            return Refusal(NO_OBJECT, "No such object")
        if call.method == "Get":
            return self._property(loop, *call.body)
        return self._done(call, loop)

    def _set_up(self, file: FileDescriptor, options: dict[str, Any]) -> Reply | Refusal:
        with file:
            backing = str(Path(f"/proc/self/fd/{file.fileno()}").readlink())
        if len(self.met) == self.most:
            return Refusal(UDISKS + ".Error.NotAuthorizedDismissed", "no")
        device = f"loop{len(self.met)}"
        self.loops[device] = Loop(backing, options)
        self.met.append(self.loops[device])
        if self.desktop:
            self.loops[device].point = f"/media/desktop/{device}"
        return Reply("o", (BLOCKS + device,))

    def _property(self, loop: Loop, interface: str, name: str) -> Reply | Refusal:
        if name == "BackingFile":
            return Reply("v", (("ay", os.fsencode(loop.backing) + b"\0"),))
        assert (interface, name) == (UDISKS + ".Filesystem", "MountPoints")
        if loop.start in self.unknown:
            return Refusal(NO_INTERFACE, "No such interface")
        points = [os.fsencode(loop.point) + b"\0"] if loop.point else []
        return Reply("v", (("aay", points),))

    def _done(self, call: Call, loop: Loop) -> Reply | Refusal:
        device = call.path.removeprefix(BLOCKS)
        match call.method:
            case "Mount":
                return self._mount(loop, device, call.body[0]["options"][1])
            case "Unmount":
                return self._unmount(loop, device)
            case "SetAutoclear":
                loop.autoclear = call.body[0]
            case "Delete":
                del self.loops[device]
            case other:
                assert other == "Rescan"
        return Reply()

    def _mount(self, loop: Loop, device: str, options: str) -> Reply | Refusal:
        if loop.point:
            return Refusal(UDISKS + ".Error.AlreadyMounted", "It is mounted.")
        loop.point, loop.mounted_with = f"/media/ada/{device}", options
        return Reply("s", (loop.point,))

    def _unmount(self, loop: Loop, device: str) -> Reply | Refusal:
        if not loop.point:
            return Refusal(UDISKS + ".Error.NotMounted", "It is not mounted.")
        if device == self.busy:
            return Refusal(UDISKS + ".Error.DeviceBusy", "target is busy")
        self.unmount(device)
        return Reply()

    def unmount(self, device: str) -> None:
        """As a file manager does it."""
        self.loops[device].point = ""
        if self.loops[device].autoclear:
            del self.loops[device]
