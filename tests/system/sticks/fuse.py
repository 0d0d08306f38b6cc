"""A stick's memory as a file of this computer: `stick.img` in a folder that FUSE mounts.

Every request on the file with O_DIRECT comes here, and so does every sync; without O_DIRECT the
kernel caches as it does for any file. With a loop device over it (`losetup --direct-io=on`) the
stick is a block device.

The protocol is spoken here (linux/fuse.h, version 7.31) because it is short for a single file, and
the library is another one in each release of Debian. Facts about the file are answered at once,
even while the memory lets everybody wait, as the kernel does for a drive.
"""

import array
import errno
import os
import socket
import stat
import struct
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from system.sticks.memory import Memory

NAME = "stick.img"
LARGEST = 1 << 20  # bytes of one write
REQUESTS = 16  # at once
LIMIT = 20.0  # seconds for fusermount3


class Opcode(IntEnum):
    """Of the requests that are understood; any other gets ENOSYS, and the kernel goes on."""

    LOOKUP = 1
    FORGET = 2
    GETATTR = 3
    SETATTR = 4
    OPEN = 14
    READ = 15
    WRITE = 16
    STATFS = 17
    RELEASE = 18
    FSYNC = 20
    INIT = 26
    OPENDIR = 27
    READDIR = 28
    RELEASEDIR = 29
    ACCESS = 34
    INTERRUPT = 36
    DESTROY = 38
    BATCH_FORGET = 42


UNANSWERED = frozenset({Opcode.FORGET, Opcode.INTERRUPT, Opcode.BATCH_FORGET})
ON_MEMORY = frozenset({Opcode.READ, Opcode.WRITE, Opcode.FSYNC})

HEADER = struct.Struct("<IIQQIIIHH")
ANSWER = struct.Struct("<IiQ")
INIT_ASKED = struct.Struct("<IIII")
INIT_TOLD = struct.Struct("<IIIIHHIIHHII24x")
FACTS = struct.Struct("<6Q10I")
OF_FACTS = struct.Struct("<QII")
OF_ENTRY = struct.Struct("<QQQQII")
OPENED = struct.Struct("<QII")
TRANSFER = struct.Struct("<QQIIQII")  # of a read and of a write
WRITTEN = struct.Struct("<II")
FILE_SYSTEM = struct.Struct("<5Q4I24x")
FOLDER_ENTRY = struct.Struct("<QQII")

ASYNC_READ, BIG_WRITES, ASYNC_DIRECT, MAX_PAGES = 1 << 0, 1 << 5, 1 << 15, 1 << 22
ROOT, STICK = 1, 2
BLOCK = 4096
LISTED = ((ROOT, stat.S_IFDIR, "."), (ROOT, stat.S_IFDIR, ".."), (STICK, stat.S_IFREG, NAME))


@dataclass(frozen=True, slots=True)
class Request:
    opcode: int
    unique: int
    node: int
    body: bytes


