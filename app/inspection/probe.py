"""How inspection looks: bounded, and with every failure written down as a finding.

A structure that is damaged, lies behind what was unpacked, or would take too long to follow must
not keep the rest from being looked at.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from app.errors import BudgetSpent, CorruptImage, NotReached, PackedDamaged, UnsupportedImage
from app.formats.binary import Reader
from app.report import PACKED_DAMAGED, Finding, Severity

Found = TypeVar("Found")
Otherwise = TypeVar("Otherwise")

# What keeps from looking at a place, and says nothing about what is there.
UNSEEN = (NotReached, BudgetSpent, PackedDamaged, UnsupportedImage)
Unseen = NotReached | BudgetSpent | PackedDamaged | UnsupportedImage

NOT_LOOKED_AT = "not-looked-at"

_MOST_OF_A_CODE = 16  # a table made to be absurd need not be told line by line


class Notes:
    """The findings of one inspection, in the order they were made; each is kept once."""

    def __init__(self) -> None:
        self._findings: dict[tuple[str, int | None], Finding] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(self._findings.values())

    def add(self, code: str, severity: Severity, text: str, offset: int | None = None) -> None:
        if sum(known == code for known, _ in self._findings) < _MOST_OF_A_CODE:
            self._findings.setdefault((code, offset), Finding(code, severity, text, offset))

    def has(self, code: str) -> bool:
        return any(finding.code == code for finding in self.findings)

    def attempt(
        self,
        what: str,
        probe: Callable[[], Found],
        otherwise: Otherwise,
        *,
        damaged: str = "",
    ) -> Found | Otherwise:
        """What the probe found; `otherwise` where the structure is not there or is damaged, and
        where it could not be looked at, which becomes a finding. With a code in `damaged`, damage
        becomes one as well."""
        try:
            return probe()
        except CorruptImage as error:
            if damaged:
                self.add(damaged, Severity.CAUTION, f"{what} can’t be read. {error}", error.offset)
            return otherwise
        except UNSEEN as error:
            self.not_looked_at(what, error)
            return otherwise

    def not_looked_at(self, what: str, error: Unseen) -> None:
        if isinstance(error, PackedDamaged):
            self.add(PACKED_DAMAGED, Severity.DANGER, str(error), error.offset)
            return
        offset = error.offset if isinstance(error, NotReached) else None
        self.add(NOT_LOOKED_AT, Severity.CAUTION, f"{what} was not looked at. {error}", offset)


class Paged:
    """A `Reader` that asks for whole pages and keeps the last ones.

    Boot records are many small things close together: this makes some twenty reads of some two
    hundred, which is what a cold disk or a network share feels.
    """

    _PAGE = 32 << 10
    _KEPT = 64
    _MISSED = 4  # pages; a longer read goes past the store

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pages: OrderedDict[int, bytes] = OrderedDict()

    @property
    def size(self) -> int | None:
        return self._reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        if offset < 0 or length <= 0:
            return b""
        first, last = offset // self._PAGE, (offset + length - 1) // self._PAGE
        if last - first >= self._MISSED:
            return self._reader.read_at(offset, length)
        try:
            data = b"".join(self._page(number) for number in range(first, last + 1))
        except (NotReached, PackedDamaged):
            # The page's end may lie behind what can be had, and these bytes before it.
            return self._reader.read_at(offset, length)
        within = offset - first * self._PAGE
        return data[within : within + length]

    def _page(self, number: int) -> bytes:
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        data = self._reader.read_at(number * self._PAGE, self._PAGE)
        self._pages[number] = data
        if len(self._pages) > self._KEPT:
            self._pages.popitem(last=False)
        return data
