"""What is inside an image: its files, a search, and files taken out of it."""

from dataclasses import replace
from datetime import datetime

from samples.home import MENU
from samples.pages import BACK

from ui import intents
from ui.icons import Icon
from ui.view import (
    AskSheet,
    Bar,
    Button,
    Columns,
    FileRow,
    Folder,
    Header,
    Inside,
    Look,
    Preview,
    Screen,
    TextSheet,
    Tone,
    plain,
)

DAY = datetime(2026, 4, 23, 9, 14)  # noqa: DTZ001  as discs have it: without a zone

ROOT = (
    FileRow("boot", "boot", folder=True, modified=DAY),
    FileRow("casper", "casper", folder=True, modified=DAY),
    FileRow("EFI", "EFI", folder=True, modified=DAY),
    FileRow("boot-image-2", "boot-image-2", folder=True),
    FileRow("partition-2", "partition-2", folder=True, note="can’t be read"),
    FileRow("boot.catalog", "boot.catalog", size=2048, modified=DAY),
    FileRow("md5sum.txt", "md5sum.txt", size=35_214, modified=DAY),
    FileRow("README.diskdefines", "README.diskdefines", size=231, modified=DAY),
    FileRow("ubuntu", "ubuntu", note="a link to ."),
)
CASPER = (
    FileRow("casper/pool", "pool", folder=True, modified=DAY),
    FileRow("casper/filesystem.manifest", "filesystem.manifest", size=61_402, modified=DAY),
    FileRow("casper/filesystem.squashfs", "filesystem.squashfs", size=2_741_350_400, modified=DAY),
    FileRow("casper/initrd", "initrd", size=71_894_016, modified=DAY),
    FileRow("casper/vmlinuz", "vmlinuz", size=15_022_984, modified=DAY),
)
TEXT = """#define DISKNAME  Ubuntu 24.04.1 LTS "Noble Numbat" - Release amd64
#define TYPE  binary
#define TYPEbinary  1
#define ARCH  amd64
#define ARCHamd64  1
#define DISKNUM  1
#define DISKNUM1  1
#define TOTALNUM  0
#define TOTALNUM0  1
"""
COLUMNS = Columns("Name", "Size", "Changed", "Folder", "open", "closed")
TAKE = Button("Take out…", intents.TakeOut(), Look.PRIMARY)
TAKE_ALL = replace(TAKE, text="Take everything out…")
STOP = Button("Stop", intents.StopTaking())

_HEADER = Header("What is inside", MENU, "Menu", back=BACK)
_PAGE = Inside(
    name="Files of the image",
    columns=COLUMNS,
    folders=(Folder("", ROOT), Folder("casper", CASPER)),
    open=frozenset({"casper"}),
    search="Search by name",
)

MOUNT = Button("Mount", intents.Mount(), Look.LINK)
UNMOUNT = Button("Unmount", intents.Unmount(), Look.LINK)

INSIDE = Screen(
    _HEADER,
    replace(_PAGE, preview=Preview("README.diskdefines", "", TEXT)),
    Bar(plain("README.diskdefines, 231 bytes"), start=(MOUNT,), end=(TAKE,)),
)
FOUND = Screen(
    _HEADER,
    replace(
        _PAGE,
        sought="grub",
        found=Folder(
            "",
            (
                FileRow("boot/grub", "boot/grub", folder=True, modified=DAY),
                FileRow("boot/grub/grub.cfg", "boot/grub/grub.cfg", size=724, modified=DAY),
                FileRow("EFI/boot/grubx64.efi", "EFI/boot/grubx64.efi", size=2_320_264),
            ),
        ),
    ),
    Bar(plain("3 entries found."), start=(MOUNT,), end=(TAKE_ALL,)),
)
TAKING = Screen(
    replace(_HEADER, back=replace(BACK, enabled=False, reason="Stop first, or wait.")),
    _PAGE,
    Bar(plain("Taking out: 1.31 of 2.74 GB"), end=(STOP,)),
)
TAKEN = Screen(
    _HEADER,
    _PAGE,
    Bar(
        plain("412 files, 2.7 GB, taken out into Ubuntu. 3 left out."),
        icon=Icon.CHECK,
        tone=Tone.SUCCESS,
        start=(Button("Details", intents.ShowLeftOut(), Look.LINK),),
        end=(TAKE,),
    ),
)
MOUNTED = Screen(
    _HEADER,
    _PAGE,
    Bar(
        plain(
            "Mounted, read-only: \u2068/media/ada/Ubuntu 24.04.1 LTS amd64, /media/ada/ESP\u2069"
        ),
        icon=Icon.CHECK,
        tone=Tone.SUCCESS,
        start=(UNMOUNT,),
        end=(TAKE_ALL,),
    ),
)
TRICK = replace(
    MOUNTED,
    bar=Bar(
        plain("Nothing is written by looking."),
        start=(MOUNT,),
        end=(TAKE_ALL,),
    ),
    sheet=AskSheet(
        "Mount it all the same?",
        "This looks like a package of programs for Windows, not an operating system: nothing in it "
        "starts a computer, and “Invoice.lnk” is a script or a shortcut. 3 files were looked at by "
        "5 rules; this is not a virus scan. The system itself reads what is mounted. To look "
        "without that, stay on this page.",
        Button("Cancel", intents.Dismiss(), Look.PRIMARY),
        (Button("Mount anyway", intents.MountAnyway(), Look.DANGER_OUTLINE),),
    ),
)
MOUNTS = replace(
    MOUNTED,
    sheet=TextSheet(
        "What is mounted",
        "Of images, read-only. It stays until it is unmounted, or the computer starts anew.",
        "/media/ada/Ubuntu 24.04.1 LTS amd64  ubuntu-24.04.1-desktop-amd64.iso\n"
        "/media/ada/DEBIAN  debian-13.2.0-amd64-netinst.iso, partition-2",
        Button("Close", intents.Dismiss(), Look.PRIMARY),
        (Button("Unmount all", intents.UnmountAll()),),
    ),
)
