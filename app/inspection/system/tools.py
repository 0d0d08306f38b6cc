"""Everything else that starts from a stick: hypervisors, memory tests, boot menus, old systems."""

import re

from app.inspection.system.files import Files
from app.inspection.system.row import Look, Named, Row, plain
from app.report import Role

_GRUB_ALONE = frozenset({"boot", "efi", ".disk", "mach_kernel", "system", "efi.img"})


def _esxi(files: Files, row: Row) -> Named | None:
    says = files.values("boot.cfg")
    if "ESXi" not in says.get("title", "") and "vmvisor" not in says.get("modules", ""):
        return None
    build = re.match(r"\d+\.\d+\.\d+", says.get("build", ""))
    in_label = re.search(r"ESXI-(\d+\.\d+\.\d+\w?)", files.label, re.IGNORECASE)
    version = in_label[1] if in_label else build[0] if build else ""
    name = f"{row.name} {version}".strip()
    return Named(name, row.family, version, row.role, path="boot.cfg", said=says.get("title", ""))


def _grub(files: Files, row: Row) -> Named | None:
    """A disc that holds GRUB and nothing that it could start."""
    alone = _GRUB_ALONE.issuperset(name for name in files.names() if name != "boot.catalog")
    starts = any(files.find(path) for path in ("boot/vmlinu*", "boot/bzImage*", "boot/kernel*"))
    return plain(files, row) if alone and not starts else None


def _arca_os(files: Files, row: Row) -> Named:
    """ "ArcaOS 5.0.7 EN" """
    line = next(iter(files.lines("SYS/ARCANOAE.FLG")), "")
    found = re.match(r"(ArcaOS) (\d[\d.]*)", line)
    if found is None:
        return plain(files, row)
    return Named(found[0], row.family, found[2], row.role, path="SYS/ARCANOAE.FLG", said=line)


ROWS = (
    Row("VMware ESXi", "esxi", Role.INSTALLER, ("boot.cfg",), read=_esxi),
    Row("MemTest86", "memtest", Role.TOOL, ("EFI/BOOT/mt86.png",), what="Memory test"),
    Row("iPXE", "ipxe", Role.LOADER, ("ipxe.krn",), what="Network boot"),
    Row("iPXE", "ipxe", Role.LOADER, ("ipxe.lkrn",), what="Network boot"),
    Row("Ventoy", "ventoy", Role.LOADER, ("ventoy/ventoy.cpio",)),
    Row("Ultimate Boot CD", "tools", Role.RESCUE, ("ubcd",)),
    Row("ReactOS", "reactos", Role.INSTALLER, ("reactos",)),
    Row(
        "FreeDOS",
        "freedos",
        None,
        ("kernel.sys", "fdconfig.sys"),
        Look("fdauto.bat", r"FreeDOS (?:version )?(\d\.\d)"),
    ),
    Row("FreeDOS", "freedos", Role.INSTALLER, ("freedos",)),
    Row("OS/2", "os2", Role.INSTALLER, ("OS2IMAGE/DISK_0/OS2LDR",), read=_arca_os),
    Row("GRUB", "grub", Role.LOADER, ("boot/grub/*/normal.mod",), what="Boot menu", read=_grub),
)
