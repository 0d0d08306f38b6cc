"""The one door to external programs: a time limit, a clean environment, English answers.

Nothing of the user's environment reaches a program run from here except what is named below, so
that neither a setting nor a translation changes what it does or says.
"""

import os
import subprocess
from collections.abc import Sequence

from app.errors import ToolError

LIMIT = 30.0  # seconds
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
}
# What leads to the user's session: its sound, its display.
SESSION = (
    "HOME",
    "XDG_RUNTIME_DIR",
    "PULSE_SERVER",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
)


def run(command: Sequence[str], *, limit: float = LIMIT, session: bool = False) -> str:
    """What the program printed; `session` also tells it the way to the user's session. Raises
    ToolError: it is missing, failed, or took over `limit` seconds."""
    tool = command[0]
    way = {name: os.environ[name] for name in SESSION if name in os.environ} if session else {}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=ENVIRONMENT | way,
            cwd="/",
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(tool, f"it took longer than {limit:g} seconds") from error
    except OSError as error:
        raise ToolError(tool, f"it can’t be started ({error.strerror})") from error
    if done.returncode != 0:
        raise ToolError(tool, last_words(done.stderr) or f"it ended with status {done.returncode}")
    return done.stdout.decode(errors="replace")


def last_words(output: bytes) -> str:
    """The last line that says something, without the full stop that the sentence around it has."""
    lines = [line.strip() for line in output.decode(errors="replace").splitlines()]
    return next((line.rstrip(".") for line in reversed(lines) if line), "")
