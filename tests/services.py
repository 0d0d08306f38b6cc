"""The services a desktop has and a test machine may lack: a system bus, polkit, udev and UDisks2.

They are started for the tests on a bus of their own and stopped afterwards; only udev is the
computer's own where it runs already, for there can be no second one.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from app.drives.bus import BusError, SystemBus
from app.drives.udev import is_running

UDEVD = "/lib/systemd/systemd-udevd"
POLKITD = "/usr/lib/polkit-1/polkitd"
UDISKSD = "/usr/libexec/udisks2/udisksd"
RULES = Path("/etc/polkit-1/rules.d/10-stickwright-test.rules")
PATIENCE = 30.0  # seconds


def missing_packages() -> list[str]:
    """Those of Debian's packages that are not installed."""
    needed = {"udev": UDEVD, "polkitd": POLKITD, "udisks2": UDISKSD, "dbus": "dbus-daemon"}
    return [package for package, program in needed.items() if shutil.which(program) is None]


@contextmanager
def udev() -> Iterator[None]:
    """A running udev that knows every device."""
    with ExitStack() as stack:
        if not is_running():
            stack.enter_context(_running(UDEVD))
            wait_for(is_running)
        subprocess.run(["udevadm", "trigger", "--subsystem-match=block"], check=True)
        settle()
        yield


@contextmanager
def udisks() -> Iterator[str]:
    """The address of a bus with UDisks2 on it."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="stickwright-bus-")))
        folder.chmod(0o755)  # polkit and ordinary users come in, too
        address = f"unix:path={folder / 'socket'}"
        environment = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address, "LC_ALL": "C.UTF-8"}
        stack.enter_context(udev())
        daemon = ["dbus-daemon", "--config-file=/usr/share/dbus-1/system.conf", "--nofork"]
        stack.enter_context(_running(*daemon, "--nopidfile", f"--address={address}"))
        stack.enter_context(_environment(address))
        wait_for(lambda: has_owner("org.freedesktop.DBus"))
        stack.enter_context(_running(POLKITD, "--no-debug", environment=environment))
        wait_for(lambda: has_owner("org.freedesktop.PolicyKit1"))
        stack.enter_context(_running(UDISKSD, environment=environment))
        wait_for(lambda: has_owner("org.freedesktop.UDisks2"))
        yield address


@contextmanager
def everything_permitted() -> Iterator[None]:
    """polkit asks nobody."""
    RULES.write_text("polkit.addRule(function() { return polkit.Result.YES; });\n")
    try:
        yield
    finally:
        RULES.unlink()


def settle() -> None:
    """Until udev, where it runs, has looked at everything."""
    if is_running():
        subprocess.run(["udevadm", "settle", "--timeout=20"], check=True)


def wait_for(happens: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happens():
        assert time.monotonic() < deadline, "it did not start"
        time.sleep(0.05)


def has_owner(name: str) -> bool:
    call = ("org.freedesktop.DBus", "NameHasOwner")
    try:
        with SystemBus() as bus:
            return bool(
                bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", call, "s", (name,))[0]
            )
    except BusError:
        return False


@contextmanager
def _running(*command: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
            assert process.poll() is None, f"{command[0]} ended by itself"
        finally:
            process.terminate()


@contextmanager
def _environment(address: str) -> Iterator[None]:
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = address
    try:
        yield
    finally:
        del os.environ["DBUS_SYSTEM_BUS_ADDRESS"]
        if before is not None:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before
