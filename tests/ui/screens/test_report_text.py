from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_errors import one_of_each
from support_window import GB, drive, ended, inspected, report, unchecked, verified, working

from app.errors import AppError, ImageUnreadable, VerifyError, WriteRefused
from app.events import Progressed, Stage, StageStarted, Warned
from app.report.places import WrongPlace
from app.result import VerifiedParts
from ui.private import Private
from ui.screens.report_text import report_text

PROGRESS = working(
    (
        (10.0, StageStarted(Stage.RELEASE)),
        (11.0, StageStarted(Stage.WRITE, 6 * GB)),
        (41.0, Progressed(Stage.WRITE, 3 * GB)),
        (71.0, Progressed(Stage.WRITE, 6 * GB)),
        (72.0, Warned("slow-drive", "It is slow.")),
        (73.0, StageStarted(Stage.VERIFY, 6 * GB)),
        (83.0, Progressed(Stage.VERIFY, 4 * GB)),
    )
).progress
ALICE = Private("/home/alice", "alice", "alices-laptop")


def test_it_says_what_was_done_and_how_it_went() -> None:
    error = VerifyError("SanDisk Ultra", ((3 * GB, 4096), (4 * GB, 512)), flaky=True)
    places = (WrongPlace(3 * GB, 4096, 2, ("live/filesystem.squashfs", "b"), 3),)
    job = ended(error, progress=PROGRESS, elapsed=73.4, places=places)
    text = report_text(job, ("Stickwright 0.1.0", "System: Debian"))
    assert text.startswith("Stickwright: report of a write\n\nStickwright 0.1.0\nSystem: Debian\n")
    for said in (
        "Image: ubuntu.iso (Ubuntu 24.04.1 LTS)",
        "Plan: exact copy, and read back",
        "serial …0001",
        "Last stage: verify, after 73.4 s",
        "       1.0 s  write",
        "      63.0 s  verify",
        "Warning slow-drive: It is slow.",
        "Written, MB/s at each 24th of the image: 100.0 100.0",
        "verify-error",
        "Two readings differed.",
        "4096 bytes at 3000000000, partition 2, live/filesystem.squashfs, b, and 3 more files",
        "512 bytes at 4000000000\n",
    ):
        assert said in text
    assert max(map(len, text.splitlines())) < 500


def test_a_good_end_has_its_proof() -> None:
    text = report_text(ended(verified(), progress=PROGRESS))
    assert "Verified: every byte, SHA-256 c2e4" in text
    assert "direct" in text


def test_what_was_checked_in_parts_was_checked() -> None:
    """As of a drive that was formatted: nobody sums it up."""
    proof = replace(verified().proof, read_back_equal=GB, written=GB, left=5 * GB)
    text = report_text(ended(VerifiedParts(proof, None, 9.0), progress=PROGRESS))
    assert "Verified: every byte that was written\n" in text
    assert "Not checked" not in text
    assert "SHA-256" not in text


def test_what_was_not_checked_is_not_called_verified() -> None:
    text = report_text(ended(unchecked(), progress=PROGRESS))
    assert "Not checked, SHA-256 c2e4" in text
    assert "Verified" not in text


def test_a_place_that_refuses_is_named() -> None:
    error = WriteRefused("SanDisk Ultra", 5, "I/O")
    places = (WrongPlace(5, 1, 1, ("a",)),)
    assert "  at 5, partition 1, a" in report_text(ended(error, places=places))


def test_nobody_is_named() -> None:
    error = ImageUnreadable("ubuntu.iso", 0, "Input/output error")
    error.__cause__ = FileNotFoundError(2, "No such file", "/home/alice/isos/secret/ubuntu.iso")
    error.__cause__.__cause__ = OSError("/run/media/alice/STICK on alices-laptop: 4C530001ABCD")
    job = ended(error, drive=drive(serial="4C530001ABCD"), progress=PROGRESS)
    text = report_text(job, ("Desktop of alice",), ALICE)
    assert "No such file" in text
    assert "~/isos" in text
    for hidden in ("alice", "4C530001ABCD", "/home"):
        assert hidden not in text


@pytest.mark.parametrize(
    ("serial", "told"),
    [("4C530001ABCD", "serial …ABCD"), ("1234", "serial …\n"), ("1234567", "serial …\n")],
)
def test_a_serial_number_is_never_told_in_full(serial: str, told: str) -> None:
    text = report_text(ended(verified(), drive=drive(serial=serial)))
    assert told in text
    assert serial not in text


def test_a_drive_without_one() -> None:
    assert "serial none" in report_text(ended(verified(), drive=drive(serial="")))


def test_hostile_names_stay_in_their_lines() -> None:
    about = report(name="a\nDrive: other\x1b[2J.iso", title="<b>\u202eevil</b>\r\n", label="x")
    stick = drive(model="\x1b]0;title\x07\nSerial: 1")
    text = report_text(ended(verified(), image=inspected(about), drive=stick))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\r" not in text
    starts = [line.split(":")[0] for line in text.splitlines()]
    assert starts.count("Drive") == 1
    assert "Serial" not in starts


@pytest.mark.parametrize("error", one_of_each(), ids=lambda error: error.code())
def test_every_error_can_be_reported(error: AppError) -> None:
    assert error.code() in report_text(ended(error, progress=PROGRESS))


NAMES = st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=3, max_size=12)


@given(NAMES, NAMES)
def test_whatever_a_user_is_called(user: str, host: str) -> None:
    private = Private(f"/home/{user}", user, host)
    said = f"in /home/{user}/a.iso, /media/{user}/STICK, {user}: {host} ({user})"
    clean = private.without(said)
    words = clean.replace("/", " ").replace(",", " ").replace(":", " ").split()
    assert not {user, host, f"({user})"} & (set(words) - {"home", "media", "STICK", "iso", "in"})


def test_here_is_somebody() -> None:
    here = Private.here()
    assert here.home
    assert replace(here, user="x").without("x is short") == "x is short"
