"""A desktop's window that asks for a password, without the window: a polkit agent of the session.

Says `asked: …` when polkit asks, and then does what the next line of its input says: `accept` types
the administrator's password, `wrong` another one, `dismiss` closes the window.
"""

import os
import pwd
import subprocess
import sys
from typing import Any

from jeepney import DBusAddress, new_error, new_method_call, new_method_return
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import HeaderFields, MessageType

AUTHORITY = DBusAddress(
    "/org/freedesktop/PolicyKit1/Authority",
    "org.freedesktop.PolicyKit1",
    "org.freedesktop.PolicyKit1.Authority",
)
DISMISSED = "org.freedesktop.PolicyKit1.Error.Cancelled"
HELPER = "/usr/lib/polkit-1/polkit-agent-helper-1"


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    bus = open_dbus_connection("SYSTEM")
    session = ("unix-session", {"session-id": ("s", os.environ["XDG_SESSION_ID"])})
    wish = ("RegisterAuthenticationAgent", "(sa{sv})ss", (session, "C", "/agent"))
    reply = bus.send_and_get_reply(new_method_call(AUTHORITY, *wish))
    if reply.header.message_type is MessageType.error:
        sys.exit(f"not registered: {reply.body}")
    say("registered")
    while True:
        message = bus.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        asks = message.header.fields.get(HeaderFields.member) == "BeginAuthentication"
        if asks and not answered(message.body):
            bus.send(new_error(message, DISMISSED))
        else:
            bus.send(new_method_return(message))


def answered(question: tuple[Any, ...]) -> bool:
    """Whether a password was typed."""
    action, text, _icon, _details, cookie, identities = question
    say(f"asked: {action}: {text}")
    answer = sys.stdin.readline().strip()
    if answer not in ("accept", "wrong"):
        return False
    users = [data["uid"][1] for kind, data in identities if kind == "unix-user"]
    user = pwd.getpwuid(next(filter(None, users))).pw_name
    with subprocess.Popen(
        [HELPER, user], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as helper:
        assert helper.stdin is not None
        assert helper.stdout is not None
        helper.stdin.write(cookie + "\n")
        for line in helper.stdout:
            if line.startswith("PAM_PROMPT"):
                helper.stdin.write((user if answer == "accept" else "something else") + "\n")
            elif line.startswith(("SUCCESS", "FAILURE")):
                break
    say(f"typed: {line.strip()}")
    return True


if __name__ == "__main__":
    main()
