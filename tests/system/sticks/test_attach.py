"""Sticks as files, as block devices, and as what QEMU attaches: all of it the same memory."""

import errno
import mmap
import os
import signal
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from support_images import image_bytes
from system.sticks import attach, control
from system.sticks.attach import NbdStick, Stick, faulty_file, faulty_loop, faulty_nbd
from system.sticks.control import StickError
from system.sticks.faults import Faults, Span

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="loop devices need root"),
]

MIB = 1 << 20
SIZE = 8 * MIB
DIRECT = os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC


def buffer(content: bytes) -> mmap.mmap:
    """Page-aligned."""
    memory = mmap.mmap(-1, len(content))
    memory[:] = content
    return memory


@contextmanager
def opened(path: str | Path, flags: int = DIRECT) -> Iterator[int]:
    fd = os.open(path, flags)
    try:
        yield fd
    finally:
        os.close(fd)


@contextmanager
def attached(kind: str, folder: Path, faults: Faults) -> Iterator[tuple[Stick, str]]:
    if kind == "file":
        with faulty_file(folder, faults) as stick:
            yield stick, str(stick.path)
    else:
        with faulty_loop(folder, faults) as loop:
            yield loop, loop.node


both = pytest.mark.parametrize("kind", ["file", "loop"])


@both
def test_direct_requests_reach_the_memory(tmp_path: Path, kind: str) -> None:
    content = image_bytes(3 * MIB)
    (tmp_path / "image").write_bytes(content)
    with attached(kind, tmp_path, Faults(SIZE)) as (stick, place):
        with opened(place) as fd:
            assert os.pwritev(fd, [buffer(content)], MIB) == len(content)
            assert stick.line.holds(tmp_path / "image", MIB)
            os.fsync(fd)
            back = buffer(bytes(len(content)))
            assert os.preadv(fd, [back], MIB) == len(content)
            assert bytes(back) == content
            assert os.preadv(fd, [back], SIZE - MIB) == MIB
        assert stick.line.counters().written == len(content)
        assert stick.line.counters().flushes >= 1
        assert {call.name for call in stick.line.log()} == {"read", "write", "sync"}
    assert stick.permanent[MIB : 4 * MIB] == content


@both
def test_errors_and_lies_reach_who_uses_it(tmp_path: Path, kind: str) -> None:
    faults = Faults(
        SIZE,
        read_errors=(Span(5 * MIB, 512),),
        write_errors=(Span(6 * MIB, 512),),
        ignore=(Span(2 * MIB, 4096),),
    )
    with attached(kind, tmp_path, faults) as (stick, place), opened(place) as fd:
        view = buffer(image_bytes(4096))
        with pytest.raises(OSError, match="Input/output error"):
            os.preadv(fd, [view], 5 * MIB)
        with pytest.raises(OSError, match="Input/output error"):
            os.pwritev(fd, [view], 6 * MIB)
        os.pwritev(fd, [view], 2 * MIB)
        os.preadv(fd, [view], 2 * MIB)
        assert bytes(view) == bytes(4096)
        done = stick.line.counters().syncs
        stick.line.change(sync_errors=[done])
        with pytest.raises(OSError, match="Input/output error"):
            os.fsync(fd)
        os.fsync(fd)


@both
def test_buffered_reading_sees_what_the_stick_has_lost(tmp_path: Path, kind: str) -> None:
    """The trap that reading past the cache is there for."""
    with attached(kind, tmp_path, Faults(SIZE, ignore=(Span(0, SIZE),))) as (_, place):
        with opened(place, os.O_RDWR | os.O_CLOEXEC) as fd:
            os.pwrite(fd, b"x" * 4096, 0)
            os.fsync(fd)
            assert os.pread(fd, 4096, 0) == b"x" * 4096
        with opened(place) as fd:
            view = buffer(bytes(4096))
            os.preadv(fd, [view], 0)
            assert bytes(view) == bytes(4096)


def test_a_file_that_is_pulled_out(tmp_path: Path) -> None:
    with faulty_file(tmp_path, Faults(SIZE)) as stick, opened(stick.path) as fd:
        stick.line.change(unplugged=True)
        view = buffer(bytes(4096))
        assert os.preadv(fd, [view], 0) == 0
        with pytest.raises(OSError, match="No space"):
            os.pwritev(fd, [view], 0)
        with pytest.raises(OSError, match="Input/output error"):
            os.fsync(fd)
        with pytest.raises(OSError, match="No such device"):
            os.fstat(fd)


@both
def test_a_held_stick_lets_facts_through_and_ends_when_it_is_left(
    tmp_path: Path, kind: str
) -> None:
    ends: list[int] = []

    def read(fd: int) -> None:
        try:
            os.preadv(fd, [buffer(bytes(4096))], 0)
        except OSError as error:
            ends.append(error.errno or 0)

    with attached(kind, tmp_path, Faults(SIZE)) as (stick, place), opened(place) as fd:
        stick.line.change(hold=True)
        waiting = threading.Thread(target=read, args=(fd,), daemon=True)
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
        assert os.lseek(fd, 0, os.SEEK_END) == SIZE
        stick.line.change(dead=True)
        waiting.join(20)
        assert ends == [errno.EIO]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr(control, "LIMIT", 0.5)
    monkeypatch.setattr(attach, "LIMIT", 0.5)
    monkeypatch.setattr(attach, "START", 0.2)