def mount(folder: Path) -> int:
    """The kernel's end, for `serve`. Needs fusermount3, no root; as root others may come in too."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    options = "nosuid,nodev,fsname=stick,subtype=stick"
    if os.geteuid() == 0:
        options += ",allow_other"
    with ours, theirs:
        subprocess.run(
            ["fusermount3", "-o", options, "--", folder],
            env=os.environ | {"_FUSE_COMMFD": str(theirs.fileno())},
            pass_fds=[theirs.fileno()],
            check=True,
            timeout=LIMIT,
        )
        _, ancillary, _, _ = ours.recvmsg(1, socket.CMSG_SPACE(4))
    received = array.array("i")
    received.frombytes(ancillary[0][2][:4])
    return received[0]


def unmount(folder: Path) -> None:
    """Whoever still uses it keeps what they have open. One that is unmounted is fine. Raises
    TimeoutExpired."""
    command = ["fusermount3", "-u", "-z", "-q", "--", str(folder)]
    subprocess.run(command, check=False, capture_output=True, timeout=LIMIT)


def serve(memory: Memory, kernel: int) -> None:
    """Returns when the folder is unmounted."""
    Server(memory, kernel).run()


class Server:
    def __init__(self, memory: Memory, kernel: int) -> None:
        self._memory = memory
        self._kernel = kernel
        self._waiting = ThreadPoolExecutor(REQUESTS)
        self._answers: dict[int, Callable[[Request], bytes]] = {
            Opcode.LOOKUP: self._look_up,
            Opcode.GETATTR: self._tell_facts,
            Opcode.SETATTR: self._tell_facts,
            Opcode.OPEN: _open,
            Opcode.OPENDIR: _open,
            Opcode.READ: self._read,
            Opcode.WRITE: self._write,
            Opcode.FSYNC: self._sync,
            Opcode.STATFS: self._file_system,
            Opcode.READDIR: _listing,
            Opcode.INIT: _agreed,
            Opcode.RELEASE: _nothing,
            Opcode.RELEASEDIR: _nothing,
            Opcode.ACCESS: _nothing,
            Opcode.DESTROY: _nothing,
        }

    def run(self) -> None:
        buffer = bytearray(LARGEST + BLOCK)
        while True:
            try:
                length = os.readv(self._kernel, [buffer])
            except OSError as error:
                if error.errno in (errno.ENOENT, errno.EINTR, errno.EAGAIN):
                    continue  # a request was taken back
                return  # ENODEV: unmounted
            if not length:
                return
            _, opcode, unique, node, *_ = HEADER.unpack_from(buffer)
            request = Request(opcode, unique, node, bytes(buffer[HEADER.size : length]))
            if opcode in ON_MEMORY:
                self._waiting.submit(self._serve, request)
            elif opcode not in UNANSWERED:
                self._serve(request)

    def _serve(self, request: Request) -> None:
        number, body = 0, b""
        try:
            body = self._done(request)
        except OSError as error:
            number = error.errno or errno.EIO
        head = ANSWER.pack(ANSWER.size + len(body), -number, request.unique)
        try:
            os.writev(self._kernel, [head, body])
        except OSError:
            """Nobody waits for it any more."""

    def _done(self, request: Request) -> bytes:
        """The body of the answer. Raises OSError."""
        answer = self._answers.get(request.opcode)
        if answer is None:
            raise OSError(errno.ENOSYS, "")
        return answer(request)

    def _look_up(self, request: Request) -> bytes:
        if request.node != ROOT or request.body != NAME.encode() + b"\0":
            raise OSError(errno.ENOENT, "")
        return OF_ENTRY.pack(STICK, 0, 0, 0, 0, 0) + self._facts(STICK)

    def _tell_facts(self, request: Request) -> bytes:
        return OF_FACTS.pack(0, 0, 0) + self._facts(request.node)

    def _read(self, request: Request) -> bytes:
        _, offset, size, *_ = TRANSFER.unpack_from(request.body)
        return self._memory.read(offset, size)

    def _write(self, request: Request) -> bytes:
        _, offset, size, *_ = TRANSFER.unpack_from(request.body)
        self._memory.write(offset, request.body[TRANSFER.size : TRANSFER.size + size])
        return WRITTEN.pack(size, 0)

    def _sync(self, request: Request) -> bytes:
        if request.node == STICK:
            self._memory.sync()
        return b""

    def _file_system(self, _request: Request) -> bytes:
        blocks = self._memory.faults.size // BLOCK
        return FILE_SYSTEM.pack(blocks, 0, 0, 2, 0, BLOCK, 255, BLOCK, 0)

    def _facts(self, node: int) -> bytes:
        size, mode, links = 0, stat.S_IFDIR | 0o755, 2
        if node == STICK:
            if self._memory.faults.unplugged:  # a file without a byte would be one that was cut off
                raise OSError(errno.ENODEV, "")
            size, mode, links = self._memory.size, stat.S_IFREG | 0o666, 1
        return FACTS.pack(
            *(node, size, -(-size // 512), 0, 0, 0),
            *(0, 0, 0, mode, links, os.getuid(), os.getgid(), 0, BLOCK, 0),
        )


def _nothing(_request: Request) -> bytes:
    return b""


def _open(_request: Request) -> bytes:
    """No handle: there is one file. Its cached pages are forgotten."""
    return OPENED.pack(0, 0, 0)


def _agreed(request: Request) -> bytes:
    """Version and limits."""
    _, _, ahead, flags = INIT_ASKED.unpack_from(request.body)
    ours = flags & (ASYNC_READ | BIG_WRITES | ASYNC_DIRECT | MAX_PAGES)
    pages = LARGEST // BLOCK
    return INIT_TOLD.pack(7, 31, ahead, ours, REQUESTS, REQUESTS, LARGEST, 1, pages, 0, 0, 0)


def _listing(request: Request) -> bytes:
    """One entry after the other, from the one that is asked for."""
    _, offset, *_ = TRANSFER.unpack_from(request.body)
    listing = b""
    for place, (node, mode, name) in enumerate(LISTED, 1):
        if place > offset:
            entry = FOLDER_ENTRY.pack(node, place, len(name), mode >> 12) + name.encode()
            listing += entry.ljust(-(-len(entry) // 8) * 8, b"\0")
    return listing
