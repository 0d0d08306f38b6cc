"""Small images to begin from, out of the builders that the tests share, one of each kind."""

import hashlib
from functools import cache

from packing import PACK, ZipFile, xz_in_blocks, zip_of, zstd_seekable
from support_boot import (
    AA64,
    IA32,
    LOADER,
    GptPartition,
    Image,
    code_of,
    gpt_disk,
    mbr,
    mbr_disk,
    mbr_entry,
    pe,
    protective_mbr,
)
from support_disc import Boot, Disc
from support_fat import fat
from support_iso import Content as IsoContent
from support_iso import Iso
from support_iso import Link as IsoLink
from support_openpgp import BODY, KEY, SIGNED, armoured, old_packet
from support_resources import boot_manager
from support_secure_boot import SHIM_SBAT, shim, stick, usual
from support_seven_zip import COPY, LZMA, LZMA2, Run, seven_zip
from support_signing import authority, certificate_lists, signed, signer
from support_tar import tar_of
from support_udf import Content as UdfContent
from support_udf import Link as UdfLink
from support_udf import UdfImage
from support_vhdx import PAGE, TABLE_AT, log_entry, logged, table, vhdx
from support_virtual_disk import dmg, qcow2, vdi, vhd, vmdk
from support_wim import METADATA, Packed, WimEdition, wim, wim_file

from app.demo.code import UEFI_X64
from app.demo.image import demo_image
from app.formats.bootcode import KNOWN

Seeds = dict[str, bytes]

_LOADERS = {
    LOADER: pe(size=1024),
    "EFI/BOOT/BOOTIA32.EFI": pe(IA32, wide=False, size=1024),
    "EFI/BOOT/BOOTAA64.EFI": pe(AA64, size=1024),
}
_FILES = {
    **_LOADERS,
    "EFI/a long name of a folder/grubx64.efi": pe(size=1024),
    "README.TXT": b"text",
}
_SYSTEMS: dict[str, IsoContent] = {
    **_LOADERS,
    ".disk/info": b'Ubuntu 24.04.1 LTS "Noble Numbat" - Release amd64 (20240827.1)',
    ".treeinfo": b"[general]\nfamily = Fedora\nversion = 41\narch = x86_64\n",
    ".discinfo": b"1729000000.0\nFedora 41\nx86_64\n",
    "casper/filesystem.squashfs": b"hsqs",
    "boot.cfg": b"title=Loading ESXi installer\n",
}


@cache
def fats() -> Seeds:
    return {
        "fat12": fat(_FILES, size=96 << 10, label="LABEL"),
        "fat16": fat(_FILES, size=2400 << 10, label="LABEL"),
        "fat32-too-small": fat(_LOADERS, size=200 << 10, bits=32),
        "fat-2048": fat(_LOADERS, size=200 << 10, sector=2048),
    }


@cache
def boards() -> Seeds:
    """Volumes with what a board starts from, and answers of their own."""
    files = {"config.txt": b"arm_64bit=1", "user-data": b"#cloud-config\n", "meta-data": b"a" * 700}
    files |= {"overlays/one.dtbo": b"o" * 600, "KERNEL8.IMG": b"k" * 3000}
    return {
        "fat16": fat(files, size=2400 << 10, label="bootfs"),
        "fat16-full-root": fat(files, size=2400 << 10, roots=16),
    }


@cache
def tables() -> Seeds:
    """Disks and discs that are all tables: what lies in them is an EFI system partition."""
    esp = fat(_LOADERS, size=48 << 10)
    entry = mbr_entry(0xEF, 64, 96, status=0x80)
    chain = mbr(mbr_entry(0xEF, 8, 96), mbr_entry(0x05, 200, 8))
    logical = Image().put(0, chain).put(8 * 512, esp).put(200 * 512, mbr(mbr_entry(0x83, 1, 4)))
    extended = (mbr_entry(0x05, 64, 256), logical.build())
    apm = demo_image()[:512].replace(demo_image()[:2], b"ER", 1) + _apm_entry() * 3
    return {
        "mbr": mbr_disk((entry, esp), size=96 << 10, code=code_of(KNOWN[5])).build(),
        "extended": mbr_disk(extended, size=200 << 10).build(),
        "gpt": gpt_disk([(GptPartition(64, 159), esp)], size=128 << 10).build(),
        "gpt-4096": gpt_disk([(GptPartition(16, 40), esp)], size=256 << 10, block=4096).build(),
        "protective": protective_mbr(64) + bytes(31 << 9),
        "apm": Image().put(0, demo_image()).put(0, apm).build(),
        "demo": demo_image(),
        "disc": _disc(esp).build(),
        "floppy": Disc([Boot(b"\xfa" * 512, media=2)], padding=720).build(),
        "hybrid": _disc(esp).image().put(0, mbr(mbr_entry(0, 0, 500, status=0x80))).build(),
    }


