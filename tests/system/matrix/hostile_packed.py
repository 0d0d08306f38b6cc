"""The hostile packed files, archives and containers of the matrix, and files that are not what they
are called, each made by a function of its name."""

import bz2
import gzip
import lzma
import struct
import zlib

import zstandard
from packing import ZipFile, image, skippable, xz, zip_of
from support_seven_zip import Packing, Run
from support_seven_zip import seven_zip as seven_zip_of
from support_tar import tar_of
from support_vhdx import vhdx
from support_virtual_disk import qcow2, vdi, vhd, vmdk, vmdk_text

DISK = image(300_001)  # some of it packs well and some not


def bomb_gzip() -> bytes:
    return gzip.compress(DISK) + gzip.compress(bytes(64 << 20)) * 4


def bomb_bzip2() -> bytes:
    return bz2.compress(DISK) + bz2.compress(bytes(64 << 20)) * 4


def bomb_xz() -> bytes:
    return xz(DISK) + xz(bytes(64 << 20)) * 4


def bomb_zstd() -> bytes:
    pack = zstandard.ZstdCompressor().compress
    return pack(DISK) + pack(bytes(64 << 20)) * 4


def members_of_nothing() -> bytes:
    """20,000 members that hold no byte: work without end that yields nothing."""
    return gzip.compress(b"") * 20_000 + gzip.compress(DISK)


def xz_of_4_gib_dictionary() -> bytes:
    """The header asks for the largest window there is."""
    packed = bytearray(lzma.compress(DISK, preset=1))
    at = packed.index(b"\x21\x01", 12)  # LZMA2, and one byte that says its window
    packed[at + 2] = 40
    header = bytes(packed[12 : 12 + 4 * (packed[12] + 1) - 4])
    packed[12 + len(header) : 16 + len(header)] = struct.pack("<I", zlib.crc32(header))
    return bytes(packed)


def zstd_of_2_gib_window() -> bytes:
    """One frame, not a single segment, whose window descriptor says 2 GiB."""
    block = struct.pack("<I", 4 << 3 | 1)[:3] + b"disk"
    return b"\x28\xb5\x2f\xfd" + bytes([0x00, 21 << 3]) + block


