"""What lies in front of an image, in what is packed as a whole, is passed over while it is read."""

from collections.abc import Callable

import pytest
from packing import PACK, InMemory, MemoryStream, image, read_all
from support_seven_zip import LZMA2, ZSTD, Run, seven_zip
from support_tar import tar_of

from app.errors import PackedDamaged
from app.sources import peel
from app.sources.source import moved_of

IMAGE = image(200_000 // 512 * 512)
FRONT = image(3 << 20, seed=2)[600:]  # without the mark of a boot sector
FILES = (("a.txt", FRONT), ("disk.img", IMAGE))
SMALL = seven_zip([Run((FILES[1],), ZSTD)])
PACKED = {
    "solid 7z": seven_zip([Run(FILES, LZMA2)]),
    "7z with zstd": seven_zip([Run(FILES, ZSTD)]),
    "tar.xz": PACK["xz"](tar_of(*FILES)),
    "tar.gz": PACK["gzip"](tar_of(*FILES)),
    "tar.xz around gz": PACK["xz"](tar_of(FILES[0], ("disk.img.gz", PACK["gzip"](IMAGE)))),
    "tar.gz around 7z": PACK["gzip"](tar_of(FILES[0], ("disk.img.7z", SMALL))),
}


class Heard(InMemory):
    """Whoever reads from it is told of it."""

    tell: Callable[[], object] = staticmethod(lambda: None)

    def stream(self, start: int = 0) -> MemoryStream:
        heard, stream = self, super().stream(start)
        readinto = stream.readinto

        def telling(buffer: memoryview, /) -> int:
            heard.tell()
            return readinto(buffer)

        stream.readinto = telling  # type: ignore[method-assign]
        return stream


@pytest.mark.parametrize("name", PACKED)
def test_whoever_reads_hears_that_it_moves(name: str) -> None:
    below = Heard(PACKED[name])
    layer = peel(below, None).image
    seen: list[int] = []
    below.tell = lambda: seen.append(-1)
    stream = layer.stream()
    assert not seen  # to open it takes no time
    below.tell = lambda: seen.append(moved_of(stream)())
    first = memoryview(bytearray(100))
    assert stream.readinto(first) == 100
    assert len(set(seen)) > 5
    assert bytes(first) + read_all(stream) == IMAGE


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("share", [0.2, 0.5])
def test_a_damage_in_front_leaves_not_a_byte(name: str, share: float) -> None:
    below = InMemory(PACKED[name])
    layer = peel(below, None).image
    below._damage = int(share * len(PACKED[name]))
    with pytest.raises(PackedDamaged) as caught:
        read_all(layer.stream())
    assert caught.value.offset == 0
