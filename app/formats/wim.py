"""Windows imaging files: which editions of Windows a .wim or .esd holds.

Microsoft's "Windows Imaging File Format (WIM)" of 2007. Only the header and the XML text are read,
which is never compressed; the files inside are for others.
"""

import struct
from dataclasses import dataclass
from typing import ClassVar, Self

from app.errors import BudgetSpent, CorruptImage
from app.formats import markup
from app.formats.binary import Reader, read_exactly, unpack
from app.formats.markup import Element

MAGIC = b"MSWIM\0\0\0"

_LONGEST_XML = 1 << 20  # bytes; eleven editions take 40 KiB
_MOST_IMAGES = 256
_COMPRESSED = 0x04
_WHAT = "Windows image"


@dataclass(frozen=True, slots=True)
class Resource:
    """Where a part of the file lies, in bytes."""

    offset: int
    length: int  # as it is stored
    original: int
    compressed: bool

    LAYOUT: ClassVar = struct.Struct("<QQQ")

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The length takes seven bytes, the eighth are flags."""
        sized, offset, original = cls.LAYOUT.unpack(data)
        return cls(offset, sized & (1 << 56) - 1, original, bool(sized >> 56 & _COMPRESSED))


@dataclass(frozen=True, slots=True)
class Edition:
    """One image of the file, as its XML describes it; what is not said is empty or 0."""

    name: str  # "Windows 11 Pro"
    edition: str  # "Professional", "WindowsPE", "ServerStandard"
    installation: str  # "Client", "Server", "Server Core", "WindowsPE"
    product: str  # "WinNT", "ServerNT"
    architecture: int  # 0 x86, 5 ARM, 9 x64, 12 ARM64, as PROCESSOR_ARCHITECTURE_…; -1 unsaid
    major: int
    minor: int
    build: int
    revision: int
    service_pack: int

    @classmethod
    def of(cls, image: Element) -> Self:
        windows = "WINDOWS/"
        version = f"{windows}VERSION/"
        return cls(
            name=image.value("DISPLAYNAME") or image.value("NAME"),
            edition=image.value(f"{windows}EDITIONID"),
            installation=image.value(f"{windows}INSTALLATIONTYPE"),
            product=image.value(f"{windows}PRODUCTTYPE"),
            architecture=_number(image.value(f"{windows}ARCH"), -1),
            major=_number(image.value(f"{version}MAJOR")),
            minor=_number(image.value(f"{version}MINOR")),
            build=_number(image.value(f"{version}BUILD")),
            revision=_number(image.value(f"{version}SPBUILD")),
            service_pack=_number(image.value(f"{version}SPLEVEL")),
        )


@dataclass(frozen=True, slots=True)
class Wim:
    """The header, as far as anybody asks, and the editions. `parts` is more than 1 for .swm."""

    part: int
    parts: int
    images: int
    xml: Resource
    editions: tuple[Edition, ...]

    # Magic, header size, version, flags, chunk size, GUID, part, parts, images; then the resources
    # of the offset table, the XML, and the boot metadata.
    LAYOUT: ClassVar = struct.Struct("<8sIIII16sHHI24s24s24s")

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Raises CorruptImage where it is none, or where its XML is damaged."""
        magic, *_, part, parts, images, _table, xml, _boot = unpack(cls.LAYOUT, reader, 0, _WHAT)
        if magic != MAGIC:
            raise CorruptImage(_WHAT, 0, "it does not begin as one")
        resource = Resource.parse(xml)
        return cls(part, parts, images, resource, _editions(reader, resource))


def _editions(reader: Reader, xml: Resource) -> tuple[Edition, ...]:
    if xml.compressed:
        raise CorruptImage(_WHAT, xml.offset, "its description is compressed, which it never is")
    if xml.length > _LONGEST_XML:
        raise BudgetSpent(f"a description of {xml.length:,} bytes")
    data = read_exactly(reader, xml.offset, xml.length, _WHAT)
    text = data.decode("utf-16-le", "replace").removeprefix("\ufeff")
    images = list(markup.parse(text, _WHAT).all("IMAGE"))
    if len(images) > _MOST_IMAGES:
        raise BudgetSpent(f"a Windows image of {len(images):,} editions")
    return tuple(map(Edition.of, images))


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
