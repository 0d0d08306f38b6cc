"""The images that the judge starts: what is usual, and the traps that people fall into.

Those here are put together byte by byte with programs of our own; `debian.py` has the ones that
other people's tools make.
"""

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from support_boot import (
    AA64,
    BASIC_DATA,
    IA32,
    SECTOR,
    X64,
    GptPartition,
    Image,
    gpt_disk,
    mbr,
    mbr_disk,
    mbr_entry,
)
from support_disc import DISC_SECTOR, Boot, Disc
from support_fat import fat
from support_programs import bios_program, efi_program
from support_udf import UdfImage
from system.qemu import Firmware

from app.demo.image import demo_image

MACHINES = {Firmware.X64: X64, Firmware.IA32: IA32, Firmware.AA64: AA64}
DEMO = "Stickwright demo: started by"


@dataclass(frozen=True)
class Sample:
    """`make` writes the image to a path. `says` is what its programs say, where it is not
    "started NAME by FIRMWARE"; "" where the program draws and the firmware's word must do. `alone`:
    the program looks at other drives as well, so that there must be none. `explained`: why what
    happens may differ from the verdict, by the column of the table."""

    name: str
    what: str
    make: Callable[[Path], object]
    says: Mapping[Firmware, str] = field(default_factory=dict)
    alone: bool = False
    explained: Mapping[str, str] = field(default_factory=dict)

    def expected(self, firmware: Firmware) -> str:
        return self.says.get(firmware, said(self.name, firmware))


def said(name: str, firmware: Firmware) -> str:
    return f"started {name} by {firmware}"


def loaders(name: str) -> dict[str, bytes]:
    return {
        f"EFI/BOOT/BOOT{firmware.upper()}.EFI": efi_program(machine, said(name, firmware))
        for firmware, machine in MACHINES.items()
    }


def esp(name: str, size: int = 128 << 10) -> bytes:
    return fat(loaders(name), size=size)


def code(name: str) -> bytes:
    return bios_program(said(name, Firmware.BIOS))


def _built(
    name: str,
    what: str,
    build: Callable[[str], bytes | Image],
    explained: Mapping[str, str] | None = None,
) -> Sample:
    def make(path: Path) -> None:
        image = build(name)
        path.write_bytes(image if isinstance(image, bytes) else image.build())

    return Sample(name, what, make, explained=explained or {})