def test_a_stick_that_does_not_answer_is_told_of(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with faulty_file(tmp_path, Faults(SIZE)) as stick:
        stick.line.counters()
        request.getfixturevalue("impatient")
        os.kill(stick.line.process, signal.SIGSTOP)
        with pytest.raises(StickError, match="no answer"):
            stick.line.counters()
    with pytest.raises(ProcessLookupError):
        os.kill(stick.line.process, 0)


def test_a_device_whose_stick_does_not_answer_is_let_go_of_all_the_same(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as stack:
        stick = stack.enter_context(faulty_loop(tmp_path, Faults(SIZE)))
        request.getfixturevalue("impatient")
        os.kill(stick.line.process, signal.SIGSTOP)
        with pytest.raises(StickError, match="no answer"):
            stack.close()
    assert not Path(f"/sys/block/{Path(stick.node).name}/loop").exists()
    with pytest.raises(ProcessLookupError):
        os.kill(stick.line.process, 0)


@pytest.mark.usefixtures("impatient")
def test_a_stick_that_does_not_start_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(silent))
    with pytest.raises(StickError, match="did not start"), faulty_file(tmp_path, Faults(SIZE)):
        pass


def test_a_second_time_it_is_the_same_stick(tmp_path: Path) -> None:
    with faulty_file(tmp_path, Faults(SIZE)) as stick, opened(stick.path) as fd:
        os.pwritev(fd, [buffer(b"kept" * 1024)], 0)
    with faulty_file(tmp_path, Faults(SIZE)) as stick, opened(stick.path) as fd:
        view = buffer(bytes(4096))
        os.preadv(fd, [view], 0)
        assert bytes(view) == b"kept" * 1024


def test_sectors_of_4096_bytes(tmp_path: Path) -> None:
    with (
        faulty_loop(tmp_path, Faults(SIZE), sector=4096) as stick,
        opened(stick.node) as fd,
        pytest.raises(OSError, match="Invalid argument"),
    ):
        os.pwritev(fd, [buffer(bytes(512))], 0)


class Client:
    """As much of NBD as QEMU speaks."""

    def __init__(self, stick: NbdStick) -> None:
        self.line = socket.socket(socket.AF_UNIX)
        self.line.settimeout(20)
        self.line.connect(str(stick.socket))
        assert self.receive(18) == b"NBDMAGICIHAVEOPT\0\3"
        self.line.sendall(struct.pack(">I", 3))
        self.line.sendall(struct.pack(">8sII", b"IHAVEOPT", 8, 0))  # structured replies: no
        assert struct.unpack(">QIII", self.receive(20))[2:] == (0x80000001, 0)
        self.line.sendall(struct.pack(">8sII", b"IHAVEOPT", 7, 6) + bytes(6))
        _, _, kind, length = struct.unpack(">QIII", self.receive(20))
        assert (kind, length) == (3, 12)
        _, self.size, self.flags = struct.unpack(">HQH", self.receive(12))
        self.receive(20)

    def receive(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self.line.recv(count - len(data))
            assert more, "the stick let go"
            data += more
        return data

    def ask(
        self, command: int, offset: int, length: int, data: bytes = b"", *, flags: int = 0
    ) -> tuple[int, bytes]:
        request = struct.pack(">IHHQQI", 0x25609513, flags, command, 7, offset, length)
        self.line.sendall(request + data)
        magic, number, handle = struct.unpack(">IIQ", self.receive(16))
        assert (magic, handle) == (0x67446698, 7)
        return number, self.receive(length) if command == 0 and not number else b""


def test_qemu_finds_the_same_memory(tmp_path: Path) -> None:
    faults = Faults(SIZE, cache=SIZE, read_errors=(Span(MIB, 512),))
    with faulty_nbd(tmp_path, faults) as stick:
        client = Client(stick)
        assert client.size == SIZE
        assert not client.flags & 2
        assert client.ask(1, 4096, 4096, b"x" * 4096) == (0, b"")
        assert client.ask(0, 4096, 4096) == (0, b"x" * 4096)
        assert stick.permanent[4096:8192] == bytes(4096)
        assert client.ask(3, 0, 0) == (0, b"")
        assert stick.permanent[4096:8192] == b"x" * 4096
        assert client.ask(1, 8192, 4096, b"y" * 4096, flags=1) == (0, b"")
        assert stick.permanent[8192:12288] == b"y" * 4096
        assert client.ask(6, 4096, 2 * MIB) == (0, b"")
        assert client.ask(0, 4096, 4096) == (0, bytes(4096))
        assert client.ask(0, MIB, 4096)[0] == errno.EIO
        assert client.ask(1, SIZE, 4096, bytes(4096))[0] == errno.ENOSPC
        assert client.ask(4, 0, 4096)[0] == 0
        assert client.ask(5, 0, 0)[0] == errno.EINVAL
        stick.line.cut_power()
        assert client.ask(0, 4096, 4096) == (0, b"x" * 4096)
        client.line.close()
