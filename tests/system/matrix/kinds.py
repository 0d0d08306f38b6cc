"""Images from which more is made than a copy: the files of a Windows installer become a stick of
their own, and behind a live system comes a partition for what is done in it."""

import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from support_composed import read_back
from support_images import image_bytes
from support_layout import DEBIAN, by_mbr
from support_windows import FILES, windows_disc
from system.matrix.host import MIB, WINDOWS_STICK

from app.formats.binary import Memory
from app.formats.mbr import SECTOR, Mbr
from app.inspection import inspect
from app.inspection.windows_stick import composed
from app.sources import open_source

INSTALLER = FILES | {"sources/boot.wim": b"MSWIM" + image_bytes(8 * MIB, "boot.wim")}
LIVE = DEBIAN | {"live/filesystem.squashfs": b"hsqs" + image_bytes(8 * MIB, "squashfs")}
ENTRIES = 446  # byte of an MBR where its four entries begin, of 16 bytes each
ADDED = 2  # the place of the entry that was free


@cache
def disc() -> bytes:
    with TemporaryDirectory() as folder:
        return windows_disc(Path(folder) / "windows.iso", INSTALLER).read_bytes()


@cache
def windows_stick() -> bytes:
    """What has to be on the stick: the same every time, and with every file of the disc in it as
    somebody reads it who knows nothing of how it was made."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "windows.iso"
        path.write_bytes(disc())
        source = open_source(path)
        made, _ = composed(source, inspect(source), WINDOWS_STICK, SECTOR)
        content = bytearray(made.size)
        stream = made.stream()
        try:
            filled = 0
            while got := stream.readinto(memoryview(content)[filled:]):
                filled += got
        finally:
            stream.close()
    found = read_back(Memory(bytes(content)))
    files = {name: data for name, data in INSTALLER.items() if not name.endswith("/")}
    assert {name: data for name, data in found.items() if data is not None} == files
    return bytes(content)


@cache
def live() -> bytes:
    """A hybrid image with two entries in its table."""
    return by_mbr(LIVE)


def holds_live(found: bytes) -> bool:
    """Whether that is on it with one entry more, and behind it a whole ext4, as e2fsck says."""
    image = live()
    free = slice(ENTRIES + 16 * ADDED, ENTRIES + 16 * (ADDED + 1))
    expected = image[: free.start] + found[free] + image[free.stop :]
    if found[: len(image)] != expected or not any(found[free]):
        return False
    entry = Mbr.read(Memory(found)).entries[ADDED]
    with TemporaryDirectory() as folder:
        volume = Path(folder) / "volume"
        volume.write_bytes(found[entry.first * SECTOR : (entry.first + entry.sectors) * SECTOR])
        check = ["e2fsck", "-f", "-n", str(volume)]
        return subprocess.run(check, capture_output=True, check=False).returncode == 0
