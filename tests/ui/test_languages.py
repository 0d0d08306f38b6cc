"""The languages of the window: whole, right in their places, and chosen as the system says."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import translations
from PySide6.QtCore import QDate, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from translations import LANGUAGES, Text

from ui import languages
from ui.screens.telling import telling
from ui.state import AboutOpen, State
from ui.text import date, done_of, percent, rough_time, size, translate
from ui.view import AboutSheet

FILES = sorted(LANGUAGES.glob("*.ts"))
TEXTS = translations.texts()
_PLACE = re.compile(r"\{\w+\}|%n")
_FORM = re.compile(r"\([^()|]*\|[^()|]*\)")


def test_there_is_german() -> None:
    assert LANGUAGES / "de.ts" in FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_translated(file: Path) -> None:
    """When this fails: packaging/translations, fill in what it lists, and once more."""
    done = translations.translated(file)
    assert not sorted(TEXTS - done.keys()), "not translated; packaging/translations lists them"
    assert not sorted(done.keys() - TEXTS), "no longer in the program; run packaging/translations"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_translation_has_the_places_and_the_end_of_its_text(file: Path) -> None:
    for text, forms in translations.translated(file).items():
        for form in forms:
            assert sorted(_PLACE.findall(form)) == sorted(_PLACE.findall(text.source)), text
            assert not _FORM.search(form), text
            assert form == form.strip(), text
            for end in ("…", "?", ":"):
                assert form.endswith(end) == text.source.endswith(end), text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_compiled_file_says_the_same(file: Path) -> None:
    """When this fails: packaging/translations."""
    translator = QTranslator()
    assert translator.load(str(file.with_suffix(".qm")))
    for text, forms in translations.translated(file).items():
        assert compiled(translator, text) == forms, text


def compiled(translator: QTranslator, text: Text) -> tuple[str, ...]:
    numbers = (1, 2) if text.counts else (-1,)
    said = (
        translator.translate(text.context, text.source, text.comment, number) for number in numbers
    )
    return tuple(form or "" for form in said)


def test_german_quotes_as_german_does() -> None:
    for text, forms in translations.translated(LANGUAGES / "de.ts").items():
        assert not any(re.search("“[^„]*”|’", form) for form in forms), text


def test_only_literals_can_be_translated(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text('translate("page", text, "comment")\n')
    with pytest.raises(SystemExit, match="only literals"):
        translations.texts(tmp_path)


def test_texts_are_found_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(
        'translate(\n    "page", "One "\n    "two", "id"\n)\n'
        'later("page", "%n (drive|drives)")\n'
        'translate("page", "%n (disk|disks)", count=len(disks))\n'
        "painter.translate(1, 2)\n"
    )
    assert translations.texts(tmp_path) == {
        Text("page", "One two", "id"),
        Text("page", "%n (drive|drives)"),
        Text("page", "%n (disk|disks)"),
    }


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (["de-DE", "de", "en"], "de"),
        (["de_AT"], "de"),
        (["en-GB", "de"], "en"),
        (["tlh", "de-CH"], "de"),
        (["tlh"], "en"),
        (["C"], "en"),
        ([], "en"),
    ],
)
def test_the_first_language_that_is_there(wanted: list[str], code: str) -> None:
    assert languages.chosen(wanted) == code


def test_languages_name_themselves() -> None:
    named = {language.code: language.name for language in languages.available()}
    assert named["de"] == "Deutsch"
    assert named["en"] == "English"


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    assert languages.install(qapp, "de") == "de"
    yield
    languages.install(qapp, "en")


@pytest.mark.usefixtures("german")
def test_german_counts_and_measures() -> None:
    assert translate("drop", "%n (drive|drives) connected", "drop.drives", count=1) == (
        "1 Laufwerk angeschlossen"
    )
    assert translate("drop", "%n (drive|drives) connected", "drop.drives", count=2) == (
        "2 Laufwerke angeschlossen"
    )
    assert size(6_200_000_000) == "6,2 GB"
    assert done_of(3_910_000_000, 6_200_000_000) == "3,91 von 6,20 GB"
    assert percent(63) == "63\u00a0%"
    assert rough_time(150) == "2½ Minuten"
    assert rough_time(60) == "1 Minute"
    assert date(QDate(QDate.currentDate().year(), 8, 3)) == "3. August"


def test_a_language_can_be_changed_while_it_runs(qapp: QApplication) -> None:
    for code, word in (
        ("de", "Abbrechen"),
        ("en", "Cancel"),
        ("de", "Abbrechen"),
        ("xx", "Cancel"),
    ):
        languages.install(qapp, code)
        assert translate("confirm", "Cancel", "confirm.cancel") == word
    languages.install(qapp, "en")
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert not languages._installed


def test_who_translated_it_is_told_where_somebody_did(qapp: QApplication, german: None) -> None:
    here = [line.keys for line in about().lines]
    languages.install(qapp, "en")
    original = [line.keys for line in about().lines]
    assert "Übersetzt von" in here
    assert len(here) == len(original) + 1


def about() -> AboutSheet:
    shown = telling(AboutOpen(), State())
    assert isinstance(shown, AboutSheet)
    return shown


def test_texts_of_qt_itself_are_translated_as_well(qapp: QApplication, german: None) -> None:
    """The menu of a field."""
    assert qapp.translate("QWidgetTextControl", "&Copy") != "&Copy"


def test_numbers_are_those_of_the_language(qapp: QApplication) -> None:
    """Where the system has another one, "6,2 Go" would stand in a sentence that is not French."""
    languages.install(qapp, "en")
    assert QLocale().decimalPoint() == "."


def test_the_program_speaks_the_language_of_the_system() -> None:
    code = (
        "from PySide6.QtWidgets import QApplication\n"
        "from ui import languages\n"
        "from ui.text import translate\n"
        "app = QApplication([])\n"
        "print(languages.install(app), translate('menu', 'Quit', 'menu.quit'))\n"
    )
    environment = {"QT_QPA_PLATFORM": "offscreen", "LANG": "de_DE.UTF-8", "LANGUAGE": "de_DE"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["de", "Beenden"]
