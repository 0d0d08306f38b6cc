"""An image of Windows that has to be converted before a stick can be made: the row of the card, and
the question before."""

from app.errors import AppError
from app.firmware import ThisComputer
from app.report import Conversion
from ui import intents
from ui.icons import Icon
from ui.screens.errors import words_of
from ui.screens.flatpak import no_program
from ui.state.image import Converting, Inspected
from ui.text import percent, rough_time, size, translate, untrusted
from ui.view import AskSheet, Button, FactRow, Look, Tone


def convert_row(image: Inspected, needed: Conversion, computer: ThisComputer) -> FactRow:
    match image.converting:
        case Converting() as converting:
            return _under_way(converting, needed)
        case AppError() as error:
            words = words_of(error)
            title = translate("convert", "Not converted", "convert.failed")
            return FactRow(Icon.ALERT, title, words.text or words.title, Tone.CAUTION, _button())
        case None:
            return _offered(needed, computer)


def convert_sheet(image: Inspected) -> AskSheet | None:
    needed = image.report.conversion
    if needed is None:
        return None
    text = translate(
        "convert",
        "It is packed as a whole and too large for FAT32, so its files are unpacked and packed "
        "anew, each by itself. That takes about {time}, and up to {size} in {folder} until "
        "another image is chosen or the window is closed.",
        "convert.title",
    )
    return AskSheet(
        translate("convert", "Convert {file}?", "convert.title").format(file=_name(needed)),
        text.format(
            time=rough_time(needed.seconds),
            size=size(needed.room),
            folder=untrusted(needed.folder, 200),
        ),
        Button(translate("convert", "Cancel", "convert.title"), intents.Dismiss()),
        (
            Button(
                translate("convert", "Convert", "convert.title"), intents.Convert(), Look.PRIMARY
            ),
        ),
    )


def _offered(needed: Conversion, computer: ThisComputer) -> FactRow:
    title = translate("convert", "Windows mode", "mode.windows")
    if needed.missing:
        text = translate(
            "convert",
            "{file} has to be converted first, which takes the package {package}",
            "convert.missing",
        ).format(file=_name(needed), package=needed.missing)
        if computer.sandboxed:
            text = no_program()
        return FactRow(Icon.WINDOWS_MODE, title, text)
    text = translate("convert", "{file} has to be converted first", "convert.offered")
    return FactRow(Icon.WINDOWS_MODE, title, text.format(file=_name(needed)), button=_button())


def _under_way(converting: Converting, needed: Conversion) -> FactRow:
    done = converting.done / converting.total if converting.total else 0.0
    title = translate("convert", "Converting… {percent}", "convert.under-way")
    stop = Button(
        translate("convert", "Stop", "convert.under-way"),
        intents.StopConverting(),
        Look.LINK,
        name=translate("convert", "Stop converting {file}", "screen reader").format(
            file=_name(needed)
        ),
    )
    return FactRow(
        Icon.WINDOWS_MODE,
        title.format(percent=percent(int(100 * done))),
        _name(needed),
        button=stop,
        progress=done,
    )


def _button() -> Button:
    return Button(translate("convert", "Convert…", "convert.offered"), intents.AskToConvert())


def _name(needed: Conversion) -> str:
    return untrusted(needed.path.rpartition("/")[2])
