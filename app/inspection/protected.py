"""Whether the films on a disc are copy-protected: by what anybody can see of that, which is never
undone here.

DVD-Video: the sectors of a film are scrambled where the two bits of PES_scrambling_control say so
(ISO/IEC 13818-1, 2.4.3.6). Blu-ray: the folder AACS, with the keys of the disc in it.
"""

from contextlib import suppress

from app.errors import BudgetSpent, CorruptImage, NotReached
from app.formats.tree import Tree
from app.inspection.facts import Facts

_SECTOR = 2048
_LOOKS = 64  # sectors of each part of a film
_MOST = 32  # parts
_PACK, _PES = b"\x00\x00\x01\xba", b"\x00\x00\x01"
_PES_AT = 14  # behind a pack header without stuffing
_SCRAMBLED = 0x30
_UNSEEN = (CorruptImage, BudgetSpent, NotReached)
_AACS = ("AACS/MKB_RO.inf", "AACS/Unit_Key_RO.inf", "AACS/MKBROM.AACS")


def protection(found: Facts) -> str:
    """What it is called; "" for none that can be seen."""
    for tree in found.trees:
        with suppress(*_UNSEEN):
            if any(tree.find(path) is not None for path in _AACS):
                return "AACS"
        with suppress(*_UNSEEN):
            if _has_scrambled_film(tree):
                return "CSS"
    return ""


def _has_scrambled_film(tree: Tree) -> bool:
    films = [entry for entry in tree.list("VIDEO_TS") if entry.name.upper().endswith(".VOB")]
    for film in films[:_MOST]:
        sectors = film.size // _SECTOR
        for number in range(0, sectors, max(1, sectors // _LOOKS)):
            with suppress(NotReached):
                if is_scrambled(tree.read(film, number * _SECTOR, _SECTOR)):
                    return True
    return False


def is_scrambled(sector: bytes) -> bool:
    """Whether a sector of a film says so of itself."""
    return (
        sector[:4] == _PACK
        and sector[_PES_AT : _PES_AT + 3] == _PES
        and len(sector) > _PES_AT + 6
        and sector[_PES_AT + 6] & 0xC0 == 0x80
        and bool(sector[_PES_AT + 6] & _SCRAMBLED)
    )
