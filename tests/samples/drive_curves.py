"""How drives really go: speed over the place, pauses, and how fast they are read back.

No curve here was recorded from hardware. Those called "lab" have the figures that emulated USB
sticks showed in a virtual machine (their speed, their pauses); the others are written after what
such drives are known to do: a fast cache that is full, tidying up, heat, a port that is slow.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import sin
from random import Random

from app.events import Event, Progressed, Stage, StageStarted

MB = 10**6
TICK = 0.5  # seconds between two events
Speed = Callable[[float], float]  # of the part of the image that is written, MB/s


@dataclass(frozen=True)
class DriveCurve:
    """`pauses`: (part of the image, seconds). `reads` in MB/s, `sync` in seconds."""

    name: str
    origin: str
    size: int
    writes: Speed
    reads: float
    pauses: tuple[tuple[float, float], ...] = ()
    sync: float = 0.3
    noise: float = 0.04
    seed: int = field(default=1)

    def events(self) -> Iterator[tuple[float, Event]]:
        """With their times in seconds, from the first write to the last byte read back."""
        random = Random(self.seed)
        written = 0.0
        yield 0.0, StageStarted(Stage.WRITE, self.size)
        for written, done in self._way(0.0, self.writes, list(self.pauses), random):
            yield written, Progressed(Stage.WRITE, done)
        yield written, StageStarted(Stage.SYNC, None)
        stored = written + self.sync
        yield stored, StageStarted(Stage.VERIFY, self.size)
        for now, done in self._way(stored, lambda _: self.reads, [], random):
            yield now, Progressed(Stage.VERIFY, done)

    def _way(
        self, now: float, speed: Speed, pauses: list[tuple[float, float]], random: Random
    ) -> Iterator[tuple[float, int]]:
        done = 0
        while done < self.size:
            part = done / self.size
            if pauses and part >= pauses[0][0]:
                _, seconds = pauses.pop(0)
                for _ in range(round(seconds / TICK)):
                    now += TICK
                    yield now, done
            rate = speed(part) * MB * random.uniform(1 - self.noise, 1 + self.noise)
            step = min(self.size - done, max(1, round(rate * TICK)))
            now += step / rate
            done += step
            yield now, done


def steady(rate: float) -> Speed:
    return lambda _: rate


def cache(until: float, fast: float, slow: float) -> Speed:
    """`fast` as long as what is written fits into the cache."""
    return lambda part: fast if part < until else slow


def turns(fast: float, slow: float, times: int) -> Speed:
    """A cache that empties itself again and again."""
    return lambda part: fast if part * times % 1 < 0.4 else slow


def slope(start: float, end: float) -> Speed:
    return lambda part: start + (end - start) * part


def waves(middle: float, height: float) -> Speed:
    return lambda part: middle + height * sin(part * 60)


def _every(part: float, seconds: float) -> tuple[tuple[float, float], ...]:
    return tuple((index * part, seconds) for index in range(1, int(1 / part)))


WRITTEN, LAB = "written", "lab"

CURVES = (
    DriveCurve("slow-both-ways", LAB, 1500 * MB, steady(8.5), 8.5),
    DriveCurve("reads-slower", LAB, 3000 * MB, steady(74), 49),
    DriveCurve("old-stick", LAB, 2000 * MB, steady(20), 20),
    DriveCurve("pause-of-8-s", LAB, 2000 * MB, steady(20), 20, ((0.3, 8.0),)),
    DriveCurve("reset-after-45-s", LAB, 4000 * MB, steady(20), 40, ((0.15, 45.0),)),
    DriveCurve("usual-stick", WRITTEN, 6200 * MB, steady(40), 150),
    DriveCurve("slow-stick", WRITTEN, 2000 * MB, steady(15), 30),
    DriveCurve("external-ssd", WRITTEN, 30_000 * MB, steady(350), 420),
    DriveCurve("cache-one-gb", WRITTEN, 6200 * MB, cache(0.158, 78, 41), 112),
    DriveCurve("cache-small", WRITTEN, 4000 * MB, cache(0.15, 60, 27), 120),
    DriveCurve("cache-half", WRITTEN, 6000 * MB, cache(0.5, 90, 45), 130),
    DriveCurve("cache-empties", WRITTEN, 6000 * MB, turns(80, 30, 6), 110),
    DriveCurve("tidies-up", WRITTEN, 5000 * MB, steady(30), 90, _every(0.06, 2.0)),
    DriveCurve("tidies-up-long", WRITTEN, 5000 * MB, steady(25), 80, _every(0.125, 6.0)),
    DriveCurve("sd-card", WRITTEN, 3000 * MB, steady(11), 20, noise=0.15),
    DriveCurve("usb-2-port", WRITTEN, 6000 * MB, steady(28), 33),
    DriveCurve("grows-warm", WRITTEN, 8000 * MB, slope(45, 22), 90),
    DriveCurve("grows-quick", WRITTEN, 5000 * MB, slope(22, 40), 100),
    DriveCurve("restless", WRITTEN, 5000 * MB, steady(35), 100, noise=0.6),
    DriveCurve("waves", WRITTEN, 5000 * MB, waves(32, 18), 100, sync=4.0),
)

# What nobody can know before: a cache that hides how slow it is behind it, minutes of nothing, a
# drive that is read five times slower than it was written.
SURPRISES = (
    DriveCurve("cache-hides-a-snail", WRITTEN, 4000 * MB, cache(0.2, 80, 8), 60),
    DriveCurve("reset-again-and-again", WRITTEN, 2000 * MB, steady(20), 20, ((0.9, 200.0),)),
    DriveCurve("reads-like-a-snail", WRITTEN, 4000 * MB, steady(60), 12),
)
