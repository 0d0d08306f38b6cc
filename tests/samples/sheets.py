"""Rows 6, 10, 14, 17, 18 and the sheets of the menu."""

from dataclasses import replace

from samples import home
from samples.cards import KINGSTON, SAMSUNG, SANDISK, UBUNTU, drives

from ui import intents
from ui.icons import Icon
from ui.text import dotted, sentence
from ui.view import (
    AboutSheet,
    AskSheet,
    Button,
    Choice,
    ConfirmSheet,
    Doomed,
    FieldSheet,
    KeyLine,
    KeysSheet,
    Line,
    ListSheet,
    Look,
    Loss,
    Option,
    OptionsSheet,
    Part,
    PartKind,
    PickSheet,
    Recent,
    Remark,
    Switch,
    TextSheet,
    Tone,
    Typing,
)

CLOSE = Button("Close", intents.Dismiss(), Look.PRIMARY)
CANCEL = Button("Cancel", intents.Dismiss())
ERASE = Button("Erase and write", intents.Confirmed(), Look.DANGER)


def yes(text: str) -> Remark:
    return Remark(Tone.SUCCESS, Icon.CHECK, text)


EVIDENCE_SHEET = ListSheet(
    "How do we know?",
    "This is what the image contains. It was only read, not started.",
    (
        Line(
            Icon.TOWER,
            "Start-up code in the first sector",
            "MBR with GRUB 2 boot code, made for USB (“isohybrid”)",
            answer=yes("Older BIOS PCs"),
        ),
        Line(
            Icon.LAPTOP,
            "EFI system partition",
            "GPT entry 2, FAT, 5.1 MB, holds EFI/boot/bootx64.efi",
            answer=yes("UEFI PCs"),
        ),
        Line(
            Icon.SHIELD_CHECK,
            "Signed boot loader",
            "shim 15.8, signed by Microsoft (UEFI CA 2011), not on the revoked list of 2025-10",
            answer=yes("Secure Boot"),
        ),
        Line(
            Icon.DISC,
            "CD boot records",
            "El Torito: one entry for BIOS, one for UEFI",
            answer=yes("CDs, virtual PCs"),
        ),
        Line(
            Icon.CHIP,
            "Boot files for ARM",
            "No bootaa64.efi in the image",
            answer=Remark(Tone.NEUTRAL, Icon.X, "ARM computers"),
        ),
        Line(
            Icon.HASH,
            "Name and version",
            "Volume label “Ubuntu 24.04.1 LTS amd64”, file .disk/info",
            answer=yes("Ubuntu 24.04.1"),
        ),
    ),
    CLOSE,
    "Firmware differs between makers. If a PC refuses to start from a drive that should boot, "
    "look for “USB boot” and “Secure Boot” in its set-up.",
    (Button("Copy as text", intents.CopyText("…"), icon=Icon.COPY),),
    wide=True,
)
HIDDEN_SHEET = ListSheet(
    "Disks that are not offered",
    "So that a slip of the hand can’t cost you your computer.",
    (
        Line(
            Icon.LOCK,
            "Samsung 980 PRO",
            "Runs this computer: holds “/”, “/home” and swap. It can never be chosen.",
            dotted("1 TB", "nvme0n1"),
        ),
        Line(Icon.HDD, "WD Blue", "Built into this computer. Not mounted.", dotted("2 TB", "sda")),
    ),
    CLOSE,
    switch=Switch(
        "offer-built-in",
        "Offer built-in disks until I close the window",
        "They then need their name typed before they are erased.",
        on=False,
    ),
)
NOT_SHOWN_SHEET = ListSheet(
    "It is plugged in but not shown",
    "A drive shows up here as soon as the system sees it.",
    (
        Line(
            Icon.USB_STICK,
            "Another port or cable",
            "Straight on the computer, without a hub. Some cables only charge.",
        ),
        Line(Icon.SD_CARD, "Card readers", "A reader without a card shows nothing."),
        Line(Icon.SSD, "Phones and cameras", "Some of them are not drives."),
    ),
    CLOSE,
    start=(Button("Copy what the system sees", intents.CopyText("…"), icon=Icon.COPY),),
)
SANDISK_DOOMED = Doomed(
    Icon.USB_STICK,
    "SanDisk Ultra",
    "32 GB",
    dotted("USB stick", "USB 3", "sdb", "serial …4C53"),
    (Part(0.0, 1.0, 0.575),),
    "This will be gone for good:",
    (Loss("“HOLIDAY”", "FAT32, 18.2 GB of files, last changed on 3 August"),),
)
CONFIRM_SHEET = ConfirmSheet(
    "Erase SanDisk Ultra?",
    "Ubuntu 24.04.1 LTS will be written over everything on it.",
    (SANDISK_DOOMED,),
    CANCEL,
    ERASE,
)
SAMSUNG_DOOMED = Doomed(
    Icon.SSD,
    "Samsung T7",
    "1 TB",
    dotted("External SSD", "USB 3", "sdd", "serial …4C53"),
    (Part(0.0, 1.0, 0.605),),
    "This will be gone for good:",
    (Loss("“Backup 2024”", "ext4, 612 GB of files, last changed today"),),
)
CONFIRM_TYPED_SHEET = ConfirmSheet(
    "Erase Samsung T7?",
    "Ubuntu 24.04.1 LTS will be written over everything on it.",
    (SAMSUNG_DOOMED,),
    CANCEL,
    ERASE,
    Typing(
        sentence(
            "This drive is large and holds a lot of files. To be sure it is the right one, "
            "type {name}, the name of what is on it.",
            name="Backup 2024",
        ),
        "Backup 2024",
        "The name of what is on it",
        "Backup 20",
    ),
)
CONFIRM_MANY_SHEET = ConfirmSheet(
    "Erase 2 drives?",
    "Ubuntu 24.04.1 LTS will be written over everything on them.",
    (
        SANDISK_DOOMED,
        Doomed(
            Icon.USB_STICK,
            "Kingston DataTraveler",
            "16 GB",
            dotted("USB stick", "USB 2", "sdc", "serial …11A7"),
            KINGSTON.parts,
            "This will be gone for good:",
            (
                Loss("“Fedora-WS-Live-41”", "Fedora 41 installer, 2.2 GB", PartKind.BOOT),
                Loss("“ANACONDA”", "FAT, 12 MB", PartKind.OTHER),
            ),
            "and 1 more",
        ),
    ),
    CANCEL,
    ERASE,
    Typing(
        sentence("To be sure, type {count}, the number of drives.", count="2"),
        "2",
        "The number of drives",
    ),
    Remark(Tone.DANGER, Icon.ALERT, "It would not boot afterwards."),
)
CHECKSUM_SHEET = FieldSheet(
    "checksum",
    "Paste a checksum",
    "From the download page: 64 digits for SHA-256, 128 for SHA-512.",
    "Checksum",
    CANCEL,
    "Compare",
    "c2e4efee2b8d9f31",
    "c2e4efee2b8d…",
    "That is not a checksum. It should have 64 (SHA-256) or 128 (SHA-512) digits.",
)
OPTIONS_SHEET = OptionsSheet(
    "Windows options",
    "They only change the drive, not the image.",
    (
        Switch("no-account", "Allow a local account", "Skips the online account.", on=True),
        Switch("old-pc", "Allow PCs without TPM 2.0", "", on=False),
    ),
    Button("Done", intents.Dismiss(), Look.PRIMARY),
    Button("What will be in it", intents.ShowAnswers()),
)
CONVERT_SHEET = AskSheet(
    "Convert install.esd?",
    "It is packed as a whole and too large for FAT32, so its files are unpacked and packed anew, "
    "each by itself. That takes about 18 minutes, and up to 14.2 GB in /var/tmp until another "
    "image is chosen or the window is closed.",
    CANCEL,
    (Button("Convert", intents.Convert(), Look.PRIMARY),),
)
REST_SHEET = OptionsSheet(
    "The rest of the stick",
    "What is added behind the image, each in a partition of its own. They share what is left of "
    "the drive. The image stays as it is. The check of the medium in its boot menu will fail then: "
    "it covers the partition table, which grows.",
    (
        Switch(
            "persistence",
            "A place to keep things",
            "Things are kept only when it is started with the word persistent: press Tab or E in "
            "its boot menu and add it.",
            on=True,
        ),
        Choice(
            "data",
            "A partition for files",
            "exFAT takes files over 4 GB; FAT32 is read everywhere.",
            (Option("no", "None"), Option("fat32", "FAT32"), Option("exfat", "exFAT")),
            "exfat",
        ),
        Switch(
            "answers",
            "Answers for cloud-init…",
            "A file with the user-data, which the system looks for at its start.",
            on=False,
        ),
    ),
    Button("Done", intents.Dismiss(), Look.PRIMARY),
)
_GROWS = "At its first start this system takes the rest of the stick for itself."
BOARD_SHEET = OptionsSheet(
    "Answers for the first start",
    "Answers are put into the first partition of the system, which reads them there. Everything "
    "else of the image stays as it is.",
    (
        Switch("persistence", "A place to keep things", _GROWS, on=False, enabled=False),
        Switch("data", "A partition for files", _GROWS, on=False, enabled=False),
        Switch(
            "answers",
            "Answers for cloud-init…",
            "A file with the user-data, which the system looks for at its start.",
            on=True,
        ),
    ),
    Button("Done", intents.Dismiss(), Look.PRIMARY),
)
MEMBERS_SHEET = PickSheet(
    "This archive holds 3 images",
    "Choose one.",
    (
        Recent("raspios-bookworm-arm64.img", "2.8 GB", intents.OpenMember("a")),
        Recent("raspios-bookworm-arm64-full.img", "11.4 GB", intents.OpenMember("b")),
        Recent("raspios-bookworm-arm64-lite.img", "1.9 GB", intents.OpenMember("c")),
    ),
    CANCEL,
)
KEYS_SHEET = KeysSheet(
    "Keyboard shortcuts",
    (
        KeyLine("Ctrl+O", "Choose a file"),
        KeyLine("Ctrl+V", "Inspect a copied file or path, or paste a checksum"),
        KeyLine("Up, Down", "Move in the drive list"),
        KeyLine("Space", "Choose or clear a drive"),
        KeyLine("Ctrl+Enter", "Write…"),
        KeyLine("Esc", "Close a sheet, leave a page; while writing: Stop…"),
        KeyLine("F5", "Look for drives again"),
        KeyLine("F6", "Say how the job stands"),
        KeyLine("Ctrl+I", "How do we know?"),
        KeyLine("Ctrl+E", "Eject"),
        KeyLine("Ctrl+Q", "Quit"),
    ),
    CLOSE,
)
DETAILS_SHEET = TextSheet(
    "Details",
    "What the system said.",
    "WriteRefused: SanDisk Ultra, offset 1860173824\nerrno 5: Input/output error\n"
    "usb 2-1: reset SuperSpeed USB device number 4",
    CLOSE,
    (Button("Copy as text", intents.CopyText("…"), icon=Icon.COPY),),
)
ABOUT_SHEET = AboutSheet(
    "Stickwright",
    "Version 0.1.0",
    "Turns a disk image into a bootable USB stick, and proves it.",
    (
        KeyLine("Licence", "Apache-2.0"),
        KeyLine("Made by", "the Stickwright authors"),
        KeyLine("Python", "3.11.7"),
        KeyLine("Qt", "6.11.3"),
    ),
    CLOSE,
    (Button("Copy", intents.CopyText("…"), icon=Icon.COPY),),
)

