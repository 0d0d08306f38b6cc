"""The system bus, as far as UDisks2 needs it: one call, one answer, descriptors included. jeepney
stays in here.

No call has a time limit: the answer to OpenDevice comes when somebody has typed a password, and
that takes as long as it takes. Whoever cannot wait calls from a thread.
"""

from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.bus import find_system_bus
from jeepney.io.blocking import DBusConnection, prep_socket
from jeepney.low_level import HeaderFields
from jeepney.wrappers import DBusErrorResponse


class BusError(Exception):
    """An answer that is an error: its D-Bus name, and the text for people."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name
        self.text = text


NO_BUS = "stickwright.NoBus"  # our own name for it: nobody was there to give it one


class SystemBus:
    """One connection, for one thread. Raises BusError when no bus lets it in."""

    def __init__(self) -> None:
        try:
            self._connection = _connected()
        except (OSError, RuntimeError, ValueError, DBusErrorResponse) as error:
            raise BusError(NO_BUS, str(error)) from error

    @property
    def name(self) -> str:
        """What the bus calls this connection, ":1.42"."""
        return str(self._connection.unique_name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def call(
        self,
        service: str,
        path: str,
        method: tuple[str, str],
        signature: str = "",
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        """`method` is interface and name. Raises BusError."""
        address = DBusAddress(path, bus_name=service, interface=method[0])
        message = new_method_call(address, method[1], signature or None, body)
        try:
            answer = self._connection.send_and_get_reply(message)
        except (OSError, RuntimeError) as error:
            raise BusError(NO_BUS, str(error)) from error
        if answer.header.message_type is MessageType.error:
            name = str(answer.header.fields.get(HeaderFields.error_name, ""))
            text = str(answer.body[0]) if answer.body else ""
            raise BusError(name, text)
        return tuple(answer.body)

    def property_of(self, service: str, path: str, interface: str, name: str) -> Any:
        get = ("org.freedesktop.DBus.Properties", "Get")
        return self.call(service, path, get, "ss", (interface, name))[0][1]


def _connected() -> DBusConnection:
    """jeepney's own `open_dbus_connection` leaves the socket open where the bus refuses Hello (as
    it does when somebody has too many connections) or breaks off."""
    socket = prep_socket(find_system_bus(), enable_fds=True)
    try:
        return DBusConnection(socket, enable_fds=True)
    except BaseException:  # whatever ended it, nobody else closes it
        socket.close()
        raise
