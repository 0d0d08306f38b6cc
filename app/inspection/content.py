"""What bytes are that start no computer: a file system alone, or no disk image at all.

A browser or a careless script saves many things under a name that ends in .iso. They are told by
bytes at fixed places, and a text by looking like one.
"""

from dataclasses import dataclass

from app.formats.binary import Reader

_TEXT = frozenset(range(0x20, 0x7F)) | {0x09, 0x0A, 0x0C, 0x0D} | frozenset(range(0x80, 0x100))


@dataclass(frozen=True, slots=True)
class Kind:
    """Something told by `mark` at byte `place`; `name` is what it is called in a sentence."""

    name: str
    mark: bytes
    place: int = 0

    def is_in(self, image: Reader) -> bool:
        return image.read_at(self.place, len(self.mark)) == self.mark


KINDS = (
    Kind("a pointer of Git LFS and not the file itself", b"version https://git-lfs.github.com/"),
    Kind("a PDF document", b"%PDF-"),
    Kind("a RAR archive", b"Rar!\x1a\x07"),
    Kind("a 7-Zip archive", b"7z\xbc\xaf\x27\x1c"),
    Kind("a ZIP archive", b"PK\x03\x04"),
    Kind("an empty ZIP archive", b"PK\x05\x06"),
    Kind("a tar archive", b"ustar", 257),
    Kind("a gzip-compressed file", b"\x1f\x8b\x08"),
    Kind("an xz-compressed file", b"\xfd7zXZ\x00"),
    Kind("a zstd-compressed file", b"\x28\xb5\x2f\xfd"),
    Kind("a bzip2-compressed file", b"BZh9"),
    Kind("a cabinet file", b"MSCF\x00\x00\x00\x00"),
    Kind("a Windows image (WIM), which belongs inside a disk image", b"MSWIM\x00\x00\x00"),
    Kind("a Debian package", b"!<arch>\ndebian"),
    Kind("an RPM package", b"\xed\xab\xee\xdb"),
    Kind("a cpio archive", b"070701"),
    Kind("a program for Linux", b"\x7fELF"),
    Kind("a PNG picture", b"\x89PNG\r\n\x1a\n"),
    Kind("a JPEG picture", b"\xff\xd8\xff"),
    Kind("a torrent, which names the download and is not it", b"d8:announce"),
    Kind("a file encrypted with OpenPGP", b"-----BEGIN PGP MESSAGE"),
    Kind("a signature and not what it signs", b"-----BEGIN PGP SIGNATURE"),
    Kind("a key by which signatures are checked", b"-----BEGIN PGP PUBLIC KEY"),
    Kind("a GIF picture", b"GIF8"),
    Kind("a video", b"ftyp", 4),  # MP4
    Kind("a video", b"\x1aE\xdf\xa3"),  # Matroska and WebM
    Kind("a recording of sound", b"ID3"),
    Kind("a recording of sound", b"OggS"),
    Kind("a recording of sound", b"fLaC"),
    Kind("a program for a Mac", b"\xcf\xfa\xed\xfe"),
    Kind("an older Office document or an MSI package", bytes.fromhex("D0CF11E0A1B11AE1")),
    *(
        Kind(f"a virtual machine’s disk ({format_}), which is not unpacked here", mark)
        for format_, mark in (
            ("QED", b"QED\0"),
            ("Parallels", b"WithoutFreeSpace"),
            ("Parallels", b"WithouFreSpacExt"),
            ("Bochs", b"Bochs Virtual HD Image"),
        )
    ),
    *(
        Kind(f"a packed image ({format_}), which is not unpacked here", mark)
        for format_, mark in (
            ("Android sparse", b"\x3a\xff\x26\xed"),
            ("CHD", b"MComprHD"),
            ("CISO", b"CISO"),
            ("DAA", b"DAA\0"),
            ("E01", b"EVF\x09\x0d\x0a\xff\0"),
            ("ECM", b"ECM\0"),
            ("encrypted DMG", b"encrcdsa"),
            ("ISZ", b"IsZ!"),
            ("Partclone", b"partclone-image"),
            ("Partimage", b"PaRtImAgE-VoLuMe"),
            ("sparse DMG", b"sprs"),
        )
    ),
    *(
        Kind(f"a compressed file ({format_}), which is not unpacked here", mark)
        for format_, mark in (
            ("compress", b"\x1f\x9d\x90"),
            ("lrzip", b"LRZI"),
            ("lzip", b"LZIP"),
            ("lzop", b"\x89LZO\0\r\n\x1a\n"),
        )
    ),
    *(
        Kind(f"firmware for a device ({format_})", mark)
        for format_, mark in (
            ("Android boot", b"ANDROID!"),
            ("U-Boot", b"\x27\x05\x19\x56"),
            ("UF2", b"UF2\n"),
        )
    ),
)

FILE_SYSTEMS = (
    Kind("ext2, ext3 or ext4", b"\x53\xef", 1080),
    Kind("squashfs", b"hsqs"),
    Kind("EROFS", bytes.fromhex("E2E1F5E0"), 1024),
    Kind("Btrfs", b"_BHRfS_M", 65600),
    Kind("XFS", b"XFSB"),
    Kind("NTFS", b"NTFS    ", 3),
    Kind("exFAT", b"EXFAT   ", 3),
    Kind("HFS+", b"H+", 1024),
    Kind("HFS+", b"HX", 1024),
    Kind("APFS", b"NXSB", 32),
    Kind("F2FS", bytes.fromhex("1020F5F2"), 1024),
    Kind("encrypted, LUKS", b"LUKS\xba\xbe"),
    Kind("LVM", b"LABELONE", 512),
    Kind("swap space", b"SWAPSPACE2", 4086),
)

_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_XML = (b"<?xml", b"<metalink", b"<error")
_LONGEST_LOOK = 4096


def file_system(image: Reader) -> str:
    """The file system that begins with the first byte; "" for none that is known here."""
    return next((kind.name for kind in FILE_SYSTEMS if kind.is_in(image)), "")


def instead(start: bytes) -> str:
    """What begins with these bytes, in words; "" for nothing that is known here."""
    for kind in KINDS:
        if start[kind.place :].startswith(kind.mark):
            return kind.name
    if start.startswith(b"MZ"):
        return "a program for Windows"
    return _as_text(start[:_LONGEST_LOOK])


def _as_text(start: bytes) -> str:
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if plain.startswith(_WEB_PAGE):
        return "a web page"
    if plain.startswith(_XML):
        return "a web page" if b"<html" in plain else "an XML file"
    if plain and _is_text(start):
        return "a text"
    return ""


def _is_text(start: bytes) -> bool:
    """UTF-8 without control characters. The last character may be cut off."""
    if not all(byte in _TEXT for byte in start):
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and error.start > 0
    return True
