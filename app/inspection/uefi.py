"""Where UEFI firmware finds a loader: from a stick, from a disc, and for which processor.

A stick is judged twice. Some firmware, EDK2 among it, reads El Torito from sticks as well, and what
it finds there hides what only the MBR names; other firmware goes by the partition tables alone.
`yes` needs both, `likely` is one of them.
"""

from functools import partial

from app.errors import CorruptImage, PackedDamaged
from app.formats.fat import Fat
from app.formats.tree import Entry, Tree
from app.inspection import discovery, loaders
from app.inspection.device import STICK_BLOCK, Device
from app.inspection.facts import Facts
from app.inspection.loaders import NAMES, Survey
from app.inspection.probe import UNSEEN, Notes
from app.report import NO, Answer, BootPath, Boots, Evidence, Machine, Severity

Paths = dict[Machine, BootPath]

_MOST_TOLD = 8  # places without a loader


class Looker:
    """Looks where firmware looks. Stick and disc share most places; each is opened once."""

    def __init__(self, facts: Facts, notes: Notes) -> None:
        self._facts = facts
        self._notes = notes
        self._known: dict[tuple[int, int | None], Survey] = {}
        self._found_places: dict[tuple[int, bool], tuple[Device, ...] | None] = {}
        self._damaged = False  # what is looked at first cannot be unpacked

    def from_stick(self) -> Paths:
        stick = Device.stick(self._facts.image)
        everything = self._found(stick, el_torito=True)
        tables = self._found(stick, el_torito=False)
        machines = [machine for machine in Machine if machine in everything or machine in tables]
        record = self._facts.boot_record
        place = record.offset if record else 0
        return {
            each: _both(everything.get(each, NO), tables.get(each, NO), place) for each in machines
        }

    def from_disc(self) -> Paths:
        """Besides El Torito, EDK2 starts a loader in the tree of a UDF disc, if that is a simple
        one (measured). There it compares names letter by letter (by its source, UdfDxe)."""
        found = self._found(Device.disc(self._facts.image), el_torito=True)
        if self._facts.udf is not None and self._facts.udf.simple:
            udf = self._facts.udf
            spelled = self._notes.attempt("The UDF tree", partial(_in_capitals, udf), set[str]())
            for machine, evidence in tree_loaders(udf, "UDF", self._notes).items():
                if NAMES[machine] in spelled and found.get(machine, NO).answer is not Answer.YES:
                    found[machine] = BootPath(Answer.YES, (evidence,))
        return found

    def looked_at(self, disk: Device) -> tuple[Evidence, ...]:
        """What is in every place where firmware looks: why no more was found."""
        seen: list[Evidence] = []
        for el_torito in (True, False) if disk.block == STICK_BLOCK else (True,):
            places = self._places(disk, el_torito=el_torito)
            if places is not None and not places:
                seen.append(Evidence("GPT", disk.block, "firmware takes none of its partitions"))
            seen += [self._seen(device) for device in (places or ())[:_MOST_TOLD]]
        return tuple(dict.fromkeys(seen))

    def _seen(self, device: Device) -> Evidence:
        nothing = Evidence("First sector", device.start, "no partitions that UEFI firmware takes")
        way = device.steps[-1] if device.steps else nothing
        return Evidence(way.what, way.offset, f"{way.said}; {self._survey(device).said}")

    def places(self) -> dict[Machine, tuple[Fat, int]]:
        """The file system of each loader that was found, and the byte where it begins."""
        found: dict[Machine, tuple[Fat, int]] = {}
        for (start, _), survey in self._known.items():
            for machine in survey.loaders:
                if survey.fat is not None:
                    found.setdefault(machine, (survey.fat, start))
        return found

    def _places(self, disk: Device, *, el_torito: bool) -> tuple[Device, ...] | None:
        """None where the first of it cannot be looked at."""
        key = (disk.block, el_torito)
        if key not in self._found_places:
            self._found_places[key] = self._searched(disk, el_torito=el_torito)
        return self._found_places[key]

    def _searched(self, disk: Device, *, el_torito: bool) -> tuple[Device, ...] | None:
        try:
            return discovery.places(disk, el_torito=el_torito)
        except UNSEEN as error:
            self._notes.not_looked_at("What UEFI firmware looks at first", error)
            self._damaged = isinstance(error, PackedDamaged)
            return None

    def _found(self, disk: Device, *, el_torito: bool) -> Paths:
        places = self._places(disk, el_torito=el_torito)
        if places is None:
            return {} if self._damaged else self._suspected()
        paths: Paths = {}
        for device in places:
            for machine, path in self._at(device).items():
                known = paths.get(machine)
                if known is None or (known.answer, path.answer) == (Answer.LIKELY, Answer.YES):
                    paths[machine] = path
        return paths

    def _survey(self, device: Device) -> Survey:
        if device.place not in self._known:
            self._known[device.place] = loaders.survey(device, self._notes)
        return self._known[device.place]

    def _at(self, device: Device) -> Paths:
        survey = self._survey(device)
        if survey.unread:
            return self._suspected()
        answer = Answer.LIKELY if device.doubt else Answer.YES
        doubt = (Evidence("Size of the stick", device.start, device.doubt),) if device.doubt else ()
        return {
            machine: BootPath(answer, (*device.steps, *evidence, *doubt))
            for machine, evidence in survey.loaders.items()
        }

    def _suspected(self) -> Paths:
        """For loaders that could not be looked at: those that the disc's file tree has as well,
        else the one that nearly every image has."""
        hints = {
            machine
            for tree in self._facts.trees
            for machine in self._notes.attempt("The file tree", partial(_names, tree), set())
        }
        unseen = Evidence("UEFI loader", 0, "it lies in a part that was not looked at")
        return {machine: BootPath(Answer.LIKELY, (unseen,)) for machine in hints or {Machine.X64}}