def gzip_flipped() -> bytes:
    packed = bytearray(gzip.compress(DISK))
    packed[len(packed) // 2] ^= 0x10
    return bytes(packed)


def two_images() -> bytes:
    return zip_of([ZipFile("a.img", DISK), ZipFile("b.img", DISK + DISK)])


def two_of_one_name() -> bytes:
    return zip_of([ZipFile("disk.img", DISK), ZipFile("disk.img", DISK)])


def locked_archive() -> bytes:
    return zip_of([ZipFile("disk.img", DISK, flags=1)])


def contradicting_archive() -> bytes:
    return zip_of([ZipFile("disk.img", DISK, local_name="other.img")])


def lying_archive() -> bytes:
    """Its directory says one byte more than there is."""
    return zip_of([ZipFile("disk.img", DISK, length=len(DISK) + 1, zip64=True)])


def nested_archives() -> bytes:
    packed = DISK
    for _ in range(6):
        packed = zip_of([ZipFile("disk.img.zip", packed, method=0)])
    return packed


def archive_of_thousands() -> bytes:
    files = [ZipFile(f"{number}.dat", bytes(600)) for number in range(5_000)]
    return zip_of([*files, ZipFile("tiny.iso", DISK)])


def qcow2_with_a_backing_file() -> bytes:
    """A virtual disk that names a file of this computer for its content."""
    return qcow2(bytes(4096), backing=b"/etc/passwd")


def qcow2_based_on_a_server() -> bytes:
    return qcow2(bytes(4096), backing=b"nbd://localhost:9/disk")


def qcow2_based_on_a_description() -> bytes:
    """As QEMU takes one: any of its drivers, with any settings."""
    return qcow2(bytes(4096), backing=b'json:{"driver": "file", "filename": "/etc/passwd"}')


def qcow2_with_a_data_file() -> bytes:
    """All of its contents lie in another file, and it is marked so (bit 2 of what a program has to
    understand)."""
    return qcow2(bytes(4096), features=4, outside=b"/etc/passwd")


def qcow2_based_on_its_neighbour() -> bytes:
    """By a way upwards out of its folder."""
    return qcow2(bytes(4096), version=2, backing=b"../../../../etc/passwd")


def first_qcow() -> bytes:
    """QEMU still opens these, and what they are based on."""
    return qcow2(bytes(4096), version=1, backing=b"/etc/passwd")


def vdi_with_a_parent() -> bytes:
    """By a number, which VirtualBox looks up in a list of its own."""
    return vdi(DISK, parent=bytes(range(16)))


def vmdk_text_with_a_base() -> bytes:
    return vmdk_text("RW 2048 ZERO", parent="/etc/passwd")


def vmdk_with_a_base() -> bytes:
    """The same, within a file that has some of the contents."""
    return vmdk(DISK, parent="/etc/passwd")


def vmdk_stream_with_a_base() -> bytes:
    return vmdk(DISK, packed=True, at_end=True, parent="/etc/passwd")


def vmdk_of_a_drive() -> bytes:
    """Of a whole drive of this computer, by its node."""
    return vmdk_text('RW 2048 FLAT "/dev/sda" 0')


def vmdk_upwards() -> bytes:
    return vmdk_text('RW 2048 FLAT "../../../../etc/passwd" 0')


def vmdk_in_parts() -> bytes:
    return vmdk_text('RW 2048 SPARSE "disk-s001.vmdk"', 'RW 2048 SPARSE "/etc/passwd"')


def vmdk_with_a_part_elsewhere() -> bytes:
    """It holds its first part itself, and names another file for the second."""
    text = vmdk_text(f'RW {len(DISK) // 512} SPARSE "disk.vmdk"', 'RW 2048 FLAT "/etc/passwd" 0')
    return vmdk(DISK, text=text)


def vmdk_of_a_flat_file() -> bytes:
    return vmdk_text('RW 2048 FLAT "/etc/passwd" 0')


def vhdx_with_a_parent() -> bytes:
    return vhdx(DISK, parent={"relative_path": "/etc/passwd"})


def vhd_with_a_parent() -> bytes:
    return vhd(DISK, kind=4, parent="/etc/passwd")


def web_page() -> bytes:
    return b"<!DOCTYPE html><html><head><title>404</title></head></html>".ljust(2048)


def git_lfs_pointer() -> bytes:
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 5\n"


def seven_zip() -> bytes:
    return (b"7z\xbc\xaf\x27\x1c" + bytes(100)).ljust(4096, b"\x55")


def seven_zip_of_4_gib_window() -> bytes:
    return seven_zip_of([Run((("disk.img", DISK),), Packing("21", b"\x28"))])


def locked_seven_zip() -> bytes:
    return seven_zip_of([Run((("disk.img", DISK),), Packing("06f10701"))])


def tar_of_two_images() -> bytes:
    return gzip.compress(tar_of(("a.img", DISK), ("b.img", DISK)), mtime=0)


def tar_cut_off() -> bytes:
    return tar_of(("disk.img", DISK))[:-20_000]


def dmg() -> bytes:
    """Apple's disk image: its mark stands at the end, in front is packed data."""
    return bytes(range(1, 256)) * 64 + b"koly" + bytes(508)


def xml_page() -> bytes:
    return b'<?xml version="1.0"?>\n<metalink/>\n'.ljust(1024)


def billion_laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return f"<?xml version='1.0'?><!DOCTYPE x [{''.join(lines)}]><x>&a11;</x>".encode()


def outside_entity() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


def elements_without_end() -> bytes:
    return b"<x>" + b"<y>" * 100_000


def frames_to_be_skipped() -> bytes:
    return skippable(bytes(1000)) * 30
