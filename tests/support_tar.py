"""Tar archives of Python's own module, and headers that lie."""

import io
import tarfile

BLOCK = 512


def tar_of(*files: tuple[str, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=format) as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in files:
            about = tarfile.TarInfo(name)
            about.size = len(data)
            archive.addfile(about, io.BytesIO(data))
        link = tarfile.TarInfo("link.img")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/shadow"
        archive.addfile(link)
    return out.getvalue()


def with_header(data: bytes, at: int, place: int, value: bytes) -> bytes:
    """Bytes of the header at `at` changed, and its checksum made right again."""
    header = bytearray(data[at : at + BLOCK])
    header[place : place + len(value)] = value
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return data[:at] + header + data[at + BLOCK :]
