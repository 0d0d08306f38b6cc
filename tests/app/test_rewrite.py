"""Writing over a drive that holds some of the image already: what it holds is not written again,
and no drive gets "verified" for it that does not hold the image afterwards."""

import hashlib
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_drives import Faults, faulty
from support_ext import ext
from support_images import image_bytes, source_of, whole_report
from support_stopped import run_out

from app.control import Control
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import Cause, VerifyError
from app.events import Event, Finished, Stage, StageStarted
from app.job import run
from app.plan import plan_write
from app.result import Proof, Unchecked, Verified
from app.stages.flow import CHUNK
from app.stages.grains import GRAIN
from app.stages.ledger import BLOCK
from app.stages.reuse import PROBE, PROBES

STICK = 20 << 20
LENGTH = 17 << 20
SMALL = 10 << 20
CONTENT = image_bytes(LENGTH)


def stick_of(folder: Path, content: bytes, size: int = STICK, fill: bytes = b"old!") -> Path:
    path = folder / "stick.img"
    path.write_bytes(content + (fill * (size // len(fill)))[len(content) : size])
    return path


def written(
    folder: Path,
    content: bytes,
    stick: Path,
    faults: Faults | None = None,
    *,
    verify: bool = True,
    control: Control | None = None,
) -> tuple[list[Event], Exception | None]:
    source = source_of(folder / "image.iso", content)
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults or Faults()))
    plan = plan_write(source, whole_report(len(content)), drive.info, verify=verify)
    return run_out(run(plan, drive, control or at_once()))


def at_once() -> Control:
    """A drive that takes no time: how busy this computer is decides nothing."""
    return Control(clock=lambda: 0.0)


def proof_of(told: list[Event]) -> Proof:
    last = told[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    return last.result.proof


def changed(content: bytes, grains: tuple[int, ...]) -> bytes:
    other = bytearray(content)
    for grain in grains:
        other[grain * GRAIN : (grain + 1) * GRAIN] = image_bytes(GRAIN, f"other {grain}")
    return bytes(other)


def test_only_what_differs_is_written_and_read_back(tmp_path: Path) -> None:
    wrong = (0, 17, 18, 100, 250, 271)
    stick, faults = stick_of(tmp_path, changed(CONTENT, wrong)), Faults()
    told, error = written(tmp_path, CONTENT, stick, faults)
    assert error is None
    proof = proof_of(told)
    assert stick.read_bytes()[:LENGTH] == CONTENT
    assert isinstance(told[-1], Finished)
    assert told[-1].result.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert proof.written == proof.read_back_equal == BLOCK + 5 * GRAIN
    assert proof.proven_equal == LENGTH - proof.written
    (check,) = (e for e in told if isinstance(e, StageStarted) and e.stage is Stage.VERIFY)
    assert check.total == 5 * GRAIN
    reads = sum(length for call, _, length in faults.log if call == "read")
    assert reads < LENGTH + 14 * BLOCK


def test_a_drive_that_holds_nothing_of_it_is_hardly_asked(tmp_path: Path) -> None:
    stick, faults = stick_of(tmp_path, b""), Faults()
    told, _ = written(tmp_path, CONTENT, stick, faults)
    proof = proof_of(told)
    assert (proof.written, proof.proven_equal) == (LENGTH, 0)
    calls = [call for call, *_ in faults.log]
    third_sync = [number for number, call in enumerate(calls) if call == "sync"][2]
    before = [length for call, _, length in faults.log[:third_sync] if call == "read"]
    assert set(before) == {PROBE}
    assert len(before) <= PROBES * (LENGTH // CHUNK + 1)
    before = [offset for call, offset, _ in faults.log[:third_sync] if call == "write"]
    assert before[-1] == 0  # the mark, when all else was there


def test_a_fresh_stick_gets_no_zeros(tmp_path: Path) -> None:
    content = CONTENT[: 3 * BLOCK] + bytes(10 * BLOCK) + CONTENT[13 * BLOCK :]
    stick = stick_of(tmp_path, b"", fill=b"\0")
    told, error = written(tmp_path, content, stick)
    assert error is None
    proof = proof_of(told)
    assert stick.read_bytes()[:LENGTH] == content
    assert (proof.written, proof.proven_equal) == (7 * BLOCK, 10 * BLOCK)


def test_zeros_are_looked_for_while_data_is_written(tmp_path: Path) -> None:
    """Of a disk image whose file system says where nothing is."""
    content = bytearray(ext([(20, 2000)], blocks=32768, each=32768))
    content[20 * 4096 : 2020 * 4096] = image_bytes(2000 * 4096)
    stick = stick_of(tmp_path, b"", size=130 << 20, fill=b"\0")
    told, error = written(tmp_path, bytes(content), stick)
    assert error is None
    proof = proof_of(told)
    assert stick.read_bytes()[: len(content)] == content
    assert proof.written < 9 << 20
    assert not [thread for thread in threading.enumerate() if thread.name == "scout"]


@pytest.mark.parametrize("real", [20 << 20, (40 << 20) + 512, 100 << 20])
def test_a_fake_stick_with_zeros_far_behind_its_end(tmp_path: Path, real: int) -> None:
    content = bytearray(ext([(20, 2000)], blocks=32768, each=32768))
    content[20 * 4096 : 2020 * 4096] = image_bytes(2000 * 4096)
    stick = stick_of(tmp_path, b"", size=130 << 20, fill=b"\0")
    _, error = written(tmp_path, bytes(content), stick, Faults(wrap_at=real))
    assert isinstance(error, VerifyError)


def test_unchecked_stays_unchecked(tmp_path: Path) -> None:
    told, _ = written(tmp_path, CONTENT, stick_of(tmp_path, CONTENT), verify=False)
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Unchecked)


def test_after_a_sleep_everything_is_read_again(tmp_path: Path) -> None:
    """What was found before may have come out of the memory of a drive that lost its power."""
    slept = [0.0]
    control, stick = Control(lambda: slept[0], lambda: 0.0), stick_of(tmp_path, CONTENT)
    source = source_of(tmp_path / "image.iso", CONTENT)
    drive = virtual_stick(stick)
    totals = []
    for event in run(plan_write(source, whole_report(LENGTH), drive.info), drive, control):
        if isinstance(event, StageStarted):
            if event.stage is Stage.WRITE:
                slept[0] = 60.0
            if event.stage is Stage.VERIFY:
                totals.append(event.total)
    assert totals == [LENGTH - BLOCK]
    assert isinstance(event, Finished)
    assert isinstance(event.result, Verified)


def test_what_differs_after_it_was_found_equal(tmp_path: Path) -> None:
    """Whatever was found is lost when the writing is over: some of it is looked at again."""
    stick = stick_of(tmp_path, CONTENT)
    source = source_of(tmp_path / "image.iso", CONTENT)
    drive = virtual_stick(stick)

    def losing() -> Generator[Event]:
        syncs = 0
        plan = plan_write(source, whole_report(LENGTH), drive.info)
        for event in run(plan, drive, at_once()):
            syncs += isinstance(event, StageStarted) and event.stage is Stage.SYNC
            if syncs == 2:
                with stick.open("r+b") as file:
                    file.seek(BLOCK)
                    file.write(bytes(LENGTH - BLOCK))
                syncs += 1
            yield event

    _, error = run_out(losing())
    assert isinstance(error, VerifyError)
    assert error.ranges == ((BLOCK, LENGTH - BLOCK),)
    assert stick.read_bytes()[:512] == bytes(512)


@pytest.mark.parametrize("real", [12 << 20, (12 << 20) + 512, (12 << 20) + GRAIN - 512])
def test_a_fresh_stick_of_fake_capacity_is_found_out(tmp_path: Path, real: int) -> None:
    """The zeros are there when they are looked at; the data behind its real end lands on them."""
    content = CONTENT[: 2 * BLOCK] + bytes(12 * BLOCK) + CONTENT[14 * BLOCK :]
    stick = stick_of(tmp_path, b"", fill=b"\0")
    told, error = written(tmp_path, content, stick, Faults(wrap_at=real))
    assert isinstance(error, VerifyError)
    assert not any(isinstance(event, Finished) for event in told)
    assert stick.read_bytes()[:512] == bytes(512)
    if real % BLOCK == 0:
        assert error.diagnosis is not None
        assert error.diagnosis.cause is Cause.FAKE


GRAINS = {letter: image_bytes(GRAIN, letter) for letter in "abcd"} | {
    "0": bytes(GRAIN),
    "f": b"\xff" * GRAIN,
}
LAYOUT = st.text("abcd000f", min_size=20, max_size=150)


@settings(max_examples=40, deadline=None)
@given(LAYOUT, LAYOUT, st.integers(0, 511), st.integers(1 << 12, 1 << 14) | st.none())
def test_whoever_is_called_verified_holds_the_image(
    tmp_path_factory: pytest.TempPathFactory, image: str, old: str, tail: int, sectors: int | None
) -> None:
    """Whatever was on it, and however much smaller than it says it is."""
    folder = tmp_path_factory.mktemp("rewrite")
    content = b"".join(map(GRAINS.__getitem__, image)) + b"x" * tail
    stick = stick_of(folder, b"".join(map(GRAINS.__getitem__, old)), SMALL, fill=b"\0")
    wrap = None if sectors is None else 512 * sectors
    told, error = written(folder, content, stick, Faults(wrap_at=wrap))
    found = stick.read_bytes()
    seen = found if wrap is None else (found[:wrap] * (len(content) // wrap + 1))
    holds = seen[: len(content)] == content
    assert isinstance(told[-1], Finished) == (error is None)
    if wrap is None:
        assert error is None
    assert error is not None or holds
    if error is not None:
        assert found[:512] == bytes(512)
