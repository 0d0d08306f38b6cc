"""packaging/translations, with Qt's own tools: what is committed is what it makes."""

import re
from pathlib import Path

import pytest
import translations
from PySide6.QtCore import QTranslator

GERMAN = translations.LANGUAGES / "de.ts"

pytestmark = pytest.mark.tools


def test_gathering_once_more_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "de.ts"
    copy.write_bytes(GERMAN.read_bytes())
    translations.update(copy)
    assert copy.read_text() == GERMAN.read_text()


def test_a_new_language_has_every_text_and_its_own_forms(tmp_path: Path) -> None:
    polish = tmp_path / "pl.ts"
    translations.update(polish)
    assert set(translations.missing(polish)) == translations.texts()
    one = polish.read_text().partition('numerus="yes"')[2].partition("</message>")[0]
    assert one.count("<numerusform>") == 3


def test_what_is_compiled_is_read(tmp_path: Path) -> None:
    translations.compile_to(GERMAN, tmp_path / "de.qm")
    translator = QTranslator()
    assert translator.load(str(tmp_path / "de.qm"))
    assert translator.translate("menu", "Quit", "menu.quit") == "Beenden"


def test_an_image_is_called_alike_everywhere_in_german() -> None:
    """LANGUAGES.md says how."""
    said = re.findall(r"<(?:translation|numerusform)>(.*)</", GERMAN.read_text(encoding="utf-8"))
    assert len(said) > 2000
    assert not [text for text in said if re.search(r"\bImages?\b", text)]
