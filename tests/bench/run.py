"""A command, measured from outside: time, processor, memory, page cache, and what reached the
device."""

import json
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.target import MiB, Target

_LOOK = 0.03  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """Memory in bytes; `lead` is by how much the program's own progress ran ahead of what the
    device had taken, where it told any."""

    seconds: float
    processor: float
    memory: int
    cache: int
    written: int
    read: int
    failed: str = ""
    lead: int | None = None


@dataclass
class _Peaks:
    process: subprocess.Popen[bytes]
    memory: int = 0
    cache: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> None:
        before = _cached()
        while not self.over.wait(_LOOK):
            self.memory = max(self.memory, _of_all(self.process.pid), _peak_of(self.process.pid))
            self.cache = max(self.cache, _cached() - before)


def run(command: Sequence[str], targets: Sequence[Target], *, told: bool = False) -> Run:
    """`told`: the command's standard output are our own events, which say how far it is."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    before = [each.traffic for each in targets]
    began = time.monotonic()
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
    )
    peaks = _Peaks(process)
    watcher = threading.Thread(target=peaks.watch, daemon=True)
    watcher.start()
    assert process.stdout is not None
    lead, said = None, b""
    with process.stdout:
        for line in process.stdout:
            said = line.strip() or said
            if told and len(targets) == 1 and (done := _done(line)):
                taken = targets[0].traffic[0] - before[0][0] - 2 * MiB  # both ends were blanked
                lead = max(lead or 0, done - taken)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    peaks.over.set()
    watcher.join()
    after = [each.traffic for each in targets]
    return Run(
        seconds,
        used.ru_utime + used.ru_stime,
        peaks.memory,
        peaks.cache,
        sum(now[0] - then[0] for now, then in zip(after, before, strict=True)),
        sum(now[1] - then[1] for now, then in zip(after, before, strict=True)),
        said.decode(errors="replace") if process.returncode else "",
        lead,
    )


def _done(line: bytes) -> int:
    """Bytes of the image that a line says have been written."""
    with suppress(ValueError):
        event = json.loads(line)
        if event.get("event") == "progress" and event.get("stage") == "write":
            return int(event["done"])
    return 0


def _peak_of(pid: int) -> int:
    """Of this process alone, in bytes. What wait() tells counts the harness in, that it came of."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0


def _cached() -> int:
    wanted = ("Cached:", "Buffers:")
    lines = [line.split() for line in Path("/proc/meminfo").read_text().splitlines()]
    return sum(int(line[1]) * 1024 for line in lines if line[0] in wanted)


def _of_all(root: int) -> int:
    """Resident bytes of a process and all below it."""
    children: dict[int, list[int]] = {}
    resident: dict[int, int] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
                children.setdefault(int(fields[1]), []).append(int(entry.name))
                resident[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    total, todo = 0, [root]
    while todo:
        pid = todo.pop()
        total += resident.get(pid, 0)
        todo += children.get(pid, [])
    return total
