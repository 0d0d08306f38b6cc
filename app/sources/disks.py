"""What opens a virtual disk of each kind. Loaded only when there is one."""

from collections.abc import Callable
from importlib import import_module

from app.errors import CorruptImage, PackedDamaged
from app.formats import vmdk_text
from app.formats.binary import Reader
from app.formats.virtual_disk import VirtualDisk
from app.sources.layer import DamagedLayer, Layer
from app.sources.patience import Far
from app.sources.virtual_disk import VirtualDiskLayer


def open_disk(name: str, below: Layer) -> Layer:
    """The layer. Raises UnsupportedImage for what is refused, and ImageUnreadable; damage is told
    when the layer is read."""
    packed = not below.direct or isinstance(below, Far)  # or stored beside its checksum
    if packed and not _is_flat(below.look()):
        from app.sources.packed_disk import open_packed

        return open_packed(name, below, _reading(name))
    reader = below.look()
    try:
        if _is_flat(reader):
            from app.sources.flat_vmdk import open_flat

            return open_flat(name, below)
        return VirtualDiskLayer(name, below, _reading(name)(reader))
    except CorruptImage as error:
        return DamagedLayer(PackedDamaged(name, 0, error.why))


def _is_flat(reader: Reader) -> bool:
    return reader.read_at(0, len(vmdk_text.MAGIC)) == vmdk_text.MAGIC


def _reading(name: str) -> Callable[[Reader], VirtualDisk]:
    """Only that of its kind is loaded: to load them all takes as long as to read 200 MB."""
    module = import_module(f"app.formats.{name}")
    found: Callable[[Reader], VirtualDisk] = getattr(module, f"read_{name}")
    return found
