"""The map of a drive that is tested: 320 cells, what they mean, and how it is read out."""

from collections.abc import Sequence

from app.capacity import BAD, CELLS, Cell
from ui.text import number, percent, translate
from ui.view import Cell as CellView
from ui.view import CellPanel, Legend, Tone


def cell_panel(cells: Sequence[Cell], note: str = "", keeps: str = "") -> CellPanel:
    """`keeps`: how much, where that is known."""
    shown = tuple(cells) or (Cell.UNTESTED,) * CELLS
    return CellPanel(tuple(map(_view, shown)), _spoken(shown), _legend(shown, keeps), note)


def tested(cells: Sequence[Cell], *, whole: bool) -> str:
    """ "86% tested"; of a quick probe no share of the drive is said, for it only looks into each
    part."""
    looked = sum(cell is not Cell.UNTESTED for cell in cells)
    if not looked:
        return ""
    if whole:
        return share_tested(100 * looked // len(cells))
    text = translate("cells", "Looked into {tested} of {count} parts", "map.note")
    return text.format(tested=number(looked), count=number(len(cells)))


def share_tested(per_cent: int) -> str:
    return translate("cells", "{percent} tested", "map.note").format(percent=percent(per_cent))


def _view(cell: Cell) -> CellView:
    if cell is Cell.UNTESTED:
        return CellView.UNTESTED
    return CellView.LOSES if cell in BAD else CellView.KEEPS


def _spoken(cells: Sequence[Cell]) -> str:
    text = translate(
        "cells",
        "Of {count} parts, {good} keep data, {bad} lose it, {untested} are not tested",
        "screen reader",
    )
    return text.format(
        count=number(len(cells)),
        good=number(cells.count(Cell.GOOD)),
        bad=number(sum(cell in BAD for cell in cells)),
        untested=number(cells.count(Cell.UNTESTED)),
    )


def _legend(cells: Sequence[Cell], keeps: str) -> tuple[Legend, ...]:
    """Of what is on the map; that something is lost is said only when it is."""
    good = translate("cells", "keeps data", "map.legend")
    if keeps:
        good = translate("cells", "keeps data: {size}", "map.legend").format(size=keeps)
    legend = [Legend(Tone.SUCCESS, good)]
    if any(cell in BAD for cell in cells):
        legend.append(Legend(Tone.DANGER, translate("cells", "loses data", "map.legend")))
    if Cell.UNTESTED in cells:
        legend.append(Legend(Tone.NEUTRAL, translate("cells", "not tested", "map.legend")))
    return tuple(legend)
