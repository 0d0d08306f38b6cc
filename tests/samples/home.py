"""Rows 3 to 15 and 19, 20, 33, 37 of the table: the two cards, without a sheet."""

from dataclasses import replace

from samples import cards
from samples.cards import KINGSTON, SAMSUNG, SANDISK, drives

from ui import intents
from ui.icons import Icon
from ui.text import sentence
from ui.view import (
    Announcement,
    Bar,
    Button,
    Header,
    Home,
    ImageCard,
    Look,
    MenuItem,
    Screen,
    Tone,
    plain,
)

MENU = (
    MenuItem("From the web…", intents.FromWeb(), "Ctrl+L"),
    MenuItem("Burn to a disc…", intents.BurnToDisc()),
    MenuItem("Settings", intents.ShowSettings(), "Ctrl+,", starts_group=True),
    MenuItem("Keyboard shortcuts", intents.ShowKeys(), "Ctrl+?"),
    MenuItem("Try without a stick…", intents.TryWithoutStick(), starts_group=True),
    MenuItem("What is mounted…", intents.ShowMounts()),
    MenuItem("Save a log…", intents.SaveLog()),
    MenuItem("About", intents.ShowAbout(), starts_group=True),
)
TOOLS = Button("Tools", intents.ShowTools(), Look.GHOST, Icon.TOOLS)
HEADER = Header("Stickwright", MENU, "Menu", TOOLS)
HEADER_AT_WORK = Header("Stickwright", MENU, "Menu")


def write_button(reason: str = "") -> Button:
    return Button(
        "Write…",
        intents.Write(),
        Look.PRIMARY,
        icon_after=Icon.ARROW_RIGHT,
        enabled=not reason,
        reason=reason,
        name="" if reason else "Write Ubuntu 24.04.1 LTS to SanDisk Ultra",
    )


def bar(text: str) -> Bar:
    return Bar(plain(text), icon=Icon.INFO, end=(write_button(text),))


def erase_bar(drive: str, image: str = "Ubuntu 24.04.1 LTS") -> Bar:
    text = sentence(
        "Everything on {drive} will be erased and replaced by {image}.", drive=drive, image=image
    )
    return Bar(text, icon=Icon.ALERT, tone=Tone.CAUTION, end=(write_button(),))


CHOOSE = bar("Now choose the drive to write to.")
THREE = (SANDISK, KINGSTON, SAMSUNG)


def home(image: ImageCard, card: object, bottom: Bar, *, fits: bool = False) -> Screen:
    assert isinstance(card, type(cards.NO_DRIVES))
    return Screen(HEADER, Home(image, card, fits), bottom)


