"""What the code in a boot sector is, told by its bytes, and where it goes on.

A boot sector alone starts nothing: its code looks for the next part at a place of its own, and an
image that was changed afterwards may no longer have it there. So every row names the place, which
inspection then visits. Versions differ, so a row matches by several marks and never by a checksum
of the whole. Marks were taken from the programs themselves (syslinux 6.04, GRUB 2.06, memtest86+
6.10, dosfstools 4.2, ntfs-3g 2022, mtools 4.0.32, parted 3.5); a row whose program was not at hand
says so.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.formats.apm import DRIVER_DESCRIPTOR


class NextStage(StrEnum):
    """Where boot code looks for what it starts."""

    NOWHERE = "nowhere"  # there is no code, or it only says that it starts nothing
    ITSELF = "itself"  # all of it is in this sector
    ISOLINUX = "isolinux"  # a pointer to isolinux.bin
    GRUB = "grub"  # a pointer to the first sector of GRUB's core image
    MEMTEST = "memtest"  # a pointer behind memtest's own set-up sector
    ACTIVE_PARTITION = "active-partition"  # the boot sector of the active partition
    ACTIVE_BY_GEOMETRY = "active-by-geometry"  # the same, found by cylinder, head and sector
    NUMBERED_PARTITION = "numbered-partition"  # that of the partition in byte 439
    LEGACY_GPT_PARTITION = "legacy-gpt-partition"  # that of a GPT entry with attribute bit 2
    FREEBSD_PARTITION = "freebsd-partition"  # a GPT partition of its own type
    SYSLINUX = "syslinux"  # the first sector of ldlinux.sys, by number
    FILE = "file"  # a file in the root folder of the FAT that the sector begins
    UNKNOWN = "unknown"  # code, and no row for it


@dataclass(frozen=True, slots=True)
class BootCode:
    """A kind of boot code: it begins with one of `starts` and holds all of `marks`.

    `pointer` is the byte of a little-endian number of 512-byte sectors, for stages that follow one.
    `file` is what a FAT boot sector starts.
    """

    name: str
    stage: NextStage
    starts: tuple[bytes, ...] = ()
    marks: tuple[bytes, ...] = ()
    pointer: int = 0
    file: str = ""

    def matches(self, sector: bytes) -> bool:
        begins = not self.starts or sector.startswith(self.starts)
        return begins and all(mark in sector for mark in self.marks)


EMPTY = BootCode("no code", NextStage.NOWHERE)
UNKNOWN = BootCode("boot code of an unknown kind", NextStage.UNKNOWN)

_SYSLINUX = (bytes.fromhex("33C0FA8ED88ED0BC007C"),)
_GRUB = (b"GRUB \0Geom\0Hard Disk\0Read\0 Error",)

# The first that matches is it, so the more particular stand first. GRUB's two differ in the address
# that the code takes its pointer from: 7C00 + 1B0 or + 5C, as operand of a 32-bit load.
KNOWN = (
    BootCode(
        "isolinux’s hybrid boot code",
        NextStage.ISOLINUX,
        # With an Apple partition map the first bytes differ, so it goes by what it says.
        marks=(b"isolinux.bin missing or corrupt.",),
        pointer=432,
    ),
    BootCode(
        "GRUB 2’s hybrid boot code",
        NextStage.GRUB,
        marks=(*_GRUB, bytes.fromhex("668B1EB07D")),
        pointer=0x1B0,
    ),
    BootCode(
        "GRUB 2’s boot code",
        NextStage.GRUB,
        marks=(*_GRUB, bytes.fromhex("668B1E5C7C")),
        pointer=0x5C,
    ),
    BootCode(
        "memtest86+’s boot code",
        NextStage.MEMTEST,
        (bytes.fromhex("EA0500C007"),),
        (b"Loading Memtest86+", bytes.fromhex("66A1B001")),
        pointer=0x1B0,
    ),
    BootCode(
        "syslinux’s boot code for GPT",
        NextStage.LEGACY_GPT_PARTITION,
        _SYSLINUX,
        (b"!GPT", b"Missing OS"),
    ),
    BootCode(
        "syslinux’s boot code",
        NextStage.ACTIVE_PARTITION,
        _SYSLINUX,
        (b"Missing operating system.", b"Multiple active partitions."),
    ),
    BootCode(
        "syslinux’s boot code for one partition",
        NextStage.NUMBERED_PARTITION,
        _SYSLINUX,
        (b"Missing operating system.", b"Operating system load error."),
    ),
    # Its sentences are translated; the TPM it asks for is not. Not at hand.
    BootCode(
        "the boot code of Windows 7 and later",
        NextStage.ACTIVE_PARTITION,
        (bytes.fromhex("33C08ED0BC007C8EC08ED8"),),
        (b"TCPA",),
    ),
    BootCode(  # not at hand
        "the boot code of Windows 2000 and XP",
        NextStage.ACTIVE_PARTITION,
        (bytes.fromhex("33C08ED0BC007CFB5007"),),
    ),
    BootCode(
        "parted’s boot code",
        NextStage.ACTIVE_BY_GEOMETRY,
        (bytes.fromhex("FAB800108ED0BC00B0"),),
    ),
    BootCode(  # not at hand: by its source; the mark is the partition type it looks for
        "FreeBSD’s boot code for GPT",
        NextStage.FREEBSD_PARTITION,
        marks=(b"Boot loader too large", bytes.fromhex("9D6BBD83417FDC11")),
    ),
    BootCode(  # not at hand: by its source
        "FreeBSD’s boot code",
        NextStage.ACTIVE_PARTITION,
        (bytes.fromhex("FC31C08EC08ED88ED0BC007C"),),
        (b"Invalid partition table", b"Missing operating system"),
    ),
    BootCode(  # not at hand: by its source
        "OpenBSD’s boot code",
        NextStage.ACTIVE_PARTITION,
        marks=(b"Using drive ", b"No active partition"),
    ),
    BootCode(  # not at hand; its own second part is not looked for
        "Limine’s boot code",
        NextStage.UNKNOWN,
        marks=(b"Limine",),
    ),
    BootCode("Ventoy’s boot code", NextStage.UNKNOWN, marks=(b"Ventoy",)),  # not at hand
    BootCode(
        "the boot code of Stickwright’s demo",
        NextStage.ITSELF,
        marks=(b"Stickwright demo: started by BIOS",),
    ),
    # Boot sectors of file systems. SYSLINUX writes its name over the maker's and keeps whatever
    # text of mkfs it does not need, so it stands before the ones that only say something.
    BootCode(
        "SYSLINUX’s boot sector",
        NextStage.SYSLINUX,
        (b"\xeb\x58\x90SYSLINUX", b"\xeb\x3c\x90SYSLINUX"),
        file="LDLINUX.SYS",
    ),
    BootCode("FreeDOS’s boot sector", NextStage.FILE, marks=(b"KERNEL  SYS",), file="KERNEL.SYS"),
    BootCode("a DOS boot sector", NextStage.FILE, marks=(b"IO      SYS",), file="IO.SYS"),
    BootCode("ReactOS’s boot sector", NextStage.FILE, marks=(b"FREELDR SYS",), file="FREELDR.SYS"),
    BootCode("Windows’ boot sector", NextStage.FILE, marks=(b"BOOTMGR",), file="BOOTMGR"),
    BootCode("Windows XP’s boot sector", NextStage.FILE, marks=(b"NTLDR",), file="NTLDR"),
    BootCode(
        "a stub that only says “This stick needs UEFI”",
        NextStage.NOWHERE,
        marks=(b"This stick needs UEFI",),
    ),
    # What the makers of file systems put there.
    BootCode(
        "a stub that only says “This is not a bootable disk”",
        NextStage.NOWHERE,
        marks=(b"This is not a bootable disk",),
    ),
    BootCode(  # not at hand: that of Windows
        "exFAT’s boot sector, which starts nothing",
        NextStage.NOWHERE,
        (b"\xeb\x76\x90EXFAT",),
    ),
    BootCode(
        "a stub that only says “Non-system disk”",
        NextStage.NOWHERE,
        marks=(b"Non-system disk\r\nPress any key",),
    ),
    BootCode(
        "a stub of mtools that passes the start on to the first hard disk",
        NextStage.NOWHERE,
        marks=(bytes.fromhex("FA31C08ED88EC0FCB90001BE007CBF0080F3A5EA"),),
    ),
)


_CODE = 440  # bytes; a disk's identifier and partition table follow
_DESCRIPTOR = 8  # bytes of an Apple partition map; to a PC, instructions that do no harm


def recognise(sector: bytes) -> BootCode:
    """The kind of code in a boot sector's 512 bytes; EMPTY, or UNKNOWN where no row matches."""
    if not runs(sector):
        return EMPTY
    return next((known for known in KNOWN if known.matches(sector)), UNKNOWN)


