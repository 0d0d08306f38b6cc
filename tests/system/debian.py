"""Images that Debian's packages hold, or that their tools make, with loaders of ours where they
take any."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from system.qemu import Firmware
from system.samples import Sample, esp, said

ISOLINUX = Path("/usr/lib/ISOLINUX")
SYSLINUX = Path("/usr/lib/syslinux")
GRUB = Path("/usr/lib/grub/i386-pc")

_BOOT = ("-no-emul-boot", "-boot-load-size", "4", "-boot-info-table")
_EFI = ("-eltorito-alt-boot", "-e", "efi.img", "-no-emul-boot")


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssertionError(f"{command[0]} ended with {done.returncode}: {done.stderr}")


def _copy(path: str) -> "Copy":
    return Copy(Path(path))


class Copy:
    """Makes an image that a package holds."""

    def __init__(self, origin: Path) -> None:
        self._origin = origin

    def __call__(self, path: Path) -> None:
        path.write_bytes(self._origin.read_bytes())


def _isolinux(path: Path, name: str, options: Sequence[str | Path]) -> None:
    """A disc that isolinux starts, as xorriso makes it."""
    with TemporaryDirectory() as folder:
        tree = Path(folder)
        (tree / "isolinux.bin").write_bytes((ISOLINUX / "isolinux.bin").read_bytes())
        (tree / "ldlinux.c32").write_bytes((SYSLINUX / "modules/bios/ldlinux.c32").read_bytes())
        (tree / "isolinux.cfg").write_text(_words(name))
        (tree / "efi.img").write_bytes(esp(name))
        start = ("-b", "isolinux.bin", "-c", "boot.cat", *_BOOT)
        _run("xorriso", "-as", "mkisofs", "-quiet", "-o", path, *start, *options, tree)


def _words(name: str) -> str:
    """A configuration of syslinux that says its line and waits."""
    return f"SAY {said(name, Firmware.BIOS)}\nPROMPT 1\nTIMEOUT 0\nDEFAULT none\n"


def _isohybrid(path: Path) -> None:
    """As Debian 12's installer: MBR, and a GPT that overlaps."""
    options: tuple[str | Path, ...] = (
        "-isohybrid-mbr",
        ISOLINUX / "isohdpfx.bin",
        *_EFI,
        "-isohybrid-gpt-basdat",
    )
    _isolinux(path, "isohybrid", options)


def _isohybrid_stale(path: Path) -> None:
    """Its pointer leads to where isolinux.bin was before somebody made the disc anew."""
    _isolinux(path, "isohybrid-stale", ("-isohybrid-mbr", ISOLINUX / "isohdpfx.bin"))
    with path.open("r+b") as file:
        file.seek(432)
        sector = int.from_bytes(file.read(8), "little")
        file.seek(432)
        file.write((sector + 40).to_bytes(8, "little"))


def _isolinux_plain(path: Path) -> None:
    _isolinux(path, "isolinux", ())


def _appended_esp(path: Path) -> None:
    """As Ubuntu and Debian 13: GRUB's hybrid boot code, the ESP behind the disc and in a GPT."""
    name = "appended-esp"
    with TemporaryDirectory() as folder:
        tree, efi, config = Path(folder, "tree"), Path(folder, "efi"), Path(folder, "config")
        tree.mkdir()
        efi.write_bytes(esp(name))
        config.write_text(f'echo "{said(name, Firmware.BIOS)}"\nsleep 600\n')
        target = tree / "eltorito.img"
        modules = ("biosdisk", "iso9660", "part_gpt", "echo", "sleep")
        into = ("-O", "i386-pc-eltorito", "-c", config, "-p", "/none", "-o", target)
        _run("grub-mkimage", "-d", GRUB, *into, *modules)
        start = ("-b", "eltorito.img", *_BOOT, "--grub2-boot-info")
        tables = ("--grub2-mbr", GRUB / "boot_hybrid.img", "--protective-msdos-label")
        esp_options = ("-append_partition", "2", "0xef", efi, "-appended_part_as_gpt")
        alternative = ("-eltorito-alt-boot", "-e", "--interval:appended_partition_2:all::")
        options: tuple[str | Path, ...] = (
            *start,
            *tables,
            "-partition_offset",
            "16",
            *esp_options,
            *alternative,
        )
        _run("xorriso", "-as", "mkisofs", "-quiet", "-o", path, *options, "-no-emul-boot", tree)


def _grub_mkrescue(path: Path) -> None:
    with TemporaryDirectory() as folder:
        config = Path(folder, "boot/grub/grub.cfg")
        config.parent.mkdir(parents=True)
        config.write_text('echo "started grub-mkrescue"\nsleep 600\n')
        _run("grub-mkrescue", "-o", path, folder)


def _syslinux(path: Path) -> None:
    """An MBR with syslinux's code, and an active FAT partition that SYSLINUX starts."""
    with TemporaryDirectory() as folder:
        volume, config = Path(folder, "fat"), Path(folder, "syslinux.cfg")
        config.write_text(_words("syslinux"))
        _run("mkfs.fat", "-C", volume, "4096")
        _run("mcopy", "-i", volume, config, "::")
        _run("syslinux", "--install", volume)
        code = (SYSLINUX / "mbr/mbr.bin").read_bytes()
        entry = bytes.fromhex("80000000 06000000 00080000 00200000")
        head = code.ljust(446, b"\0") + entry.ljust(64, b"\0") + b"\x55\xaa"
        path.write_bytes(head.ljust(2048 * 512, b"\0") + volume.read_bytes())


_EVERYWHERE = dict.fromkeys(Firmware, "started grub-mkrescue")

SAMPLES = (
    Sample("isolinux", "isolinux, no table", _isolinux_plain),
    Sample("isohybrid", "Debian 12’s layout (xorriso)", _isohybrid),
    Sample("isohybrid-stale", "its pointer leads elsewhere", _isohybrid_stale),
    Sample("appended-esp", "Ubuntu’s layout (xorriso)", _appended_esp),
    Sample("syslinux", "MBR, FAT with SYSLINUX", _syslinux),
    Sample("grub-mkrescue", "GRUB’s own rescue disc", _grub_mkrescue, _EVERYWHERE, alone=True),
    Sample(
        "grub-rescue",
        "Debian’s grub-rescue-pc, the disc",
        _copy("/usr/lib/grub-rescue/grub-rescue-cdrom.iso"),
        {Firmware.BIOS: "GNU GRUB|grub>"},
    ),
    Sample(
        "grub-floppy",
        "Debian’s grub-rescue-pc, the floppy",
        _copy("/usr/lib/grub-rescue/grub-rescue-floppy.img"),
        {Firmware.BIOS: "GNU GRUB|grub>"},
    ),
    Sample(
        "memtest86+",
        "Debian’s memtest86+ for x64",
        _copy("/usr/lib/memtest86+/memtest86+x64.iso"),
        {Firmware.BIOS: r"Memtest86\+", Firmware.X64: ""},
        alone=True,
    ),
    Sample(
        "ipxe",
        "Debian’s iPXE disc",
        _copy("/usr/lib/ipxe/ipxe.iso"),
        dict.fromkeys(Firmware, "iPXE"),
        alone=True,
    ),
)
