"""A Windows installer in the window: what is said of the stick that is made of its files."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from support_window import LIKELY, YES, drive, ended, finding, inspected, report, verified
from support_windows import FILES, windows_disc

from app.commands.headline import headline as headline_of
from app.drives.drive import Identity
from app.drives.image_file import virtual_stick
from app.errors import NotComposable
from app.events import Finished
from app.firmware import ThisComputer
from app.job import run
from app.plan import WritePlan
from app.report import Boots, Machine, Mode, Report, Stick
from app.report.places import WrongPlace
from app.result import Verified
from app.sources.composed import ComposedSource
from ui.engine import PlanRefused, failed_places, inspect_file, plan_for, plans_for
from ui.icons import Icon
from ui.screens.done import done
from ui.screens.image_card import image_card
from ui.screens.tiles import tiles
from ui.screens.verdict import verdict
from ui.state.after_checksum import told_by_write
from ui.state.image import Inspected
from ui.state.job import Purpose
from ui.state.obstacles import TooSmall, obstacle
from ui.view import FactRow

GB = 10**9
SIZE = 300 << 20
DISC = report(name="win.iso", boots=Boots(), mode=Mode.WINDOWS, partition_tables=())


def with_stick(boots: Boots, *, loader: bool = True) -> Report:
    made = report(boots=boots, partition_tables=("mbr",), size=7 * GB)
    return replace(DISC, stick=Stick(made, 1012, loader))


X64 = with_stick(Boots(uefi_usb={Machine.X64: YES}))
UNSURE = with_stick(Boots(uefi_usb={Machine.X64: LIKELY}))
ARM = with_stick(Boots(uefi_usb={Machine.AA64: YES}))
IA32 = with_stick(Boots(uefi_usb={Machine.IA32: YES}))
SEVEN = with_stick(Boots(), loader=False)
NONE = replace(DISC, findings=(finding("no-windows-stick"),))


@pytest.mark.parametrize(
    ("about", "title", "starts"),
    [
        (X64, "Boots on modern PCs, in Windows mode", True),
        (UNSURE, "Boots on modern PCs, in Windows mode", True),
        (ARM, "Boots on ARM computers, in Windows mode", True),
        (IA32, "Boots on few PCs, in Windows mode", True),
        (SEVEN, "This would not boot from USB", False),
        (NONE, "This would not boot from USB", False),
    ],
)
def test_what_is_said_of_it(about: Report, title: str, starts: bool) -> None:
    banner = verdict(about)
    assert (banner.title, banner.tone) == (title, "info" if starts else "danger")
    assert headline_of(about) == (banner.title, banner.text)
    image = inspected(about)
    assert (image.starts, image.discouraged) == (starts, not starts)
    assert image.composes is (about.stick is not None)


def test_the_card_is_about_the_stick() -> None:
    shown = image_card(inspected(X64), ThisComputer())
    assert [(tile.title, tile.answer) for tile in shown.tiles] == [
        ("UEFI PCs", "Boots"),
        ("Older BIOS PCs", "Not in this mode"),
        ("ARM computers", "Not this image"),
    ]
    assert shown.verdict is not None
    assert shown.verdict.icon is Icon.WINDOWS_MODE
    *_, way = shown.rows
    assert isinstance(way, FactRow)
    assert (way.title, way.text) == ("Windows mode", "Formats the drive and copies 1012 files")
    answers = [tile.answer for tile in tiles(SEVEN)]
    assert answers == ["No boot files", "Not in this mode", "No boot files"]


def test_room_is_counted_by_what_is_written() -> None:
    image = inspected(X64)
    assert image.length == 7 * GB
    small, large = (drive(identity=Identity(size, 512, 2064)) for size in (6 * GB, 8 * GB))
    assert obstacle(small, image) == TooSmall(7 * GB)
    assert obstacle(large, image) is None


def test_the_end_says_what_was_written() -> None:
    job = replace(ended(verified()), image=inspected(X64))
    outcome = done(job, verified(), ThisComputer())
    lead = outcome.lead.plain.replace("\u2068", "").replace("\u2069", "")
    assert outcome.title == "Ready to boot"
    assert lead.startswith("The files of ")
    assert lead.endswith("were read back and are the same, byte for byte.")


def opened(path: Path) -> Inspected:
    source, about = inspect_file(path)
    return Inspected(path, source, about)


def test_a_write_from_the_window_composes(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    assert image.composes
    stick = virtual_stick(tmp_path / "stick.img", SIZE)
    plan = plan_for(image, stick.info, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert isinstance(plan.source, ComposedSource)
    with ExitStack() as hold:
        *_, last = run(plan, stick, hold=hold)
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert told_by_write(image, last.result) is image
    *_, again = run(plan_for(image, stick.info, Purpose.CHECK), stick)
    assert isinstance(again, Finished)
    (found,) = failed_places(image, [stick.info], ((0, 512),))
    assert found == WrongPlace(0, 512)


def test_several_get_one_layout(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    sticks = [virtual_stick(tmp_path / f"{n}.img", SIZE + n * (50 << 20)).info for n in (1, 0)]
    plans = plans_for(image, sticks)
    assert len({id(plan.source) for plan in plans}) == 1
    assert isinstance(plans[0].source, ComposedSource)
    assert plans[0].source.disk.size == SIZE


def test_a_drive_that_does_not_do_is_refused(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso"))
    stick = virtual_stick(tmp_path / "stick.img", SIZE).info
    odd = replace(stick, identity=replace(stick.identity, sector=4096))
    with pytest.raises(NotComposable, match="sectors of 4,096 bytes"):
        plan_for(image, odd, Purpose.WRITE)
    with pytest.raises(PlanRefused) as caught:
        plans_for(image, [odd])
    assert (caught.value.drive, type(caught.value.error)) == (odd, NotComposable)


def test_what_cannot_be_composed_is_copied_only_anyway(tmp_path: Path) -> None:
    image = opened(windows_disc(tmp_path / "win.iso", FILES | {"aux": b""}))
    assert not image.composes
    assert image.needs_anyway
    assert image.report.findings[-1].text == (
        "“aux” can’t be put on a stick: its name is that of a device on Windows."
    )
    stick = virtual_stick(tmp_path / "stick.img", SIZE)
    plan = plan_for(image, stick.info, Purpose.WRITE)
    assert isinstance(plan, WritePlan)
    assert plan.source is image.source
