"""What is wrong with a stick: settings that can be sent to it while it is in use.

Everything is off unless it is set. Offsets and lengths are bytes, speeds bytes a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import Any, NamedTuple


class Beyond(StrEnum):
    """What a stick does with addresses that it says it has and has not."""

    WRAP = "wrap"  # they are others over again
    DROP = "drop"  # what is written there is lost, and zeros are read
    LIMBO = "limbo"  # all of it is one place, its last: whatever came there last is read everywhere


class Span(NamedTuple):
    """A part of the stick."""

    offset: int
    length: int

    @property
    def end(self) -> int:
        return self.offset + self.length

    def shared(self, offset: int, length: int) -> slice | None:
        """What of `length` bytes at `offset` lies in here, counted from `offset`."""
        first, last = max(self.offset, offset), min(self.end, offset + length)
        return slice(first - offset, last - offset) if first < last else None


class Stall(NamedTuple):
    """The first request that reaches behind `offset` takes `seconds`, once."""

    offset: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Faults:
    """`size` is what the stick says it has. A number of bytes "after" which something happens
    counts all that was written or read since the stick was made."""

    size: int
    real_size: int = 0  # what it has; 0: as much as it says
    beyond: Beyond = Beyond.WRAP
    read_only: bool = False  # its switch
    recorded: bool = False  # what it is given is kept, from then on (`system.sticks.tape`)

    corrupt: tuple[Span, ...] = ()  # every byte written here is silently kept wrong
    decays: tuple[Span, ...] = ()  # what is kept here goes wrong, once,
    decays_after: int = 0  # when more than so many bytes were written
    ignore: tuple[Span, ...] = ()  # what is written here is silently dropped
    flaky: tuple[Span, ...] = ()  # every byte read here is wrong, each time another way,
    flaky_reads: int | None = None  # for so many reads; None: for ever

    write_errors: tuple[Span, ...] = ()  # what touches these fails
    read_errors: tuple[Span, ...] = ()
    # These syncs fail, and only these; 0 is the first. What was in the cache is lost then, as a
    # kernel gives up what it could not write.
    sync_errors: tuple[int, ...] = ()
    worn_after: int | None = None  # bytes written after which every write fails
    unreadable_after: int | None = None  # bytes read after which every read fails
    dead: bool = False  # every request fails

    cache: int = 0  # bytes of volatile memory: what is in it is lost with the power
    disorderly: bool = False  # what is in the cache gets stored in any order
    lying_sync: bool = False  # a sync is confirmed and leaves the cache as it is

    read_speed: float = 0  # 0: as fast as it goes
    write_speed: float = 0
    burst: int = 0  # bytes written at full speed before `write_speed` holds
    latency: float = 0  # seconds a request
    sync_seconds: float = 0  # a sync takes
    write_stalls: tuple[Stall, ...] = ()
    read_stalls: tuple[Stall, ...] = ()
    hold: bool = False  # nothing is answered until it is off again, or the stick is pulled out
    hold_written: int | None = None  # no write that reaches behind so many bytes written is
    hold_reading: int | None = None  # nor a read behind so many bytes read since the last write,
    hold_reading_from: int = 0  # once so many were written
    hold_sync: int | None = None  # nor this sync, or a later one
    hold_writes_synced: int | None = None  # nor a write, once it was synced so often,
    hold_reads_synced: int | None = None  # nor a read

    unplugged: bool = False  # what a kernel says then: see `Memory`
    unplugged_after: int | None = None  # bytes written
    unplugged_reading: int | None = None  # bytes read

    @property
    def real(self) -> int:
        return self.real_size or self.size

    def changed(self, changes: Mapping[str, Any]) -> Faults:
        """With other settings, named as in JSON. Raises ValueError for what there is not."""
        known = {field.name for field in fields(self)}
        if unknown := set(changes) - known:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        return replace(self, **{name: _parsed(name, value) for name, value in changes.items()})

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, settings: Mapping[str, Any]) -> Faults:
        return cls(size=int(settings["size"])).changed(settings)


def touches(spans: Iterable[Span], offset: int, length: int) -> bool:
    return any(span.shared(offset, length) for span in spans)


def _parsed(name: str, value: Any) -> Any:
    match name:
        case "beyond":
            return Beyond(value)
        case "corrupt" | "decays" | "ignore" | "flaky" | "write_errors" | "read_errors":
            return tuple(Span(*each) for each in value)
        case "write_stalls" | "read_stalls":
            return tuple(Stall(*each) for each in value)
        case "sync_errors":
            return tuple(value)
        case _:
            return value
