"""The text of a VMDK: what it is based on, and of which files it is made.

VMware's "Virtual Disk Format 5.0", "The Descriptor File". Names in it are shown and compared; which
of them may be opened is not decided here.
"""

import re
from dataclasses import dataclass
from typing import Self

from app.display import for_display
from app.errors import CorruptImage, UnsupportedImage

MAGIC = b"# Disk DescriptorFile"
# Blanks are never given back: else a line of nothing but blanks would take for ever.
_FIELD = re.compile(r'(\w+)\s*=\s*+"?([^"\r\n]*+)"?\s*')
_EXTENT = re.compile(
    r'(?:RW|RDONLY|NOACCESS)\s+(\d{1,18})\s+(\w+)(?:\s+"([^"\r\n]*)"(?:\s+(\d{1,18}))?)?\s*'
)
_MOST_LINES = 2000
_NO_PARENT = "ffffffff"


@dataclass(frozen=True, slots=True)
class Extent:
    """`length` sectors, in `name` from sector `start` on. `kind` is FLAT, SPARSE, ZERO…"""

    length: int
    kind: str
    name: str
    start: int


@dataclass(frozen=True, slots=True)
class Descriptor:
    """`parent`: the name of the disk that this one only tells the differences to; "" without."""

    kind: str
    parent: str
    extents: tuple[Extent, ...]

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Raises CorruptImage."""
        text = data.split(b"\0", 1)[0].decode("utf-8", "replace")
        lines = text.splitlines()
        if not data.startswith(MAGIC) or len(lines) > _MOST_LINES:
            raise CorruptImage("VMDK text", 0, "it is none, or has too many lines")
        fields: dict[str, str] = {}
        extents = []
        for line in lines:
            if found := _EXTENT.fullmatch(line):
                length, kind, name, start = found.groups()
                extents.append(Extent(int(length), kind.upper(), name or "", int(start or 0)))
            elif found := _FIELD.fullmatch(line):
                fields[found[1].casefold()] = found[2].strip()
        parent = ""
        if fields.get("parentcid", _NO_PARENT).casefold() != _NO_PARENT:
            parent = fields.get("parentfilenamehint", "another disk")
        return cls(fields.get("createtype", ""), parent, tuple(extents))

    def demand_alone(self) -> None:
        """Raises UnsupportedImage for a disk that is based on another."""
        if self.parent:
            raise UnsupportedImage(
                "This VMDK disk holds only what differs from another one, "
                f"“{for_display(self.parent)}”, which is not read.",
                "Merge the two first, in VMware or with qemu-img.",
            )

    def demand_inside(self) -> None:
        """The same, and for one that has bytes elsewhere than in the file that the text is in. That
        one is named, but may have another name by now."""
        self.demand_alone()
        for number, extent in enumerate(self.extents):
            if number or extent.kind != "SPARSE":
                name = for_display(extent.name) or "another file"
                raise UnsupportedImage(
                    f"This VMDK disk keeps its contents in “{name}”, which is not read."
                )
