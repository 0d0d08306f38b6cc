"""Hybrid images that UEFI starts, with a system on them, for what is added behind an image."""

from collections.abc import Mapping

from support_boot import (
    LOADER,
    SECTOR,
    GptLayout,
    GptPartition,
    Image,
    mbr,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import Boot, Disc
from support_fat import fat
from support_systems import CASPER, DEBIAN_LIVE, disk_info

ESP = fat({LOADER: pe()}, size=256 << 10)
MIB = 1 << 20

DEBIAN = DEBIAN_LIVE | disk_info("Debian GNU/Linux 12.5.0 Bookworm - Official amd64 LIVE")
UBUNTU = CASPER | disk_info('Ubuntu 24.04 LTS "Noble Numbat" - Release amd64 (20240424)')


def _disc(files: Mapping[str, bytes]) -> tuple[Image, int]:
    """The disc, and the sector of its ESP."""
    made = Disc([Boot(ESP, platform=0xEF)], files, padding=20)
    image = made.image()
    return image, made.places[0] * 4


def by_mbr(files: Mapping[str, bytes] = DEBIAN, *more: bytes) -> bytes:
    """As Debian's: the disc as a whole is an active entry of type 0, then the ESP, then `more`."""
    image, first = _disc(files)
    whole = mbr_entry(0, 0, len(image.data) // SECTOR, status=0x80)
    entry = mbr_entry(0xEF, first, len(ESP) // SECTOR)
    return image.put(0, mbr(whole, entry, *more, code=b"\xeb\x63boot code")).build()


def by_gpt(files: Mapping[str, bytes] = UBUNTU, **bent: int) -> bytes:
    """As Ubuntu's: a protective entry, an active dummy, and a GPT that ends with the image."""
    image, first = _disc(files)
    image.put(len(image.data) + 40 * SECTOR - 1, b"\0")
    blocks = len(image.data) // SECTOR
    part = GptPartition(first, first + len(ESP) // SECTOR - 1)
    layout = GptLayout(blocks, [part], **{"count": 60, "first_usable": 63, **bent})
    dummy = mbr_entry(0, 0, 1, status=0x80)
    image.put(0, protective_mbr(blocks, dummy, code=b"\xeb\x63boot code"))
    image.put(SECTOR, layout.primary())
    backup = layout.backup()
    return image.put(blocks * SECTOR - len(backup), backup).build()