READING = home(cards.READING, drives(SANDISK, KINGSTON), bar("Reading the image…"))
INSPECTED = replace(
    home(cards.UBUNTU, drives(SANDISK, KINGSTON), CHOOSE),
    says=Announcement("Ubuntu 24.04.1 LTS. Boots on almost any PC. Now choose a drive."),
)
READY = home(
    cards.UBUNTU, drives(*THREE, chosen="usb-1"), erase_bar("SanDisk Ultra, 32 GB"), fits=True
)
WINDOWS = home(
    cards.WINDOWS,
    drives(*THREE, chosen="usb-2"),
    erase_bar("Kingston DataTraveler, 16 GB", "Windows 11 24H2"),
    fits=True,
)
CONVERT = home(
    cards.CONVERT,
    drives(*THREE),
    CHOOSE,
)
CONVERTING = home(cards.CONVERTING, drives(*THREE), CHOOSE)
NOT_CONVERTED = home(cards.NOT_CONVERTED, drives(*THREE), CHOOSE)
NOT_BOOTABLE = home(
    cards.CD_ONLY,
    drives(SANDISK, KINGSTON, chosen="usb-2"),
    Bar(
        sentence(
            "The drive would not boot. Everything on {drive} would be erased all the same.",
            drive="Kingston DataTraveler, 16 GB",
        ),
        icon=Icon.INFO,
        end=(Button("Write anyway…", intents.Write(anyway=True), Look.DANGER_OUTLINE),),
    ),
)
INCOMPLETE = home(
    cards.INCOMPLETE,
    drives(SANDISK, KINGSTON, chosen="usb-1"),
    bar("An incomplete image can’t be written. Choose another file."),
)
REVOKED = home(
    cards.REVOKED,
    drives(*THREE, chosen="usb-1"),
    erase_bar("SanDisk Ultra, 32 GB", "Ubuntu 20.04 LTS"),
    fits=True,
)
HASHING = home(cards.HASHING, drives(*THREE, chosen="usb-1"), READY.bar or CHOOSE, fits=True)
SUMMED_UP = home(cards.SUMMED_UP, drives(*THREE, chosen="usb-1"), READY.bar or CHOOSE, fits=True)
DAMAGE_NOT_CHECKED = home(
    cards.DAMAGE_NOT_CHECKED,
    drives(*THREE, chosen="usb-1"),
    erase_bar("SanDisk Ultra, 32 GB", "Fedora Workstation 41"),
    fits=True,
)
LOOKING_FOR_DAMAGE = replace(
    DAMAGE_NOT_CHECKED, body=Home(cards.LOOKING_FOR_DAMAGE, drives(*THREE, chosen="usb-1"), True)
)
NOT_DAMAGED = replace(
    DAMAGE_NOT_CHECKED, body=Home(cards.NOT_DAMAGED, drives(*THREE, chosen="usb-1"), True)
)
DAMAGED = home(
    cards.DAMAGED,
    drives(*THREE, chosen="usb-1"),
    Bar(
        sentence(
            "The checksum does not match. Everything on {drive} would be erased all the same.",
            drive="SanDisk Ultra, 32 GB",
        ),
        icon=Icon.ALERT,
        end=(Button("Write anyway…", intents.Write(anyway=True), Look.DANGER_OUTLINE),),
    ),
)
UNPACKED = home(cards.UNPACKED, drives(*THREE, chosen="usb-1"), READY.bar or CHOOSE, fits=True)
VIRTUAL_DISK = home(
    cards.VIRTUAL_DISK, drives(*THREE, chosen="usb-1"), READY.bar or CHOOSE, fits=True
)
PACKED_DAMAGED = home(
    cards.PACKED_DAMAGED,
    drives(SANDISK, KINGSTON, chosen="usb-1"),
    bar("This file can’t be written. Choose another one."),
)
NO_IMAGE = home(
    cards.NO_IMAGE,
    drives(SANDISK, KINGSTON),
    bar("This file can’t be written. Choose another one."),
)
NO_DRIVES = home(cards.UBUNTU, cards.NO_DRIVES, bar("Waiting for a drive."))
PROBLEMS = home(
    cards.UBUNTU,
    drives(replace(SANDISK, badge="Just plugged in"), cards.LOCKED_CARD, cards.TOO_SMALL),
    CHOOSE,
)
PULLED_OUT = home(
    cards.UBUNTU, drives(KINGSTON), bar("SanDisk Ultra was unplugged. Choose a drive.")
)
SEVERAL = home(
    cards.UBUNTU,
    replace(
        drives(*THREE),
        heading="Drives – 2 chosen",
        boxes=True,
        several=cards.JUST_ONE,
        rows=(replace(SANDISK, chosen=True), replace(KINGSTON, chosen=True), SAMSUNG),
    ),
    Bar(
        sentence("Everything on {drives} will be erased.", drives="2 drives (48 GB together)"),
        icon=Icon.ALERT,
        tone=Tone.CAUTION,
        end=(write_button(),),
    ),
    fits=True,
)
WAITING = replace(
    home(
        cards.UBUNTU,
        drives(*THREE, chosen="usb-1"),
        Bar(
            plain("Waiting for permission…"),
            icon=Icon.LOCK,
            end=(write_button("Waiting for permission…"),),
        ),
        fits=True,
    ),
    frozen=True,
)
NO_PERMISSION = home(
    cards.UBUNTU,
    drives(SANDISK, KINGSTON, chosen="usb-1"),
    Bar(
        plain("Nothing was changed. Writing to a drive needs your password or an administrator’s."),
        title="Not started: permission was not given",
        icon=Icon.LOCK,
        tone=Tone.CAUTION,
        end=(Button("Try again", intents.Write(), Look.PRIMARY),),
    ),
    fits=True,
)
UNFINISHED = home(cards.UBUNTU, drives(cards.UNFINISHED, KINGSTON), CHOOSE)
CHANGED = home(cards.CHANGED, drives(SANDISK, KINGSTON), bar("Reading the image…"))
