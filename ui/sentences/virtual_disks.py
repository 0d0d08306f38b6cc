"""Why a virtual disk is not read, and what to do (`app.formats`, `app.sources`)."""

from ui.text import later

ROWS = (
    later(
        "engine",
        "This packed file holds a disk image of a Mac (DMG), which only its end tells.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This packed file holds a VHD disk, which only its end tells.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This qcow2 disk holds only what differs from “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This qcow2 disk keeps its contents in “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This qcow2 disk is of version {version}, which is not read here.",
        "error: virtual disk",
    ),
    later("engine", "This qcow2 disk is encrypted.", "error: virtual disk"),
    later("engine", "This qcow2 disk is marked as damaged.", "error: virtual disk"),
    later(
        "engine",
        "This qcow2 disk needs what is not known here (features {features}).",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This qcow2 disk is packed in a way that is not known here ({packing}).",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VMDK disk holds only what differs from another one, “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VMDK disk keeps its contents in “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VMDK disk is of version {version}, which is not read here.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VMDK disk is packed in a way that is not known here ({packing}).",
        "error: virtual disk",
    ),
    later("engine", "This VMDK disk is stored in files beside it.", "error: virtual disk"),
    later(
        "engine",
        "This VMDK disk is stored in several files of a kind that is not read ({name}).",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This file is only a part of a VMDK disk, whose text is in another file.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "“{name}”, with the contents of this VMDK disk, is not a file.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VHD disk holds only what differs from another one, “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VHD disk is of a kind that is not read here ({kind}).",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VHDX disk holds only what differs from another one, “{name}”, which is not read.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "This VHDX disk is of version {version}, which is not read here.",
        "error: virtual disk",
    ),
    later("engine", "This VHDX disk needs a region that is not known here.", "error: virtual disk"),
    later(
        "engine",
        "This VHDX disk was not closed: changes to it still wait in its log.",
        "error: virtual disk",
    ),
    later(
        "engine", "This VHDX disk was not closed, and its log is not whole.", "error: virtual disk"
    ),
    later(
        "engine", "This VDI disk holds only what differs from another one.", "error: virtual disk"
    ),
    later("engine", "This VDI disk is of version {version}.", "error: virtual disk"),
    later(
        "engine",
        "This disk image (DMG) is packed in a way that is not read here ({packing}).",
        "error: virtual disk",
    ),
    later("engine", "This disk image (DMG) is in {count} files.", "error: virtual disk"),
    later(
        "engine",
        "The tables of this virtual disk ({name}) lie too far inside a packed file.",
        "error: virtual disk",
    ),
    later(
        "engine",
        "From byte {place} on, this virtual disk ({name}) lies in its packed file in such "
        "disorder that the same would be unpacked again and again.",
        "error: virtual disk",
    ),
    later("engine", "It is packed in pieces of more than {size} MiB.", "error: virtual disk"),
    later("engine", "Merge the two first, with qemu-img.", "error: virtual disk"),
    later("engine", "Merge the two first, in VMware or with qemu-img.", "error: virtual disk"),
    later("engine", "Merge the two first, in VirtualBox or with qemu-img.", "error: virtual disk"),
    later("engine", "Merge the two first, in Hyper-V or VirtualBox.", "error: virtual disk"),
    later("engine", "Merge the two first, in Hyper-V.", "error: virtual disk"),
    later("engine", "Decrypt it first, with qemu-img.", "error: virtual disk"),
    later("engine", "Convert it first.", "error: virtual disk"),
    later("engine", "Convert it first: {command}.", "error: virtual disk"),
    later("engine", "Try to mend a copy: {command}.", "error: virtual disk"),
    later("engine", "Open it once in Hyper-V, or mend a copy: {command}.", "error: virtual disk"),
    later("engine", "Make one file of it first, with qemu-img.", "error: virtual disk"),
    later("engine", "Join them first.", "error: virtual disk"),
)
