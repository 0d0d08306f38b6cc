"""A live system of Debian's own packages, small enough to be emulated: a hybrid disc, built once
and kept in the user's cache.

Whenever it starts, it says on the serial port what an earlier start has left to it, leaves a letter
to the next one, and powers off. As on Debian's discs, the boot menu's first entry asks for no
persistence. Building it takes a minute or two, root and the registry of packages.
"""

import hashlib
import os
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory

from system.debian import ISOLINUX, SYSLINUX
from system.pc import sources
from system.pc.image import cache
from system.pc.monitor import MachineError
from system.pc.root import step

SUITE = "trixie"
_PACKAGES = ("linux-image-amd64", "live-boot", "systemd-sysv", "udev")

# Here before the packages are, so that the initial RAM disk is made once and small. What live-boot
# needs it brings itself; the modules are those of the computer's USB.
_EARLY = {
    "usr/share/initramfs-tools/modules.d/live": "xhci_pci\nusb_storage\nuas\nsd_mod\niso9660\n",
    "etc/initramfs-tools/conf.d/live": "MODULES=list\nCOMPRESS=gzip\n",
}
_LETTER = "/home/letter"
_FILES = {
    "etc/hostname": "live\n",
    "usr/local/sbin/letters": f"""#!/bin/sh
if [ -e {_LETTER} ]; then echo "kept $(cat {_LETTER})."; else echo "nothing was kept."; fi
tr -d - </proc/sys/kernel/random/uuid >{_LETTER}
echo "left $(cat {_LETTER})."
""",
    "etc/systemd/system/letters.service": """[Unit]
SuccessAction=poweroff
FailureAction=poweroff
[Service]
Type=oneshot
ExecStart=/bin/sh /usr/local/sbin/letters
StandardOutput=tty
TTYPath=/dev/ttyS0
[Install]
WantedBy=multi-user.target
""",
}
# The words for apt: nothing is fetched that is not installed.
_QUIET = ('Acquire::Languages "none";', 'APT::Install-Recommends "false";')
_UNREAD = ("man", "doc", "locale", "info")

# What /.disk/info says on a disc that live-build made.
_INFO = 'Debian GNU/Linux 13 "Trixie" - Unofficial amd64 LIVE Binary 20261127-00:00'
_MENU = """UI menu.c32
LABEL live
  MENU LABEL Live system
  LINUX /live/vmlinuz
  INITRD /live/initrd.img
  APPEND boot=live quiet console=ttyS0 console=tty0
"""
MENU_SAYS = r"Press \[Tab\] to edit"
_HYBRID = ("-isohybrid-mbr", str(ISOLINUX / "isohdpfx.bin"))
_BOOT = ("-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat", "-no-emul-boot")
_ISOLINUX = (*_BOOT, "-boot-load-size", "4", "-boot-info-table", *_HYBRID)


def image() -> Path:
    """The disc, made when there is none. Raises MachineError."""
    made = cache() / f"live-{hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]}.iso"
    if not made.exists():
        if os.geteuid():
            raise MachineError("building the live system needs root")
        cache().mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix="live-", dir=cache()) as name:
            disc = _disc(Path(name))
            for old in cache().glob("live-*.iso"):
                old.unlink()
            disc.rename(made)
    return made


def _disc(folder: Path) -> Path:
    """Below `folder`, with the log of its making."""
    tree = folder / "tree"
    (tree / "live").mkdir(parents=True)
    _write(tree, {".disk/info": _INFO, "isolinux/isolinux.cfg": _MENU})
    modules = SYSLINUX / "modules/bios"
    parts = [modules / f"{name}.c32" for name in ("ldlinux", "libutil", "menu")]
    for path in (ISOLINUX / "isolinux.bin", *parts):
        (tree / "isolinux" / path.name).write_bytes(path.read_bytes())
    _install(folder, tree / "live")
    disc = folder / "live.iso"
    step(
        folder,
        *("xorriso", "-as", "mkisofs", "-quiet", "-R", "-V", "LIVE", *_ISOLINUX),
        *("-o", str(disc), str(tree)),
    )
    return disc


def _install(folder: Path, live: Path) -> None:
    """Kernel, initial RAM disk and the system itself, packed, into `live`."""
    lines = sources.lines_for(SUITE)
    if not lines:
        raise MachineError(
            "the live system is built from the host's Debian sources: there are none"
        )
    early, own, options = folder / "early", folder / "own", folder / "apt.conf"
    options.write_text("\n".join((*sources.settings(), *_QUIET)) + "\n")
    _write(early, _EARLY)
    _write(own, _FILES)
    into, without = shlex.quote(str(live)), "boot var/cache/apt var/lib/apt/lists"
    step(
        folder,
        *("unshare", "--mount", "mmdebstrap", "--mode=root", "--variant=minbase", "--format=null"),
        *(f"--aptopt={options}", "--dpkgopt=force-unsafe-io"),
        *(f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in _UNREAD),
        f'--setup-hook=cp -r {shlex.quote(str(early))}/. "$1"',
        f'--customize-hook=cp -r {shlex.quote(str(own))}/. "$1"',
        '--customize-hook=chroot "$1" systemctl enable letters.service',
        f'--customize-hook=cp -L "$1/vmlinuz" "$1/initrd.img" {into}',
        f'--customize-hook=cd "$1" && mksquashfs . {into}/filesystem.squashfs -quiet -no-progress'
        f" -comp zstd -Xcompression-level 3 -wildcards -e {without} 'proc/*' 'sys/*' 'dev/*'",
        f"--include={','.join(_PACKAGES)}",
        *(SUITE, "/dev/null", *lines),
    )


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