def runs(sector: bytes) -> bool:
    """Whether anything but zeros stands where the processor would get to.

    A boot sector that begins with a jump over a file system's description is judged by what the
    jump leads to; zeros are instructions that do nothing until the processor is lost.
    """
    code = sector[:_CODE]
    if code.startswith(DRIVER_DESCRIPTOR):
        code = code[_DESCRIPTOR:]
    return any(code[_target(code) :])


def _target(code: bytes) -> int:
    """Where a jump in the first bytes leads; 0 without one, or where it leads out of the code."""
    length = {b"\xeb": 2, b"\xe9": 3}.get(code[:1], 0)
    target = length + int.from_bytes(code[1:length], "little", signed=True)
    return target if 0 < target < len(code) else 0


_NOT_FOR_A_PC = (
    (b"\x7fELF", "a program for Linux or Open Firmware"),
    (b"\x00\x08\x00\x00\x80", "a loader for IBM Z"),  # its first word: a program status word
    (b"PALO", "a loader for PA-RISC"),
)


def foreign(image: bytes) -> str:
    """What a boot image is that no PC can run, by its first bytes; "" for anything else.

    Images for other machines sit in catalogues under the PC's platform number.
    """
    return next((what for start, what in _NOT_FOR_A_PC if image.startswith(start)), "")
