"""Plays the looking at one file of an image: what stands beside the list in the window."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from support_iso import Iso
from system.matrix.case import Outcome, Seen
from system.matrix.parser import LookAt
from system.matrix.play_parser import LONGEST_TEXT, demand_harmless

from app.inside.preview import MOST
from app.sources import open_source
from ui.components.fixed_text import FixedText
from ui.looking import Look
from ui.pages.inside import PreviewPanel
from ui.screens.inside import inside_page
from ui.state.inside import Inside


def play(given: LookAt, folder: Path) -> Seen:
    path = folder / "image.iso"
    path.write_bytes(Iso({given.name: given.content()}).build())
    source = open_source(path)
    look = Look(source)
    listed = look.folder("")
    (row,) = listed.rows
    seen = look.preview(row.key)
    inside = Inside(1, source, look, folders=(listed,), chosen=(row.key,), seen=seen)
    panel = PreviewPanel()
    panel.present(inside_page(inside).preview)
    (shown,) = panel.findChildren(FixedText)
    text = shown.toPlainText()
    assert len(text) <= MOST
    assert shown.document().characterCount() == len(text) + 1, "something in it is no letter"
    lines = [*(label.text() for label in panel.findChildren(QLabel)), *text.split("\n")]
    for line in lines:
        demand_harmless(line[:LONGEST_TEXT].replace("\t", " "))
    panel.deleteLater()
    return Seen(Outcome.READ, text="\n".join(lines))
