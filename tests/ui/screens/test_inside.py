"""What the page with the image's files says."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_states import looking
from support_window import GB, finding, inspected, ready, report

from app.errors import (
    AppError,
    BudgetSpent,
    NoRoom,
    NotMountable,
    PackedDamaged,
    Stopped,
    TooMuchToDrag,
)
from app.inside.mounted import Mounted
from app.inside.told import LeftOut, Renamed, TakenOut
from app.report import Severity
from ui import intents
from ui.intents.inside import MOST_CHOSEN
from ui.looking import Hits, Seen
from ui.screens.says import announce
from ui.screens.screen import screen
from ui.sentences.taking import line
from ui.state import LeftOutOpen, MountOpen, Page, State
from ui.state.inside import Inside, Mounting, Taken, Taking
from ui.view import AskSheet, Bar, FileRow, Folder, Screen, TextSheet, Tone
from ui.view import Inside as InsideView

ROWS = (
    FileRow("EFI", "EFI", folder=True),
    FileRow("a.cfg", "a.cfg", size=724),
    FileRow("l", "l", note="a link to a.cfg"),
)
OUT = Path("/home/a/out")
DONE = TakenOut(412, 3, 2 * GB, 0, 0, 1.0)
OPENED = Inside(1, inspected().source, looking(), folders=(Folder("", ROWS),))


def shown(inside: Inside, **facts: object) -> Screen:
    state = replace(ready(), page=Page.INSIDE, inside=inside)
    return screen(replace(state, **facts), 0.0)  # type: ignore[arg-type]


def page(inside: Inside) -> InsideView:
    body = shown(inside).body
    assert isinstance(body, InsideView)
    return body


def bar(inside: Inside) -> Bar:
    found = shown(inside).bar
    assert found is not None
    return found


def said(**facts: object) -> str:
    return bar(replace(OPENED, **facts)).text.plain  # type: ignore[arg-type]


def test_before_it_is_open() -> None:
    waiting = replace(OPENED, look=None, folders=())
    assert page(waiting).line == "Looking inside…"
    (take,) = bar(waiting).end
    assert (take.text, take.enabled, take.reason) == (
        "Take everything out…",
        False,
        "Looking inside…",
    )
    trouble = replace(waiting, trouble=BudgetSpent("its folders are too large"))
    assert "its folders are too large" in page(trouble).line


def test_of_what_has_no_files_nothing_can_be_taken_out() -> None:
    empty = replace(OPENED, folders=(Folder("", ()),))
    assert page(empty).line == "There are no files in it that can be read."
    (take,) = bar(empty).end
    assert (take.enabled, take.reason) == (False, page(empty).line)


def test_the_bar_says_what_is_marked() -> None:
    assert said() == "Nothing is written by looking."
    assert said(chosen=("a.cfg",)) == "\u2068a.cfg, 724 bytes\u2069"
    assert said(chosen=("EFI",)) == "\u2068EFI\u2069"
    assert said(chosen=("EFI", "a.cfg")) == "2 entries are marked."
    many = replace(OPENED, chosen=tuple(map(str, range(MOST_CHOSEN + 1))))
    assert "mark their folder instead" in bar(many).text.plain
    assert not bar(many).end[0].enabled


@pytest.mark.parametrize(
    ("hits", "text"),
    [
        (Hits(ROWS), "3 entries found."),
        (Hits(ROWS, whole=False), "There are more: these are the first 3."),
        (Hits((), searched=False), "Not all of the files could be searched."),
    ],
)
def test_how_the_search_went(hits: Hits, text: str) -> None:
    assert said(found=hits) == text


def test_nothing_found_stands_where_the_files_would() -> None:
    assert page(replace(OPENED, found=Hits(()))).line == "Nothing has that in its name."
    empty = replace(OPENED, folders=(Folder("", ()),))
    assert "no files" in page(empty).line


@pytest.mark.parametrize(
    ("key", "seen", "detail", "text"),
    [
        ("a.cfg", None, "Reading…", ""),
        ("a.cfg", Seen("menu"), "", "menu"),
        ("a.cfg", Seen("menu", whole=False), "The first 64 KiB", "menu"),
        ("a.cfg", Seen(""), "This file is empty.", ""),
        ("a.cfg", Seen(), "This is not a text.", ""),
        ("l", None, "a link to a.cfg", ""),
    ],
)
def test_the_beginning_of_a_file(key: str, seen: Seen | None, detail: str, text: str) -> None:
    preview = page(replace(OPENED, chosen=(key,), seen=seen)).preview
    assert preview is not None
    assert (preview.detail, preview.text) == (detail, text)


def test_nothing_of_a_folder_or_of_several() -> None:
    assert page(replace(OPENED, chosen=("EFI",))).preview is None
    assert page(replace(OPENED, chosen=("EFI", "a.cfg"))).preview is None


def test_while_files_are_taken_out() -> None:
    begun = Taking(2, OUT, ("",))
    assert said(taking=begun) == "Counting…"
    moving = replace(begun, done=GB, total=2 * GB)
    assert said(taking=moving) == "Taking out: 1.00 of 2.00 GB"
    assert said(taking=replace(moving, folder=None)) == "Getting them ready: 1.00 of 2.00 GB"
    assert said(taking=replace(moving, stopping=True)) == "Stopping…"
    window = shown(replace(OPENED, taking=moving))
    assert window.header.back is not None
    assert not window.header.back.enabled
    assert not window.busy  # closing it ends that, and leaves whole files


@pytest.mark.parametrize(
    ("end", "text", "tone"),
    [
        (DONE, "412 files, 2 GB, taken out into \u2068out\u2069.", Tone.SUCCESS),
        (replace(DONE, left=3), "\u2069. 3 left out.", Tone.SUCCESS),
        (replace(DONE, left=3, lost=1), "\u2069. 3 left out.", Tone.CAUTION),
        (Stopped(), "Stopped. What was taken out is whole.", Tone.NEUTRAL),
        (NoRoom("out", 9, 5), "needs 9 bytes, 5 bytes are free.", Tone.CAUTION),
        (TooMuchToDrag(9, 5), "Take them out into a folder instead.", Tone.CAUTION),
    ],
)
def test_how_it_ended(end: TakenOut | AppError, text: str, tone: Tone) -> None:
    over = replace(OPENED, taken=Taken(OUT, end))
    assert text in bar(over).text.plain
    assert bar(over).tone is tone


def test_what_came_out_of_a_damaged_image_may_be_wrong() -> None:
    error = PackedDamaged("gzip", 1_200_000, "its checksum is wrong")
    assert "Download it again." in bar(replace(OPENED, taken=Taken(OUT, error))).text.plain
    error.hint = "What was taken out of it may be wrong."
    told = bar(replace(OPENED, taken=Taken(OUT, error))).text.plain
    assert "damaged" in told
    assert told.endswith(error.hint)


def test_no_hint_for_the_command_line() -> None:
    error = BudgetSpent("2 files")
    error.hint = "Go on all the same with --anyway."
    assert "--anyway" not in said(taken=Taken(OUT, error))


def test_more_than_any_honest_image_holds_can_be_insisted_on() -> None:
    error = BudgetSpent("2 files")
    over = replace(OPENED, taken=Taken(OUT, error, keys=("",)))
    (button,) = bar(over).start
    assert (button.text, button.intent) == ("Take out anyway", intents.TakeAnyway())
    assert bar(replace(OPENED, taken=Taken(OUT, error))).start == ()


def test_what_is_different_can_be_read_and_copied() -> None:
    left = LeftOut("a/b", "it is a link to “/etc/passwd”", lost=False)
    lines = (line(left), line(Renamed("aux", "aux_")))
    over = replace(OPENED, taken=Taken(OUT, DONE, lines))
    assert [button.text for button in bar(over).start] == ["Details"]
    sheet = shown(over, sheet=LeftOutOpen()).sheet
    assert isinstance(sheet, TextSheet)
    assert sheet.text == (
        "\u2068a/b\u2069 is left out: it is a link to “/etc/passwd”.\n"
        "\u2068aux\u2069 is called \u2068aux_\u2069 there."
    )


def test_what_is_found_and_taken_is_announced() -> None:
    before: State = replace(ready(), page=Page.INSIDE, inside=OPENED)
    found = replace(before, inside=replace(OPENED, found=Hits(ROWS)))
    told = announce(before, found, 0.0)
    assert told is not None
    assert told.text == "3 entries found."
    over = replace(before, inside=replace(OPENED, taken=Taken(OUT, DONE)))
    told = announce(before, over, 0.0)
    assert told is not None
    assert told.text.startswith("412 files")
    assert announce(over, over, 0.0) is None


def labels(inside: Inside) -> list[tuple[str, bool, str]]:
    return [(each.text, each.enabled, each.reason) for each in bar(inside).start]


def test_mounting() -> None:
    assert labels(replace(OPENED, look=None)) == []
    assert labels(OPENED) == [("Mount", True, "")]
    packed = replace(OPENED, source=inspected(report(layers=("xz",))).source)
    assert labels(packed) == [("Mount", False, "It is packed: unpack it first.")]
    busy = replace(OPENED, mounting=Mounting(busy=True))
    assert (bar(busy).text.plain, labels(busy)) == (
        "Mounting…",
        [("Mount", False, "Mounting…")],
    )
    points = tuple(Mounted("/a.iso", "", f"/media/a/{name}", "loop0") for name in ("A", "\u202eB"))
    there = replace(OPENED, mounting=Mounting(points))
    assert bar(there).text.plain == "Mounted, read-only: \u2068/media/a/A, /media/a/�B\u2069"
    assert labels(there) == [("Unmount", True, "")]
    chosen = replace(there, chosen=("a.cfg",))
    assert bar(chosen).text.plain == "\u2068a.cfg, 724 bytes\u2069"
    leaving = replace(OPENED, mounting=Mounting(points, busy=True))
    assert bar(leaving).text.plain == "Unmounting…"


def test_why_it_can_not_be_mounted() -> None:
    failed = replace(OPENED, mounting=Mounting(error=NotMountable("a.iso", "it is packed (xz)")))
    told = bar(failed)
    assert told.tone is Tone.CAUTION
    assert told.text.plain.startswith("It can’t be mounted. a.iso can’t be mounted: it is packed")


def test_the_question_before_a_trick_is_mounted() -> None:
    text = "The program “a.exe” is hidden."
    image = inspected(report(findings=(finding("hidden-program", Severity.CAUTION, text),)))
    asked = shown(OPENED, image=image, sheet=MountOpen()).sheet
    assert isinstance(asked, AskSheet)
    assert asked.text.startswith(text)
    assert [each.text for each in asked.yes] == ["Mount anyway"]
    assert shown(OPENED, sheet=MountOpen()).sheet is None


def test_a_screen_reader_hears_how_mounting_ends() -> None:
    state = replace(ready(), page=Page.INSIDE, inside=OPENED)
    point = Mounted("/a.iso", "", "/media/a/A", "loop0")
    there = replace(state, inside=replace(OPENED, mounting=Mounting((point,))))
    said = announce(state, there, 0.0)
    assert said is not None
    assert (said.text, said.urgent) == ("Mounted, read-only: \u2068/media/a/A\u2069", True)
