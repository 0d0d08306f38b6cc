"""The image and drive cards of the design's pictures."""

from dataclasses import replace

from ui import intents
from ui.icons import Icon
from ui.text import dotted
from ui.view import (
    Banner,
    Button,
    DriveCard,
    DriveRow,
    FactRow,
    HiddenDisks,
    ImageCard,
    Look,
    Mark,
    NoDrives,
    Part,
    PartKind,
    Remark,
    Tile,
    TileState,
    Tint,
    Tone,
)

CHANGE = Button("Change…", intents.ChooseFile(), Look.LINK)
LINKS = (
    Button("How do we know?", intents.ShowEvidence(), Look.LINK),
    Button("Look inside", intents.LookInside(), Look.LINK),
    Button(
        "Virtual machine…", intents.TryInMachine(), Look.LINK, name="Try it in a virtual machine"
    ),
)
DETAILS = Button("Details", intents.ShowChecksum(), Look.LINK)
PASTE = Button("Paste", intents.PasteChecksum(), icon=Icon.CLIPBOARD)

CHECKSUM_MATCHES = FactRow(
    Icon.SHIELD_CHECK,
    "Checksum matches",
    "SHA-256, from SHA256SUMS in the same folder",
    Tone.SUCCESS,
    DETAILS,
)
CHECKSUM_NOT_CHECKED = FactRow(
    Icon.HASH,
    "Checksum not checked",
    "Paste the one from the download page to be sure",
    button=PASTE,
)
EXACT_COPY = FactRow(Icon.COPY, "Exact copy", "Sector by sector, then read back and compared")
THIS_COMPUTER = Tile(
    Icon.DESKTOP, "This computer", "Should boot", TileState.YES, "(UEFI, Secure Boot on)"
)

