"""What a stick with the files of a Windows disc will be: composed, and then judged like any image.

The verdict is never assumed: the composed disk is looked into by the same inspection that looks
into a file, and says itself where it starts.
"""

from collections.abc import Generator
from dataclasses import replace

from app.errors import (
    AppError,
    CorruptImage,
    ImageChanged,
    ImageUnreadable,
    NotComposable,
    SolidImage,
)
from app.formats.iso9660 import Iso9660
from app.formats.mbr import SECTOR
from app.formats.tree import Tree
from app.formats.udf import Udf
from app.inspection import inspect, purpose
from app.report import OWN_ANSWERS, Finding, Mode, Report, Severity, Stick
from app.sources.answers import NO_ANSWERS, Answers
from app.sources.composed import ComposedSource
from app.sources.solid_wim import GROWTH, Converting, conversion, convert
from app.sources.source import Source
from app.sources.windows import (
    LOADERS,
    NOTHING_REBUILT,
    Rebuilt,
    compose_windows,
    open_tree,
    whole_file,
)

NO_STICK = "no-windows-stick"

_ROUND = 1 << 30  # bytes
_SPARE = 128 << 20  # for tables, and what files leave free of their last clusters


def room_for(image: Source, *, converted: bool = False) -> int | None:
    """The bytes of a stick that its files fit onto, in whole GiB, also when they are `converted`;
    None where nobody knows."""
    if image.size is None:
        return None
    size = image.size * (GROWTH if converted else 1)
    return -(-(size + _SPARE) // _ROUND) * _ROUND


def composed(
    image: Source,
    report: Report,
    size: int,
    sector: int = SECTOR,
    answers: Answers = NO_ANSWERS,
    rebuilt: Rebuilt = NOTHING_REBUILT,
) -> tuple[ComposedSource, Stick]:
    """For a drive of `size` bytes in sectors of `sector`. `report` is on the image, whose name the
    stick bears; `rebuilt` stand in place of files that are too large.

    Raises NotComposable, SolidImage, DriveTooSmall, CorruptImage, BudgetSpent, and ImageUnreadable
    and ImageChanged for the file itself.
    """
    tree = _tree(image)
    source = compose_windows(image, tree, size, sector, answers, rebuilt)
    found = inspect(source.whole())
    told = (each for each in found.findings if not (answers and each.code == OWN_ANSWERS))
    found = replace(
        found,
        findings=tuple(told),
        size=source.size,
        label=report.label,
        title=report.title,
        system=report.system,
    )
    loader = tree.find(LOADERS) is not None
    return source, Stick(found, source.files, loader, source.processors, source.languages)


def converted(image: Source, path: str) -> Generator[Converting, None, Rebuilt]:
    """Makes of what is packed as a whole one that can be split. Raises what `convert` does, and
    NotComposable."""
    made = yield from convert(whole_file(image, _tree(image), path))
    return {path: made}


def with_stick(image: Source, report: Report, rebuilt: Rebuilt = NOTHING_REBUILT) -> Report:
    """The report with what a stick of the image's files would be, or the reason why none can be
    made, or what has to be done first. Raises ImageUnreadable and ImageChanged."""
    if report.mode is not Mode.WINDOWS or report.truncated:
        return report
    found = tuple(each for each in report.findings if each.code != NO_STICK)
    report = replace(report, findings=found, conversion=None)
    try:
        size = (room_for(image) or 0) + sum(each.size for each in rebuilt.values())
        _, stick = composed(image, report, size, rebuilt=rebuilt)
    except (ImageUnreadable, ImageChanged):
        raise
    except AppError as error:
        finding = Finding(NO_STICK, Severity.CAUTION, str(error))
        first = conversion(error) if isinstance(error, SolidImage) else None
        return replace(report, findings=(*report.findings, finding), conversion=first)
    return replace(report, stick=stick)


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
