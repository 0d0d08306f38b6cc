"""What images and drives are called, fit to be shown."""

from app.display import for_display
from app.drives import holds_discs
from app.drives.drive import DriveInfo, DriveKind
from ui.icons import Icon
from ui.state.drive_list import is_file
from ui.state.image import Inspected
from ui.text import capacity, dotted, translate, untrusted
from ui.view import Mark, Tint

_ICONS = {
    DriveKind.USB_STICK: Icon.USB_STICK,
    DriveKind.SD_CARD: Icon.SD_CARD,
    DriveKind.EXTERNAL_SSD: Icon.SSD,
    DriveKind.EXTERNAL_DISK: Icon.HDD,
    DriveKind.CARD_READER: Icon.SD_CARD,
    DriveKind.INTERNAL: Icon.HDD,
    DriveKind.VIRTUAL: Icon.IMAGE_FILE,
}

# Families by the first word of a title: what people have before their eyes when they hear it.
_FAMILIES = {
    "ubuntu": ("U", Tint.ORANGE),
    "kubuntu": ("K", Tint.BLUE),
    "xubuntu": ("X", Tint.BLUE),
    "lubuntu": ("L", Tint.BLUE),
    "debian": ("D", Tint.CRIMSON),
    "fedora": ("F", Tint.BLUE),
    "windows": ("W", Tint.BLUE),
    "arch": ("A", Tint.TEAL),
    "linux": ("M", Tint.GREEN),  # "Linux Mint"
    "mint": ("M", Tint.GREEN),
    "manjaro": ("M", Tint.GREEN),
    "opensuse": ("S", Tint.GREEN),
    "pop!_os": ("P", Tint.TEAL),
    "raspberry": ("R", Tint.CRIMSON),
    "red": ("R", Tint.CRIMSON),
    "rhel": ("R", Tint.CRIMSON),
    "rocky": ("R", Tint.GREEN),
    "almalinux": ("A", Tint.INDIGO),
    "centos": ("C", Tint.INDIGO),
    "nixos": ("N", Tint.INDIGO),
    "kali": ("K", Tint.SLATE),
    "tails": ("T", Tint.INDIGO),
    "freebsd": ("F", Tint.CRIMSON),
    "openbsd": ("O", Tint.ORANGE),
}

_USB_3, _USB_2 = 5000, 480  # Mbit/s


def plain_title(image: Inspected) -> str:
    """What the image calls itself, else its label, else the name of its file."""
    report = image.report
    found = (for_display(text) for text in (report.title, report.label, report.name))
    return next((text for text in found if text), "")


def title(image: Inspected) -> str:
    if image.format is not None:
        from ui.screens.format import named  # here, for the first frame does not wait for it

        return named(image.format)
    if image.backup is not None:
        from ui.screens.backup import named as file_named  # as above

        return file_named(image.backup)
    if image.probing is not None:
        from ui.screens.probe import title as of_test

        return of_test()
    return untrusted(plain_title(image))


def mark(image: Inspected) -> Mark:
    words = plain_title(image).casefold().replace("-", " ").split()
    letter, tint = _FAMILIES.get(words[0] if words else "", ("", Tint.SLATE))
    return Mark(letter, tint)


def plain_drive(drive: DriveInfo) -> str:
    """ "SanDisk Ultra" """
    if is_file(drive):
        return translate("names", "Virtual stick", "drive.virtual")
    return for_display(drive.name)


def drive_name(drive: DriveInfo) -> str:
    return plain_drive(drive) if is_file(drive) else untrusted(drive.name)


def drive_and_size(drive: DriveInfo) -> str:
    """ "SanDisk Ultra, 32 GB" """
    return translate("names", "{drive}, {capacity}", "a drive in a sentence").format(
        drive=drive_name(drive), capacity=capacity(drive.size)
    )


def drive_icon(drive: DriveInfo) -> Icon:
    return Icon.DISC if holds_discs(drive) else _ICONS[drive.kind]


def node(drive: DriveInfo) -> str:
    """ "sdb"; of a virtual stick the name of its file."""
    return untrusted(drive.node.rpartition("/")[2])


def detail(drive: DriveInfo) -> str:
    """ "USB stick · USB 3 · sdb" """
    if is_file(drive):
        return node(drive)
    what = kind(drive)
    if holds_discs(drive):
        what = translate("names", "Disc drive", "drive.kind")
    return dotted(what, connection(drive), node(drive))


def kind(drive: DriveInfo) -> str:
    match drive.kind:
        case DriveKind.USB_STICK:
            return translate("names", "USB stick", "drive.kind")
        case DriveKind.SD_CARD:
            return translate("names", "SD card", "drive.kind")
        case DriveKind.EXTERNAL_SSD:
            return translate("names", "External SSD", "drive.kind")
        case DriveKind.EXTERNAL_DISK:
            return translate("names", "External hard disk", "drive.kind")
        case DriveKind.CARD_READER:
            return translate("names", "Card reader", "drive.kind")
        case DriveKind.INTERNAL:
            return translate("names", "Built-in disk", "drive.kind")
        case DriveKind.VIRTUAL:
            return translate("names", "Virtual stick", "drive.kind")


def connection(drive: DriveInfo) -> str:
    if drive.bus == "usb" and drive.speed:
        if drive.speed >= _USB_3:
            return translate("names", "USB 3", "drive.sub")
        return (
            translate("names", "USB 2", "drive.sub")
            if drive.speed >= _USB_2
            else translate("names", "USB 1", "drive.sub")
        )
    if drive.bus == "mmc":
        return translate("names", "built-in reader", "drive.sub")
    return ""
