"""How long a stick takes, and how it is made to hurry: waits that end when it is pulled out."""

import threading
import time
from collections.abc import Callable

from system.sticks.faults import Faults, Stall

SLACK = 0.05  # seconds that a stick may have been idle and still counts as busy


class Pace:
    """Keeps a stick's time. Requests may come from several threads: they queue."""

    def __init__(self, settings: Callable[[], Faults], changed: threading.Condition) -> None:
        """`changed` is notified whenever `settings` answers something else."""
        self._settings = settings
        self._changed = changed
        self._busy_until = 0.0
        self._stalled: set[tuple[str, Stall]] = set()
        self.held = 0  # requests that wait until somebody lets them go

    def reading(self, offset: int, length: int, before: int, written: int, syncs: int) -> None:
        """Returns when a read of so much is over. `before`: bytes that were read since the last
        write, `written`: those written until now, `syncs`: syncs until now."""
        faults = self._answered(
            lambda now: (
                (written >= now.hold_reading_from and _reached(now.hold_reading, before + length))
                or _reached(now.hold_reads_synced, syncs + 1)
            )
        )
        self._stall("read", faults.read_stalls, offset + length)
        self._work(length / faults.read_speed if faults.read_speed else 0)

    def writing(self, offset: int, length: int, before: int, syncs: int) -> None:
        """`before`: bytes that were written until now, `syncs`: syncs until now."""
        faults = self._answered(
            lambda now: (
                _reached(now.hold_written, before + length)
                or _reached(now.hold_writes_synced, syncs + 1)
            )
        )
        self._stall("write", faults.write_stalls, offset + length)
        slow = max(0, min(length, before + length - faults.burst))
        self._work(slow / faults.write_speed if faults.write_speed else 0)

    def syncing(self, before: int) -> None:
        """`before`: syncs until now."""
        faults = self._answered(lambda now: _reached(now.hold_sync, before + 1))
        self._rest(faults.sync_seconds)

    def _answered(self, held: Callable[[Faults], bool]) -> Faults:
        """The settings, once the stick answers at all."""

        def free() -> bool:
            now = self._settings()
            return not (now.hold or held(now)) or self._hopeless()

        with self._changed:
            if not free():
                self.held += 1
                self._changed.wait_for(free)
                self.held -= 1
        return self._settings()

    def _stall(self, kind: str, stalls: tuple[Stall, ...], end: int) -> None:
        for stall in stalls:
            if end > stall.offset and (kind, stall) not in self._stalled:
                self._stalled.add((kind, stall))
                self._rest(stall.seconds)

    def _work(self, seconds: float) -> None:
        """Whatever the server's own work took counts: the pace is the medium's, not on top."""
        seconds += self._settings().latency
        with self._changed:
            now = time.monotonic()
            self._busy_until = max(self._busy_until, now - SLACK) + seconds
            wait = self._busy_until - now
        self._rest(wait)

    def _rest(self, seconds: float) -> None:
        if seconds > 0:
            with self._changed:
                self._changed.wait_for(self._hopeless, seconds)

    def _hopeless(self) -> bool:
        return self._settings().dead or self._settings().unplugged


def _reached(limit: int | None, count: int) -> bool:
    return limit is not None and count > limit
