"""Going on with a write that was interrupted: only what the drive proves is not written again, and
whatever the journal says, "verified" means every byte."""

import hashlib
import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_drives import Faults, faulty
from support_images import image_bytes, source_of, whole_report
from support_stopped import run_out, stopped_at, writing

from app.control import Control
from app.drives.drive import Drive
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import AppError, ImageChanged, VerifyError
from app.events import Event, Finished, Progressed, Stage, StageStarted, Warned
from app.job import run
from app.journal import about, unfinished
from app.plan import plan_write
from app.result import Proof, Unchecked, Verified
from app.sources import open_source
from app.sources.source import Source
from app.stages.flow import CHUNK
from app.stages.grains import GRAIN
from app.stages.ledger import BLOCK
from app.stages.reuse import STEP

STICK = 20 << 20
LENGTH = (17 << 20) + 1000
BODY = LENGTH - BLOCK
CONTENT = image_bytes(LENGTH)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "jobs"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", CONTENT)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick.img"
    path.write_bytes(b"old!" * (STICK // 4))
    return path


def resumed(source: Source, drive: Drive) -> list[Event]:
    plan = plan_write(source, whole_report(source.size), drive.info, resume=True)
    return list(run(plan, drive, Control(clock=lambda: 0.0)))


def proof_of(told: list[Event]) -> Proof:
    last = told[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, Verified)
    assert last.result.sha256 == hashlib.sha256(CONTENT).hexdigest()
    return last.result.proof


def test_it_goes_on_where_the_drive_differs(place: Path, source: Source, stick: Path) -> None:
    stopped_at(writing(source, virtual_stick(stick), place), Stage.WRITE, 2 * CHUNK)
    written = stick.read_bytes()
    faults = Faults()
    told = resumed(source, ImageFileDrive(virtual_stick(stick).info, faulty(faults)))
    proof = proof_of(told)
    assert stick.read_bytes()[:LENGTH] == CONTENT
    # How much of the chunk behind is there when the second one is done, no two runs agree on.
    grains = range(BLOCK, LENGTH, GRAIN)
    first = next(at for at in grains if written[at : at + GRAIN] != CONTENT[at : at + GRAIN])
    assert (equal := first - BLOCK) >= 2 * CHUNK
    assert proof.proven_equal >= equal
    assert proof.written == proof.read_back_equal == LENGTH - proof.proven_equal
    writes = [offset for call, offset, _ in faults.log if call == "write"]
    assert writes[:4] == [0, 512, STICK - BLOCK, 0]  # both ends as always, then the marks
    assert all(offset >= BLOCK + equal for offset in writes[4:-2])
    assert writes[-2:] == [512, 0]


def test_what_is_said(place: Path, source: Source, stick: Path) -> None:
    stopped_at(writing(source, virtual_stick(stick), place), Stage.SYNC)
    write_at(stick, BLOCK, CONTENT[BLOCK : BLOCK + 2 * CHUNK])
    told = resumed(source, virtual_stick(stick))
    assert [(each.stage, each.done) for each in told if isinstance(each, StageStarted)] == [
        (Stage.RELEASE, 0),
        (Stage.BLANK, 0),
        (Stage.SYNC, 0),
        (Stage.COMPARE, 0),
        (Stage.WRITE, 2 * CHUNK),
        (Stage.SYNC, 0),
        (Stage.VERIFY, 0),
        (Stage.WRITE_HEAD, 0),
        (Stage.SYNC, 0),
        (Stage.SYNC, 0),
        (Stage.VERIFY_HEAD, 0),
        (Stage.IDENTITY, 0),
    ]
    compared, wrote = progress_of(told, Stage.COMPARE), progress_of(told, Stage.WRITE)
    assert max(compared) == 2 * CHUNK
    assert min(wrote) > 2 * CHUNK
    assert max(wrote) == BODY
    (note,) = (event for event in told if isinstance(event, Warned))
    assert (note.code, note.text) == (
        "resumed",
        "8,388,608 bytes of the image were on it already.",
    )


def test_a_drive_that_holds_all_of_it_gets_its_ends_only(source: Source, stick: Path) -> None:
    write_at(stick, 0, CONTENT + bytes(-LENGTH % 512))
    faults = Faults()
    proof = proof_of(resumed(source, ImageFileDrive(virtual_stick(stick).info, faulty(faults))))
    assert proof.written == BLOCK
    assert proof.proven_equal == LENGTH - BLOCK
    writes = [(offset, length) for call, offset, length in faults.log if call == "write"]
    ends = [(0, 512), (512, BLOCK - 512), (STICK - BLOCK, BLOCK)]
    marks = (0, BLOCK)
    assert writes == [*ends, marks, (512, BLOCK - 512), (0, 512)]
    reads = sum(length for call, _, length in faults.log if call == "read")
    assert reads < LENGTH + 13 * BLOCK  # once, the head and a few blocks more, and no second time


def test_a_drive_that_holds_nothing_of_it_is_written_whole(source: Source, stick: Path) -> None:
    proof = proof_of(resumed(source, virtual_stick(stick)))
    assert (proof.written, proof.proven_equal) == (LENGTH, 0)


def test_one_bit_is_a_difference(source: Source, stick: Path) -> None:
    write_at(stick, 0, CONTENT + bytes(-LENGTH % 512))
    place = BLOCK + CHUNK + 77
    write_at(stick, place, bytes([CONTENT[place] ^ 1]))
    proof = proof_of(resumed(source, virtual_stick(stick)))
    assert stick.read_bytes()[:LENGTH] == CONTENT
    assert proof.written == BLOCK + GRAIN
    assert proof.proven_equal == LENGTH - BLOCK - GRAIN


def test_an_unpacked_image_is_compared_as_well(tmp_path: Path, stick: Path) -> None:
    path = tmp_path / "image.iso.xz"
    path.write_bytes(lzma.compress(CONTENT, preset=0))
    source = open_source(path)
    write_at(stick, 0, CONTENT[: 9 << 20])
    proof = proof_of(resumed(source, virtual_stick(stick)))
    assert stick.read_bytes()[:LENGTH] == CONTENT
    assert proof.proven_equal == 2 * CHUNK


def test_an_image_as_large_as_the_drive(tmp_path: Path, stick: Path) -> None:
    """The last MiB, which is blanked first, is written again."""
    content = image_bytes(STICK)
    source = source_of(tmp_path / "large.iso", content)
    write_at(stick, 0, content)
    told = resumed(source, virtual_stick(stick))
    assert isinstance(told[-1], Finished)
    assert stick.read_bytes() == content


def test_skipping_the_check_proves_nothing(source: Source, stick: Path) -> None:
    write_at(stick, 0, CONTENT)
    drive = virtual_stick(stick)
    plan = plan_write(source, whole_report(LENGTH), drive.info, resume=True, verify=False)
    *_, last = run(plan, drive)
    assert isinstance(last, Finished)
    assert isinstance(last.result, Unchecked)


def test_a_fake_drive_that_loses_what_it_had_is_found_out(source: Source, stick: Path) -> None:
    """Its real size is smaller than the image. What was on it is equal when it is looked at, and
    overwritten by what is written behind its real end."""
    real = 12 << 20
    write_at(stick, 0, CONTENT[:real])
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(Faults(wrap_at=real)))
    plan = plan_write(source, whole_report(LENGTH), drive.info, resume=True)
    told, error = run_out(run(plan, drive, Control(clock=lambda: 0.0)))
    assert isinstance(error, VerifyError)
    assert error.ranges[0][0] == BLOCK
    assert any(isinstance(event, StageStarted) and event.done >= CHUNK for event in told)
    assert not any(isinstance(event, Finished) for event in told)


def test_a_place_that_cannot_be_read_is_written(source: Source, stick: Path) -> None:
    write_at(stick, 0, CONTENT + bytes(-LENGTH % 512))
    import errno

    faults = Faults(read_error=(errno.EIO, BLOCK + CHUNK + 5))
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults))
    plan = plan_write(source, whole_report(LENGTH), drive.info, resume=True)

    def written_anew() -> bool:
        return any(call == "write" and offset == BLOCK + CHUNK for call, offset, _ in faults.log)

    for event in run(plan, drive, Control(clock=lambda: 0.0)):
        if written_anew():
            faults.read_error = None  # writing mended it
        if isinstance(event, StageStarted) and event.stage is Stage.VERIFY:
            assert event.total == STEP
    assert isinstance(event, Finished)
    assert isinstance(event.result, Verified)
    assert written_anew()


