"""What an image is and where it starts: facts from `app.formats`, judged here.

`inspect` reads a few megabytes at most and never fails for what an image holds: what is damaged, or
could not be looked at, is a finding. The parts, in the order they run:

    facts       every structure that is there
    bios        what a BIOS does with it on a stick; bios_disc: on a disc
    uefi        what UEFI does, over discovery (where it looks) and loaders (what it finds there)
    tables      what is wrong with partition tables and boot catalogue
    extent      cut off, or longer than it says
    purpose     a Windows installer, a board's image
    system      which system it is
    triage      whether it looks like a package of programs
    unattended  whether Windows Setup would ask nobody
    content     what it is when it is no image
    secure_boot what Secure Boot makes of the loaders (loader_places), over signatures (one program)
                and the list of revocations; acceptance asks one computer
    trees       whether all who look at a disc see the same
    weight      how much a finding matters, given where the image starts

On request, since it reads everything: media_check, by the checksum that makers implant.
"""

from functools import partial

from app.formats.binary import Budget, Reader
from app.inspection import (
    bios,
    bios_disc,
    content,
    extent,
    facts,
    loader_places,
    purpose,
    system,
    tables,
    trees,
    triage,
    uefi,
    unattended,
    weight,
)
from app.inspection.device import Device
from app.inspection.facts import Facts
from app.inspection.loader_places import Place
from app.inspection.probe import NOT_LOOKED_AT, Notes, Paged
from app.report import (
    PACKED_DAMAGED,
    Answer,
    BootPath,
    Boots,
    ElToritoEntry,
    Evidence,
    Kind,
    Machine,
    Mode,
    Report,
    SecureBoot,
    Severity,
)
from app.sources.source import Source, lacks_index

# Far above what any image at hand needs (see the tests), far below a second and 64 MiB.
_READS = 20_000
_BYTES = 32 << 20
_PAGES = 1_500


def inspect(source: Source) -> Report:
    """The report on an image. Raises ImageUnreadable and ImageChanged, for the file itself."""
    paged = Paged(Budget(source.look(), reads=_PAGES, length=_BYTES))
    return _report(source, Budget(paged, reads=_READS, length=_BYTES), Notes())


def _report(source: Source, image: Reader, notes: Notes) -> Report:
    if lacks_index(source):
        text = "The packed file has no index at its end: it is cut short or damaged."
        notes.add(PACKED_DAMAGED, Severity.DANGER, text)
    if source.size == 0:
        notes.add("empty-file", Severity.DANGER, "The file is empty.")
    found = facts.gather(image, notes)
    claimed = extent.claims(found)
    extent.note(found, claimed, notes)
    looker = uefi.Looker(found, notes)
    boots = _boots(found, looker, notes)
    if source.size is None:  # by now the end may have been met
        extent.note(found, claimed, notes)
    mode, why = _mode(found, boots, notes)
    if mode is not Mode.WINDOWS:
        _note_only_as_cd(boots, notes)
    kind = _kind(found, boots, notes)
    files = system.files_of(found)
    named = system.system_of(found, files, boots)
    triage.note(files, boots, notes)
    unattended.note((*files, *system.beside(found)), notes)
    _note_implanted(found, notes)
    if kind is Kind.UNKNOWN and source.size != 0:
        _note_nothing(image, notes)
    label = _label(found, notes)
    loaders = loader_places.places(found, looker, mode, notes)
    secure = _secure_boot(source, loaders, notes) if loaders else {}
    trees.note(found, notes)  # last, for it may use up what is left of the reads
    return Report(
        name=source.name,
        size=source.size,
        layers=source.layers,
        kind=kind,
        label=label,
        expected_size=extent.expected(claimed),
        sizes=extent.evidence(claimed),
        way=why,
        boots=boots,
        partition_tables=tables.names(found),
        el_torito=_el_torito(found),
        mode=mode,
        findings=weight.weighed(notes.findings, boots),
        title=named.name if named else "",
        system=named,
        secure_boot=secure,
    )


def _secure_boot(
    source: Source, loaders: dict[Machine, Place], notes: Notes
) -> dict[Machine, SecureBoot]:
    from app.inspection.secure_boot import look  # here, for most disks of one's own have no loader

    return look(source.look(), loaders, notes)


