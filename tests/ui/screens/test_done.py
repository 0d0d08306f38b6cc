"""Results: only a complete read-back is "Ready to boot" (acceptance 15); the rest says less."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from support_checksums import WRONG, answered, listed
from support_errors import diagnosed
from support_states import CHECK, WRITE
from support_window import (
    CD_ONLY,
    FILES_ONLY,
    GB,
    drive,
    ended,
    inspected,
    texts,
    told,
    unchecked,
    verified,
    with_drives,
    working,
)

from app.drives.drive import CacheBypass, DriveKind
from app.drives.image_file import virtual_stick
from app.errors import (
    AppError,
    Cause,
    Diagnosis,
    Drift,
    DriveBusy,
    DriveDrifted,
    DriveGone,
    DriveInDoubt,
    DriveReadOnly,
    ImageChanged,
    NoMemory,
    NotEjected,
    ReadRefused,
    StickFileGone,
    Stopped,
    SyncFailed,
    VerifyError,
    WriteRefused,
)
from app.events import Progressed, Stage, StageStarted, Warned
from app.inspection.appended import Additions
from app.report import Report
from app.report.places import WrongPlace
from app.result import Result, Verified, VerifiedParts
from ui import intents
from ui.screens.backup_words import words_of_end
from ui.screens.errors import words_of
from ui.screens.messages import message, reason_to_stay_awake
from ui.screens.says import announce, spoken
from ui.screens.screen import screen
from ui.screens.several_rows import story_of_ended
from ui.state import ListChanged, State
from ui.state.happenings import DrivesSeen
from ui.state.job import Ended, Purpose, Unplugging
from ui.view import Banner, Bar, Look, MapPanel, NextStep, Outcome, Proof, Steps, Tone

PROGRESS = working(CHECK).progress
WRONG_SUM = answered(listed(WRONG))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def page(job: Ended, *plugged: object) -> tuple[Outcome, Bar]:
    state = replace(with_drives(drive(), image=job.image), job=job)
    shown = screen(state, 0.0)
    assert isinstance(shown.body, Outcome)
    assert shown.bar is not None
    return shown.body, shown.bar


def wishes(bar: Bar) -> list[object]:
    return [button.intent for button in bar.end]


@pytest.mark.parametrize("purpose", [Purpose.WRITE, Purpose.COMPARE])
@pytest.mark.parametrize("end", [verified(300_000), unchecked()])
def test_an_image_that_is_all_head_has_no_map(end: Result, purpose: Purpose) -> None:
    """It would be blank."""
    small = working(((0.0, StageStarted(Stage.WRITE, 0)), (0.1, StageStarted(Stage.VERIFY, 0))))
    outcome, _ = page(ended(end, progress=small.progress, purpose=purpose))
    assert not any(isinstance(panel, MapPanel) for panel in outcome.panels)


@pytest.mark.parametrize("purpose", [Purpose.CHECK, Purpose.COMPARE])
def test_what_is_only_compared_was_not_written(purpose: Purpose) -> None:
    """As the engine proves it: nothing of it was written by this job."""
    end = verified()
    read = replace(end.proof, written=0, read_back_equal=0, proven_equal=6 * GB)
    outcome, _ = page(ended(replace(end, proof=read), progress=PROGRESS, purpose=purpose))
    proof = next(panel for panel in outcome.panels if isinstance(panel, Proof))
    assert proof.text.startswith("Every byte was read back and is the same. Average ")
    assert not [text for text in texts(outcome) if "compared" in text]


def test_ready_to_boot() -> None:
    outcome, bar = page(ended(verified(), progress=PROGRESS))
    assert (outcome.title, outcome.badge.stick, outcome.large) == ("Ready to boot", True, True)
    assert plain(outcome.lead.plain) == (
        "Ubuntu 24.04.1 LTS is on SanDisk Ultra. All 6 GB were read back and match the image, "
        "byte for byte."
    )
    assert outcome.remark is not None
    assert outcome.remark.text == "Safe to unplug now"
    proof, step, drawn = outcome.panels
    assert isinstance(proof, Proof)
    assert isinstance(step, NextStep)
    assert isinstance(drawn, MapPanel)
    assert proof.lines[0].value == " ".join(["c2e4efee"] * 8)
    assert proof.text == (
        "Every byte was read back and is the same. Average 150 MB/s written, 211 MB/s read back."
    )
    assert proof.button is not None
    assert proof.button.intent == intents.CopyText("c2e4efee" * 8)
    assert wishes(bar) == [intents.WriteAnother(), intents.Eject()]
    assert bar.end[-1].look is Look.PRIMARY


@pytest.mark.parametrize("about", [CD_ONLY, FILES_ONLY])
def test_what_starts_nothing_is_never_ready_to_boot(about: Report) -> None:
    outcome, _ = page(ended(verified(), image=inspected(about)))
    assert (outcome.title, outcome.badge.stick) == ("Written and checked", False)
    assert not any(isinstance(panel, NextStep) for panel in outcome.panels)


def in_parts() -> VerifiedParts:
    half = replace(verified().proof, written=3 * GB, read_back_equal=3 * GB, proven_equal=0)
    return VerifiedParts(replace(half, image_size=6 * GB, left=3 * GB), None, 9.0)


IN_PARTS = in_parts()


@pytest.mark.parametrize(
    "end",
    [
        unchecked(),
        IN_PARTS,
        Stopped(),
        DriveGone("SanDisk Ultra"),
        WriteRefused("SanDisk Ultra", 5, "I/O"),
        VerifyError("SanDisk Ultra", ((0, 512),), flaky=False),
    ],
)
def test_nothing_else_says_ready_to_boot(end: Result | AppError) -> None:
    job = ended(end)
    outcome, _ = page(job)
    assert not outcome.badge.stick
    said = " ".join(
        texts((outcome, announce(State(), State(job=job), 0.0), spoken(State(job=job))))
    )
    assert "Ready to boot" not in said
    assert "byte for byte" not in said
    assert "Every byte matches" not in said
    assert "Ready" not in message(job.image, job.drive, job.end).title


def test_a_file_system_without_direct_reading_is_named() -> None:
    proof = page(ended(verified(bypass=CacheBypass.DONTNEED)))[0].panels[0]
    assert isinstance(proof, Proof)
    assert "memory" in proof.text


def test_unchecked() -> None:
    outcome, bar = page(ended(unchecked()))
    assert outcome.title == "Written, not checked"
    assert not any(isinstance(panel, Proof) for panel in outcome.panels)
    assert wishes(bar) == [intents.WriteAnother(), intents.Eject(), intents.CheckNow()]
    assert [button.look for button in bar.end] == [Look.SECONDARY, Look.SECONDARY, Look.PRIMARY]


def test_ejecting() -> None:
    _, bar = page(ended(verified(), unplugging=Unplugging.ASKED))
    assert not bar.end[-1].enabled
    _, bar = page(ended(verified(), unplugging=Unplugging.DONE))
    assert wishes(bar) == [intents.WriteAnother()]
    assert "ejected" in bar.text.plain
    outcome, bar = page(ended(verified(), unplugging=Unplugging.ALREADY_OUT))
    assert outcome.title == "Ready to boot"
    assert "was already taken out." in bar.text.plain
    assert "ejected" not in bar.text.plain
    assert wishes(bar) == [intents.WriteAnother()]
    assert not bar.start
    _, bar = page(ended(verified(), trouble=DriveBusy("SanDisk Ultra")))
    assert bar.title
    assert wishes(bar) == [intents.WriteAnother(), intents.Eject()]
    _, bar = page(ended(verified(), trouble=NotEjected("SanDisk Ultra")))
    assert "take it out" in bar.text.plain


def test_a_drive_that_was_pulled_out_can_not_be_ejected() -> None:
    state = replace(with_drives(drive(), image=inspected()), job=ended(verified()))
    shown = screen(told(state, DrivesSeen(()), 5.0), 5.0)
    assert shown.bar is not None
    assert wishes(shown.bar) == [intents.WriteAnother()]
    assert isinstance(shown.body, Outcome)
    assert shown.body.title == "Ready to boot"


def test_a_virtual_stick_has_no_plug(tmp_path: Path) -> None:
    stick = virtual_stick(tmp_path / "stick.img", 8 * GB).info
    outcome, bar = page(ended(verified(), drive=stick))
    assert wishes(bar) == [intents.WriteAnother()]
    assert outcome.remark is None
    assert not any(isinstance(panel, NextStep) for panel in outcome.panels)
    for end in (verified(), IN_PARTS):  # among several
        assert "plug" not in story_of_ended(ended(end, drive=stick))
        assert story_of_ended(ended(end)).endswith("matching. Safe to unplug.")


def test_done_and_failed_are_announced_at_once() -> None:
    done = announce(State(job=working(CHECK)), State(job=ended(verified())), 1.0)
    assert done is not None
    assert (done.text, done.urgent) == (
        "Ready to boot. Every byte matches. Safe to unplug now.",
        True,
    )
    file = State(job=ended(verified(), drive=replace(drive(), kind=DriveKind.VIRTUAL, bus="file")))
    done = announce(State(job=working(CHECK)), file, 1.0)
    assert done is not None
    assert done.text == "Ready to boot. Every byte matches."
    failed = State(job=ended(DriveGone("SanDisk Ultra")))
    words = announce(State(job=working(CHECK)), failed, 1.0)
    assert words is not None
    assert words.urgent
    assert announce(failed, failed, 2.0) is None


def test_unplugged() -> None:
    writing = working(
        ((0.0, StageStarted(Stage.WRITE, 6 * GB)), (9.0, Progressed(Stage.WRITE, 2 * GB)))
    )
    outcome, bar = page(ended(DriveGone("SanDisk Ultra"), progress=writing.progress))
    assert plain(outcome.lead.plain) == (
        "SanDisk Ultra went away after 2.00 of 6.00 GB. It holds half an image and will not boot."
    )
    drawn, banner = outcome.panels
    assert isinstance(drawn, MapPanel)
    assert drawn.map.places[0].label == "drive removed here"
    assert drawn.map.places[0].start == pytest.approx(1 / 3)
    assert isinstance(banner, Banner)
    assert plain(banner.title) == "Plug SanDisk Ultra back in to start again"
    assert bar.end[-1].enabled  # it is back already
    gone = replace(with_drives(), job=ended(DriveGone("SanDisk Ultra")))
    shown = screen(gone, 0.0).bar
    assert shown is not None
    assert not shown.end[-1].enabled
    assert plain(shown.end[-1].reason) == "SanDisk Ultra is not connected."


def test_nobody_unplugs_a_file() -> None:
    stick = replace(drive(), kind=DriveKind.VIRTUAL, bus="file", model="stick.img", vendor="")
    gone = StickFileGone("stick.img")
    outcome, _ = page(ended(gone, drive=stick, progress=working(WRITE).progress))
    said_ = "The file was renamed, deleted, replaced or resized"
    assert outcome.title == words_of(gone).title == said_
    assert plain(outcome.lead.plain).startswith("Virtual stick went away")
    assert len(outcome.panels) == 1  # nothing of ports and serial numbers
    told_ = message(inspected(), stick, gone)
    assert plain(told_.text) == f"Virtual stick: {said_}"


def test_nor_while_it_is_saved() -> None:
    stick = replace(drive(), kind=DriveKind.VIRTUAL, bus="file", model="stick.img", vendor="")
    gone = StickFileGone("stick.img")
    for purpose in (Purpose.SAVE, Purpose.CHECK):
        words = words_of_end(gone, ended(gone, drive=stick, purpose=purpose))
        assert words.title == "The file was renamed, deleted, replaced or resized"
        assert "plug" not in words.text
        assert ("put it back as it was" in words.text) is (purpose is Purpose.SAVE)


def test_what_went_wrong_on_the_way_and_was_put_right_is_told() -> None:
    progress = working(
        (
            *CHECK,
            (60.0, Warned("read-again", "Oh.", 3 * GB)),
            (61.0, Warned("read-again", "Oh.", 4 * GB)),
            (62.0, Warned("slept", "Oh.")),
            (62.0, Warned("checked-again", "Oh.")),
        )
    ).progress
    outcome, _ = page(ended(verified(), progress=progress))
    proof = next(panel for panel in outcome.panels if isinstance(panel, Proof))
    assert "2 places had to be read twice: the port or cable may be loose." in proof.text
    assert "The computer slept; all of it was checked after that." in proof.text
    plain_run, _ = page(ended(verified(), progress=PROGRESS))
    assert "twice" not in str(plain_run)
    assert "slept" not in str(plain_run)


def test_what_was_there_already_is_said() -> None:
    """It was compared, but before the writing."""
    proof = replace(verified().proof, written=2 * GB, read_back_equal=2 * GB, proven_equal=4 * GB)
    over = ended(Verified(replace(proof, image_size=6 * GB), None, 9.0), progress=PROGRESS)
    outcome, _ = page(over)
    said = next(panel for panel in outcome.panels if isinstance(panel, Proof)).text
    (shown,) = (panel for panel in outcome.panels if isinstance(panel, MapPanel))
    assert [each.text for each in shown.legend] == ["compared or written", "read back"]
    assert "MB/s compared or written, " in said
    assert "4 GB were on it already and were compared before the writing" in said
    assert "All 6 GB were read and match the image" in str(outcome.lead)


def test_a_drive_that_was_only_used_is_neither_the_same_nor_broken() -> None:
    error = DriveDrifted("SanDisk Ultra", ((1 << 20, 512),), (Drift.OPENED, Drift.FILES))
    outcome, bar = page(ended(error, progress=PROGRESS))
    assert outcome.title == "Differs only where a started system writes by itself"
    assert outcome.lead.plain == (
        "Computers write such things by themselves: notes of having been opened, added files. "
        "No file of the image was changed."
    )
    assert outcome.badge.tone is Tone.CAUTION
    assert not outcome.badge.stick
    assert [type(panel) for panel in outcome.panels] == [MapPanel]
    again, close = bar.end
    assert (again.intent, again.look) == (intents.WriteAgain(), Look.SECONDARY)
    assert (close.intent, close.look) == (intents.CloseResult(), Look.PRIMARY)
    assert [each.text for each in bar.start] == ["Details"]
    _, bar = page(ended(error, progress=PROGRESS, purpose=Purpose.COMPARE))
    assert [each.text for each in (*bar.start, *bar.end)] == ["Write again…", "Close"]


def test_a_drive_that_locked_itself_says_where() -> None:
    outcome, _ = page(
        ended(DriveReadOnly("SanDisk Ultra", 3 * GB), progress=working(WRITE).progress)
    )
    assert outcome.title == "The drive has locked itself"
    assert plain(outcome.lead.plain).startswith("It takes no data from 3.00 GB on. Many sticks")
    drawn = outcome.panels[0]
    assert isinstance(drawn, MapPanel)
    assert [(each.start, each.label) for each in drawn.map.places] == [(0.5, "error here")]


@pytest.mark.parametrize("error", [DriveReadOnly("x", 0), ImageChanged("x.iso", "it grew")])
def test_nobody_knows_whether_it_boots_once_its_first_sector_was_due(error: AppError) -> None:
    late = working((*WRITE, (21.0, StageStarted(Stage.WRITE_HEAD, 1)))).progress
    outcome, _ = page(ended(error, progress=late))
    assert plain(outcome.lead.plain).startswith("Don’t trust what is on SanDisk Ultra.")
    early, _ = page(ended(error, progress=working(WRITE).progress))
    assert "will not boot" in early.lead.plain


def test_a_drive_that_went_away_in_its_sleep() -> None:
    slept = working((*WRITE, (21.0, Warned("slept", "Oh.")))).progress
    outcome, _ = page(ended(DriveGone("SanDisk Ultra"), progress=slept))
    assert outcome.lead.plain.endswith("The computer slept meanwhile.")
    awake, _ = page(ended(DriveGone("SanDisk Ultra"), progress=working(WRITE).progress))
    assert "slept" not in awake.lead.plain


def test_a_drive_in_doubt_is_not_said_to_be_unplugged() -> None:
    outcome, _ = page(ended(DriveInDoubt("SanDisk Ultra"), progress=working(WRITE).progress))
    assert outcome.title == "The computer slept"
    assert plain(outcome.lead.plain) == (
        "After that another drive may have the place of SanDisk Ultra, so nothing more was "
        "written. SanDisk Ultra holds half an image and will not boot."
    )
    drawn, banner = outcome.panels
    assert isinstance(drawn, MapPanel)
    assert drawn.map.places[0].label == "stopped here"
    assert isinstance(banner, Banner)
    assert plain(banner.title) == "Choose the drive anew and start again"
    told = message(inspected(), drive(), DriveInDoubt("SanDisk Ultra"))
    assert told.text == "SanDisk Ultra: The computer slept"
    assert words_of(DriveInDoubt("SanDisk Ultra")).text.endswith(
        "Nothing was changed. Choose the drive anew."
    )


@pytest.mark.parametrize(
    "error",
    [
        DriveGone("SanDisk Ultra"),
        DriveInDoubt("SanDisk Ultra"),
        SyncFailed("SanDisk Ultra", "no"),
        WriteRefused("SanDisk Ultra", 5, "no"),
    ],
)
def test_one_that_fails_when_its_first_sector_is_due_may_look_finished(error: AppError) -> None:
    """It need not take that back; one that is stopped does."""
    due = (*WRITE, (21.0, StageStarted(Stage.WRITE_HEAD, 1 << 20)))
    said = page(ended(error, progress=working(due).progress))[0].lead.plain
    assert "Don’t trust what is on" in said
    assert "boot" not in said
    assert "boot" in page(ended(error, progress=working(WRITE).progress))[0].lead.plain
    assert "boot" in page(ended(Stopped(), progress=working(due).progress))[0].lead.plain


def test_a_comparison_in_doubt_speaks_of_no_writing() -> None:
    outcome, _ = page(ended(DriveInDoubt("SanDisk Ultra"), purpose=Purpose.COMPARE))
    assert outcome.title == "The computer slept"
    assert plain(outcome.lead.plain) == (
        "After that another drive may have the place of SanDisk Ultra. Nothing was changed. "
        "Choose the drive anew."
    )


def test_a_failed_check_shows_its_places() -> None:
    ranges = ((3 * GB, 600_000_000), (4 * GB, 4096))
    error = VerifyError("SanDisk Ultra", ranges, flaky=False)
    error.diagnosis = Diagnosis(Cause.WORN)
    outcome, _ = page(ended(error, progress=PROGRESS))
    drawn = outcome.panels[0]
    assert isinstance(drawn, MapPanel)
    assert [place.label for place in drawn.map.places] == ["first difference", ""]
    assert drawn.map.places[0].start == 0.5
    assert drawn.legend[0].text == "2 areas differ, 600 MB in all"
    assert outcome.remark is not None
    assert outcome.remark.text == "The drive is wearing out."


@pytest.mark.parametrize(
    ("cause", "remark", "first"),
    [
        (Cause.FAKE, "It seems to keep only about 14.8 GB.", "Use another drive."),
        (Cause.CHANGED, "Something else changed the drive meanwhile.", "Close other programs"),
        (Cause.CONNECTION, "The connection is unreliable.", "Try another USB port"),
        (Cause.WORN, "The drive is wearing out.", "Try another USB port"),
    ],
)
def test_each_diagnosis_has_its_words_and_something_to_do(
    cause: Cause, remark: str, first: str
) -> None:
    keeps = 14_800_000_000 if cause is Cause.FAKE else None
    error = diagnosed(VerifyError, Diagnosis(cause, keeps))
    outcome, _ = page(ended(error, progress=PROGRESS))
    steps = outcome.panels[-1]
    assert outcome.remark is not None
    assert isinstance(steps, Steps)
    assert plain(outcome.remark.text) == remark
    assert plain(steps.steps[0].plain).startswith(first)
    assert len(steps.steps) == (2 if cause is Cause.CHANGED else 3)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (WrongPlace(3 * GB, 4), ""),
        (
            WrongPlace(3 * GB, 4, None, ("/casper/filesystem.squashfs",)),
            "The first wrong place is inside the file /casper/filesystem.squashfs.",
        ),
        (
            WrongPlace(3 * GB, 4, 2, ("live/vmlinuz", "b")),
            "The first wrong place is in partition 2, inside the file live/vmlinuz.",
        ),
        (
            WrongPlace(3 * GB, 4, 2),
            "The first wrong place is in partition 2, in no file that is known.",
        ),
        (
            WrongPlace(3 * GB, 4, None, ("{half}\u202e<b>",)),
            "The first wrong place is inside the file {half}�<b>.",
        ),
    ],
)
def test_the_file_of_the_first_wrong_place(place: WrongPlace, said: str) -> None:
    for error in (
        VerifyError("SanDisk Ultra", ((3 * GB, 4),), flaky=False),
        WriteRefused("SanDisk Ultra", 3 * GB, "I/O"),
        ReadRefused("SanDisk Ultra", 3 * GB, "I/O"),
    ):
        before, _ = page(ended(error, progress=PROGRESS))
        outcome, _ = page(ended(error, progress=PROGRESS, places=(place,)))
        assert plain(outcome.lead.plain) == f"{plain(before.lead.plain)} {said}".strip()


def test_a_change_of_drives_under_the_question_is_said_here_too() -> None:
    state = replace(with_drives(drive()), job=ended(DriveGone("X")), notice=ListChanged())
    shown = screen(state, 0.0).bar
    assert shown is not None
    assert "just changed" in shown.text.plain


def test_what_the_desktop_is_told() -> None:
    told_ = message(inspected(), drive(), verified())
    assert told_.title == "Ready to boot"
    assert told_.text == "Ubuntu 24.04.1 LTS on SanDisk Ultra, every byte matches."
    failed = message(inspected(), drive(), DriveGone("SanDisk Ultra"))
    assert (failed.title, failed.urgent) == ("Writing failed", True)


def test_a_comparison_is_not_told_as_a_write() -> None:
    for purpose in (Purpose.CHECK, Purpose.COMPARE):
        awake = reason_to_stay_awake(inspected(), drive(), purpose)
        assert awake == "Comparing SanDisk Ultra with Ubuntu 24.04.1 LTS"
    compared = partial(message, inspected(), drive(), purpose=Purpose.COMPARE)
    same = compared(end=verified())
    assert (same.title, same.urgent) == ("Still the same, byte for byte", False)
    wrong = compared(end=VerifyError("SanDisk Ultra", ((512, 512),), flaky=False))
    assert (wrong.title, wrong.urgent) == ("The drive is not the same as the image", True)
    assert compared(end=DriveGone("SanDisk Ultra")).title == "Not compared to the end"
    bent = message(replace(inspected(), checksum=WRONG_SUM), drive(), verified(), Purpose.COMPARE)
    assert bent.title == "The same, but the checksum does not match"


def test_an_image_that_changes_while_it_is_compared_spoils_no_drive() -> None:
    changed = ImageChanged("ubuntu.iso", "something wrote to it")
    outcome, _ = page(ended(changed, purpose=Purpose.COMPARE, progress=PROGRESS))
    assert outcome.title == "The file changed"
    assert plain(outcome.lead.plain).endswith("Nothing on SanDisk Ultra was changed.")
    outcome, _ = page(ended(changed, purpose=Purpose.CHECK, progress=PROGRESS))
    assert "mixture" not in outcome.lead.plain


@pytest.mark.parametrize("error", [AppError("?"), NoMemory(), DriveReadOnly("X", 512)])
def test_after_a_putting_back_that_failed_nobody_is_told_to_write(error: AppError) -> None:
    """That would end it."""
    outcome, _ = page(ended(error, purpose=Purpose.UNDO, progress=PROGRESS))
    said = plain(outcome.lead.plain)
    assert said == "SanDisk Ultra may be put back only in part. You can go on with it."
    told_ = message(inspected(), drive(), error, Purpose.UNDO)
    assert told_.title == "Not put back to the end"


def test_what_was_written_of_another_image_than_its_makers_is_said_of_every_end() -> None:
    """Also where more was put behind it, and where nobody has read it back: and nobody is told
    how to start it."""
    bent = replace(inspected(), checksum=WRONG_SUM)
    for image, end in (
        (bent, verified()),
        (bent, unchecked()),
        (bent, in_parts()),
        (replace(bent, more=Additions(0, 0)), in_parts()),
    ):
        outcome, _ = page(ended(end, image=image, progress=PROGRESS))
        assert [each.title for each in outcome.panels if isinstance(each, Banner)] == [
            "Checksum does not match"
        ]
        assert not [each for each in outcome.panels if isinstance(each, NextStep)]
