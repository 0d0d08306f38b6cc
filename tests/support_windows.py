"""Discs like those that Windows is installed from, as files: UDF, with an image of Windows."""

from collections.abc import Mapping
from pathlib import Path

from support_boot import X64
from support_programs import efi_program
from support_udf import Content, UdfImage
from support_wim import METADATA, Packed, wim_file

from app.formats.wim_table import COMPRESSED, HEADER_SIZE, packed

WIM = wim_file(
    [
        *(Packed(b"%d" % number * 997, COMPRESSED) for number in range(10, 30)),
        Packed(b"metadata" * 50, METADATA),
    ]
)

FILES: dict[str, Content] = {
    "bootmgr": b"bootmgr" * 900,
    "bootmgr.efi": b"MZ" * 700,
    "autorun.inf": b"",
    "setup.exe": b"MZ" + bytes(3000),
    "efi/boot/bootx64.efi": efi_program(X64, "WINDOWS STAND-IN"),
    "efi/microsoft/boot/bcd": b"regf" * 256,
    "sources/boot.wim": b"MSWIM" + bytes(5000),
    "sources/install.wim": WIM,
    "sources/Language packs and more/en-us.cab": b"MSCF",
    "support/": b"",
}


def windows_disc(
    path: Path, files: Mapping[str, Content] = FILES, without: tuple[str, ...] = ()
) -> Path:
    kept = {name: data for name, data in files.items() if name not in without}
    path.write_bytes(UdfImage(kept, label="CCCOMA_X64FRE", form="long").build())
    return path


def large_wim(lengths: tuple[int, ...]) -> tuple[bytes | int, ...]:
    """A Windows image of resources so long, as bytes and holes between them: what is in them is
    zeros, which take no room."""
    xml = "\ufeff<WIM/>".encode("utf-16-le")
    header, table, place = bytearray(wim_file([])[:HEADER_SIZE]), b"", HEADER_SIZE
    for length in lengths:
        table += Packed(b"", length=length, offset=place).entry(0)
        place += length
    header[48:72] = packed(place, len(table))
    header[72:96] = packed(place + len(table), len(xml))
    return bytes(header), sum(lengths), table + xml
