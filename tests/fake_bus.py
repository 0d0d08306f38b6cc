"""A bus of one service, for tests: it speaks D-Bus over a real socket, descriptors included,
answers as a test tells it to, and sends signals to everybody. What the real UDisks2 says is in
test_contract.py.

Nothing of a message bus is here but what one client needs: the handshake of the D-Bus specification
("Authentication Protocol"), Hello, and method calls.
"""

import array
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Parser,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.fds import FileDescriptor, fds_buf_size


@dataclass(frozen=True)
class Call:
    """A method call as it arrived."""

    path: str
    interface: str
    method: str
    body: tuple[Any, ...]


@dataclass(frozen=True)
class Signal:
    """A signal as it arrived from a client."""

    path: str
    interface: str
    name: str
    body: tuple[Any, ...]


@dataclass(frozen=True)
class Reply:
    """What the service answers: values with their signature, descriptors among them."""

    signature: str = ""
    body: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """What the service answers when it does not do it."""

    name: str
    text: str | None = ""  # None: not even an empty one


Answer = Callable[[Call], Reply | Refusal | None]  # None: the connection breaks off


@dataclass
class FakeBus:
    """Listens at `path` until it is closed."""

    path: Path
    answer: Answer
    greeting: Reply | Refusal | None = Reply("s", (":1.1",))  # to Hello; else it breaks off
    calls: list[Call] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    clients: list[socket.socket] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self.path))
        self._listener.listen()
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    @property
    def address(self) -> str:
        return f"unix:path={self.path}"

    def emit(self, path: str, interface: str, name: str, signature: str, *body: Any) -> None:
        """A signal of the service's, to everybody who is there."""
        address = DBusAddress(path, interface=interface)
        for client in tuple(self.clients):
            _send(client, new_signal(address, name, signature, body))

    @property
    def methods(self) -> list[str]:
        return [call.method for call in self.calls]

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._serve, args=(client,)))
            self._threads[-1].start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            rest, descriptors_agreed = _shake_hands(client)
            self.clients.append(client)
            parser = Parser()
            parser.add_data(rest)
            while True:
                while (message := parser.get_next_message()) is not None:
                    if message.header.message_type is MessageType.signal:
                        self._noted(message)
                        continue
                    if (answer := self._answered(message)) is None:
                        self.clients.remove(client)
                        return
                    _send(client, answer, descriptors_agreed=descriptors_agreed)
                    if isinstance(self.greeting, Refusal):
                        self.clients.remove(client)
                        return
                data, descriptors = _received(client)
                if not data:
                    self.clients.remove(client)
                    return
                parser.add_data(data, descriptors)

    def _noted(self, message: Message) -> None:
        fields = message.header.fields
        signal = Signal(
            fields[HeaderFields.path],
            fields[HeaderFields.interface],
            fields[HeaderFields.member],
            tuple(message.body),
        )
        self.signals.append(signal)

    def _answered(self, message: Message) -> Message | None:
        fields = message.header.fields
        call = Call(
            fields[HeaderFields.path],
            fields.get(HeaderFields.interface, ""),
            fields[HeaderFields.member],
            tuple(message.body),
        )
        if call.method == "AddMatch":
            return new_method_return(message)
        if call.method == "Hello":
            answer: Reply | Refusal | None = self.greeting
        else:
            self.calls.append(call)
            answer = self.answer(call)
        if answer is None:
            return None
        if isinstance(answer, Refusal):
            words = () if answer.text is None else (answer.text,)
            return new_error(message, answer.name, "s" if words else None, words)
        return new_method_return(message, answer.signature or None, answer.body)


def _received(client: socket.socket) -> tuple[bytes, list[FileDescriptor]]:
    try:
        data, ancillary, _, _ = client.recvmsg(4096, fds_buf_size())
    except ConnectionResetError:  # it went without reading all that was sent to it
        return b"", []
    return data, FileDescriptor.from_ancdata(ancillary)


def _shake_hands(client: socket.socket) -> tuple[bytes, bool]:
    """Whoever comes is let in; returns what was sent behind the handshake, and whether descriptors
    may be sent."""
    answers = {b"AUTH": b"OK 0123456789abcdef\r\n", b"NEGOTIATE_UNIX_FD": b"AGREE_UNIX_FD\r\n"}
    data, agreed = b"", False
    while True:
        while b"\r\n" not in data:
            data += client.recv(1024)
        line, data = data.split(b"\r\n", 1)
        word = line.lstrip(b"\0").split()[0]
        if word == b"BEGIN":
            return data, agreed
        agreed = agreed or word == b"NEGOTIATE_UNIX_FD"
        client.sendall(answers[word])


def _send(client: socket.socket, message: Message, *, descriptors_agreed: bool = True) -> None:
    fds = array.array("i")
    data = message.serialise(serial=1, fds=fds)
    if fds and not descriptors_agreed:  # a bus sends none to whom has not asked for any
        client.shutdown(socket.SHUT_RDWR)
        return
    ancillary = [(socket.SOL_SOCKET, socket.SCM_RIGHTS, fds)] if fds else []
    with suppress(BrokenPipeError, ConnectionResetError):  # who has left hears nothing any more
        client.sendmsg([data], ancillary)
