"""What is on a drive, in words and as a bar (design 8.3)."""

from app.drives.drive import DriveInfo, Partition
from ui.state.drive_list import is_file
from ui.text import quoted, size, translate, untrusted
from ui.view import Loss, Part, PartKind

MOST_LOSSES = 4  # rows; of more only the number is told

_ENCRYPTED = {"crypto_LUKS": "LUKS", "BitLocker": "BitLocker"}
_DISCS = ("iso9660", "udf")
_FILE_SYSTEMS = {"vfat": "FAT", "ntfs": "NTFS", "exfat": "exFAT", "iso9660": "ISO 9660"}
# EFI system partition, as MBR type and as GPT type.
_BOOT = ("0xef", "c12a7328-f81f-11d2-ba4b-00a0c93ec93b")
_EMPTY = 1_000_000  # bytes: what a fresh file system takes for itself, or less


def contents(drive: DriveInfo) -> str:
    """One line. A drive whose files nobody has mounted says its labels only."""
    if is_file(drive):
        return translate("contents", "A file that plays a stick", "drive.what")
    if encrypted := _encrypted(drive):
        text = translate("contents", "Encrypted ({kind}) – contents unknown", "drive.what")
        return text.format(kind=encrypted)
    if drive.file_system in _DISCS:
        return _boot_image(drive)
    parts = _parts_with_something(drive)
    if not parts:
        return translate("contents", "Nothing that this computer can read", "drive.what")
    labels = [quoted(untrusted(part.label)) for part in parts if part.label.strip()]
    known = [part.used for part in parts if part.used is not None]
    return _files(sum(known), labels) if known else _unknown_files(parts, labels)


def parts(drive: DriveInfo) -> tuple[Part, ...]:
    """The partitions to scale. Whose use is not known counts as full of something."""
    if not drive.size:
        return ()
    return tuple(
        Part(
            part.start / drive.size,
            min(part.size, drive.size) / drive.size,
            min(1.0, part.used / part.size) if part.used is not None and part.size else 1.0,
            kind_of(part),
        )
        for part in drive.partitions
    )


def losses(drive: DriveInfo) -> tuple[Loss, ...]:
    """What will be gone, partition by partition; at most MOST_LOSSES."""
    found = [_loss(part) for part in drive.partitions]
    if not found and drive.label.strip():
        found = [Loss(quoted(untrusted(drive.label)), _file_system(drive.file_system))]
    return tuple(found[:MOST_LOSSES])


def more_losses(drive: DriveInfo) -> str:
    count = len(drive.partitions) - MOST_LOSSES
    return translate("contents", "and %n more", "confirm.body", count=count) if count > 0 else ""


def kind_of(part: Partition) -> PartKind:
    if part.type.lower() in _BOOT:
        return PartKind.BOOT
    return PartKind.OTHER if part.used is None else PartKind.USED


def _loss(part: Partition) -> Loss:
    title = quoted(untrusted(part.label)) if part.label.strip() else untrusted(part.name)
    what = _file_system(part.file_system) or translate("contents", "Unknown contents", "drive.what")
    if part.used is not None:
        text = translate("contents", "{file_system}, {size} of files", "confirm.body")
        text = text.format(file_system=what, size=size(part.used))
    else:
        text = translate("contents", "{file_system}, {size}", "confirm.body")
        text = text.format(file_system=what, size=size(part.size))
    fallback = translate("contents", "Partition {node}", "confirm.body")
    node = untrusted(part.node.rpartition("/")[2])
    return Loss(title or fallback.format(node=node), text, kind_of(part))


def _encrypted(drive: DriveInfo) -> str:
    systems = [drive.file_system, *(part.file_system for part in drive.partitions)]
    return next((_ENCRYPTED[each] for each in systems if each in _ENCRYPTED), "")


def _boot_image(drive: DriveInfo) -> str:
    """A stick that an image was written to shows that image's label as its own."""
    if not drive.label.strip():
        return translate("contents", "A disc image", "drive.what")
    text = translate("contents", "Disc image “{label}”", "drive.what")
    return text.format(label=untrusted(drive.label))


def _files(used: int, labels: list[str]) -> str:
    if used <= _EMPTY:
        return translate("contents", "Formatted, no files", "drive.what")
    amount = size(used)
    if not labels:
        return translate("contents", "{size} of files", "drive.what").format(size=amount)
    if len(labels) == 1:
        text = translate("contents", "{label} – {size} of files", "drive.what")
        return text.format(label=labels[0], size=amount)
    text = translate("contents", "{label} and {other} – {size} of files", "drive.what")
    return text.format(label=labels[0], other=labels[1], size=amount)


def _unknown_files(parts: list[Partition], labels: list[str]) -> str:
    if len(labels) > 1:
        text = translate("contents", "{label} and {other}", "drive.what")
        return text.format(label=labels[0], other=labels[1])
    if labels:
        return labels[0]
    systems = {_file_system(part.file_system) for part in parts if part.file_system}
    if len(systems) == 1:
        text = translate("contents", "Formatted ({file_system})", "drive.what")
        return text.format(file_system=systems.pop())
    return translate("contents", "%n (partition|partitions)", "drive.what", count=len(parts))


def _parts_with_something(drive: DriveInfo) -> list[Partition]:
    return [part for part in drive.partitions if part.file_system or part.label or part.type]


def _file_system(name: str) -> str:
    return untrusted(_FILE_SYSTEMS.get(name, name))
