"""The one message of the program that is up. A new one takes its place; pressing it is heard.

Outside of a sandbox: Desktop Notifications 1.2, with the token for the window to come forward that
newer servers send (`ActivationToken`). Inside: `org.freedesktop.portal.Notification`, for nothing
else is let through there.
"""

from collections.abc import Callable
from html import escape
from typing import Any, Protocol

from app.desktop import APPLICATION, NAME
from app.session.line import Body, Line, Method

_OPEN = "default"  # what pressing the message itself is called
_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_PORTAL = "org.freedesktop.portal.Desktop"
_PORTAL_PATH = "/org/freedesktop/portal/desktop"
_PORTAL_INTERFACE = "org.freedesktop.portal.Notification"
_URGENT, _NORMAL = 2, 1

Clicked = Callable[[str], None]  # with the token, or ""


class Notices(Protocol):
    def show(self, title: str, text: str, *, urgent: bool) -> None: ...
    def withdraw(self) -> None: ...


def notices_of(line: Line, clicked: Clicked, *, sandboxed: bool) -> Notices:
    return PortalNotices(line, clicked) if sandboxed else ServerNotices(line, clicked)


def _server(name: str) -> Method:
    return _SERVICE, _PATH, _SERVICE, name


class ServerNotices:
    def __init__(self, line: Line, clicked: Clicked) -> None:
        self._line = line
        self._clicked = clicked
        self._shown = 0  # the server's number of what is up
        self._wanted = False
        self._asked = False  # a number is on its way, and what comes next waits for it
        self._next: tuple[str, str, bool] | None = None
        self._markup = True  # whether the server takes text for markup; the safe side until known
        self._token = ""
        line.listen(_SERVICE, self._heard)
        line.ask(_server("GetCapabilities"), "", (), self._capable)

    def show(self, title: str, text: str, *, urgent: bool) -> None:
        self._wanted = True
        if self._asked:
            self._next = (title, text, urgent)
            return
        self._asked = True
        hints: dict[str, tuple[str, Any]] = {
            "desktop-entry": ("s", APPLICATION),
            "urgency": ("y", _URGENT if urgent else _NORMAL),
        }
        said = escape(text, quote=False) if self._markup else text
        actions = [_OPEN, ""]
        body = (NAME, self._shown, APPLICATION, title, said, actions, hints, -1)
        self._line.ask(_server("Notify"), "susssasa{sv}i", body, self._is_up)

    def withdraw(self) -> None:
        self._wanted = False
        self._next = None
        if self._shown:
            self._line.tell(_server("CloseNotification"), "u", (self._shown,))
            self._shown = 0

    def _is_up(self, answer: Body) -> None:
        (self._shown,) = answer
        self._asked = False
        if not self._wanted:  # it was read before it was up
            self.withdraw()
        elif self._next is not None:
            title, text, urgent = self._next
            self._next = None
            self.show(title, text, urgent=urgent)

    def _capable(self, answer: Body) -> None:
        self._markup = "body-markup" in answer[0]

    def _heard(self, signal: str, body: Body) -> None:
        if not self._shown or body[:1] != (self._shown,):
            return
        if signal == "ActivationToken":
            self._token = body[1]
        elif signal == "ActionInvoked" and body[1] == _OPEN:
            self._clicked(self._token)
            self._token = ""
        elif signal == "NotificationClosed":
            self._shown = 0


class PortalNotices:
    """The portal knows messages by names that the program gives; the same name replaces."""

    _ID = "job"

    def __init__(self, line: Line, clicked: Clicked) -> None:
        self._line = line
        self._clicked = clicked
        line.listen(_PORTAL_INTERFACE, self._heard)

    def show(self, title: str, text: str, *, urgent: bool) -> None:
        notice = {
            "title": ("s", title),
            "body": ("s", text),
            "priority": ("s", "urgent" if urgent else "normal"),
            "default-action": ("s", _OPEN),
        }
        method = (_PORTAL, _PORTAL_PATH, _PORTAL_INTERFACE, "AddNotification")
        self._line.tell(method, "sa{sv}", (self._ID, notice))

    def withdraw(self) -> None:
        method = (_PORTAL, _PORTAL_PATH, _PORTAL_INTERFACE, "RemoveNotification")
        self._line.tell(method, "s", (self._ID,))

    def _heard(self, signal: str, body: Body) -> None:
        if signal == "ActionInvoked" and body[:2] == (self._ID, _OPEN):
            self._clicked(_token_in(body[2]))


def _token_in(parameters: list[tuple[str, Any]]) -> str:
    """Since version 2 what the platform adds stands among the parameters."""
    for kind, value in parameters:
        if kind == "a{sv}" and "activation-token" in value:
            return str(value["activation-token"][1])
    return ""
