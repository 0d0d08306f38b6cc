"""The two cards, the bar below them and the question before erasing."""

from dataclasses import replace

import pytest
from support_window import (
    CD_ONLY,
    FILES_ONLY,
    GB,
    TRUNCATED,
    drive,
    finding,
    inspected,
    partition,
    ready,
    report,
    sized,
    told,
    with_drives,
    working,
)

from app.errors import ManyImages, NotPermitted
from app.report import Report
from ui import intents
from ui.offers import Refusal
from ui.screens.screen import screen
from ui.state import ConfirmOpen, Dragged, Gone, NotTaken, Refused, State
from ui.state.happenings import DrivesSeen, ImagesFound
from ui.state.image import NoImage, Reading, Unusable
from ui.suggestions import Suggestion
from ui.view import Bar, Button, ConfirmSheet, DragKind, Empty, Home, Look, Screen, Tone


def home(state: State, now: float = 0.0) -> tuple[Home, Bar, Button]:
    shown = screen(state, now)
    assert isinstance(shown.body, Home)
    assert shown.bar is not None
    return shown.body, shown.bar, shown.bar.end[-1]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_without_an_image_the_window_waits_for_one() -> None:
    shown = screen(State(), 0.0)
    assert isinstance(shown.body, Empty)
    assert shown.body.drop.button.intent == intents.ChooseFile()
    assert shown.body.drives == ""
    assert shown.bar is None
    one = screen(with_drives(drive()), 0.0).body
    assert isinstance(one, Empty)
    assert one.drives == "1 drive connected"
    refused = screen(State(notice=NotTaken(Refusal.FOLDER)), 0.0).body
    assert isinstance(refused, Empty)
    assert refused.drop.problem == "This is a folder. Drop the image file itself."


def test_images_in_downloads_are_suggested() -> None:
    found = (Suggestion(inspected().path, 6 * GB),)
    body = screen(told(State(), ImagesFound(found)), 0.0).body
    assert isinstance(body, Empty)
    assert body.recent_heading == "In Downloads"
    assert plain(body.recent[0].file) == "ubuntu.iso"
    assert body.recent[0].intent == intents.OpenFile("/home/a/ubuntu.iso")


def test_what_letting_go_would_do() -> None:
    over = screen(State(drag=Dragged(1, None)), 0.0).drag
    assert over is not None
    assert over.kind is DragKind.OVER
    refused = screen(State(drag=Dragged(1, Refusal.MANY)), 0.0).drag
    assert refused is not None
    assert (refused.kind, refused.title) == (DragKind.REFUSED, "One image at a time, please")


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_has_its_sentence_in_the_bar(refusal: Refusal) -> None:
    _, bar, _ = home(replace(ready(), notice=NotTaken(refusal)))
    assert bar.text.plain


def test_reading_shows_itself_after_a_blink() -> None:
    image = Reading(inspected().path, 600, 1, since=10.0, before=NoImage())
    state = with_drives(drive(), image=None)
    state = replace(state, image=image)
    assert isinstance(screen(state, 10.1).body, Empty)
    body, bar, write = home(state, 10.4)
    assert body.image.verdict is not None
    assert body.image.verdict.waiting
    assert plain(body.image.title) == "ubuntu.iso"
    assert bar.text.plain == "Reading the image…"
    assert not write.enabled
    again = replace(ready(), image=replace(image, before=inspected()))
    assert not home(again, 10.1)[2].enabled  # the old image is shown, and can't be written


def test_no_drive_chosen() -> None:
    body, bar, write = home(with_drives(drive(), image=inspected()))
    assert bar.text.plain == "Now choose the drive to write to."
    assert (write.enabled, write.reason) == (False, bar.text.plain)
    assert not body.fits
    assert not any(row.chosen for row in body.drives.rows)
    assert home(with_drives(image=inspected()))[1].text.plain == "Waiting for a drive."


