"""Which language the window speaks.

A language is a file in `ui/resources/languages`: the `.ts` that people translate, and beside it the
`.qm` that Qt maps into memory in a fraction of a millisecond. English needs none: it is what the
source says. LANGUAGES.md tells how one is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).with_name("resources") / "languages"
SOURCE = "en"

# Of the one application there can be. To ask it for its children takes PySide 20 ms at the start.
_installed: list[QTranslator] = []


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in the name of its file; `name` in the language itself."""

    code: str
    name: str


def available() -> tuple[Language, ...]:
    """All languages that the window can speak, by code."""
    codes = sorted({SOURCE, *(path.stem for path in FOLDER.glob("*.qm"))})
    return tuple(Language(code, _own_name(code)) for code in codes)


def install(app: QApplication, language: str = "") -> str:
    """Make the program speak `language`, or for "" the first of the system's that is there.

    Returns the code of the language. May be called again at any time: what is shown afterwards is
    in the new language. A language without a file is English.
    """
    while _installed:
        app.removeTranslator(_installed.pop())
    code = chosen([language] if language else QLocale.system().uiLanguages())
    if code != SOURCE:
        _load(app, f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _load(app, code, str(FOLDER))  # the last one is asked first
    locale = _locale(code)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    return code


def chosen(wanted: Sequence[str]) -> str:
    """The first of the languages ("pt-BR", "de_AT") that there is, whole or in its first part."""
    there = {path.stem for path in FOLDER.glob("*.qm")} | {SOURCE}
    for tag in wanted:
        parts = tag.replace("-", "_").split("_")
        for length in range(len(parts), 0, -1):
            if (code := "_".join(parts[:length])) in there:
                return code
    return SOURCE


def _load(app: QApplication, name: str, folder: str) -> None:
    translator = QTranslator()
    if translator.load(name, folder):
        app.installTranslator(translator)
        _installed.append(translator)


def _locale(code: str) -> QLocale:
    """Numbers as the user's country writes them, if it speaks this language: otherwise "6,2 Go"
    would stand in an English sentence."""
    system, named = QLocale.system(), QLocale(code)
    if system.language() == named.language():
        return system
    return (
        QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
        if (code == SOURCE)
        else named
    )


def _own_name(code: str) -> str:
    if code == SOURCE:
        return "English"
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]
