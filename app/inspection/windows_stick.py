"""What a stick with the files of a Windows disc will be: composed, and then judged like any image.

The verdict is never assumed: the composed disk is looked into by the same inspection that looks
into a file, and says itself where it starts.
"""

from dataclasses import dataclass, replace

from app.errors import CorruptImage, NotComposable
from app.formats.iso9660 import Iso9660
from app.formats.tree import Tree
from app.formats.udf import Udf
from app.inspection import inspect, purpose
from app.report import Report
from app.sources.composed import ComposedSource
from app.sources.source import Source
from app.sources.windows import compose_windows, open_tree

FALLBACK = "efi/boot"


@dataclass(frozen=True, slots=True)
class Stick:
    """`report` is on what will be on the drive, under the image's own name. `loader`: whether the
    disc has what UEFI looks for on a stick, which Windows 7 and older do not."""

    source: ComposedSource
    report: Report
    loader: bool


def stick_of(image: Source, report: Report, size: int, sector: int) -> Stick:
    """For a drive of `size` bytes in sectors of `sector`. `report` is on the image.

    Raises NotComposable, DriveTooSmall, CorruptImage, BudgetSpent, and ImageUnreadable and
    ImageChanged for the file itself.
    """
    tree = _tree(image)
    source = compose_windows(image, tree, size, sector)
    found = inspect(source.whole())
    named = replace(
        found,
        size=source.size,
        label=report.label,
        title=report.title,
        system=report.system,
    )
    return Stick(source, named, tree.find(FALLBACK) is not None)


def _tree(image: Source) -> Tree:
    """Where the installer's files are: UDF comes first, as in every look at a disc."""
    for kind in (Udf, Iso9660):
        try:
            tree = open_tree(image, kind)
            if purpose.windows_in(tree) is not None:
                return tree
        except CorruptImage:
            continue
    raise NotComposable("there is no Windows installer among them that can be read")
