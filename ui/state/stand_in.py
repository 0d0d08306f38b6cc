"""What stands where the image would while a tool is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.report import Boots, Kind, Mode, Report
from ui.state.image import Inspected, Probing

if TYPE_CHECKING:
    from app.sources.formatted import Format
    from app.sources.source import Source
    from ui.state.backup import Backup


def stand_in(
    source: Source,
    wish: Format | None = None,
    *,
    probing: Probing | None = None,
    backup: Backup | None = None,
) -> Inspected:
    report = Report(
        name=source.name,
        size=None,
        layers=(),
        kind=Kind.UNKNOWN,
        label="",
        expected_size=None,
        boots=Boots(),
        partition_tables=(),
        el_torito=(),
        mode=Mode.NONE,
        findings=(),
    )
    return Inspected(source.path, source, report, format=wish, probing=probing, backup=backup)
