"""Which key opens the boot menu, by who made the computer: every row with where that is said.

A maker’s own manual, or the message on the screen, is enough for a plain statement. Where makers
differ between their models, or only others say it, a row is `usually`. What nobody says is not
here, and whoever asks is told the keys that are common. DMI names makers as in SMBIOS 3.7, 7.2 and
7.3; where the maker of the computer left that to the maker of the board, the board's name counts.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.firmware import ThisComputer

SEEN = "2026-11-26"  # when the sources said so


class Key(StrEnum):
    """As it is written on the key."""

    ESC = "Esc"
    DEL = "Del"
    F2 = "F2"
    F7 = "F7"
    F8 = "F8"
    F9 = "F9"
    F10 = "F10"
    F11 = "F11"
    F12 = "F12"
    OPTION = "Option"
    VOLUME_DOWN = "volume down"


@dataclass(frozen=True, slots=True)
class BootKeys:
    """`menu` are the keys of which one opens the boot menu, the likeliest first; `then` is pressed
    after it. `held`: the key is held down while the computer is switched on. `setup` opens the
    firmware's settings. `vendors` and `model` are beginnings of what DMI says, in lower case."""

    maker: str  # as its logo says it
    vendors: tuple[str, ...]
    menu: tuple[Key, ...]
    sources: tuple[str, ...]
    then: Key | None = None
    held: bool = False
    usually: bool = True
    setup: tuple[Key, ...] = ()
    model: str = ""


ROWS = (
    BootKeys(
        "Dell",
        ("dell",),
        (Key.F12,),
        (
            "http://www.manualslib.com/manual/553417/Dell-Xps-410.html?page=56",
            "https://www.manualsdir.com/manuals/620114/dell-optiplex-790-early-2011.html?page=54",
        ),
        usually=False,
        setup=(Key.F2,),
    ),
    BootKeys(
        "HP",
        ("hp", "hewlett-packard"),
        (Key.ESC,),
        (
            "https://www.manualshelf.com/manual/hp/l8e84lt/hp-probook-440-notebook-pc-and-hp-probook-445-g2-notebook-pc-maintenance-and-service-guide-english/page-109.html",
            "https://www.manualshelf.com/manual/hp/lr934lp/hp-elitebook-user-guide-windows-xp-english/page-149.html",
            "https://www.manualsdir.com/manuals/398104/hp-elitebook-8440p-notebook-pc.html?page=154",
        ),
        then=Key.F9,
        usually=False,
        setup=(Key.F10,),
    ),
    BootKeys(
        "MSI",
        ("micro-star", "msi"),
        (Key.F11,),
        # Its user guide, quoted with the message on the screen.
        ("https://mid.mail-archive.com/debian-user@lists.debian.org/msg700369.html",),
        usually=False,
        setup=(Key.DEL,),
    ),
    BootKeys(
        "Intel",
        ("intel",),
        (Key.F10,),
        # The message on the screen of a NUC.
        ("https://communities.intel.com/thread/55045",),
        setup=(Key.F2,),
    ),
    BootKeys(
        "Surface",
        ("microsoft",),
        (Key.VOLUME_DOWN,),
        ("https://learn.microsoft.com/en-us/answers/a/2205546",),
        held=True,
        usually=False,
        model="surface",
    ),
    BootKeys(
        "System76",
        ("system76",),
        (Key.F8, Key.F11, Key.F12),
        ("https://github.com/system76/docs/blob/main/src/content/docs/boot-menu/index.md",),
        setup=(Key.DEL, Key.F2),
        model="thelio",
    ),
    BootKeys(
        "System76",
        ("system76",),
        (Key.F10,),
        ("https://github.com/system76/docs/blob/main/src/content/docs/boot-menu/index.md",),
        setup=(Key.F2,),
        model="meer",
    ),
    BootKeys(
        "System76",
        ("system76",),
        (Key.ESC, Key.F7),
        ("https://github.com/system76/docs/blob/main/src/content/docs/boot-menu/index.md",),
        setup=(Key.ESC, Key.F2),
    ),
    BootKeys(
        "Framework",
        ("framework",),
        (Key.F12,),
        ("https://community.frame.work/t/one-time-boot-menu-cant-get-in/4787",),
        setup=(Key.F2,),
    ),
    BootKeys(
        "Lenovo",
        ("lenovo",),
        (Key.F12,),
        (
            "http://forums.lenovo.com/t5/T400-T500-and-newer-T-series/T420s-will-not-boot-to-USB-jump-drive/td-p/698397",
            "https://gist.github.com/patrickgill/2915d7cf4520d967d96c2a96be1831eb",
        ),
    ),
    BootKeys(
        "ASUS",
        ("asus",),
        (Key.ESC, Key.F8),  # notebooks, and boards
        (
            "https://www.computerforum.com/threads/cant-change-boot-order-with-asus-x250ta.235693/latest",
            "http://5kw.dk/Hobby/pc_stuff/bios.htm",
            "https://gist.github.com/patrickgill/2915d7cf4520d967d96c2a96be1831eb",
        ),
        setup=(Key.F2, Key.DEL),
    ),
    BootKeys(
        "Acer",
        ("acer",),
        (Key.F12,),
        (
            "https://www.oreateai.com/blog/unlocking-your-acer-notebooks-bios-a-friendly-guide/e3d614f3ed6ffca69e6867451282284c",
            "https://www.explaintopic.com/windows/how-to-access-the-acer-boot-menu-on-windows-8-systems-1765998838.html",
        ),
        setup=(Key.F2,),
    ),
    BootKeys(
        "Gigabyte",
        ("gigabyte",),
        (Key.F12,),
        ("http://5kw.dk/Hobby/pc_stuff/bios.htm",),
        setup=(Key.DEL,),
    ),
    BootKeys(
        "ASRock",
        ("asrock",),
        (Key.F11,),
        ("http://5kw.dk/Hobby/pc_stuff/bios.htm",),
        setup=(Key.F2,),
    ),
    BootKeys(
        "Toshiba",
        ("toshiba",),
        (Key.F12,),
        (
            "http://aimlesswandering.net/2006/09/21/idiot-proof-is-great-except-when-your-not-an-idiot/trackback/",
            "https://gist.github.com/patrickgill/2915d7cf4520d967d96c2a96be1831eb",
        ),
    ),
    BootKeys(
        "Apple",
        ("apple",),
        (Key.OPTION,),
        (
            "https://apple.stackexchange.com/questions/112351/can-i-boot-mac-from-an-external-hard-drive-internal-hard-drivehard-drive-closu",
            "https://gist.github.com/patrickgill/2915d7cf4520d967d96c2a96be1831eb",
        ),
        held=True,
        usually=False,
    ),
)


def boot_keys(computer: ThisComputer) -> BootKeys | None:
    """None where nothing is known about its maker."""
    for vendor in (computer.maker, computer.board):
        name = vendor.casefold()
        for row in ROWS:
            if name.startswith(row.vendors) and computer.model.casefold().startswith(row.model):
                return row
    return None
