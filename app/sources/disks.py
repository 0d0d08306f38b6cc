"""What opens a virtual disk of each kind. Loaded only when there is one."""

from collections.abc import Callable

from app.errors import CorruptImage, PackedDamaged, UnsupportedImage
from app.formats import vmdk_text
from app.formats.binary import Reader
from app.formats.dmg import read_dmg
from app.formats.qcow2 import read_qcow2
from app.formats.vdi import read_vdi
from app.formats.vhd import read_vhd
from app.formats.vhdx import read_vhdx
from app.formats.virtual_disk import VirtualDisk
from app.formats.vmdk import read_vmdk
from app.sources.flat_vmdk import open_flat
from app.sources.layer import DamagedLayer, Layer
from app.sources.virtual_disk import VirtualDiskLayer

_READ: dict[str, Callable[[Reader], VirtualDisk]] = {
    "dmg": read_dmg,
    "qcow2": read_qcow2,
    "vdi": read_vdi,
    "vhd": read_vhd,
    "vhdx": read_vhdx,
    "vmdk": read_vmdk,
}


def open_disk(name: str, below: Layer) -> Layer:
    """The layer. Raises UnsupportedImage for what is refused, and ImageUnreadable; damage is told
    when the layer is read."""
    if not below.direct:
        raise UnsupportedImage(
            f"A virtual disk ({name}) has to be read here and there, which a packed file does not "
            "allow.",
            "Unpack it first.",
        )
    reader = below.look()
    try:
        if reader.read_at(0, len(vmdk_text.MAGIC)) == vmdk_text.MAGIC:
            return open_flat(name, below)
        return VirtualDiskLayer(name, below, _READ[name](reader))
    except CorruptImage as error:
        return DamagedLayer(PackedDamaged(name, 0, error.why))