READY_SAMSUNG = home.home(
    UBUNTU,
    drives(SANDISK, KINGSTON, SAMSUNG, chosen="usb-3"),
    home.erase_bar("Samsung T7, 1 TB"),
    fits=True,
)
EVIDENCE = replace(home.READY, sheet=EVIDENCE_SHEET)
HIDDEN = replace(home.INSPECTED, sheet=HIDDEN_SHEET)
NOT_SHOWN = replace(home.NO_DRIVES, sheet=NOT_SHOWN_SHEET)
CONFIRM = replace(home.READY, sheet=CONFIRM_SHEET)
CONFIRM_TYPED = replace(READY_SAMSUNG, sheet=CONFIRM_TYPED_SHEET)
CONFIRM_MANY = replace(home.SEVERAL, sheet=CONFIRM_MANY_SHEET)
CHECKSUM = replace(home.WINDOWS, sheet=CHECKSUM_SHEET)
OPTIONS = replace(home.WINDOWS, sheet=OPTIONS_SHEET)
REST = replace(home.READY, sheet=REST_SHEET)
BOARD = replace(home.READY, sheet=BOARD_SHEET)
CONVERT = replace(home.CONVERT, sheet=CONVERT_SHEET)
MEMBERS = replace(home.CHANGED, sheet=MEMBERS_SHEET)
KEYS = replace(home.READY, sheet=KEYS_SHEET)
DETAILS = replace(home.READY, sheet=DETAILS_SHEET)
ABOUT = replace(home.READY, sheet=ABOUT_SHEET)
