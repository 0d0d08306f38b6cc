"""What a screen reader is told, and how often: one thing in ten seconds, but failures at once."""

from PySide6.QtWidgets import QWidget

from ui.view import Announcement

PAUSE = 10.0  # seconds


class Announcer:
    """Decides by the time it is told, so that a test needs no waiting."""

    def __init__(self) -> None:
        self._last: Announcement | None = None
        self._next = 0.0
        self._waits = False

    def due(self, says: Announcement | None, now: float) -> Announcement | None:
        """`says` when it is new and may be said now."""
        self._waits = False
        if says is None or says == self._last:
            self._last = says
            return None
        if not says.urgent and now < self._next:
            self._waits = True  # said later, if it still holds then
            return None
        self._last = says
        self._next = now + PAUSE
        return says

    def wait(self, now: float) -> float | None:
        """Seconds until what was last held back may be said; None when nothing was."""
        return max(0.0, self._next - now) if self._waits else None


def announce(widget: QWidget, says: Announcement) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # after the first frame

    event = QAccessibleAnnouncementEvent(widget, says.text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if says.urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
