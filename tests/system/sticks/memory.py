"""What a stick's memory does with what it is given: the one model behind every way of attaching it.

It stands over a plain file that holds what a stick would still hold without power. A stick with no
fault set is as good as that file. Two front ends serve it: `system.sticks.nbd` to an emulated
computer, `system.sticks.fuse` as a file of this one. `system.sticks.attach` is what tests use:

    with faulty_file(tmp_path, Faults(16 << 20, read_errors=(Span(4096, 512),))) as stick:
        open_drive(str(stick.path))         # a virtual stick, for any user
        stick.change(dead=True)             # while it is in use
        stick.counters().flushes            # what was asked of it
        stick.holds(image)                  # whether it really has these bytes, caches left out

    with faulty_loop(tmp_path, Faults(16 << 20)) as stick:
        stick.node                          # "/dev/loop3", as root: a block device of the kernel

Errors are those of a kernel's block layer: EIO for what the medium refuses, EPERM where the switch
is set. Of a stick that was pulled out, reading ends without an error, writing finds no space, a
sync fails and the size is 0.
"""

import errno
import os
import random
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from system.sticks.faults import Beyond, Faults, Span, touches
from system.sticks.pace import Pace
from system.sticks.tape import Recorder

LONGEST_LOG = 20_000  # requests
LIMBO = 4096  # bytes of the one place that all addresses share which a stick has not
WRONG = bytes(byte ^ 0x40 for byte in range(256))


