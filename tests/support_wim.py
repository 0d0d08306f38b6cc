"""Windows images (.wim) of a header and an XML description, which is all that anybody reads."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class WimEdition:
    name: str
    edition: str = "Professional"
    build: int = 26100
    arch: int = 9
    installation: str = "Client"
    product: str = "WinNT"

    def xml(self, index: int) -> str:
        version = f"<MAJOR>10</MAJOR><MINOR>0</MINOR><BUILD>{self.build}</BUILD>"
        windows = (
            f"<ARCH>{self.arch}</ARCH><EDITIONID>{self.edition}</EDITIONID>"
            f"<INSTALLATIONTYPE>{self.installation}</INSTALLATIONTYPE>"
            f"<PRODUCTTYPE>{self.product}</PRODUCTTYPE>"
            f"<VERSION>{version}<SPBUILD>1742</SPBUILD><SPLEVEL>0</SPLEVEL></VERSION>"
        )
        return (
            f'<IMAGE INDEX="{index}"><DIRCOUNT>1</DIRCOUNT><WINDOWS>{windows}</WINDOWS>'
            f"<NAME>{self.name}</NAME></IMAGE>"
        )


def wim(editions: Sequence[WimEdition]) -> bytes:
    images = "".join(edition.xml(index) for index, edition in enumerate(editions, 1))
    return wim_of(f"<WIM><TOTALBYTES>1</TOTALBYTES>{images}</WIM>", len(editions))


def wim_of(
    xml: str | bytes, images: int = 1, *, flags: int = 2, length: int | None = None
) -> bytes:
    """With any description; `flags` and `length` are what the header says of it."""
    data = xml if isinstance(xml, bytes) else ("\ufeff" + xml).encode("utf-16-le")
    said = len(data) if length is None else length
    head = struct.pack("<8sIIII16sHHI", b"MSWIM\0\0\0", 208, 0x10D00, 0, 32768, b"", 1, 1, images)
    head += bytes(24) + struct.pack("<QQQ", said | flags << 56, 208, said)
    return head.ljust(208, b"\0") + data