def _mbr_esp(name: str) -> Image:
    content = esp(name)
    entry = mbr_entry(0xEF, 64, len(content) // SECTOR, status=0x80)
    return mbr_disk((entry, content), size=1 << 20, code=code(name))


def _no_signature(name: str) -> Image:
    return _mbr_esp(name).put(510, b"\0\0")


def _overlapping(name: str) -> Image:
    other = mbr_entry(0x83, 100, 500)
    entry = mbr_entry(0xEF, 64, 256)
    return mbr_disk((entry, esp(name)), size=1 << 20).put(0, mbr(entry, other))


def _beyond_end(name: str) -> Image:
    entry = mbr_entry(0xEF, 64, 8192)
    return mbr_disk((entry, esp(name)), size=1 << 20)


def _logical(name: str) -> Image:
    content = esp(name)
    inner = Image().put(0, mbr(mbr_entry(0xEF, 8, 256))).put(8 * SECTOR, content)
    return mbr_disk((mbr_entry(0x0F, 64, 400), inner.build()), size=1 << 20)


def _fat32_too_small(name: str) -> Image:
    content = fat(loaders(name), size=512 << 10, bits=32)
    return mbr_disk((mbr_entry(0x0C, 64, 1024), content), size=1 << 20)


def _fat_too_large(name: str) -> Image:
    content = fat(loaders(name), size=128 << 10, claimed=4000)
    return mbr_disk((mbr_entry(0xEF, 64, 256), content), size=4 << 20)


def _gpt(name: str, *, kind: str | None = None, block: int = SECTOR) -> Image:
    content = esp(name)
    last = 64 + len(content) // block - 1
    partition = GptPartition(64, last, kind) if kind else GptPartition(64, last)
    return gpt_disk([(partition, content)], size=1 << 20, block=block)


def _gpt_damaged(name: str) -> Image:
    return _gpt(name).put(SECTOR + 40, b"\x99")


def _gpt_alone(name: str) -> Image:
    return _gpt(name).put(0, bytes(SECTOR))


def _gpt_overlap(name: str) -> Image:
    one, other = GptPartition(64, 319), GptPartition(200, 400, unique=f"{1:032x}")
    return gpt_disk([(other, b""), (one, esp(name))], size=1 << 20)


def _wrong_machine(name: str) -> bytes:
    arm = efi_program(AA64, said(name, Firmware.AA64))
    return fat({"EFI/BOOT/BOOTX64.EFI": arm, "EFI/BOOT/BOOTAA64.EFI": arm}, size=128 << 10)


def _elsewhere(name: str) -> bytes:
    program = efi_program(X64, said(name, Firmware.X64))
    return fat({"EFI/debian/grubx64.efi": program}, size=128 << 10)


def _no_programs(name: str) -> bytes:
    """Empty, a text, and one that is cut off."""
    cut = efi_program(AA64, said(name, Firmware.AA64))[:400]
    files = {"BOOTX64.EFI": b"", "BOOTIA32.EFI": b"version https://git-lfs", "BOOTAA64.EFI": cut}
    return fat({f"EFI/BOOT/{file}": content for file, content in files.items()}, size=128 << 10)


def _boots(name: str) -> list[Boot]:
    return [Boot(code(name).ljust(DISC_SECTOR, b"\0")), Boot(esp(name), 0xEF)]


def _disc(name: str) -> Disc:
    return Disc(_boots(name), {"README.TXT": b"a disc"})


def _hybrid(name: str) -> Image:
    disc = _disc(name)
    image = disc.image()
    entry = mbr_entry(0xEF, disc.places[1] * 4, len(esp(name)) // SECTOR, status=0x80)
    return image.put(0, mbr(entry, code=code(name)))


def _cut_off(name: str) -> bytes:
    return _hybrid(name).build()[: -64 << 10]


def _hides_mbr(name: str) -> Image:
    """A catalogue for a BIOS alone, and an ESP that only the MBR names."""
    disc = Disc(_boots(name)[:1], {"README.TXT": b"a disc"})
    image = disc.image()
    first = len(image.data) // SECTOR
    content = esp(name)
    entry = mbr_entry(0xEF, first, len(content) // SECTOR, status=0x80)
    return image.put(first * SECTOR, content).put(0, mbr(entry, code=code(name)))


def _checksum(name: str) -> Image:
    disc = _disc(name)
    image = disc.image()
    return image.put(disc.catalogue_at * DISC_SECTOR + 28, b"\x12\x34")


def _tree_only(name: str) -> bytes:
    return Disc(_boots(name)[:1], loaders(name)).build()


def _floppy(name: str, load: int) -> bytes:
    """`load` sectors are to be loaded: one is usual, the whole floppy does not fit into memory."""
    return Disc([Boot(code(name).ljust(1440 << 10, b"\0"), media=2, sectors=load)]).build()


def _tagged_bios(name: str) -> bytes:
    """The UEFI image stands first and says that it is for a BIOS, with a load size of nothing."""
    return Disc([Boot(esp(name), platform=0, sectors=0)], padding=8).build()


def _record_18(name: str) -> bytes:
    return Disc(_boots(name), boot_record=18).build()


def _catalogue_outside(name: str) -> Image:
    return _disc(name).image().put(17 * DISC_SECTOR + 71, struct.pack("<I", 1 << 20))


def _udf(name: str, partition: str) -> bytes:
    """EDK2 wants more than 256 blocks behind the volume descriptors; every real disc has them."""
    files = {**loaders(name), "PADDING": bytes(1 << 20)}
    revision = 0x0250 if partition == "metadata" else 0x0102
    return UdfImage(files, data_at=96, partition=partition, revision=revision).build()


def _data(_name: str) -> bytes:
    return Disc(files={"README.TXT": b"a disc", "EFI/BOOT/README.TXT": b"no loader"}).build()


UEFI_STICKS = tuple(f"{firmware} stick" for firmware in MACHINES)
UNKNOWN_CODE = {
    "bios stick": "nothing is known about its boot code, so nothing is promised; it does start"
}
STICK_SIZE = dict.fromkeys(
    UEFI_STICKS, "a partition ends behind the image: it starts from a stick that is large enough"
)
SUM = {"bios cd": "SeaBIOS does not look at the catalogue’s checksum, and other BIOSes do"}

SAMPLES = (
    Sample(
        "demo",
        "`stickwright demo`",
        lambda path: path.write_bytes(demo_image()),
        says={Firmware.BIOS: f"{DEMO} BIOS", Firmware.X64: f"{DEMO} UEFI"},
    ),
    _built("bare-fat", "FAT from the first byte on", esp),
    _built("mbr-esp", "ESP in an MBR, boot code nobody knows", _mbr_esp, UNKNOWN_CODE),
    _built("mbr-logical", "ESP in a logical partition", _logical),
    _built("mbr-unsigned", "the same as mbr-esp without 55 AA", _no_signature),
    _built("mbr-overlap", "another partition overlaps the ESP", _overlapping),
    _built("mbr-beyond-end", "the ESP ends behind the image", _beyond_end, STICK_SIZE),
    _built("fat32-too-small", "FAT32 with too few clusters", _fat32_too_small),
    _built("fat-too-large", "FAT larger than its partition", _fat_too_large),
    _built("gpt-esp", "ESP in a GPT", _gpt),
    _built("gpt-data", "FAT in a GPT, as basic data", lambda name: _gpt(name, kind=BASIC_DATA)),
    _built("gpt-4096", "GPT for blocks of 4096 bytes", lambda name: _gpt(name, block=4096)),
    _built("gpt-damaged", "first GPT damaged, its copy whole", _gpt_damaged),
    _built("gpt-alone", "GPT without a protective MBR", _gpt_alone),
    _built("gpt-overlap", "another partition overlaps the ESP", _gpt_overlap),
    _built("loader-for-arm", "BOOTX64.EFI is a program for arm64", _wrong_machine),
    _built("loader-elsewhere", "only \\EFI\\debian\\grubx64.efi", _elsewhere),
    _built("loader-damaged", "loaders: empty, a text, cut off", _no_programs),
    _built("disc", "El Torito for both, no table", lambda name: _disc(name).build()),
    _built("disc-hybrid", "the same with an MBR", _hybrid, UNKNOWN_CODE),
    _built("disc-hides-mbr", "El Torito for a BIOS, ESP in the MBR", _hides_mbr, UNKNOWN_CODE),
    _built("disc-cut-off", "the same as disc-hybrid, cut off", _cut_off, STICK_SIZE | UNKNOWN_CODE),
    _built("disc-checksum", "boot catalogue with a wrong sum", _checksum, SUM),
    _built("disc-tagged-bios", "UEFI image marked for a BIOS", _tagged_bios),
    _built("disc-record-18", "boot record one sector late", _record_18),
    _built("disc-catalogue", "boot catalogue outside the image", _catalogue_outside),
    _built("disc-tree-only", "loaders as files of the disc alone", _tree_only),
    _built("disc-floppy", "El Torito plays a floppy", lambda name: _floppy(name, 1)),
    _built("disc-floppy-load", "the same, all of it to load", lambda name: _floppy(name, 2880)),
    _built("disc-udf", "UDF, loaders as its files", lambda name: _udf(name, "plain")),
    _built("disc-udf-250", "the same in UDF 2.50", lambda name: _udf(name, "metadata")),
    _built("disc-data", "a disc with files", _data),
)
