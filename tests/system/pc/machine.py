"""The virtual PC as a process: QEMU, started from power-on or from a saved, running state."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from system.pc import recipe
from system.pc.agent import Agent, Ended
from system.pc.monitor import MachineError, Monitor

STARTING = 600.0  # seconds until the user is logged in, from power-on; 25 on an idle machine
RESTORING = 240.0  # and from the saved state; 2 on an idle machine
LIFETIME = "2h"  # it ends with the tests, whatever happens to them, and after this
_LONGEST_PATH = 80  # of a socket's folder
_PAUSE = 0.1


def accelerated() -> bool:
    """Whether the processor can run a guest. /dev/kvm alone says too little: a host that is a guest
    itself may offer one that can't run an ordinary kernel."""
    able = re.search(r"^flags\s*:.*\b(vmx|svm)\b", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return bool(able) and os.access("/dev/kvm", os.R_OK | os.W_OK)


def processor() -> tuple[str, ...]:
    """An old one is quicker to emulate, and so is a single one: several wait for each other, and
    now and then an interrupt mixes up the registers of one, so that the kernel panics."""
    if accelerated():
        return ("-accel", "kvm", "-cpu", "host", "-smp", "2")
    return ("-accel", "tcg,tb-size=256", "-cpu", "Nehalem", "-smp", "1")


@dataclass(frozen=True, slots=True)
class Later:
    """A state that was reached from the image's own: what was in memory, and on the system's
    disk."""

    state: Path
    disk: Path


@dataclass(slots=True)
class Machine:
    """One virtual PC. `folder` is its own and goes with it. From `later` it starts, where there is
    such a state."""

    image: Path  # the folder of the disks, see `image.py`
    folder: Path
    program: Path  # shared with the guest, to be read
    images: Path
    compiled: Path  # shared, and written to by the guest
    later: Later | None = None
    _ports: dict[str, int] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def root(self) -> Agent:
        return self._agent("root")

    @property
    def user(self) -> Agent:
        return self._agent("user")

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def internal(self) -> Path:
        """The disk that is built in, with somebody's data: no test and no program may change it."""
        return self.folder / "internal.img"

    def monitor(self) -> Monitor:
        return Monitor(self.folder / "monitor")

    def start(self, *, saved: bool) -> None:
        """Until somebody is logged in."""
        self.stop()
        if len(str(self.folder)) > _LONGEST_PATH:
            raise MachineError(f"too long for the sockets in it: {self.folder}")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        shutil.copyfile(self.image / "internal.img", self.internal)
        if saved:
            self._make_system_disk()
        for _ in range(5):
            self._ports = _free_ports()
            self._launch(saved=saved)
            if self._has_monitor():
                break
            if "host forwarding" not in self.words():  # somebody else took the port meanwhile
                raise MachineError(f"QEMU did not start: {self.words()}")
        with self.monitor() as monitor:
            monitor.wait_for("running", RESTORING)
        self._await_agents(RESTORING if saved else STARTING)

    def go_on_from_here(self, folder: Path) -> None:
        """Every start from now on goes to this state, which is kept in the folder. It is off."""
        later = Later(folder / "state", folder / "system.qcow2")
        self.save(later.state)
        self.stop()  # which writes down what QEMU knows of the disk
        shutil.copyfile(self._system, later.disk)
        self.later = later

    def save(self, target: Path) -> None:
        """Keep what is in memory; the machine stands still afterwards."""
        part = target.with_suffix(".part")
        with self.monitor() as monitor:
            monitor.do("migrate-set-parameters", {"max-bandwidth": 1 << 34})
            monitor.do("migrate", {"uri": f"exec:cat > {shlex.quote(str(part))}"})
            monitor.wait_for("postmigrate", RESTORING)
        part.rename(target)

    @contextmanager
    def losing_power(self) -> Iterator[None]:
        """It stands still at once, and when the context is left there is no power any more: it does
        nothing else, and asks no drive for anything. What a drive loses is done in the context."""
        if self._process is None or self._process.poll() is not None:
            raise MachineError("the machine is off")
        os.killpg(self._process.pid, signal.SIGSTOP)  # `timeout` leads a group with QEMU in it
        try:
            yield
        finally:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """At once, like pulling the plug."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None

    def as_power_left_it(self, folder: str, target: Path) -> None:
        """What lies in a folder of the system's disk, as the next start finds it when the disk was
        checked; nothing where there is no such folder. It is off."""
        disk = self.folder / "after.img"
        convert = ["qemu-img", "convert", "-O", "raw", str(self._system), str(disk)]
        subprocess.run(convert, check=True)
        # What they say stands beside a test that fails.
        subprocess.run(["e2fsck", "-fy", str(disk)], check=False)
        words = ["debugfs", "-R", f"rdump {folder} {target}", str(disk)]
        subprocess.run(words, check=True)
        disk.unlink()

    def shell(self, script: str) -> str:
        """What a script prints that root runs. Raises MachineError when it fails."""
        ended = self.root.run(["sh", "-c", script])
        if ended.status:
            raise MachineError(f"{script}: {ended.status}: {ended.errors}")
        return ended.output

    def _agent(self, who: str) -> Agent:
        return Agent(self._ports[who], (self.image / "token").read_text())

    @property
    def _system(self) -> Path:
        """What this one has written to the system's disk, over the image's own."""
        return self.folder / "system.qcow2"

    def _make_system_disk(self) -> None:
        if self.later is not None:
            shutil.copyfile(self.later.disk, self._system)
            return
        below = ("-b", str(self.image / "system.img"), "-F", "raw")
        words = ["qemu-img", "create", "-q", "-f", "qcow2", *below, str(self._system)]
        subprocess.run(words, check=True)

    def _launch(self, *, saved: bool) -> None:
        end = ("setpriv", "--pdeathsig", "TERM", "timeout", "--kill-after=5", LIFETIME)
        command = [*end, *self.command(saved=saved)]
        with (self.folder / "words").open("wb") as words:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=words,
                env={**os.environ, "TMPDIR": str(self.folder)},
            )

    def command(self, *, saved: bool) -> list[str]:
        image, folder = self.image, self.folder
        system = f"file={image}/system.img,format=raw"
        if saved:
            system = f"file={self._system},format=qcow2"
        ports = [
            f"hostfwd=tcp:127.0.0.1:{here}-{recipe.ADDRESS}:{recipe.PORTS[who]}"
            for who, here in self._ports.items()
        ]
        kernel = (
            "root=/dev/vda rw rootflags=noatime console=ttyS0 quiet systemd.show_status=0"
            " net.ifnames=0 mitigations=off nokaslr audit=0 usbcore.autosuspend=-1"
            " panic=-1"  # which ends QEMU, and nobody waits for it
        )
        internal = "drive=internal,bus=ide.0,serial=INTERNAL,model=SATA-DISK"
        words = [
            *("qemu-system-x86_64", "-nodefaults", "-no-user-config", "-machine", "q35"),
            *(*processor(), "-m", str(recipe.MEMORY), "-rtc", "base=utc"),
            *("-display", "none", "-vga", "std", "-no-reboot"),
            *("-kernel", f"{image}/vmlinuz", "-initrd", f"{image}/initrd.img", "-append", kernel),
            *("-drive", f"{system},if=virtio,snapshot=off"),
            "-drive",
            f"file={self.internal},format=raw,if=none,id=internal",
            *("-device", f"ide-hd,{internal}"),
            *("-device", "qemu-xhci,id=usb3,p2=8,p3=8"),
            *("-netdev", ",".join(["user,id=net,restrict=on", *ports])),
            *("-device", "virtio-net-pci,netdev=net,romfile=", "-device", "virtio-rng-pci"),
            *_shared("program", self.program),
            *_shared("images", self.images),
            *_shared("compiled", self.compiled, read_only=False),
            *("-serial", f"file:{folder}/serial"),
            *("-qmp", f"unix:{folder}/monitor,server=on,wait=off"),
        ]
        if not saved:
            return words
        state = self.later.state if self.later is not None else image / "state"
        return [*words, "-incoming", f"exec:cat {shlex.quote(str(state))}"]

    def _has_monitor(self) -> bool:
        """Whether QEMU took its command; it ends at once when it does not."""
        while self.running:
            if (self.folder / "monitor").exists():
                return True
            time.sleep(_PAUSE)
        return False

    def _await_agents(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        for agent in (self.root, self.user):
            while not _answers(agent):
                if not self.running or time.monotonic() > deadline:
                    raise MachineError(f"the guest is silent after {patience} s: {self.words()}")
                time.sleep(_PAUSE)

    def words(self) -> str:
        """The last that QEMU and the guest's kernel said."""
        paths = (self.folder / "words", self.folder / "serial")
        return "\n".join(p.read_text(errors="replace")[-1500:] for p in paths if p.exists())


def _answers(agent: Agent) -> bool:
    with contextlib.suppress(MachineError):
        ended: Ended = agent.run(["true"], patience=10)
        return ended.status == 0
    return False


def _shared(name: str, path: Path, *, read_only: bool = True) -> tuple[str, ...]:
    folder = f"local,id={name},path={path},security_model=none"
    if read_only:
        folder += ",readonly=on"
    return ("-fsdev", folder, "-device", f"virtio-9p-pci,fsdev={name},mount_tag={name}")


def _free_ports() -> dict[str, int]:
    with contextlib.ExitStack() as stack:
        sockets = {who: stack.enter_context(socket.socket()) for who in recipe.PORTS}
        for each in sockets.values():
            each.bind(("127.0.0.1", 0))
        return {who: int(each.getsockname()[1]) for who, each in sockets.items()}