def _disc(esp: bytes) -> Disc:
    boots = [Boot(b"\xfa" * 2048), Boot(esp, 0xEF), Boot(esp, 0xEF, sectors=0)]
    return Disc(boots, {"EFI/BOOT/BOOTX64.EFI": pe(), "isolinux/isolinux.bin": b"x" * 100})


def _apm_entry() -> bytes:
    head = b"PM\0\0" + (3).to_bytes(4, "big") + (1).to_bytes(4, "big") + (64).to_bytes(4, "big")
    return (head + b"disk".ljust(32, b"\0") + b"Apple_HFS".ljust(32, b"\0")).ljust(512, b"\0")


@cache
def isos() -> Seeds:
    link = IsoLink(((4, b""), (0, b"EFI"), (0, b"BOOT")))
    files: dict[str, IsoContent] = {**_FILES, "sub/deep/link": link, "empty/": b""}
    files |= {"n" * 200: b"long", "big": b"y" * 6000}
    many = {f"folder/file number {number:03}": b"" for number in range(40)}
    return {
        "rock-ridge": Iso(files).build(),
        "joliet": Iso(files, joliet=True, rock_ridge=False).build(),
        "both": Iso({**files, **many}, joliet=True).build(),
        "pieces": Iso({"big": b"z" * 9000}, split={"big": 4096}, rock_ridge=False).build(),
    }


@cache
def udfs() -> Seeds:
    files: dict[str, UdfContent] = {**_FILES, "link": UdfLink("EFI/BOOT")}
    files["large"] = (b"a" * 5000, 4096, b"b" * 3000)
    kinds = {
        "plain": UdfImage(files),
        "long": UdfImage(files, form="long", extended=True, chained=frozenset({"large"})),
        "embedded": UdfImage({"a/b": b"small", "c": b"", "é€": b"x"}, form="embedded"),
        "sparable": UdfImage(files, partition="sparable"),
        "metadata": UdfImage(files, partition="metadata", revision=0x0250),
        "virtual": UdfImage({"a": b"x"}, partition="virtual"),
        "512": UdfImage(files, block=512),
    }
    return {name: image.build() for name, image in kinds.items()}


@cache
def programs() -> Seeds:
    return {
        "x64": pe(),
        "ia32": pe(IA32, wide=False),
        "demo": UEFI_X64,
    }


@cache
def signed_programs() -> Seeds:
    """Their keys are made anew in every process, so these mutants do not come again."""
    vendor = authority("Test CA")
    loaders = {name.rpartition("/")[2]: content for name, content in usual().items()}
    return {
        **loaders,
        "shim-of-lists": signed(shim(trusted=certificate_lists(vendor)), vendor),
        "boot-manager": signed(boot_manager(9, 0), signer("Test signer", vendor)),
        "lists": certificate_lists(vendor, authority("Other CA")),
        "certificate": vendor.der,
        "level": SHIM_SBAT,
    }


@cache
def wims() -> Seeds:
    return {"two": wim([WimEdition("Windows 11 Pro"), WimEdition("Windows 11 Home", arch=0)])}


@cache
def whole_wims() -> Seeds:
    """With their resources; two images, tables in front and behind."""
    resources = [
        Packed(b"one" * 90, 0x04, original=999),
        Packed(b"metadata" * 9, METADATA),
        Packed(b"free", 0x01, gap=20),
        Packed(b"two" * 400),
        Packed(b"more metadata" * 9, METADATA | 0x04),
    ]
    return {
        "behind": wim_file(resources, boot=1, integrity=b"sums"),
        "in-front": wim_file(resources, table_first=True),
    }


@cache
def windows_discs() -> Seeds:
    files = {
        **_LOADERS,
        "bootmgr": b"boot",
        "sources/boot.wim": b"MSWIM",
        "sources/install.wim": whole_wims()["behind"],
        "sources/A name that is longer.text": b"text",
        "support/": b"",
    }
    plain = {path: data for path, data in files.items() if not path.endswith("/")}
    return {
        "udf": UdfImage(files).build(),
        "udf-embedded": UdfImage(files, form="embedded", extended=True).build(),
        "iso": Iso(plain).build(),
    }


@cache
def published() -> Seeds:
    digest = "c0ffee00" * 8
    sums = f"# all\n{digest}  a.iso\r\n\\{digest} *b\\n.iso\nSHA256 (c.iso) = {digest}\n"
    return {
        "list": sums.encode(),
        "bare": digest.encode(),
        "signed": SIGNED.replace(b"one", sums.encode()),
        "key": KEY + KEY,
        "old-key": old_packet(6, BODY) + old_packet(13, b"user"),
        "armoured": armoured(KEY),
    }