@dataclass(slots=True)
class Counters:
    """Since the stick was made. `lost` are bytes that were in its cache when the power went."""

    read: int = 0
    written: int = 0
    reads: int = 0
    writes: int = 0
    flushes: int = 0  # confirmed
    syncs: int = 0  # asked for
    errors: int = 0
    wrong_reads: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A request: "read", "write" or "sync"."""

    name: str
    offset: int = 0
    length: int = 0


class Memory:
    """Reads and writes raise OSError. Any thread may call; one request is served after the other,
    however long it waits for its turn."""

    def __init__(self, file: Path, faults: Faults, *, seed: int = 0) -> None:
        """`file` is made, and made as long as the stick really is. What is in it stays."""
        self._file = file
        self._fd = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        self._faults = faults
        os.truncate(self._fd, faults.real)
        self._changed = threading.Condition()
        self._pace = Pace(lambda: self._faults, self._changed)
        self._cached: list[tuple[int, bytes]] = []
        self._random = random.Random(seed)
        self._read_since = 0  # bytes since the last write
        self._worn = False  # which stays so: it takes no smaller write either
        self.counters = Counters()
        self.log: list[Call] = []
        self._recorder = Recorder(file) if faults.recorded else None

    @property
    def faults(self) -> Faults:
        return self._faults

    @property
    def size(self) -> int:
        return 0 if self._faults.unplugged else self._faults.size

    def change(self, settings: Mapping[str, Any]) -> None:
        """From the next request on; what waits goes on at once if the stick is dead. Raises
        ValueError."""
        with self._changed:
            self._set(self._faults.changed(settings))

    def close(self) -> None:
        """Nobody has it plugged in any more, nor will again."""
        os.close(self._fd)
        if self._recorder is not None:
            self._recorder.close()

    def cut_power(self) -> None:
        """What was not synced is gone; the stick is as if it had just been plugged in."""
        with self._changed:
            self._lose()

    def read(self, offset: int, length: int) -> bytes:
        """Fewer bytes at the end of the stick."""
        self._note(Call("read", offset, length))
        counters = self.counters
        self._pace.reading(offset, length, self._read_since, counters.written, counters.syncs)
        with self._changed:
            length = max(0, min(length, self.size - offset))
            if not length:
                return b""
            after = self._faults.unreadable_after
            worn = after is not None and self.counters.read + length > after
            self._demand(worn or touches(self._faults.read_errors, offset, length))
            self.counters.reads += 1
            self.counters.read += length
            self._read_since += length
            data = self._misread(offset, self._stored(offset, length))
            limit = self._faults.unplugged_reading
            if limit is not None and self.counters.read >= limit:
                self._set(self._faults.changed({"unplugged": True}))
                return b""
            return data

    def write(self, offset: int, data: bytes, *, through: bool = False) -> None:
        """`through`: past the cache."""
        self._note(Call("write", offset, len(data)))
        self._pace.writing(offset, len(data), self.counters.written, self.counters.syncs)
        with self._changed:
            limit, after = self._faults.unplugged_after, self._faults.worn_after
            written = self.counters.written + len(data)
            if limit is not None and written > limit:
                self._set(self._faults.changed({"unplugged": True}))
            if offset + len(data) > self.size:
                raise self._failed(errno.ENOSPC)
            if self._faults.read_only:
                raise self._failed(errno.EPERM)
            self._worn = after is not None and (self._worn or written > after)
            self._demand(self._worn or touches(self._faults.write_errors, offset, len(data)))
            self.counters.writes += 1
            self.counters.written = written
            self._read_since = 0
            self._keep(offset, data, through=through)
            if self._faults.decays and written > self._faults.decays_after:
                self._decay()

    def sync(self) -> None:
        self._note(Call("sync"))
        if self._recorder is not None:
            with self._changed:
                self._recorder.asked()
        self._pace.syncing(self.counters.syncs)
        with self._changed:
            self.counters.syncs += 1
            refused = self.counters.syncs - 1 in self._faults.sync_errors
            if refused:
                self._lose()
            self._demand(refused or self._faults.unplugged)
            self.counters.flushes += 1
            if self._recorder is not None:
                self._recorder.confirmed()
            if not self._faults.lying_sync:
                self._drain(0)

    def holds(self, content: bytes, offset: int = 0) -> bool:
        """Whether the stick has these bytes for good: not in its cache, however reading goes."""
        with self._changed:
            return self._permanent(offset, len(content)) == content

    def to_json(self, *, log: bool = False) -> dict[str, Any]:
        told: dict[str, Any] = {
            "faults": self._faults.to_json(),
            "counters": asdict(self.counters),
            "cached": sum(len(data) for _, data in self._cached),
            "held": self._pace.held,
        }
        if log:
            told["log"] = [[call.name, call.offset, call.length] for call in self.log]
        return told

    def _set(self, faults: Faults) -> None:
        self._faults = faults
        if faults.recorded and self._recorder is None:
            self._recorder = Recorder(self._file)
        self._changed.notify_all()
        if faults.unplugged:
            self._lose()

    def _lose(self) -> None:
        self.counters.lost += sum(len(data) for _, data in self._cached)
        self._cached.clear()

    def _note(self, call: Call) -> None:
        """As it comes, before it waits for its turn."""
        with self._changed:
            if len(self.log) < LONGEST_LOG:
                self.log.append(call)

    def _demand(self, refused: bool) -> None:
        if refused or self._faults.dead:
            raise self._failed(errno.EIO)

    def _failed(self, number: int) -> OSError:
        self.counters.errors += 1
        return OSError(number, os.strerror(number))

    def _stored(self, offset: int, length: int) -> bytes:
        """What the stick believes it holds, its cache included."""
        data = bytearray(self._permanent(offset, length))
        for position, new in self._cached:
            if part := Span(position, len(new)).shared(offset, length):
                first = part.start + offset - position
                data[part] = new[first : first + part.stop - part.start]
        return bytes(data)

    def _permanent(self, offset: int, length: int) -> bytes:
        data = bytearray(length)
        for place, part in self._places(offset, length):
            if place is not None:
                size = part.stop - part.start
                data[part] = os.pread(self._fd, size, place).ljust(size, b"\0")
        return bytes(data)

    def _places(self, offset: int, length: int) -> Iterator[tuple[int | None, slice]]:
        """Where the parts of a request really are; None where there is nothing."""
        real, beyond, done = self._faults.real, self._faults.beyond, 0
        while done < length:
            wrapped = (offset + done) % real
            lies = offset + done >= real
            if lies and beyond is Beyond.LIMBO:
                wrapped = real - LIMBO + (offset + done) % LIMBO
            part = min(length - done, real - wrapped)
            gone = lies and beyond is Beyond.DROP
            yield None if gone else wrapped, slice(done, done + part)
            done += part

    def _misread(self, offset: int, data: bytes) -> bytes:
        parts = [part for span in self._faults.flaky if (part := span.shared(offset, len(data)))]
        left = self._faults.flaky_reads
        if not parts or left == 0:
            return data
        if left is not None:
            self._set(self._faults.changed({"flaky_reads": left - 1}))
        self.counters.wrong_reads += 1
        wrong = bytearray(data)
        for part in parts:
            key = self._random.randrange(1, 256)
            wrong[part] = wrong[part].translate(bytes(byte ^ key for byte in range(256)))
        return bytes(wrong)

    def _keep(self, offset: int, data: bytes, *, through: bool) -> None:
        kept = bytearray(data)
        for span in self._faults.ignore:
            if part := span.shared(offset, len(data)):
                kept[part] = self._stored(offset + part.start, part.stop - part.start)
        for span in self._faults.corrupt:
            if part := span.shared(offset, len(data)):
                kept[part] = kept[part].translate(WRONG)
        if self._recorder is not None:
            self._recorder.took(offset, bytes(kept), through=through)
        if self._faults.cache and not through:
            self._cached.append((offset, bytes(kept)))
            self._drain(self._faults.cache)
        else:
            self._drain(0)  # what came before must not come later
            self._store(offset, bytes(kept))

    def _decay(self) -> None:
        for span in self._faults.decays:
            self._store(span.offset, self._permanent(*span).translate(WRONG))
        self._set(self._faults.changed({"decays": ()}))

    def _drain(self, room: int) -> None:
        """Until no more than `room` bytes are in the cache: the oldest first, or any that overtakes
        nothing in its own place."""
        while sum(len(data) for _, data in self._cached) > room:
            place = self._random.randrange(len(self._cached)) if self._faults.disorderly else 0
            spans = [Span(offset, len(data)) for offset, data in self._cached[: place + 1]]
            place = next(i for i, span in enumerate(spans) if span.shared(*spans[-1]))
            self._store(*self._cached.pop(place))

    def _store(self, offset: int, data: bytes) -> None:
        for place, part in self._places(offset, len(data)):
            if place is not None:
                os.pwrite(self._fd, data[part], place)
