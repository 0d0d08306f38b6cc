"""The program and the system it runs on, in a few lines for a report. Names nobody."""

import os
import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from app.display import for_display
from app.firmware import ThisComputer


def version() -> str:
    try:
        return installed_version("stickwright")
    except PackageNotFoundError:
        return "?"  # run from a folder that was never installed


def system_lines(computer: ThisComputer) -> tuple[str, ...]:
    """In English, as the report is."""
    desktop = os.environ.get("XDG_CURRENT_DESKTOP", "")
    python, kernel = platform.python_version(), f"{platform.system()} {platform.release()}"
    maker = for_display(computer.maker) or "unknown maker"
    sandbox = ", in a sandbox" if computer.sandboxed else ""
    return (
        f"Stickwright {version()}, Python {python}, Qt {qVersion()}",
        f"System: {_distribution()}, {kernel}, {platform.machine()}{sandbox}",
        f"Desktop: {for_display(desktop) or 'unknown'}, {QGuiApplication.platformName()}",
        f"Computer: {maker}, firmware {computer.firmware}",
    )


def _distribution() -> str:
    try:
        return for_display(platform.freedesktop_os_release().get("PRETTY_NAME", "?"))
    except OSError:
        return "unknown"
