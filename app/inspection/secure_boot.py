"""What a computer with Secure Boot makes of the image: the first loader, and what it starts.

Firmware checks the first loader by its own lists. Most distributions begin with shim, which
Microsoft signs; shim checks what it starts by the keys that are built into it, and both by SBAT.
Here stands what can be said for computers in general; `acceptance` asks one of them.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from app.display import for_display
from app.errors import BudgetSpent, CorruptImage
from app.formats.binary import Budget, Reader, Window
from app.formats.fat import Fat
from app.formats.pieces import Pieces
from app.formats.shim import Shim
from app.formats.tree import Entry
from app.inspection import chains, secure_boot_notes
from app.inspection.loader_places import Place, loader_in
from app.inspection.loaders import NAMES
from app.inspection.probe import Notes, Paged
from app.inspection.revocations import Revocations, published
from app.inspection.signatures import Examination, Program
from app.report import Loader, Machine, NextLoader, SecureBoot

# Of one image. Three processors with shim, GRUB and shim's own tools make 40 reads and 20 MB.
_READS, _BYTES = 1_000, 64 << 20

# A program has up to two signatures. Checking one costs up to 30 ms when somebody means ill.
_MOST_SIGNATURES = 24

# What shim starts from its own folder, and whether the system depends on it: GRUB, its manager of
# keys, and what looks for installed systems.
_FOLLOWING = (("GRUB", True), ("MM", False), ("FB", False))


def look(
    image: Reader,
    places: Mapping[Machine, Place],
    notes: Notes,
    lists: Callable[[], Revocations] = published,
) -> dict[Machine, SecureBoot]:
    """Secure Boot by processor. What could not be looked at, or is no program, is not in it.
    `image` is read under a budget of its own, since it is most of all that inspection reads."""
    if not places:
        return {}
    paged = Paged(Budget(image, reads=_READS, length=_BYTES))
    return dict(_Looker(paged, lists(), notes).each(places))


class _Looker:
    def __init__(self, image: Reader, lists: Revocations, notes: Notes) -> None:
        self._image = image
        self._lists = lists
        self._notes = notes
        self._left = _MOST_SIGNATURES

    def each(self, places: Mapping[Machine, Place]) -> Iterator[tuple[Machine, SecureBoot]]:
        for machine, place in places.items():
            what = f"The signature of the loader for {machine}"
            found = self._notes.attempt(what, partial(self._secure_boot, machine, place), None)
            if found is not None:
                secure_boot_notes.note(found, self._lists, self._notes)
                yield machine, found

    def _secure_boot(self, machine: Machine, place: Place) -> SecureBoot | None:
        first = loader_in(place.tree, NAMES[machine])
        if first is None:
            return None
        examination = self._examination(machine, place, first)
        shim = examination.shim()
        loader = examination.loader()
        following: tuple[NextLoader, ...] = ()
        if shim is not None:
            following = tuple(self._following(machine, place, loader, shim))
        return SecureBoot(loader, following, self._lists.date)

    def _following(
        self, machine: Machine, place: Place, first: Loader, shim: Shim
    ) -> Iterator[NextLoader]:
        for stem, needed in _FOLLOWING:
            entry = loader_in(place.tree, f"{stem}{machine.value.upper()}.EFI")
            if entry is None:
                continue
            try:
                loader = self._examination(machine, place, entry).loader()
            except CorruptImage:
                continue
            refused = _refused(loader, first, shim) if needed else ""
            distrusted = _distrusted(loader, shim) if needed and not refused else ""
            yield NextLoader(loader, needed, refused or distrusted, for_its_key=bool(distrusted))

    def _examination(self, machine: Machine, place: Place, entry: Entry) -> Examination:
        tree = place.tree
        extents = tree.extents(entry) if isinstance(tree, Fat) else entry.extents
        reader = Window(self._image, place.start, 1 << 62) if place.start else self._image
        path = for_display(f"\\EFI\\BOOT\\{entry.name}")
        program = Program(path, machine, Pieces(reader, extents, entry.size), place.start)
        examination = Examination(program, self._lists)
        self._left -= examination.signatures
        if self._left < 0:
            raise BudgetSpent(f"more than {_MOST_SIGNATURES} signatures")
        return examination


def _refused(loader: Loader, first: Loader, shim: Shim) -> str:
    """Why shim never starts it, by what is built into shim; "" for no reason."""
    if not loader.signatures:
        return "it has no signature"
    if not loader.sound:
        return f"its signature does not hold: {loader.signatures[0].broken}"
    if bytes.fromhex(loader.digest) in shim.refused.digests:
        return "it is on the list of revoked loaders that is built into shim"
    if name := chains.revoked_among(loader, shim.refused):
        return f"shim no longer trusts {name}"
    if first.sbat and not loader.sbat:
        return "it does not say how old it is (SBAT)"
    too_old = shim.level.refuses(loader.sbat) if shim.level else ()
    parts = [
        f"{name} {generation}, and {least} is the least" for name, generation, least in too_old
    ]
    return f"shim sets a level that it is too old for: {', '.join(parts)}" if parts else ""


def _distrusted(loader: Loader, shim: Shim) -> str:
    """Why the keys built into shim do not lead to it; "" when they do, or Microsoft’s."""
    known = any(signature.known for signature in loader.sound)
    by_digest = bytes.fromhex(loader.digest) in shim.trusted.digests
    if known or by_digest or chains.leads_to(loader, shim.trusted.certificates):
        return ""
    keys = chains.readable(shim.trusted.certificates)
    names = " and ".join(for_display(each.name) for each in keys)
    return f"{loader.sound[0].authority} vouches for it, and shim trusts {names or 'nobody'}"