def _both(one: BootPath, other: BootPath, place: int) -> BootPath:
    """Firmware that reads El Torito from sticks, and firmware that does not. `place` is the byte of
    El Torito's boot record."""
    if one.answer is Answer.NO:
        why = "not found by firmware that reads El Torito from sticks and stops there"
        return BootPath(Answer.LIKELY, (*other.evidence, Evidence("El Torito", place, why)))
    if other.answer is Answer.NO:
        why = "found only by firmware that reads El Torito from sticks"
        return BootPath(Answer.LIKELY, (*one.evidence, Evidence("El Torito", place, why)))
    sure = one.answer is Answer.YES and other.answer is Answer.YES
    return BootPath(Answer.YES if sure else Answer.LIKELY, other.evidence)


def tree_loaders(tree: Tree, what: str, notes: Notes) -> dict[Machine, Evidence]:
    """Loaders that lie in the file tree of a disc and are sound."""
    found: dict[Machine, Evidence] = {}
    for machine, entry in notes.attempt(f"The {what} tree", lambda: _entries(tree), {}).items():
        path = f"/EFI/BOOT/{NAMES[machine]}"
        try:
            program = loaders.program_of(tree, entry)
        except (CorruptImage, *UNSEEN):
            continue
        if loaders.wrong(program, machine) is None:
            place = (entry.extents[0].offset or 0) if entry.extents else 0
            said = f"program for {machine} in the {what} file tree, {entry.size:,} bytes"
            found[machine] = Evidence(path, place, said)
    return found


def _in_capitals(tree: Tree) -> set[str]:
    """The names in the folder of the loaders, where that is spelled in capitals."""
    folder = ""
    for name in loaders.FOLDER.split("/"):
        if all(entry.name != name for entry in tree.list(folder)):
            return set()
        folder = f"{folder}/{name}"
    return {entry.name for entry in tree.list(folder)}


def _names(tree: Tree) -> set[Machine]:
    return set(_entries(tree))


def _entries(tree: Tree) -> dict[Machine, Entry]:
    there = {entry.name.upper(): entry for entry in tree.list(loaders.FOLDER)}
    return {machine: there[name] for machine, name in NAMES.items() if name in there}


def note_only_in_tree(facts: Facts, boots: Boots, notes: Notes) -> None:
    """Loaders as files of the disc, and no file system that firmware reads them from."""
    for tree in facts.trees:
        what = "UDF" if tree is facts.udf else "ISO 9660"
        for machine, evidence in tree_loaders(tree, what, notes).items():
            if machine in boots.uefi_usb or machine in boots.uefi_cd:
                continue
            text = (
                f"{evidence.what} is only a file on the disc: firmware reads loaders from FAT "
                "file systems, and there is none with it."
            )
            notes.add("loader-only-in-file-tree", Severity.DANGER, text, evidence.offset)
