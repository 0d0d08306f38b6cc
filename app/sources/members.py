"""Which file of an archive is the image.

That is told by its first bytes. Where these only leave it open, the ending of its name decides,
if any has the ending of an image.
"""

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Protocol, TypeVar

from app.display import for_display
from app.errors import ManyImages, UnsupportedImage
from app.formats import magics


class Member(Protocol):
    """A file of an archive, whatever kind of archive it is."""

    @property
    def name(self) -> str: ...
    @property
    def length(self) -> int: ...


AnyMember = TypeVar("AnyMember", bound=Member)

SECTOR = 512
HEAD = 36 << 10  # up to the second descriptor of an ISO 9660 or UDF image
MOST_LOOKED_INTO = 24  # members, the largest first; the others are told by their names

# What only images have, at its place.
_IMAGE_MARKS = (
    (0, b"QFI\xfb"),
    (0, b"KDMV"),
    (0, b"vhdxfile"),
    (0, b"conectix"),
    (64, b"\x7f\x10\xda\xbe"),
    (512, b"EFI PART"),
    (512, b"PM\0\0"),
    (1080, b"\x53\xef"),
    (4096, b"EFI PART"),
    (0x8001, b"CD001"),
    (0x8001, b"BEA01"),
    (0x8801, b"BEA01"),
)
_BOOT_MARK = (510, b"\x55\xaa")  # also in a Linux kernel, which begins like a program
# How other binary files begin: programs, documents, pictures, what macOS adds to an archive.
_OTHER_MARKS = (
    b"MZ",
    b"\x7fELF",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\0\5\x16\7",
    b"\0\0\0\1Bud1",
)
_IMAGE_ENDINGS = (".img", ".iso", ".raw", ".dd", ".vhd", ".vhdx", ".vmdk", ".qcow2", ".vdi")
_PACKED_ENDINGS = (".gz", ".bz2", ".xz", ".zst", ".lz4")


class Likely(IntEnum):
    """Of several files, the image is the one that is most likely to be one."""

    NO = 0
    PERHAPS = 1
    YES = 2


def choose(files: Sequence[AnyMember], head_of: Callable[[AnyMember], bytes | None]) -> AnyMember:
    """The one image; `head_of` gives a member's first bytes, None when they cannot be had.

    Raises UnsupportedImage when there is none, ManyImages.
    """
    by_length = sorted(files, key=lambda member: member.length, reverse=True)
    likely = {
        member: judge(member, head_of(member) if place < MOST_LOOKED_INTO else None)
        for place, member in enumerate(by_length)
    }
    most = max(likely.values(), default=Likely.NO)
    if not most:
        raise UnsupportedImage("There is no image in this archive.")
    images = [member for member in files if likely[member] is most]
    if len(images) > 1:
        names = tuple(member.name for member in images)
        raise ManyImages(names, tuple(member.length for member in images))
    return images[0]


def too_far_inside() -> UnsupportedImage:
    return UnsupportedImage(
        "The image lies too far inside this archive, which is packed as a whole.",
        "Unpack it first.",
    )


def named(files: Sequence[AnyMember], name: str) -> AnyMember:
    """The file that is called so. Raises UnsupportedImage unless there is exactly one."""
    matching = [member for member in files if member.name == name]
    if not matching:
        raise UnsupportedImage(f"There is no {for_display(name)} in this archive.")
    if len(matching) > 1:
        raise UnsupportedImage(f"This archive holds {len(matching)} files of the same name.")
    return matching[0]


def judge(member: Member, head: bytes | None) -> Likely:
    """By its first bytes, None where these cannot be had, and by its name."""
    likely = _judge(member, head)
    return Likely.YES if likely and _by_name(member) else likely


def _judge(member: Member, head: bytes | None) -> Likely:
    if head is None:
        return _by_name(member)
    if head.startswith(magics.PACKED):
        return Likely.PERHAPS
    if member.length < SECTOR:
        return Likely.NO
    if any(head.startswith(mark, at) for at, mark in _IMAGE_MARKS):
        return Likely.YES
    if head.startswith(_OTHER_MARKS) or _is_text(head):
        return Likely.NO
    at, mark = _BOOT_MARK
    if head.startswith(mark, at):
        return Likely.YES
    return _by_name(member) if member.length % SECTOR else Likely.PERHAPS


def _by_name(member: Member) -> Likely:
    name = member.name.lower()
    for ending in _PACKED_ENDINGS:
        name = name.removesuffix(ending)
    return Likely.PERHAPS if name.endswith(_IMAGE_ENDINGS) else Likely.NO


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = bytes(byte for byte in range(0x20) if byte not in b"\t\n\f\r\x1b")
    return not any(byte in controls for byte in head[: 4 << 10])
