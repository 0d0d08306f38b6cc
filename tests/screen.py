"""A screen and a session of their own, for tests that open the window as a user does: an X server
that nobody looks at, a session bus, and the bus that screen readers listen on."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

AT_SPI = "/usr/libexec/at-spi-bus-launcher"
PATIENCE = 120.0  # seconds

Environment = dict[str, str]


def missing_packages() -> list[str]:
    """Those of Debian's packages that are not installed."""
    needed = {"xvfb": "Xvfb", "dbus": "dbus-daemon", "at-spi2-core": AT_SPI, "xdotool": "xdotool"}
    return [package for package, program in needed.items() if shutil.which(program) is None]


@contextmanager
def x_server(size: str = "1280x1024") -> Iterator[Environment]:
    """The environment of a program on a screen of its own, in a home of its own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with TemporaryDirectory(prefix="stickwright-home-") as home, os.fdopen(read) as answer:
            # A user's Python keeps what it has compiled, and a desktop's style is not asked for.
            foreign = ("PYTHONDONTWRITEBYTECODE", "WAYLAND_DISPLAY", "QT_SCALE_FACTOR", "LANGUAGE")
            plain = {name: value for name, value in os.environ.items() if name not in foreign}
            yield {
                **plain,
                "DISPLAY": f":{answer.readline().strip()}",
                "QT_QPA_PLATFORM": "xcb",
                "HOME": home,
                "XDG_RUNTIME_DIR": home,
                "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_STATE_HOME": f"{home}/state",
                "LC_ALL": "C.UTF-8",
            }
    finally:
        server.terminate()
        server.wait()


@contextmanager
def session() -> Iterator[Environment]:
    """The same with a session bus, on which programs tell screen readers what they show."""
    with ExitStack() as stack:
        environment = stack.enter_context(x_server())
        address = f"unix:path={environment['HOME']}/bus"
        environment |= {
            "DBUS_SESSION_BUS_ADDRESS": address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        daemon = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
        stack.enter_context(_running(daemon, environment))
        wait_for(Path(environment["HOME"], "bus").exists)
        stack.enter_context(_running([AT_SPI, "--launch-immediately"], environment))
        wait_for(lambda: accessibility_bus(environment) is not None)
        yield environment


def accessibility_bus(environment: Environment) -> str | None:
    """The address of the bus of screen readers; None as long as there is none."""
    place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        answer = bus.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=5)
    found = answer.body[0] if answer.body else ""
    return found if isinstance(found, str) and found.startswith("unix:") else None


def wait_for(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


@contextmanager
def _running(command: list[str], environment: Environment) -> Iterator[None]:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait()
