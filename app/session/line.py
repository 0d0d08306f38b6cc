"""One connection to the session bus, for one thread: what is asked is answered later, by a call.

Nothing here waits for one answer, for a service may take its time to start, and whoever pressed a
message should not wait for that. The thread sleeps until the bus has something or it is woken.
"""

import logging
import os
import select
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

log = logging.getLogger(__name__)

Method = tuple[str, str, str, str]  # service, path, interface, name
Body = tuple[Any, ...]


class Line:
    """`wake` is a descriptor that becomes readable when there is something else to do."""

    def __init__(self, wake: int) -> None:
        self._wake = wake
        self._answers: dict[int, tuple[str, Callable[[Body], None]]] = {}
        self._signals: dict[str, Callable[[str, Body], None]] = {}

    def __enter__(self) -> Self:
        """Raises OSError when there is no bus."""
        try:
            self._bus: DBusConnection = open_dbus_connection("SESSION")
        except (KeyError, StopIteration, DBusErrorResponse) as error:
            # No address, none of a kind that is known, or a bus that lets nobody in.
            raise OSError("no such bus") from error
        self._poll = select.poll()
        self._poll.register(self._bus.sock, select.POLLIN)
        self._poll.register(self._wake, select.POLLIN)
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def ask(
        self, method: Method, signature: str, body: Body, answered: Callable[[Body], None]
    ) -> None:
        """`answered` is called with what comes back; not at all when it is an error."""
        service, path, interface, name = method
        address = DBusAddress(path, bus_name=service, interface=interface)
        serial = next(self._bus.outgoing_serial)
        self._answers[serial] = (name, answered)
        self._bus.send(new_method_call(address, name, signature, body), serial=serial)

    def tell(self, method: Method, signature: str, body: Body) -> None:
        """The same where no answer matters."""
        self.ask(method, signature, body, lambda _: None)

    def emit(self, path: str, interface: str, name: str, signature: str, body: Body) -> None:
        """A signal of ours."""
        self._bus.send(new_signal(DBusAddress(path, interface=interface), name, signature, body))

    def listen(self, interface: str, heard: Callable[[str, Body], None]) -> None:
        """`heard` gets the name of every signal of the interface, and what it says."""
        self._signals[interface] = heard
        self._bus.send(message_bus.AddMatch(MatchRule(type="signal", interface=interface)))

    def wait(self) -> None:
        """Until something came, which is then dealt with. Raises OSError when the bus is gone."""
        ready = {fd for fd, _ in self._poll.poll()}
        if self._wake in ready:
            with suppress(BlockingIOError):
                os.eventfd_read(self._wake)
        if self._bus.sock.fileno() in ready:
            self._receive()

    def _receive(self) -> None:
        """All that is there: one read may bring several messages."""
        timeout = 0.1  # seconds, for the rest of a message whose beginning came
        while True:
            try:
                message = self._bus.receive(timeout=timeout)
            except (TimeoutError, socket.timeout, BlockingIOError):  # noqa: UP041 - jeepney's own
                return
            self._deal_with(message)
            timeout = 0.0

    def _deal_with(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            heard = self._signals.get(fields.get(HeaderFields.interface, ""))
            if heard is not None:
                heard(fields.get(HeaderFields.member, ""), tuple(message.body))
            return
        name, answered = self._answers.pop(
            fields.get(HeaderFields.reply_serial, -1), ("", lambda _: None)
        )
        if message.header.message_type is MessageType.error:
            log.info("%s: %s", name, message.body[0] if message.body else "refused")
        else:
            answered(tuple(message.body))
