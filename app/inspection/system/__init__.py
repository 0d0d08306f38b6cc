"""Which system an image holds: told by its files, else by its partitions, its label, osinfo-db.

    files       what a tree holds, by path
    row         one way to tell a system; each module below has a table of them
    disk_info   .disk/info, by which Debian and Ubuntu say what a disc is
    redhat      .treeinfo and its like; SUSE's
    linux, windows, bsd, tools, boards
    disks       by partitions and the names of volumes
    labels      by the label, which anybody may change
    osinfo      by the label as well, with the list of another project where it is installed

A name is not a verdict: what is damaged or out of reach here leaves it empty and adds no finding.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from app.display import for_display
from app.formats.binary import Window
from app.formats.fat import Fat
from app.formats.tree import Tree
from app.inspection.facts import Facts
from app.inspection.system import boards, bsd, disks, labels, linux, osinfo, tools, windows
from app.inspection.system.files import Files, quietly
from app.inspection.system.row import Named
from app.report import Answer, Boots, Evidence, Machine, Persistence, Role, System

__all__ = ["files_of", "system_of"]

# In the order in which they are asked; the first that knows the tree is it.
TABLES = (
    windows.ROWS,
    boards.ROWS,
    linux.ROWS,
    bsd.ROWS,
    tools.ROWS,
    boards.LAST_ROWS,
)

_MOST_FATS = 4
_LONGEST_VERSION = 32
_ROLES = {
    Role.LIVE: "Live system",
    Role.INSTALLER: "Installer",
    Role.RESCUE: "Rescue system",
    Role.TOOL: "Tool",
    Role.LOADER: "Boot menu",
    Role.DISK: "Ready-made system",
    Role.BOARD: "System",
}
_COMPUTERS = {
    Machine.X64: "64-bit PCs",
    Machine.IA32: "32-bit PCs",
    Machine.AA64: "64-bit ARM computers",
    Machine.ARM: "32-bit ARM computers",
    Machine.RISCV64: "RISC-V computers",
    Machine.LOONGARCH64: "LoongArch computers",
}


def files_of(facts: Facts) -> tuple[Files, ...]:
    """The trees of an image: of a disc, or of the first FAT file systems on a disk."""
    if facts.trees:
        return tuple(Files(tree, name, _label(tree)) for name, tree in _discs(facts))
    return tuple(Files(fat, "FAT", _label(fat), start) for start, fat in _fats(facts))


def beside(facts: Facts) -> tuple[Files, ...]:
    """The tree of a disc that is not shown, since there is one with better names: there are systems
    that go by it."""
    other = quietly(facts.iso.by_other_names, None) if facts.iso is not None else None
    return (Files(other, "Joliet"),) if other is not None else ()


def _discs(facts: Facts) -> Iterator[tuple[str, Tree]]:
    """A bridge's label is that of ISO 9660, which makers keep to their form."""
    if facts.udf is not None:
        yield "UDF", facts.udf
    if facts.iso is not None:
        yield "ISO 9660", facts.iso


def _fats(facts: Facts) -> Iterator[tuple[int, Fat]]:
    """Each with the byte where it begins."""
    if facts.fat is not None:
        yield 0, facts.fat
        return
    for part in disks.parts(facts)[:_MOST_FATS]:
        window = Window(facts.image, part.start, part.length)
        fat = quietly(partial(Fat.open, window), None)
        if fat is not None:
            yield part.start, fat


def _label(tree: Tree) -> str:
    return quietly(lambda: tree.label, "")


def system_of(
    facts: Facts,
    trees: tuple[Files, ...],
    boots: Boots,
    osinfo_folder: Path = osinfo.FOLDER,
) -> System | None:
    """The system an image holds; None where nothing says so."""
    for files in trees:
        if (found := _by_files(files)) is not None:
            return _system(found, boots, files)
    found = disks.named(facts) or _by_label(facts, trees)
    if found is None and facts.iso is not None and _starts(boots):
        found = osinfo.named(facts.iso.primary, osinfo_folder)
        found = replace(found, place=_label_place(facts)) if found else None
    return _system(found, boots, None) if found else None


def _by_files(files: Files) -> Named | None:
    if not files.names():
        return None
    rows = (row for table in TABLES for row in table)
    return next((found for row in rows if (found := row.of(files)) is not None), None)


def _by_label(facts: Facts, trees: tuple[Files, ...]) -> Named | None:
    """Of a disc only: a FAT's label has eleven letters, and a data stick any."""
    if not facts.trees:
        return None
    names = (labels.named(files.label) for files in trees if files.label)
    found = next((found for found in names if found is not None), None)
    return replace(found, place=_label_place(facts)) if found else None


def _label_place(facts: Facts) -> int:
    """The byte of a disc's label: ECMA-119 8.4.7. UDF says it in several places."""
    return facts.iso.primary.offset + 40 if facts.iso is not None else 0


def _starts(boots: Boots) -> bool:
    paths = (boots.bios_cd, *boots.uefi_cd.values())
    return boots.from_usb or any(path.answer is not Answer.NO for path in paths)


def _system(found: Named, boots: Boots, files: Files | None) -> System | None:
    name = for_display(found.name)
    if not name:
        return None
    place = files.place(found.path) if files and found.path else found.place
    what = f"{found.path} in {files.what}" if files else found.path
    return System(
        name=name,
        family=found.family,
        version=for_display(found.version, _LONGEST_VERSION),
        role=found.role,
        computers=found.computers,
        description=_description(found, boots),
        persistence=_persistence(found, files),
        evidence=(Evidence(what, place, for_display(found.said or found.name)),),
    )


def _description(found: Named, boots: Boots) -> str:
    """ "Live system and installer for 64-bit PCs"; "" where not even the role is known."""
    what = found.what or (_ROLES[found.role] if found.role else "")
    computers = found.computers or _computers(boots)
    if not what or not computers:
        return what
    return f"{what} for {computers}"


def _computers(boots: Boots) -> str:
    """Where it starts, as far as that says what it is for."""
    paths = {**boots.uefi_cd, **boots.uefi_usb}
    known = [words for machine, words in _COMPUTERS.items() if machine in paths]
    if known == ["64-bit PCs", "32-bit PCs"]:
        return "PCs"
    bios = (boots.bios_usb.answer, boots.bios_cd.answer) != (Answer.NO, Answer.NO)
    if bios and not any("PCs" in words for words in known):
        known.insert(0, "PCs")
    return " and ".join(known[:2])


def _persistence(found: Named, files: Files | None) -> Persistence:
    """By the files that casper and live-boot start from. Tails has a way of its own."""
    if files is None or found.role not in (Role.LIVE, Role.RESCUE) or found.name[:5] == "Tails":
        return Persistence.NONE
    if files.has("casper/*.squashfs", "casper/vmlinuz*"):
        return Persistence.CASPER
    if files.has("live/*.squashfs", "live/vmlinuz*"):
        return Persistence.LIVE_BOOT
    return Persistence.NONE