def test_an_image_that_changed_since_is_written_anew(
    place: Path, tmp_path: Path, stick: Path
) -> None:
    path = tmp_path / "image.iso"
    stopped_at(writing(source_of(path, CONTENT), virtual_stick(stick), place), Stage.WRITE, CHUNK)
    other = image_bytes(LENGTH, "another")
    source = source_of(path, other)
    left = about(virtual_stick(stick).info, unfinished(place))
    assert left is not None
    assert not left.is_of(source.identity)
    told = resumed(source, virtual_stick(stick))
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)
    assert told[-1].result.proof.proven_equal == 0
    assert stick.read_bytes()[:LENGTH] == other


def test_an_image_that_changes_meanwhile_fails(source: Source, stick: Path) -> None:
    write_at(stick, 0, CONTENT)
    drive = virtual_stick(stick)
    error: AppError | None = None
    try:
        for event in run(plan_write(source, whole_report(LENGTH), drive.info, resume=True), drive):
            if isinstance(event, StageStarted) and event.stage is Stage.VERIFY:
                source.path.write_bytes(CONTENT)
    except AppError as found:
        error = found
    assert isinstance(error, ImageChanged)
    assert stick.read_bytes()[:512] == bytes(512)


LIES: dict[str, dict[str, object]] = {
    "all was written": {"done": LENGTH},
    "more than there is": {"done": 10**18},
    "it is about to finish": {"stage": "identity"},
    "another digest": {"digest": "0" * 32},
    "it finished": {"stage": "verify-head", "done": LENGTH},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_journal_that_lies_makes_nothing_verified(
    place: Path, source: Source, stick: Path, lie: str
) -> None:
    """What it says is an offer; what counts is read."""
    drive = virtual_stick(stick)
    stopped_at(writing(source, drive, place), Stage.WRITE)
    (story,) = place.glob("*.jsonl")
    told_lie = dict(LIES[lie])
    first, *rest = story.read_text().splitlines()
    about_it = json.loads(first)
    about_it["file"]["digest"] = told_lie.pop("digest", about_it["file"]["digest"])
    lines = [json.dumps(about_it), *rest[:-1], json.dumps(told_lie)]
    story.write_text("\n".join(lines) + "\n")
    left = about(drive.info, unfinished(place))
    assert left is not None
    assert left.is_of(source.identity)
    told, error = run_out(writing(source, drive, place, resume=True))
    assert error is None
    proof = proof_of(told)
    assert proof.proven_equal == 0  # nothing of the body had been written
    assert stick.read_bytes()[:LENGTH] == CONTENT
    assert list(place.iterdir()) == []


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(BLOCK, LENGTH - 1), max_size=3), st.integers(BLOCK, LENGTH))
def test_whatever_is_on_it_the_image_is_on_it_then(
    tmp_path_factory: pytest.TempPathFactory, wrong: list[int], written: int
) -> None:
    folder = tmp_path_factory.mktemp("resume")
    stick = folder / "stick.img"
    stick.write_bytes(CONTENT[:written].ljust(STICK, b"\0"))
    for place in wrong:
        write_at(stick, place, bytes([CONTENT[place] ^ 0x55]))
    proof = proof_of(resumed(source_of(folder / "image.iso", CONTENT), virtual_stick(stick)))
    assert stick.read_bytes()[:LENGTH] == CONTENT
    assert proof.proven_equal <= max(written, BLOCK) - BLOCK
    assert proof.read_back_equal + proof.proven_equal == LENGTH


FAILURES = {
    "writes are lost": Faults(drop_from=10 << 20),
    "one bit, every time": Faults(flip=(3 << 20, 10_000)),
    "even the first sector is lost": Faults(drop_from=0),
    "one bit of the first sector": Faults(flip=(3, 10_000)),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_drive_that_lies_is_found_out(source: Source, stick: Path, name: str) -> None:
    write_at(stick, 0, CONTENT[: 8 << 20])
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(FAILURES[name]))
    plan = plan_write(source, whole_report(LENGTH), drive.info, resume=True)
    _, error = run_out(run(plan, drive))
    assert isinstance(error, VerifyError)


def progress_of(told: list[Event], stage: Stage) -> list[int]:
    return [each.done for each in told if isinstance(each, Progressed) and each.stage is stage]


def write_at(path: Path, offset: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)