def test_ready() -> None:
    body, bar, write = home(ready())
    assert plain(bar.text.plain) == (
        "Everything on SanDisk Ultra, 32 GB will be erased and replaced by Ubuntu 24.04.1 LTS."
    )
    assert [plain(run.text) for run in bar.text.runs if run.strong] == [
        "SanDisk Ultra, 32 GB",
        "Ubuntu 24.04.1 LTS",
    ]
    assert body.fits
    assert (write.text, write.enabled, write.look) == ("Write…", True, Look.PRIMARY)
    assert plain(write.name) == "Write Ubuntu 24.04.1 LTS to SanDisk Ultra"


def test_would_not_boot() -> None:
    _, bar, write = home(ready(about=CD_ONLY))
    assert plain(bar.text.plain).startswith("The drive would not boot. Everything on SanDisk")
    assert (write.text, write.look) == ("Write anyway…", Look.DANGER_OUTLINE)
    assert write.intent == intents.Write(anyway=True)
    assert home(with_drives(drive(), image=inspected(CD_ONLY)))[2].enabled is False


def test_a_packed_file_that_is_damaged_has_no_button_that_works() -> None:
    damaged = report(layers=("xz",), findings=(finding("packed-damaged"),))
    body, bar, write = home(ready(about=damaged))
    assert body.image.verdict is not None
    assert body.image.verdict.title == "This file is damaged"
    assert bar.text.plain == "This file can’t be written. Choose another one."
    assert not write.enabled


def test_of_an_archive_with_several_images_one_has_to_be_chosen() -> None:
    """Another file is not what is missing."""
    archive = Unusable(inspected().path, 600, ManyImages(("a.iso", "b.iso"), (600, 700)))
    body, bar, write = home(replace(with_drives(drive()), image=archive))
    assert body.image.verdict is not None
    assert body.image.verdict.title == "This archive holds 2 images"
    assert bar.text.plain == "First choose one of its images."
    assert not write.enabled


def test_an_incomplete_image_has_no_button_that_works() -> None:
    body, bar, write = home(ready(about=TRUNCATED))
    assert bar.text.plain == "An incomplete image can’t be written. Choose another file."
    assert not write.enabled
    assert not body.fits
    assert body.image.rows == ()


def test_the_chosen_drive_was_unplugged() -> None:
    _, bar, write = home(told(ready(drive(2)), DrivesSeen((drive(2),)), 5.0), 5.0)
    assert plain(bar.text.plain) == "SanDisk Ultra was unplugged. Choose a drive."
    assert not write.enabled
    assert write.reason == "Now choose the drive to write to."


def test_permission_was_not_given() -> None:
    state = replace(ready(), notice=Refused(NotPermitted("SanDisk Ultra"), drive()))
    _, bar, again = home(state)
    assert bar.title == "Not started: permission was not given"
    assert (again.text, again.intent, again.enabled) == ("Try again", intents.Write(), True)
    cleared = replace(state, chosen="")
    assert home(cleared)[2].enabled is False


def test_the_question_for_the_password_was_closed() -> None:
    error = NotPermitted("SanDisk Ultra", dismissed=True)
    bar = home(replace(ready(), notice=Refused(error, drive())))[1]
    assert bar.title == "Not started: the question for the password was closed"


def test_waiting_for_permission_freezes_everything_but_esc() -> None:
    shown = screen(replace(ready(), job=working()), 0.0)
    assert isinstance(shown.body, Home)
    assert shown.frozen
    assert shown.busy
    assert shown.bar is not None
    assert shown.bar.text.plain == "Waiting for permission…"
    assert not any(button.enabled for button in shown.bar.end)


def test_packed_images_say_so() -> None:
    packed = report(layers=("xz",))
    texts = [row.title for row in home(ready(about=packed))[0].image.rows]
    assert texts == ["Checksum not checked", "Unpack and copy"]
    unknown = report(layers=("xz",), size=None)
    titles = [row.title for row in home(ready(about=unknown))[0].image.rows]
    assert titles[1:] == ["Unpack and copy", "Size known only after unpacking"]
    row = home(ready(about=report(layers=("qcow2",))))[0].image.rows[1]
    assert row.title == "Virtual disk"
    assert row.text.startswith("The disk inside the file (qcow2), ")
    assert row.button is not None
    assert row.button.intent == intents.ShowOptions()  # a ready-made system takes answers