UBUNTU = ImageCard(
    heading="Image",
    mark=Mark("U", Tint.ORANGE),
    title="Ubuntu 24.04.1 LTS",
    subtitle="Desktop installer for 64-bit PCs",
    file="ubuntu-24.04.1-desktop-amd64.iso",
    size="6.2 GB",
    change=CHANGE,
    verdict=Banner(
        Tone.SUCCESS,
        Icon.CHECK_CIRCLE,
        "Boots on almost any PC",
        "Modern PCs, Secure Boot on or off, and older ones.",
    ),
    this_computer=THIS_COMPUTER,
    tiles=(
        Tile(Icon.LAPTOP, "UEFI PCs", "Boots", TileState.YES),
        Tile(Icon.SHIELD, "Secure Boot", "Signed by Microsoft", TileState.YES),
        Tile(Icon.TOWER, "Older BIOS PCs", "Boots", TileState.YES),
        Tile(Icon.CHIP, "ARM computers", "Not this image", TileState.NO),
    ),
    rows=(CHECKSUM_MATCHES, EXACT_COPY),
    links=LINKS,
)
READING = ImageCard(
    heading="Image",
    mark=Mark(),
    title="ubuntu-24.04.1-desktop-amd64.iso",
    file="in Downloads",
    size="6.2 GB",
    change=CHANGE,
    verdict=Banner(Tone.NEUTRAL, Icon.INFO, "Reading the image…", waiting=True),
    tiles=(Tile(Icon.DOT, "", "", TileState.BLANK),) * 4,
)
WINDOWS = ImageCard(
    heading="Image",
    mark=Mark("W", Tint.BLUE),
    title="Windows 11 24H2",
    subtitle="Installer for 64-bit PCs, English",
    file="Win11_24H2_English_x64.iso",
    size="5.8 GB",
    change=CHANGE,
    verdict=Banner(
        Tone.INFO,
        Icon.WINDOWS_MODE,
        "Boots on modern PCs, in Windows mode",
        "A plain copy would not start from USB, so the drive is formatted "
        "and the files are copied.",
    ),
    this_computer=THIS_COMPUTER,
    tiles=(
        Tile(Icon.LAPTOP, "UEFI PCs", "Boots", TileState.YES),
        Tile(Icon.SHIELD, "Secure Boot", "Signed by Microsoft", TileState.YES),
        Tile(Icon.TOWER, "Older BIOS PCs", "Not in this mode", TileState.NO),
        Tile(Icon.CHIP, "ARM computers", "Not this image", TileState.NO),
    ),
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.WINDOWS_MODE,
            "Windows mode",
            "Formats the drive and copies 1,012 files",
            button=Button("Options", intents.ShowOptions(), Look.LINK),
        ),
    ),
    links=LINKS,
)
CONVERT = replace(
    WINDOWS,
    verdict=Banner(
        Tone.DANGER,
        Icon.X_CIRCLE,
        "This would not boot from USB",
        "A plain copy of this Windows installer would not start from USB. A stick can be made of "
        "its files once one of them is converted.",
    ),
    this_computer=None,
    tiles=(),
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.WINDOWS_MODE,
            "Windows mode",
            "install.esd has to be converted first",
            button=Button("Convert…", intents.AskToConvert()),
        ),
    ),
)
CONVERTING = replace(
    CONVERT,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.WINDOWS_MODE,
            "Converting… 42%",
            "install.esd",
            button=Button("Stop", intents.StopConverting(), Look.LINK),
            progress=0.42,
        ),
    ),
)
NOT_CONVERTED = replace(
    CONVERT,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.ALERT,
            "Not converted",
            "There is not enough room in /var/tmp: this needs 14.2 GB, 9.02 GB are free. Make room "
            "there, or choose another folder.",
            Tone.CAUTION,
            Button("Convert…", intents.AskToConvert()),
        ),
    ),
)
CD_ONLY = ImageCard(
    heading="Image",
    mark=Mark(),
    title="Unknown system",
    subtitle="CD image “RESCUE_2009”",
    file="rescue-2009.iso",
    size="412 MB",
    change=CHANGE,
    verdict=Banner(
        Tone.DANGER,
        Icon.X_CIRCLE,
        "This would not boot from USB",
        "It is made for CDs only: it has no boot record that a PC looks for on a USB drive. "
        "Ask its makers for a “hybrid” or USB image.",
    ),
    this_computer=Tile(Icon.DESKTOP, "This computer", "Would not boot", TileState.BAD),
    tiles=(
        Tile(Icon.LAPTOP, "UEFI PCs", "No boot files", TileState.BAD),
        Tile(Icon.TOWER, "Older BIOS PCs", "CD only", TileState.BAD),
        Tile(Icon.DISC, "CD or DVD", "Boots", TileState.YES),
        Tile(Icon.CHIP, "ARM computers", "No boot files", TileState.NO),
    ),
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(Icon.COPY, "Exact copy", "Would write fine, but the drive would not boot"),
    ),
    links=LINKS,
)
INCOMPLETE = ImageCard(
    heading="Image",
    mark=Mark("D", Tint.CRIMSON),
    title="Debian 12.7",
    subtitle="Network installer for 64-bit PCs",
    file="debian-12.7.0-amd64-netinst.iso",
    size="402 MB",
    change=CHANGE,
    verdict=Banner(
        Tone.DANGER,
        Icon.X_CIRCLE,
        "This file is not complete",
        "The image says it is 663 MB, but the file ends at 402 MB. "
        "The download was cut short: get it again.",
        Button("Open the download page", intents.OpenDownloadPage(), Look.LINK),
    ),
    rows=(
        FactRow(
            Icon.X_CIRCLE,
            "Checksum does not match",
            "The file differs from the one its makers published",
            Tone.DANGER,
            DETAILS,
        ),
    ),
    links=LINKS,
)
CHANGED = replace(
    READING,
    verdict=Banner(Tone.INFO, Icon.REFRESH, "The file changed", "It is being inspected again."),
)
UNPACKED = replace(
    UBUNTU,
    file="ubuntu-24.04.1-preinstalled-server-amd64.img.xz",
    size="2.1 GB",
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(Icon.COPY, "Unpack and copy", "Unpacked while writing"),
        FactRow(
            Icon.INFO, "Size known only after unpacking", "Time left is an estimate until then."
        ),
    ),
)
VIRTUAL_DISK = replace(
    UBUNTU,
    file="ubuntu-24.04-server-cloudimg-amd64.img",
    size="612 MB",
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.COPY,
            "Virtual disk",
            "The disk inside the file (qcow2), 3.8 GB on the drive",
            button=Button(
                "Options", intents.ShowOptions(), Look.LINK, name="Options: the rest of the stick"
            ),
        ),
    ),
)
PACKED_DAMAGED = replace(
    UNPACKED,
    verdict=Banner(
        Tone.DANGER,
        Icon.X_CIRCLE,
        "This file is damaged",
        "It can’t be unpacked to its end, so what it holds can’t be had. Download it again.",
    ),
    this_computer=None,
    tiles=(),
    rows=(),
)
NO_IMAGE = replace(
    READING,
    title="drivers.zip",
    size="48.1 MB",
    verdict=Banner(
        Tone.DANGER,
        Icon.X_CIRCLE,
        "This image can’t be used",
        "There is no image in this archive.",
    ),
    tiles=(),
)
HASHING = replace(
    UBUNTU,
    rows=(FactRow(Icon.HASH, "Checking… 43%", "SHA-256", progress=0.43), EXACT_COPY),
)
SUMMED_UP = replace(
    UBUNTU,
    rows=(
        FactRow(
            Icon.HASH,
            "Checksum not checked",
            "SHA-256 of this file: c2e4efee2b8d41f0…",
            button=DETAILS,
        ),
        EXACT_COPY,
    ),
)
FEDORA = replace(
    UBUNTU,
    mark=Mark("F", Tint.BLUE),
    title="Fedora Workstation 41",
    subtitle="Live system for 64-bit PCs",
    file="Fedora-Workstation-Live-x86_64-41-1.4.iso",
    size="2.4 GB",
)
DAMAGE_NOT_CHECKED = replace(
    FEDORA,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.PULSE,
            "Not checked for damage",
            "Its makers left a checksum in it for that",
            button=Button("Check", intents.LookForDamage(), Look.LINK),
        ),
        EXACT_COPY,
    ),
)
LOOKING_FOR_DAMAGE = replace(
    FEDORA,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.PULSE,
            "Looking for damage… 43%",
            "By the checksum that its makers left in it",
            button=Button("Stop", intents.StopChecksum(), Look.LINK),
            progress=0.43,
        ),
        EXACT_COPY,
    ),
)
NOT_DAMAGED = replace(
    FEDORA,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.CHECK_CIRCLE,
            "Not damaged",
            "It matches the checksum that its makers left in it",
            Tone.SUCCESS,
            DETAILS,
        ),
        EXACT_COPY,
    ),
)
DAMAGED = replace(
    FEDORA,
    rows=(
        CHECKSUM_NOT_CHECKED,
        FactRow(
            Icon.X_CIRCLE,
            "The image is damaged",
            "After 1.2 GB it differs from what its makers summed up. Download it again.",
            Tone.DANGER,
            DETAILS,
        ),
        EXACT_COPY,
    ),
)
REVOKED = replace(
    UBUNTU,
    title="Ubuntu 20.04 LTS",
    file="ubuntu-20.04-desktop-amd64.iso",
    verdict=Banner(
        Tone.CAUTION,
        Icon.ALERT,
        "Updated PCs may refuse it",
        "Its signed loader is on the list of revoked ones of 2026-07. "
        "A newer image helps, or Secure Boot off.",
    ),
    this_computer=Tile(
        Icon.DESKTOP, "This computer", "This computer refuses this loader", TileState.BAD
    ),
    tiles=(
        UBUNTU.tiles[0],
        Tile(Icon.SHIELD, "Secure Boot", "Revoked (2026-07)", TileState.WARN),
        *UBUNTU.tiles[2:],
    ),
)

