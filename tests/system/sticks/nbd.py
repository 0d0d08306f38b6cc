"""A stick's memory on a unix socket, as QEMU attaches it: the NBD protocol, fixed newstyle.

    qemu … -blockdev driver=nbd,node-name=a,server.type=unix,server.path=SOCKET \\
           -device usb-storage,drive=a,werror=report,rerror=report

Of the protocol (https://github.com/NetworkBlockDevice/nbd, doc/proto.md) there is what QEMU asks
for: no structured replies, no TLS, one export.
"""

import errno
import socket
import struct
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from system.sticks.memory import Memory


class Command(IntEnum):
    """Of a request."""

    READ = 0
    WRITE = 1
    DISCONNECT = 2
    FLUSH = 3
    TRIM = 4
    WRITE_ZEROES = 6


class Option(IntEnum):
    """Of the negotiation."""

    EXPORT_NAME = 1
    ABORT = 2
    INFO = 6
    GO = 7


FUA = 1

GREETING = struct.Struct(">8s8sH")
OPTION = struct.Struct(">8sII")
OPTION_REPLY = struct.Struct(">QIII")
REQUEST = struct.Struct(">IHHQQI")
REPLY = struct.Struct(">IIQ")
ACKNOWLEDGED, TOLD, UNSUPPORTED = 1, 3, 0x80000001
HAS_FLAGS, READ_ONLY, CAN_FLUSH, CAN_FUA, CAN_TRIM, CAN_ZERO = 1, 2, 4, 8, 32, 64

REQUESTS = 8  # at once
PIECE = 1 << 20  # zeros written in one go


@dataclass(frozen=True, slots=True)
class Request:
    """`through`: past the cache."""

    command: int
    handle: int
    offset: int
    length: int
    data: bytes
    through: bool


def serve(memory: Memory, path: Path, ready: threading.Event) -> None:
    """Returns when the computer that attached the stick has let go of it."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(4)
        ready.set()
        while True:
            connection, _ = server.accept()
            with connection:
                try:
                    chosen = _negotiated(connection, memory)
                except (EOFError, OSError):
                    continue  # somebody only looked
                if chosen:
                    with suppress(EOFError, OSError):  # it may be gone without a word
                        _transmit(connection, memory)
                    return


def _negotiated(connection: socket.socket, memory: Memory) -> bool:
    """Whether transmission begins; else the other side only asked."""
    switch = READ_ONLY if memory.faults.read_only else 0
    flags = HAS_FLAGS | CAN_FLUSH | CAN_FUA | CAN_TRIM | CAN_ZERO | switch
    connection.sendall(GREETING.pack(b"NBDMAGIC", b"IHAVEOPT", 3))
    (theirs,) = struct.unpack(">I", _receive(connection, 4))
    while True:
        _, option, length = OPTION.unpack(_receive(connection, OPTION.size))
        _receive(connection, length)
        match option:
            case Option.EXPORT_NAME:  # straight on, without a header
                tail = b"" if theirs & 2 else bytes(124)
                connection.sendall(struct.pack(">QH", memory.size, flags) + tail)
                return True
            case Option.INFO | Option.GO:
                told = struct.pack(">HQH", 0, memory.size, flags)
                connection.sendall(_option_reply(option, TOLD, told))
                connection.sendall(_option_reply(option, ACKNOWLEDGED))
                if option == Option.GO:
                    return True
            case Option.ABORT:
                connection.sendall(_option_reply(option, ACKNOWLEDGED))
                return False
            case _:
                connection.sendall(_option_reply(option, UNSUPPORTED))


def _option_reply(option: int, kind: int, body: bytes = b"") -> bytes:
    return OPTION_REPLY.pack(0x3E889045565A9, option, kind, len(body)) + body


def _transmit(connection: socket.socket, memory: Memory) -> None:
    sending = threading.Lock()

    def answer(request: Request) -> None:
        number, body = _done(memory, request)
        with sending:
            connection.sendall(REPLY.pack(0x67446698, number, request.handle) + body)

    pool = ThreadPoolExecutor(REQUESTS)
    try:
        while True:
            words = REQUEST.unpack(_receive(connection, REQUEST.size))
            _, flags, command, handle, offset, length = words
            if command == Command.DISCONNECT:
                return
            data = _receive(connection, length) if command == Command.WRITE else b""
            through = bool(flags & FUA)
            pool.submit(answer, Request(command, handle, offset, length, data, through))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _done(memory: Memory, request: Request) -> tuple[int, bytes]:
    """The error number, 0 for none, and the bytes of a reply."""
    try:
        if request.command == Command.READ:
            found = memory.read(request.offset, request.length)
            return (0, found) if len(found) == request.length else (errno.EIO, b"")
        return _obeyed(memory, request), b""
    except OSError as error:
        return error.errno or errno.EIO, b""


def _obeyed(memory: Memory, request: Request) -> int:
    match request.command:
        case Command.WRITE:
            memory.write(request.offset, request.data, through=request.through)
        case Command.FLUSH:
            memory.sync()
        case Command.WRITE_ZEROES:
            for start in range(0, request.length, PIECE):
                zeros = bytes(min(PIECE, request.length - start))
                memory.write(request.offset + start, zeros, through=request.through)
        case Command.TRIM:
            """A hint that a stick may pass over."""
        case _:
            return errno.EINVAL
    return 0


def _receive(connection: socket.socket, count: int) -> bytes:
    data = bytearray(count)
    view = memoryview(data)
    while view:
        got = connection.recv_into(view)
        if not got:
            raise EOFError
        view = view[got:]
    return bytes(data)