def _boots(found: Facts, looker: uefi.Looker, notes: Notes) -> Boots:
    boots = Boots(
        bios_usb=bios.from_stick(found, notes),
        bios_cd=bios_disc.from_disc(found, notes),
        uefi_usb=looker.from_stick(),
        uefi_cd=looker.from_disc(),
        looked_at_usb=looker.looked_at(Device.stick(found.image)),
        looked_at_cd=looker.looked_at(Device.disc(found.image)),
    )
    tables.note(found, notes)
    uefi.note_only_in_tree(found, boots, notes)
    return boots


def _note_only_as_cd(boots: Boots, notes: Notes) -> None:
    if boots.bios_cd.answer is not Answer.NO and boots.bios_usb.answer is Answer.NO:
        text = "A BIOS starts it from a disc, and not from a stick."
        notes.add("bios-only-as-cd", Severity.CAUTION, text, _place(boots.bios_cd))
    surer = (Answer.NO, Answer.LIKELY, Answer.YES).index
    fewer = [
        machine
        for machine, path in boots.uefi_cd.items()
        if surer(path.answer) > surer(boots.on_uefi_usb(machine).answer)
    ]
    if fewer:
        nowhere = all(boots.on_uefi_usb(machine).answer is Answer.NO for machine in fewer)
        stick = (
            "from a stick" if nowhere else "from a stick only where it looks for El Torito there"
        )
        but = "and not" if nowhere else "and"
        text = f"UEFI ({', '.join(fewer)}) starts it from a disc, {but} {stick}."
        place = _place(boots.on_uefi_cd(fewer[0]))
        notes.add("uefi-only-as-cd", Severity.CAUTION, text, place)


def _place(path: BootPath) -> int | None:
    return path.evidence[0].offset if path.evidence else None


def _mode(found: Facts, boots: Boots, notes: Notes) -> tuple[Mode, Evidence | None]:
    """The way to write it, and what it follows from where that is not where it starts."""
    in_full = [path for path in boots.uefi_usb.values() if path.answer is Answer.YES]
    windows = None if in_full else purpose.windows_installer(found, notes)
    if windows is not None:
        purpose.note_windows(windows, notes)
        return Mode.WINDOWS, windows
    board = purpose.board(found)
    if purpose.note_board(board, boots, notes):
        return Mode.EXACT, board
    return (Mode.EXACT if boots.from_usb else Mode.NONE), None


def _kind(found: Facts, boots: Boots, notes: Notes) -> Kind:
    for kind in (Kind.ISO9660, Kind.UDF):
        if kind in found.volumes:
            return kind
    structures = (found.mbr, found.gpts, found.gpt_backup, found.apm, found.fat)
    if any(structures) or boots.from_usb or notes.has("no-boot-signature"):
        return Kind.DISK
    return Kind.DISK if _is_file_system(found.image, notes) else Kind.UNKNOWN


def _is_file_system(image: Reader, notes: Notes) -> bool:
    """A file system without anything around it, which starts nothing."""
    what = "The file system"
    name = notes.attempt(what, lambda: content.file_system(image), "")
    if name:
        text = f"This is a bare file system ({name}) with nothing that starts a computer."
        notes.add("file-system-only", Severity.CAUTION, text, 0)
    return bool(name)


def _note_nothing(image: Reader, notes: Notes) -> None:
    start = notes.attempt("The file’s beginning", lambda: image.read_at(0, 4096), None)
    if start is None:
        return
    if what := content.instead(start):
        notes.add("not-an-image", Severity.DANGER, f"This is {what}, and no disk image.", 0)
    elif not notes.has(NOT_LOOKED_AT):
        text = "Nothing in this file looks like a disk image."
        notes.add("nothing-recognised", Severity.DANGER, text, 0)


def _note_implanted(found: Facts, notes: Notes) -> None:
    if found.iso is None:
        return
    from app.inspection.media_check import implanted_in  # here, for only discs have one

    if implanted_in(found.image) is not None:
        text = "Its makers left a checksum in it, by which it can be checked for damage."
        notes.add("implanted-checksum", Severity.INFO, text, found.iso.primary.offset)


def _label(found: Facts, notes: Notes) -> str:
    """As it stands there: whoever shows it makes it fit to be shown."""
    for volume in (found.iso, found.udf, found.fat):
        if volume is not None:
            return notes.attempt("The label", partial(getattr, volume, "label"), "")
    return ""


def _el_torito(found: Facts) -> tuple[ElToritoEntry, ...]:
    return tuple(
        ElToritoEntry(
            platform=entry.platform_name,
            bootable=entry.bootable,
            emulation=entry.emulation_name,
            sectors=entry.sectors,
            lba=entry.lba,
        )
        for entry in (found.catalogue.entries if found.catalogue else ())
        if entry.bootable or entry.lba
    )
