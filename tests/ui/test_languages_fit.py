"""Every state in another language (design 16): German, and a longer one that is read from the
right. Nothing is cut, nothing lies over anything else, nothing loses its end."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from samples.language import PseudoLanguage, in_german
from samples.layout import check
from samples.mapping import longer, mapped
from samples.states import STATES
from samples.window import Shown
from support_states import states
from support_window import drive, finding, partition, report, system_disk

from app.drives.drive import Reason
from app.report import Answer, BootPath, Boots, Evidence, Machine
from ui import languages
from ui.components.label import Label
from ui.screens.screen import screen
from ui.view import Screen, TextSheet

PARTS = 14
SIZES = ((1000, 720), (800, 480), (360, 720))
GERMAN = {name: mapped(screen, in_german) for name, screen in STATES.items()}
FINDINGS = (
    finding("gpt-missing", text="The MBR says that there is a GPT, and there is none."),
    finding("trailing-data", text="The image ends at byte 1,024, and the file goes on for 5 more."),
)
PROOF = (
    Evidence("First sector", 0, "GRUB 2’s hybrid boot code, signature 55 AA"),
    Evidence("GPT partition 2", 512, "EFI system partition, blocks 1,024 to 2,047"),
    Evidence("\\EFI\\BOOT\\BOOTX64.EFI", 0, "program for x64, 960,472 bytes, with a signature"),
)
BOOTS = Boots(BootPath(Answer.YES, PROOF), uefi_usb={Machine.X64: BootPath(Answer.YES, PROOF)})
LONGER = {name: mapped(screen, longer) for name, screen in STATES.items()}


def shortened(shown: Shown) -> Iterator[str]:
    """Words of ours that lost their end: only names of files and drives may lose a part."""
    title = shown.window.header.title
    if title.isVisible() and title.sizeHint().width() > title.width() + 1:
        yield f"shortened: {title.text()}"


def broken(shown: Shown) -> Iterator[str]:
    """Words of ours that go on in the next line without a hyphen."""
    for label in shown.window.findChildren(Label):
        if not label.isVisible() or label.elides:
            continue
        text, layout = label.sentence.plain, label._set(label.width())._layout
        for index in range(1, layout.lineCount()):
            start = layout.lineAt(index).textStart()
            word = text[:start].rpartition(" ")[2] + text[start:].partition(" ")[0]
            ours = word.isalpha() or word.rstrip(",;:.").isalpha()
            if ours and text[start - 1 : start + 1].isalpha():
                yield f"broken: {text[:start]}|{text[start:]}"


def problems(shown: Shown, screens: dict[str, Screen]) -> dict[str, list[str]]:
    found = {
        name: [*check(shown, screen), *shortened(shown), *broken(shown)]
        for name, screen in screens.items()
    }
    return {name: wrong for name, wrong in found.items() if wrong}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    languages.install(qapp, "de")
    yield
    languages.install(qapp, "en")


@pytest.fixture
def pseudo(qapp: QApplication) -> Iterator[None]:
    """From the right, too; the letters stay Latin, for which there is a font everywhere."""
    translator = PseudoLanguage()
    qapp.installTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.removeTranslator(translator)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def program(part: int) -> dict[str, Screen]:
    """One of PARTS of all that the program can show, in the language that is installed."""
    stick = drive(partitions=(partition(), partition("Backup 2024", None)))
    blocked = drive(3, reasons=(Reason("in-use", "In use by “Files”. Close it first."),))
    about = report(findings=FINDINGS, boots=BOOTS)
    shown = list(states(about, stick, (drive(2), blocked, system_disk())))[part::PARTS]
    return {f"{part + PARTS * index}": screen(each, 0.0) for index, each in enumerate(shown)}


@pytest.mark.parametrize(("part", "size"), [*enumerate(SIZES)])
@pytest.mark.usefixtures("german")
def test_the_program_fits_in_german(laid_out: Shown, part: int, size: tuple[int, int]) -> None:
    laid_out.resize(*size)
    assert not problems(laid_out, program(part))


@pytest.mark.parametrize(("part", "size"), [*enumerate(SIZES, 3)])
@pytest.mark.usefixtures("pseudo")
def test_the_program_fits_from_the_right(laid_out: Shown, part: int, size: tuple[int, int]) -> None:
    laid_out.resize(*size)
    assert not problems(laid_out, program(part))


def share(screens: dict[str, Screen], size: tuple[int, int]) -> dict[str, Screen]:
    """All of them where it is narrow; the wide and the low window take turns."""
    step = 1 if size == SIZES[-1] else 2
    return dict(list(screens.items())[SIZES.index(size) % 2 :: step])


@pytest.mark.parametrize("screens", [GERMAN, LONGER], ids=["german", "longer"])
def test_large_words_of_another_language_fit_where_it_is_narrow(
    laid_out: Shown, qapp: QApplication, screens: dict[str, Screen]
) -> None:
    """Of twice the size; what has no room beside something stands below it."""
    font = QFont(qapp.font())
    font.setPointSizeF(21.0)
    qapp.setFont(font)
    laid_out.resize(*SIZES[-1])
    assert not {
        name: wrong for name, screen in screens.items() if (wrong := check(laid_out, screen))
    }


@pytest.mark.parametrize("size", SIZES)
def test_german_fits(laid_out: Shown, size: tuple[int, int]) -> None:
    laid_out.resize(*size)
    assert not problems(laid_out, share(GERMAN, size))


@pytest.mark.parametrize("size", SIZES)
def test_a_longer_language_from_the_right_fits(laid_out: Shown, size: tuple[int, int]) -> None:
    laid_out.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    laid_out.resize(*size)
    assert not problems(laid_out, share(LONGER, size))


# Words of the samples that the engine never says.
MADE_UP = re.compile(
    "It did not work.|SanDisk Ultra can’t (be used|play a stick).|its clock is wrong"
)


@pytest.mark.usefixtures("pseudo")
def test_no_words_of_ours_escape_translation() -> None:
    """What stands outside the brackets of the pseudo language was never asked for. Details are what
    the system said, in English everywhere."""
    shown = [each for part in range(PARTS) for each in program(part).values()]
    shown = [each for each in shown if not isinstance(each.sheet, TextSheet)]
    said: set[str] = set()

    def hear(text: str) -> str:
        said.add(MADE_UP.sub("", text))
        return text

    for each in shown:
        mapped(each, hear)
    assert not [text for text in sorted(said) if re.search("[a-z]{2,} [a-z]{2,}", bare(text))]


def bare(text: str) -> str:
    """Without names of drives and files, and without everything in brackets, one inside the other;
    of a sentence with bold parts, which comes in pieces, the first and the last piece have one
    bracket each."""
    text = re.sub("\u2068[^\u2068\u2069]*\u2069", "", text)
    while (inner := re.sub(r"\[[^\[\]]*\]", "", text)) != text:
        text = inner
    return re.sub(r"^[^\[\]]*\]|\[[^\[\]]*$", "", text)


def test_these_looks_see_what_is_wrong(laid_out: Shown) -> None:
    laid_out.resize(360, 720)
    page = STATES["04-ready"]
    long = mapped(page, lambda text: "Donaudampfschiff" * 9 if len(text) > 20 else text)
    laid_out.show(replace(long, header=replace(long.header, title="Donaudampfschiff" * 9)))
    assert [*shortened(laid_out)]
    assert [*broken(laid_out)]
