"""Progress on the program's entry in the taskbar or dock.

There is no standard; what Unity began, KDE, GNOME's docks and others read: a signal with the name
of the desktop file. They drop it when the connection that sent it is gone.
"""

from app.desktop import APPLICATION
from app.session.line import Line

_INTERFACE = "com.canonical.Unity.LauncherEntry"
_PATH = "/io/github/stickwright/Stickwright"
_STEPS = 100  # what an eye can tell apart


class Taskbar:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._shown: tuple[int | None, bool] = (None, False)

    def show(self, fraction: float | None, *, urgent: bool) -> None:
        """Tells what changed, in steps of a hundredth."""
        done = None if fraction is None else round(min(1.0, max(0.0, fraction)) * _STEPS)
        if (done, urgent) == self._shown:
            return
        self._shown = (done, urgent)
        told = {
            "progress": ("d", (done or 0) / _STEPS),
            "progress-visible": ("b", done is not None),
            "urgent": ("b", urgent),
        }
        body = (f"application://{APPLICATION}.desktop", told)
        self._line.emit(_PATH, _INTERFACE, "Update", "sa{sv}", body)

    def clear(self) -> None:
        self.show(None, urgent=False)