SANDISK = DriveRow(
    key="usb-1",
    icon=Icon.USB_STICK,
    name="SanDisk Ultra",
    capacity="32 GB",
    detail=dotted("USB stick", "USB 3", "sdb"),
    contents="“HOLIDAY” – 18.2 GB of files",
    parts=(Part(0.0, 1.0, 0.57),),
)
KINGSTON = DriveRow(
    key="usb-2",
    icon=Icon.USB_STICK,
    name="Kingston DataTraveler",
    capacity="16 GB",
    detail=dotted("USB stick", "USB 2", "sdc"),
    contents="Fedora 41 installer – 3 partitions",
    parts=(
        Part(0.0, 0.14, 1.0, PartKind.BOOT),
        Part(0.14, 0.02, 1.0, PartKind.OTHER),
        Part(0.17, 0.83, 0.0),
    ),
)
SAMSUNG = DriveRow(
    key="usb-3",
    icon=Icon.SSD,
    name="Samsung T7",
    capacity="1 TB",
    detail=dotted("External SSD", "USB 3", "sdd"),
    contents="“Backup 2024” – 612 GB of files",
    parts=(Part(0.0, 1.0, 0.6),),
    remark=Remark(Tone.CAUTION, Icon.ALERT, "Large drive – looks like storage, not a boot stick"),
)
LOCKED_CARD = DriveRow(
    key="mmc-1",
    icon=Icon.SD_CARD,
    name="SD card “EOS_DIGITAL”",
    capacity="64 GB",
    detail=dotted("SD card", "built-in reader", "mmcblk0"),
    contents="“EOS_DIGITAL” – 20.4 GB of files",
    parts=(Part(0.0, 1.0, 0.31),),
    remark=Remark(Tone.DANGER, Icon.X_CIRCLE, "Locked: slide the small switch on the card"),
    blocked=True,
    spoken="SD card “EOS_DIGITAL”, 64 GB, not available",
)
TOO_SMALL = DriveRow(
    key="usb-4",
    icon=Icon.USB_STICK,
    name="Intenso Rainbow Line",
    capacity="4 GB",
    detail=dotted("USB stick", "USB 2", "sde"),
    contents="Nothing on it",
    remark=Remark(Tone.DANGER, Icon.X_CIRCLE, "Too small: the image needs 6.2 GB"),
    blocked=True,
    spoken="Intenso Rainbow Line, 4 GB, not available",
)
UNFINISHED = replace(
    SANDISK,
    contents="Contents can’t be read",
    parts=(),
    remark=Remark(Tone.CAUTION, Icon.ALERT, "Unfinished: Ubuntu 24.04.1, stopped at 33%"),
)

HIDDEN = HiddenDisks(
    "2 disks of this computer are not offered", Button("Why?", intents.WhyNotOffered(), Look.LINK)
)
SEVERAL_AT_ONCE = Button("Several at once", intents.SeveralAtOnce(on=True), Look.LINK)
JUST_ONE = Button("Just one", intents.SeveralAtOnce(on=False), Look.LINK)


def drives(*rows: DriveRow, chosen: str = "") -> DriveCard:
    marked = tuple(replace(row, chosen=row.key == chosen) for row in rows)
    return DriveCard(
        heading="Drive",
        rows=marked,
        several=SEVERAL_AT_ONCE,
        hidden=HIDDEN,
        name=f"Drives, {len(rows)}",
        description=HIDDEN.text,
    )


NO_DRIVES = DriveCard(
    heading="Drive",
    none=NoDrives(
        "Plug in a USB stick or SD card",
        "It shows up here by itself.",
        Button("It is plugged in but not shown", intents.WhyNotShown(), Look.LINK),
    ),
    hidden=HIDDEN,
    name="Drives, 0",
)
