"""A disk handed to QEMU over a socket that has no name, in the protocol of network block devices:
whatever an image is wrapped in, the machine reads it by place, and nothing else of this computer.

Fixed newstyle handshake and simple replies, as in the protocol's description
(github.com/NetworkBlockDevice/nbd, doc/proto.md). One client, one request after the other.
"""

import errno
import socket
import struct
from contextlib import suppress

from app.qemu.disk import Disk

_GREETING = struct.pack(">8s8sH", b"NBDMAGIC", b"IHAVEOPT", 1)  # fixed newstyle
_OPTION = struct.Struct(">8sII")
_OPTION_REPLY = struct.Struct(">QIII")
_OPTION_MAGIC = 0x3E889045565A9
_EXPORT_NAME, _ABORT, _INFO, _GO = 1, 2, 6, 7
_ACK, _DESCRIBED, _UNSUPPORTED = 1, 3, (1 << 31) + 1

_REQUEST = struct.Struct(">IHHQQI")
_REQUEST_MAGIC = 0x25609513
_REPLY = struct.Struct(">IIQ")
_REPLY_MAGIC = 0x67446698
_READ, _WRITE, _LEAVE, _FLUSH = 0, 1, 2, 3
_FLAGS = 1 | 1 << 2  # there are flags; it can flush

_MOST = 32 << 20  # bytes of a request


class _Over(Exception):
    """There is nobody to serve any more."""


def serve(disk: Disk, client: socket.socket) -> None:
    """Until the client leaves, or the socket is shut. Closes neither, and comes to its end as well
    where others have closed both."""
    with suppress(_Over, OSError, ValueError):
        if _agreed(disk, client):
            while _answered(disk, client):
                pass


def _agreed(disk: Disk, client: socket.socket) -> bool:
    client.sendall(_GREETING)
    _exactly(client, 4)  # what it can do; nothing of that matters here
    while True:
        magic, option, length = _OPTION.unpack(_exactly(client, _OPTION.size))
        if magic != b"IHAVEOPT" or length > _MOST:
            return False
        _exactly(client, length)
        export = struct.pack(">QH", disk.size, _FLAGS)
        match option:
            case _ if option == _EXPORT_NAME:
                client.sendall(export + bytes(124))
                return True
            case _ if option in (_INFO, _GO):
                described = struct.pack(">H", 0) + export
                _tell(client, option, _DESCRIBED, described)
                _tell(client, option, _ACK)
                if option == _GO:
                    return True
            case _ if option == _ABORT:
                _tell(client, option, _ACK)
                return False
            case _:
                _tell(client, option, _UNSUPPORTED)


def _tell(client: socket.socket, option: int, kind: int, data: bytes = b"") -> None:
    client.sendall(_OPTION_REPLY.pack(_OPTION_MAGIC, option, kind, len(data)) + data)


def _answered(disk: Disk, client: socket.socket) -> bool:
    """One request; False when it was the last."""
    magic, _, kind, handle, start, length = _REQUEST.unpack(_exactly(client, _REQUEST.size))
    if magic != _REQUEST_MAGIC or length > _MOST:
        return False
    given = _exactly(client, length) if kind == _WRITE else b""
    if kind == _LEAVE:
        return False
    wrong, data = 0, b""
    try:
        if kind not in (_READ, _WRITE, _FLUSH) or start + length > disk.size:
            wrong = errno.EINVAL
        elif kind == _READ:
            data = disk.read(start, length)
        elif kind == _WRITE:
            disk.write(start, given)
    except OSError as error:
        wrong = errno.ENOSPC if error.errno == errno.ENOSPC else errno.EIO
    client.sendall(_REPLY.pack(_REPLY_MAGIC, wrong, handle) + data)
    return True


def _exactly(client: socket.socket, length: int) -> bytes:
    got = bytearray()
    while len(got) < length:
        if not (more := client.recv(length - len(got))):
            raise _Over
        got += more
    return bytes(got)
