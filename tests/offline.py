"""No internet, in three strengths.

`python tests/offline.py PROGRAM …` runs a program that the kernel ends (SIGSYS) at the first socket
that could lead out of this computer, and every process that it starts: of all families only those
of files and of the kernel itself may be made, not even loopback. seccomp(2), so it needs no root,
no namespace and no help of the program. What was never made, nothing can have been sent through.

`watch()` is for the tests themselves, of which some may want loopback: an audit hook of Python
(PEP 578) that hears of every connection, listener, datagram and look-up of a name.

`leave()` is for them and for all that they start, whatever it is written in: a network namespace
with nothing but loopback in it (network_namespaces(7)), whose kernel counts what it had no way for
(`strays`). It takes root.
"""

import ctypes
import fcntl
import os
import platform
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NEEDED = (socket.AF_UNIX, socket.AF_NETLINK)  # D-Bus and displays; udev

# The number of socket(2) and the name of the machine for the filter (linux/audit.h).
_MACHINES = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7), "riscv64": (198, 0xC00000F3)}
POSSIBLE = platform.machine() in _MACHINES
_IO_URING_SETUP = 425  # it makes sockets, too; the same number everywhere

# linux/bpf_common.h, linux/seccomp.h, linux/prctl.h
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16  # in struct seccomp_data, little-endian
_OTHER_ABI = 0x40000000  # x32: the same calls under other numbers
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2

_CLONE_NEWNET = 0x40000000  # linux/sched.h
_SET_FLAGS, _UP = 0x8914, 1  # SIOCSIFFLAGS, IFF_UP

_LOCAL = ("", "localhost", "127.", "::1")


def _program() -> list[tuple[int, int, int, int]]:
    """(code, steps to skip if true, if false, value)"""
    number, machine = _MACHINES[platform.machine()]
    many = len(NEEDED)
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, many + 5, machine),  # else killed
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, many + 3, 0, _OTHER_ABI),  # then killed
        (_EQUAL, many + 2, 0, _IO_URING_SETUP),  # then killed
        (_EQUAL, 0, many + 2, number),  # else allowed
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        *((_EQUAL, many - place, 0, family) for place, family in enumerate(NEEDED)),
        (_RETURN, 0, 0, _KILL),
        (_RETURN, 0, 0, _ALLOW),
    ]


def forbid() -> None:
    """For this process and its children, for good. Raises OSError."""
    program = b"".join(struct.pack("HBBI", *step) for step in _program())
    steps = ctypes.create_string_buffer(program, len(program))
    fprog = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(steps))
    libc = ctypes.CDLL(None, use_errno=True)
    for request in ((_NO_NEW_PRIVILEGES, 1, 0), (_SET_SECCOMP, _MODE_FILTER, fprog)):
        if libc.prctl(*request, 0, 0):
            raise OSError(ctypes.get_errno(), "seccomp")


def leave() -> bool:
    """For this thread, and for threads and processes that are begun by it; False where that may not
    be done."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:  # `forbid` allows no other
        fcntl.ioctl(made, _SET_FLAGS, struct.pack("16sh22x", b"lo", _UP))
    return True


def strays() -> int:
    """How often somebody in this namespace wanted to get out of it: RFC 4293, OutNoRoutes."""
    total, net = 0, Path("/proc/thread-self/net")
    for line in (net / "snmp6").read_text().splitlines():
        name, number = line.split()
        total += int(number) if name == "Ip6OutNoRoutes" else 0
    names, numbers = (
        line.split() for line in (net / "snmp").read_text().splitlines() if line.startswith("Ip:")
    )
    return total + int(numbers[names.index("OutNoRoutes")])


def watch() -> list[str]:
    """What was tried so far by Python in this process; it is refused, and the list goes on."""
    tried: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        ask = _EVENTS.get(event)
        if ask is not None and not ask(arguments):
            tried.append(f"{event} {arguments[-1] if event in _OF_SOCKETS else arguments[0]}")
            raise PermissionError(f"No internet in the tests: {tried[-1]}")

    sys.addaudithook(hear)
    return tried


def _is_local_host(arguments: tuple[Any, ...]) -> bool:
    host = arguments[0]
    text = host.decode() if isinstance(host, bytes) else host or ""
    return text in _LOCAL or text.startswith("127.")


def _is_local_socket(arguments: tuple[Any, ...]) -> bool:
    made, address = arguments
    if made.family not in (socket.AF_INET, socket.AF_INET6):
        return True
    return isinstance(address, tuple) and bool(address[0]) and _is_local_host(address)


_OF_SOCKETS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")
_EVENTS: dict[str, Callable[[tuple[Any, ...]], bool]] = {
    **dict.fromkeys(_OF_SOCKETS, _is_local_socket),
    "socket.getaddrinfo": _is_local_host,
    "socket.gethostbyname": _is_local_host,
    "socket.gethostbyaddr": _is_local_host,
}


if __name__ == "__main__":
    forbid()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606  what it is for