def packed() -> Seeds:
    """Packed files, each of them one small disk."""
    disk = tables()["mbr"]
    seeds = {name: pack(disk) for name, pack in PACK.items()}
    seeds["xz-blocks"] = xz_in_blocks(disk, 20_000)
    seeds["bzip2-streams"] = PACK["bzip2"](disk[:30_000]) + PACK["bzip2"](disk[30_000:])
    seeds["zstd-frames"] = zstd_seekable(disk, 20_000)
    members = [ZipFile("readme.txt", b"text"), ZipFile("disk.img", disk, zip64=True)]
    seeds["zip64"] = zip_of(members, comment=b"comment")
    seeds["zip-stored"] = zip_of([ZipFile("disk.img", disk[:4096], method=0)])
    seeds["two-layers"] = PACK["gzip"](PACK["xz"](disk))
    seeds["tar"] = tar_of(("readme.txt", b"text"), ("ä" * 120, disk))
    seeds["tar-packed"] = PACK["xz"](seeds["tar"])
    files = (("readme.txt", b"text"), ("disk.img", disk))
    for packing in (LZMA, LZMA2, COPY):
        run = Run(files, packing)
        seeds[f"7z-{packing.number}"] = seven_zip([run], empty=["folder"], packed_directory=None)
    seeds["7z-packed-directory"] = seven_zip([Run(files[1:])])
    seeds["qcow2"] = qcow2(disk)
    seeds["qcow2-packed"] = qcow2(disk, packed="zstd")
    seeds["vdi"] = vdi(disk)
    seeds["vmdk"] = vmdk(disk)
    seeds["vmdk-packed"] = vmdk(disk, packed=True)
    seeds["dmg"] = dmg(disk)
    seeds["vhd"] = vhd(disk)
    seeds["vhd-fixed"] = vhd(disk[:65_536], kind=2)
    return seeds


def packed_disks() -> Seeds:
    """Virtual disks in packed files, and beside their checksums."""
    disk = tables()["mbr"]
    made = {"qcow2": qcow2(disk), "vdi": vdi(disk), "vhd": vhd(disk), "vmdk": vmdk(disk)}
    seeds = {
        f"{name}-{packer}": PACK[packer](each)
        for name, each in made.items()
        for packer in ("gzip", "xz", "zip")
    }
    stored = ZipFile("disk.vdi", made["vdi"], method=0)
    seeds["vdi-stored"] = zip_of([stored])
    seeds["vdi-copied"] = seven_zip([Run((("disk.vdi", made["vdi"]),), COPY)])
    seeds["vdi-tar-gzip"] = PACK["gzip"](tar_of(("disk.vdi", made["vdi"])))
    seeds["vdi-stored-gzip"] = PACK["gzip"](seeds["vdi-stored"])
    seeds["xz-blocks-stored"] = zip_of([ZipFile("a.xz", xz_in_blocks(disk, 20_000), method=0)])
    seeds["dmg-gzip"] = PACK["gzip"](dmg(disk))
    in_one_piece = vhd(disk[:65_536], kind=2)
    seeds |= {f"vhd-fixed-{packer}": PACK[packer](in_one_piece) for packer in ("gzip", "zip")}
    digest = hashlib.sha256(made["vdi"]).hexdigest()
    listed = ("box.mf", f"SHA256(disk.vdi)= {digest}\n".encode())
    seeds["vdi-ova"] = tar_of(listed, ("disk.vdi", made["vdi"]))
    return seeds


@cache
def vhdx_disks() -> Seeds:
    """Apart from the others, for none can be smaller than 4 MiB."""
    disk = tables()["mbr"]
    entries = log_entry(6, {TABLE_AT: table(9)}) + log_entry(
        7, {TABLE_AT: table(4)}, zeros=[(TABLE_AT + PAGE, 2 * PAGE)], flushed=len(disk)
    )
    return {
        "512": vhdx(disk),
        "4096": vhdx(tables()["gpt-4096"], sector=4096),
        "log": logged(disk, entries),
        "parent": vhdx(disk, parent={"relative_path": "a.vhdx", "parent_linkage": "{1}"}),
        "log-4096": logged(disk, log_entry(1) + log_entry(2, {TABLE_AT: table(4)}), sector=4096),
    }


@cache
def images() -> Seeds:
    """Everything that inspection may be handed, the smaller ones of each kind."""
    chosen = {**tables(), **isos()}
    chosen["fat"] = fats()["fat12"]
    chosen["udf"] = udfs()["plain"]
    chosen["udf-512"] = udfs()["512"]
    chosen["secure-boot"] = stick(usual())
    chosen["systems"] = Iso(_SYSTEMS, label="Fedora-WS-Live-41").build()
    chosen["windows"] = UdfImage({**_LOADERS, "sources/install.wim": wims()["two"]}).build()
    bridge = Image().put(0, udfs()["plain"]).put(0, tables()["disc"])
    return {**chosen, "bridge": bridge.build()}
