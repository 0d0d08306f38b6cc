"""Inside the virtual PC: the bus of the user's session, with a session manager on it that holds off
logging out for whoever asks. It says "there" with the number of the bus's process, and tells what
it was asked for."""

import subprocess
import sys
import time
from pathlib import Path

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

MANAGER = "org.gnome.SessionManager"
NOBODY = "org.freedesktop.DBus.Error.UnknownMethod"


def main() -> None:
    path = Path(sys.argv[1])
    path.unlink(missing_ok=True)
    address = f"unix:path={path}"
    words = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"]
    with subprocess.Popen(words) as bus:
        while not path.exists():
            time.sleep(0.05)
        serve(address, bus.pid)


def serve(address: str, number: int) -> None:
    with open_dbus_connection(address) as connection:
        connection.send_and_get_reply(message_bus.RequestName(MANAGER))
        say(f"there {number}")
        while True:
            message = connection.receive()
            if message.header.message_type is not MessageType.method_call:
                continue
            if message.header.fields[HeaderFields.member] != "Inhibit":
                connection.send(new_error(message, NOBODY))
                continue
            say(f"held off: {message.body[2]}")
            connection.send(new_method_return(message, "u", (1,)))


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