@pytest.mark.parametrize(
    ("facts", "title", "letter"),
    [
        ({}, "Ubuntu 24.04.1 LTS", "U"),
        ({"title": ""}, "Ubuntu 24.04.1 LTS amd64", "U"),
        ({"title": "", "label": "RESCUE_2009"}, "RESCUE_2009", ""),
        ({"title": "", "label": " ", "name": "disk.img"}, "disk.img", ""),
    ],
)
def test_names_of_images(facts: dict[str, str], title: str, letter: str) -> None:
    card = home(with_drives(image=inspected(report(**facts))))[0].image
    assert plain(card.title) == title
    assert card.mark.letter == letter
    assert plain(card.name) == f"Image: {title}"


def confirm(state: State) -> ConfirmSheet:
    sheet = screen(told(state, intents.Write(anyway=True)), 0.0).sheet
    assert isinstance(sheet, ConfirmSheet)
    return sheet


def test_the_question() -> None:
    sheet = confirm(ready(chosen=drive(partitions=(partition(),))))
    assert plain(sheet.title) == "Erase SanDisk Ultra?"
    assert plain(sheet.lead) == "Ubuntu 24.04.1 LTS will be written over everything on it."
    doomed = sheet.drives[0]
    assert plain(doomed.detail) == "USB stick  ·  USB 3  ·  sdb  ·  serial …0001"
    assert doomed.heading == "This will be gone for good:"
    assert [plain(loss.title) for loss in doomed.losses] == ["“HOLIDAY”"]
    assert (sheet.dismiss.text, sheet.dismiss.intent) == ("Cancel", intents.Dismiss())
    assert (sheet.erase.text, sheet.erase.look) == ("Erase and write", Look.DANGER)
    assert sheet.typing is None
    assert sheet.warning is None


def test_there_is_one_red_button_in_the_whole_program() -> None:
    assert confirm(ready()).erase.look is Look.DANGER
    shown = screen(ready(), 0.0)
    assert shown.bar is not None
    assert all(button.look is not Look.DANGER for button in shown.bar.end)


def test_storage_is_typed() -> None:
    full = sized(1000 * GB, partitions=(partition("Backup 2024", 612 * GB),))
    typing = confirm(ready(chosen=full)).typing
    assert typing is not None
    assert typing.expected == "Backup 2024"
    assert "the name of what is on it" in typing.text.plain
    bare = confirm(ready(chosen=sized(1000 * GB))).typing
    assert bare is not None
    assert bare.expected == "SanDisk"
    assert "gives itself" in bare.text.plain


@pytest.mark.parametrize("about", [CD_ONLY, FILES_ONLY])
def test_the_question_says_when_it_would_not_boot(about: Report) -> None:
    warning = confirm(ready(about=about)).warning
    assert warning is not None
    assert (warning.tone, warning.text) == (Tone.DANGER, "It would not boot afterwards.")


@pytest.mark.parametrize(("about", "tone"), [(report(), Tone.CAUTION), (CD_ONLY, Tone.DANGER)])
def test_the_question_says_what_the_table_of_the_image_does_not_reach(
    about: Report, tone: Tone
) -> None:
    about = replace(about, partition_tables=("mbr",))
    warning = confirm(ready(about=about, chosen=sized(4000 * GB))).warning
    assert warning is not None
    assert warning.tone is tone
    assert "(MBR) reaches only 2 TiB far" in warning.text
    assert ("would not boot" in warning.text) == (tone is Tone.DANGER)


def test_a_question_about_what_has_gone_is_not_shown() -> None:
    lost = replace(with_drives(drive()), sheet=ConfirmOpen(drive()))
    assert screen(lost, 0.0).sheet is None
    shown: Screen = screen(replace(ready(), notice=Gone(drive())), 0.0)
    assert shown.sheet is None
