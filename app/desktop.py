"""What the desktop does for a program that writes for minutes: no sleep, and no logging out.

Sleep and shutdown are held off through login1, logging out through the desktop's portal or its
session manager. Each is silent where it is missing, for none of them is worth a failed write.
Interfaces: systemd "Inhibitor Locks", `org.freedesktop.portal.Inhibit`, `org.gnome.SessionManager`.
Messages and the taskbar are in `app.session`.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

APPLICATION = "io.github.stickwright.Stickwright"
NAME = "Stickwright"

PATIENCE = 2.0  # seconds: a service that does not answer is as good as none

# The flags have the same values for the portal and the session manager. Inside a sandbox there is
# no login1, and the portal alone can hold off sleep.
_LOGOUT, _SUSPEND = 1, 4
_FLAGS = _LOGOUT | _SUSPEND
_HELD_OFF = ("sleep", "shutdown", "idle", "handle-lid-switch")  # of login1

log = logging.getLogger(__name__)

Method = tuple[str, str, str, str]  # service, path, interface, name

_SLEEP: Method = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
    "Inhibit",
)
_PORTAL: Method = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Inhibit",
    "Inhibit",
)
_SESSION: Method = (
    "org.gnome.SessionManager",
    "/org/gnome/SessionManager",
    "org.gnome.SessionManager",
    "Inhibit",
)
_FILES: Method = (
    "org.freedesktop.portal.Documents",
    "/org/freedesktop/portal/documents",
    "org.freedesktop.portal.FileTransfer",
    "RetrieveFiles",
)


@contextmanager
def awake(reason: str) -> Iterator[None]:
    """Neither sleep nor shutdown nor logging out meanwhile. `reason` is shown to whoever tries:
    "Writing Ubuntu 24.04.1 LTS to SanDisk Ultra"."""
    with ExitStack() as held:
        for hold_off in (_hold_off_sleep, _hold_off_logout):
            try:
                hold_off(reason, held)
            except (OSError, RuntimeError, ValueError) as error:
                log.info("%s: %s", hold_off.__name__, error)
        yield


def handed_over(key: str) -> tuple[str, ...]:
    """The paths of the files that a drag or the clipboard means by `key`
    (`org.freedesktop.portal.FileTransfer`); none when the desktop hands over nothing. A key works
    once only."""
    try:
        with ExitStack() as connection:
            answer = _call("SESSION", _FILES, "sa{sv}", (key, {}), connection)
    except (OSError, RuntimeError, ValueError) as error:
        log.info("file transfer: %s", error)
        return ()
    files = answer[0] if answer else None
    if not isinstance(files, list):
        return ()
    return tuple(file for file in files if isinstance(file, str))


def _hold_off_sleep(reason: str, held: ExitStack) -> None:
    """login1 holds off for as long as the descriptor that it hands out is open. Each is asked for
    by itself, for not everybody may hold off all."""
    for what in _HELD_OFF:
        body = (what, NAME, reason, "block")
        try:
            with ExitStack() as connection:
                answer = _call("SYSTEM", _SLEEP, "ssss", body, connection)
                held.callback(os.close, answer[0].to_raw_fd())
        except RuntimeError as error:
            log.info("%s: %s", what, error)


def _hold_off_logout(reason: str, held: ExitStack) -> None:
    """Both hold off for as long as the connection lives."""
    asked: tuple[tuple[Method, str, tuple[Any, ...]], ...] = (
        (_PORTAL, "sua{sv}", ("", _FLAGS, {"reason": ("s", reason)})),
        (_SESSION, "susu", (APPLICATION, 0, reason, _FLAGS)),
    )
    for method, signature, body in asked:
        with ExitStack() as connection:
            try:
                _call("SESSION", method, signature, body, connection)
            except RuntimeError as error:
                log.info("%s: %s", method[0], error)
            else:
                held.enter_context(connection.pop_all())
                return


def _call(
    bus: str, method: Method, signature: str, body: tuple[Any, ...], connection: ExitStack
) -> tuple[Any, ...]:
    """One call; the connection stays open until `connection` is closed. Raises OSError when there
    is no bus or no answer in time, RuntimeError for an answer that is an error."""
    # Here, for nobody needs D-Bus before something is written.
    from jeepney import DBusAddress, DBusErrorResponse, MessageType, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    service, path, interface, name = method
    try:
        opened = open_dbus_connection(bus, enable_fds=True)
    except (KeyError, StopIteration, DBusErrorResponse) as error:
        # No address, none of a kind that is known, or a bus that lets nobody in.
        raise OSError("no such bus") from error
    connection.callback(opened.close)
    address = DBusAddress(path, bus_name=service, interface=interface)
    message = new_method_call(address, name, signature, body)
    answer = opened.send_and_get_reply(message, timeout=PATIENCE)
    if answer.header.message_type is MessageType.error:
        raise RuntimeError(str(answer.body[0]) if answer.body else "refused")
    return tuple(answer.body)
