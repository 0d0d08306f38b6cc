"""What an image is for, as far as it decides how it is written: a Windows installer, a board.

By files that belong together, never by the label, which anybody may change.
"""

from dataclasses import dataclass
from functools import partial
from itertools import islice

from app.errors import CorruptImage
from app.formats.binary import Reader, Window
from app.formats.fat import Fat
from app.formats.mbr import SECTOR
from app.formats.tree import Tree
from app.inspection.facts import Facts
from app.inspection.probe import UNSEEN, Notes
from app.report import Answer, Boots, Evidence, Machine, Severity

_IMAGES = ("install.wim", "install.esd", "install.swm", "boot.wim")
_LOADERS = ("bootmgr", "bootmgr.efi", "setup.exe", "efi/boot", "efi/microsoft")


def windows_installer(facts: Facts, notes: Notes) -> Evidence | None:
    """A disc with Windows’ own images and something that starts them, None for others. A stick made
    from one by copying starts nowhere, or finds no medium to install from."""
    found = (
        notes.attempt("The file tree", partial(windows_in, tree), None) for tree in facts.trees
    )
    return next((evidence for evidence in found if evidence is not None), None)


def windows_in(tree: Tree) -> Evidence | None:
    """Raises CorruptImage, BudgetSpent."""
    sources = {entry.name.lower(): entry for entry in tree.list("sources")}
    image = next((sources[name] for name in _IMAGES if name in sources), None)
    if image is None:
        return None
    loader = next((path for path in _LOADERS if tree.find(path) is not None), "")
    if not loader:
        return None
    place = (image.extents[0].offset or 0) if image.extents else 0
    return Evidence(f"sources/{image.name}", place, f"{image.size:,} bytes, beside {loader}")


def note_windows(found: Evidence, notes: Notes) -> None:
    text = (
        "This is the disc of a Windows installer: copied as it is, a stick would not start, or "
        "Setup would not find its files."
    )
    notes.add("windows-installer", Severity.INFO, text, found.offset)


@dataclass(frozen=True, slots=True)
class Mark:
    """Bytes at a place where a board's own boot ROM looks."""

    board: str
    place: int
    mark: bytes


# By the documents of U-Boot for each family; none was at hand as a real image.
MARKS = (
    Mark("Allwinner", 8196, b"eGON.BT0"),
    Mark("Allwinner", (128 << 10) + 4, b"eGON.BT0"),
    Mark("Rockchip", 64 * SECTOR, b"RKNS"),
    Mark("Rockchip", 64 * SECTOR, bytes.fromhex("3B8CDCFC")),  # 55 AA F0 0F by its RC4 key
    Mark("i.MX", 1024, bytes.fromhex("D10020")),
)

_RASPBERRY = frozenset(
    {"bootcode.bin", "start.elf", "start4.elf", "kernel8.img", "kernel_2712.img"}
)
_U_BOOT = ("boot.scr", "boot/boot.scr", "armbianEnv.txt", "extlinux/extlinux.conf")
_MOST_PARTITIONS, _MOST_FILES = 4, 500


def board(facts: Facts) -> Evidence | None:
    """The kind of board the image is for, and by what: None for none that is known here."""
    if facts.iso is not None:
        return None
    kinds = (
        *(_by_mark(facts.image, mark) for mark in MARKS),
        *(_by_files(facts.image, start) for start in _partitions(facts)),
    )
    return next((kind for kind in kinds if kind is not None), None)


def _by_mark(image: Reader, mark: Mark) -> Evidence | None:
    try:
        found = image.read_at(mark.place, len(mark.mark)) == mark.mark
    except UNSEEN:
        return None
    what = f"what its boot ROM looks for at byte {mark.place:,}"
    return Evidence(mark.board, mark.place, what) if found else None


def _partitions(facts: Facts) -> tuple[int, ...]:
    """Where the first partitions begin, in bytes; the whole image where there is no table."""
    if facts.gpt is not None:
        starts = [entry.first * facts.gpt.block for entry in facts.gpt.entries]
    elif facts.mbr is not None:
        starts = [entry.first * SECTOR for entry in facts.mbr.partitions]
    else:
        starts = [0]
    return tuple(starts[:_MOST_PARTITIONS])


def _by_files(image: Reader, start: int) -> Evidence | None:
    try:
        fat = Fat.open(Window(image, start, 1 << 62))
        names = {entry.name.lower() for entry in islice(fat.children(fat.root), _MOST_FILES)}
        if "config.txt" in names and (firmware := sorted(names.intersection(_RASPBERRY))):
            return Evidence("Raspberry Pi", start, f"config.txt and {firmware[0]} in a FAT")
        found = next((path for path in _U_BOOT if fat.find(path) is not None), "")
        return Evidence("U-Boot", start, f"{found} in a FAT") if found else None
    except (CorruptImage, *UNSEEN):
        return None


def note_board(found: Evidence | None, boots: Boots, notes: Notes) -> bool:
    """Whether it is for a board only: what starts on a PC as well is no board image."""
    on_pc = boots.bios_usb.answer is not Answer.NO or any(
        boots.on_uefi_usb(machine).answer is not Answer.NO
        for machine in (Machine.X64, Machine.IA32)
    )
    if found is None or on_pc:
        return False
    text = (
        f"This image is for a board ({found.what}), which starts it by rules of its own: no PC "
        "does."
    )
    notes.add("board-image", Severity.INFO, text, found.offset)
    return True
