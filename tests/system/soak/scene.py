"""Images and sticks at random, and looks at what is on them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from system.sticks.promises import Breach

from app.demo.image import demo_image
from app.drives import open_drive
from app.journal import about, unfinished

MIB = 1 << 20
SMALLEST, LARGEST = 512, 8 * MIB


@dataclass(frozen=True, slots=True)
class Image:
    path: Path
    content: bytes

    def padded(self, sector: int) -> bytes:
        """As a stick has it: filled with zeros to a whole sector."""
        return self.content.ljust(-(-len(self.content) // sector) * sector, b"\0")


def random_image(random: Random, folder: Path) -> Image:
    """One that starts, or one of any bytes; lengths around the borders of blocks come often."""
    length = random.choice(
        [
            random.randint(SMALLEST, LARGEST),
            random.randint(SMALLEST, 2 * MIB),
            random.randint(1, LARGEST // MIB) * MIB + random.choice([-512, -1, 0, 1, 512]),
        ]
    )
    start = demo_image() if random.random() < 0.5 else b""
    if length < len(start):  # a part of it would be refused
        start = b""
    content = start + _filling(random, length - len(start))
    path = folder / "image.iso"
    path.write_bytes(content)
    return Image(path, content)


def _filling(random: Random, length: int) -> bytes:
    """Any bytes, or such as repeat themselves: those are the same in a wrong place."""
    period = random.choice([length, length, length, MIB, random.randint(1, 3) * 4096])
    makers: list[Callable[[int], bytes]] = [random.randbytes, random.randbytes, bytes]
    pattern = random.choice(makers)(min(period, length) or 1)
    return (pattern * (length // len(pattern) + 1))[:length]


def random_size(random: Random, image: Image) -> int:
    """Of a stick: mostly one that is larger, in whole blocks of 4096 bytes."""
    more = random.choice([0, 4096, random.randint(0, 4 * MIB), MIB, 2 * MIB])
    return max(MIB, -(-(len(image.content) + more) // 4096) * 4096)


def old_contents(random: Random, size: int) -> bytes:
    """What somebody had on it: it looks like something, from its first sector on."""
    pattern = b"\xeb\x3c" + random.randbytes(508) + b"\x55\xaa"
    return (pattern * (size // 512 + 1))[:size]


def told_wrongly(
    state: Path, stick: str, *, unfinished_stick: bool, finished: bool
) -> list[Breach]:
    """Whether the journal says what is the matter with a stick, and nothing else."""
    told = about(open_drive(stick).info, unfinished(state / "stickwright" / "jobs"))
    if unfinished_stick and told is None:
        return [Breach.UNTOLD]
    if finished and told is not None:
        return [Breach.TALE]
    return []
