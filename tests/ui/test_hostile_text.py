"""Acceptance 11: what a drive or an image is called is text, whatever it looks like."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from samples.mapping import mapped
from samples.states import STATES
from samples.window import Shown

from ui import typography
from ui.components.button import plain_tip
from ui.components.label import Label
from ui.components.text_block import TextBlock
from ui.text import untrusted
from ui.typography import Role
from ui.view import plain

UI = Path(__file__).parents[2] / "ui"

HTML = "<img src=x><b>bold</b><a href='file:///'>link</a>"
EVIL = (
    HTML,
    "\u202egpj.exe\u202c\u200b\u2067",
    "two\nlines\r\nand\u2028three",
    "x" * 300,
    "\x1b[31mred\x07",
    "A" + "\u0300" * 60,
    "Samsung &T7 && more",
)


@pytest.mark.parametrize("evil", EVIL, ids=range(len(EVIL)))
def test_it_is_one_line_of_plain_text(evil: str, qapp: object) -> None:
    shown = untrusted(evil)
    block = TextBlock(plain(shown), typography.font(Role.BODY))
    assert block.lines == 1
    assert len(shown) <= 64 + 2


def test_markup_is_as_wide_as_its_letters(qapp: object) -> None:
    """If it were interpreted, nothing would be left of a picture and a tag."""
    font = typography.font(Role.BODY)
    assert TextBlock(plain(HTML), font).natural_width == pytest.approx(
        QFontMetricsF(font).horizontalAdvance(HTML), rel=0.02
    )


def test_no_widget_of_any_state_guesses_markup(laid_out: Shown) -> None:
    for screen in STATES.values():
        laid_out.show(mapped(screen, lambda text: f"{HTML} {text}"))
        for label in laid_out.window.findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText
        for widget in laid_out.window.findChildren(QWidget):
            assert "<img" not in widget.toolTip()
            if isinstance(widget, QAbstractButton):
                assert not widget.shortcut().toString()


def test_every_place_shows_it_as_it_is(shown: Shown) -> None:
    """The name of a drive, in each place where one can stand, after `untrusted`."""
    name = untrusted(HTML)
    for key in ("04-ready", "12-confirm", "15-writing", "18-done", "21-several-drives"):
        shown.show(mapped(STATES[key], lambda text: text.replace("SanDisk Ultra", name)))
        said = [label.text() for label in shown.window.findChildren(Label)]
        said += [widget.accessibleName() for widget in shown.window.findChildren(QWidget)]
        assert any(HTML[:20] in text for text in said), key


@given(st.text())
def test_a_tool_tip_is_escaped(text: str) -> None:
    tip = plain_tip(text)
    assert "<" not in tip.removeprefix("<span>").removesuffix("</span>")


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.name)
def test_only_our_own_labels_are_made(path: Path) -> None:
    """QLabel and its like guess markup; only subclasses that set plain text may stand on them."""
    guessing = {"QLabel", "QMessageBox", "QTextBrowser", "QTextEdit", "QProgressDialog"}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in guessing
        if isinstance(node, ast.ClassDef):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if bases & guessing:
                assert "PlainText" in ast.unparse(node)
