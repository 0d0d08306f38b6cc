"""Writing only what the image uses: the rest keeps old data, nobody calls that the image, and what
was written is proven as ever."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_bmap import block_map
from support_boot import mbr_disk, mbr_entry
from support_drives import Faults, faulty
from support_ext import ext
from support_images import image_bytes, source_of, whole_report
from support_stopped import run_out

from app.control import Control
from app.drives.image_file import ImageFileDrive, virtual_stick
from app.errors import AppError, BlockMapWrong, VerifyError
from app.events import Event, Finished, Stage, StageStarted
from app.inspection.unused import Unused, unused
from app.job import run
from app.jobs import Heard
from app.jobs import run as run_several
from app.plan import plan_write
from app.result import Unchecked, Verified, VerifiedParts
from app.sources import open_source
from app.sources.mapped import MappedSource
from app.sources.source import Source
from app.stages.grains import GRAIN
from app.stages.ledger import BLOCK

MIB = 1 << 20
STICK = 20 * MIB
USED = [(20, 30), (300, 100), (940, 77)]
VOLUME = bytearray(ext(USED))
for first, count in USED:
    VOLUME[first * 4096 : (first + count) * 4096] = image_bytes(count * 4096, str(first))
DISK = mbr_disk((mbr_entry(0x83, 4096, len(VOLUME) // 512), bytes(VOLUME)), size=10 * MIB).build()
OLD = b"old!"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    path = tmp_path / "stick.img"
    path.write_bytes(OLD * (STICK // 4))
    return path


def written(
    source: Source,
    stick: Path,
    faults: Faults | None = None,
    *,
    verify: bool = True,
    spare: Unused | None = None,
    control: Control | None = None,
) -> tuple[list[Event], AppError | None]:
    spare = unused(source) if spare is None else spare
    image = source if spare.map is None else MappedSource(source, spare.map)
    drive = ImageFileDrive(virtual_stick(stick).info, faulty(faults or Faults()))
    report = whole_report(source.size)
    plan = plan_write(image, report, drive.info, verify=verify, unused=spare)
    return run_out(run(plan, drive, control or Control(clock=lambda: 0.0)))


def in_parts(told: list[Event]) -> VerifiedParts:
    last = told[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.result, VerifiedParts)
    return last.result


def demand_used(content: bytes, stick: Path, runs: tuple[tuple[int, int], ...]) -> int:
    """Everything in use is there; returns how much of the rest is as it was."""
    found, kept = stick.read_bytes(), 0
    behind = 0
    for start, stop in (*runs, (len(content), len(content))):
        assert found[behind:start] == content[behind:start]
        for place in range(start, stop, 512):
            sector = found[place : place + 512]
            assert sector in (content[place : place + 512], OLD * 128)
            kept += len(sector) if sector == OLD * 128 else 0
        behind = stop
    return kept


def test_what_the_file_system_does_not_use_stays(tmp_path: Path, stick: Path) -> None:
    source = source_of(tmp_path / "disk.img", DISK)
    runs, faults = unused(source).runs, Faults()
    told, error = written(source, stick, faults)
    assert error is None
    result = in_parts(told)
    kept = demand_used(DISK, stick, runs)
    assert kept == result.left
    assert sum(stop - start for start, stop in runs) - len(runs) * 2 * GRAIN <= result.left
    assert result.proof.written == len(DISK) - result.left
    (check,) = (e for e in told if isinstance(e, StageStarted) and e.stage is Stage.VERIFY)
    assert check.total == len(DISK) - result.left - BLOCK
    writes = [offset for call, offset, _ in faults.log if call == "write"]
    assert writes[:4] == [0, 512, STICK - BLOCK, 0]
    assert writes[-2:] == [512, 0]


def test_by_a_map_and_packed(tmp_path: Path, stick: Path) -> None:
    path = tmp_path / "disk.img.gz"
    path.write_bytes(gzip.compress(DISK, 1))
    (tmp_path / "disk.bmap").write_bytes(block_map(DISK))
    source = open_source(path)
    runs = unused(source).runs
    told, error = written(source, stick)
    assert error is None
    assert demand_used(DISK, stick, runs) == in_parts(told).left > 4 * MIB


def test_a_map_that_leaves_out_data_is_not_believed(tmp_path: Path, stick: Path) -> None:
    content = image_bytes(2 * MIB) + bytes(3 * MIB) + image_bytes(2 * MIB, "lost") + bytes(MIB)
    source = source_of(tmp_path / "disk.img", content)
    (tmp_path / "disk.bmap").write_bytes(block_map(content, [(0, 511)]))
    told, error = written(source, stick)
    assert error is None
    found = stick.read_bytes()
    assert found[: 2 * MIB] == content[: 2 * MIB]
    assert found[5 * MIB : 7 * MIB] == content[5 * MIB : 7 * MIB]
    assert in_parts(told).left == 4 * MIB


def test_a_map_of_another_image(tmp_path: Path, stick: Path) -> None:
    other = DISK[:-4096] + image_bytes(4096)
    source = source_of(tmp_path / "disk.img", DISK)
    (tmp_path / "disk.bmap").write_bytes(block_map(other))
    told, error = written(source, stick)
    assert isinstance(error, BlockMapWrong)
    assert not any(isinstance(event, Finished) for event in told)
    assert stick.read_bytes()[:512] == bytes(512)


def test_nothing_unused_is_verified_as_ever(tmp_path: Path, stick: Path) -> None:
    told, _ = written(source_of(tmp_path / "disk.img", image_bytes(3 * MIB)), stick)
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Verified)


def test_unchecked_stays_unchecked(tmp_path: Path, stick: Path) -> None:
    told, _ = written(source_of(tmp_path / "disk.img", DISK), stick, verify=False)
    assert isinstance(told[-1], Finished)
    assert isinstance(told[-1].result, Unchecked)


def test_over_a_stick_that_holds_it_all_is_read_back(tmp_path: Path, stick: Path) -> None:
    """What was neither read nor written may hide a second address: so what was found is read
    again."""
    stick.write_bytes(DISK + OLD * ((STICK - len(DISK)) // 4))
    told, error = written(source_of(tmp_path / "disk.img", DISK), stick)
    assert error is None
    result = in_parts(told)
    assert result.proof.proven_equal > 0
    (check,) = (e for e in told if isinstance(e, StageStarted) and e.stage is Stage.VERIFY)
    assert check.total == len(DISK) - result.left - BLOCK


@pytest.mark.parametrize("real", [2 * MIB, 3 * MIB + 512, 5 * MIB, 6 * MIB + GRAIN, 8 * MIB])
def test_a_stick_of_fake_capacity(tmp_path: Path, stick: Path, real: int) -> None:
    """Whether or not the head lands on something that was right before."""
    _, error = written(source_of(tmp_path / "disk.img", DISK), stick, Faults(wrap_at=real))
    found = stick.read_bytes()[:real]
    seen = (found * (len(DISK) // real + 1))[: len(DISK)]
    runs = unused(source_of(tmp_path / "again.img", DISK)).runs
    used = set(range(0, len(DISK), 512)) - {
        place for start, stop in runs for place in range(start // 512 * 512, stop, 512)
    }
    right = all(seen[place : place + 512] == DISK[place : place + 512] for place in used)
    assert (error is None) <= right
    if error is not None:
        assert isinstance(error, VerifyError)
        assert found[:512] == bytes(512)


@pytest.mark.parametrize("place", [0, MIB, 5 * MIB])
def test_the_head_lands_on_a_part_that_was_right(tmp_path: Path, stick: Path, place: int) -> None:
    """Two stretches are in use, and nothing of the first MiBs' other addresses but one."""
    content = bytearray(10 * MIB)
    content[: 2 * MIB] = image_bytes(2 * MIB)
    content[6 * MIB : 7 * MIB] = image_bytes(MIB, "far")
    spare = Unused(((2 * MIB, 6 * MIB), (7 * MIB, 10 * MIB)))
    faults = Faults(wrap_at=6 * MIB - place // 16)
    source = source_of(tmp_path / "disk.img", bytes(content))
    _, error = written(source, stick, faults, spare=spare)
    assert isinstance(error, VerifyError)


def test_a_wrong_bit_in_what_is_used(tmp_path: Path, stick: Path) -> None:
    place = 2 * MIB + 310 * 4096
    faults = Faults(flip=(place, 10_000))
    _, error = written(source_of(tmp_path / "disk.img", DISK), stick, faults)
    assert isinstance(error, VerifyError)
    assert error.ranges == ((place, 512),)


def test_after_a_sleep_it_is_read_again(tmp_path: Path, stick: Path) -> None:
    slept = [0.0]
    source = source_of(tmp_path / "disk.img", DISK)
    drive = virtual_stick(stick)
    plan = plan_write(source, whole_report(len(DISK)), drive.info, unused=unused(source))
    events = []
    for event in run(plan, drive, Control(asleep=lambda: slept[0])):
        events.append(event)
        if isinstance(event, StageStarted) and event.stage is Stage.WRITE_HEAD:
            slept[0] = 60.0
    assert in_parts(events).left > 0
    checks = [e.total for e in events if isinstance(e, StageStarted) and e.stage is Stage.VERIFY]
    assert checks[1] == (checks[0] or 0) + BLOCK


def test_several_drives(tmp_path: Path) -> None:
    source = source_of(tmp_path / "disk.img", DISK)
    spare = unused(source)
    sticks = [tmp_path / "one.img", tmp_path / "two.img"]
    for each in sticks:
        each.write_bytes(OLD * (STICK // 4))
    drives = [virtual_stick(each) for each in sticks]
    report = whole_report(len(DISK))
    plans = [plan_write(source, report, drive.info, unused=spare) for drive in drives]
    heard = [each for each in run_several(plans, drives) if isinstance(each, Heard)]
    ends = [each.event for each in heard if isinstance(each.event, Finished)]
    assert len(ends) == 2
    for end, each in zip(ends, sticks, strict=True):
        assert isinstance(end.result, VerifiedParts)
        assert demand_used(DISK, each, spare.runs) == end.result.left


GRAINS = {letter: image_bytes(GRAIN, letter) for letter in "abcd"} | {"0": bytes(GRAIN)}


@settings(max_examples=40, deadline=None)
@given(
    st.text("abcd00--", min_size=17, max_size=140),
    st.text("abcd00", max_size=140),
    st.integers(1 << 12, 1 << 14) | st.none(),
)
def test_whoever_is_called_right_has_all_that_is_used(
    tmp_path_factory: pytest.TempPathFactory, layout: str, old: str, sectors: int | None
) -> None:
    """Whatever was on the stick, and however much smaller than it says it is. A "-" is not used."""
    folder = tmp_path_factory.mktemp("parts")
    content = b"".join(GRAINS[letter.replace("-", "0")] for letter in layout)
    stick = folder / "stick.img"
    held = b"".join(map(GRAINS.__getitem__, old))
    stick.write_bytes(held.ljust(10 * MIB, b"\0"))
    free = [number for number, letter in enumerate(layout) if letter == "-"]
    spare = Unused(tuple((number * GRAIN, (number + 1) * GRAIN) for number in free))
    wrap = None if sectors is None else 512 * sectors
    source = source_of(folder / "disk.img", content)
    told, error = written(source, stick, Faults(wrap_at=wrap), spare=spare)
    found = stick.read_bytes()
    seen = found if wrap is None else found[:wrap] * (len(content) // wrap + 1)
    right = all(
        seen[place : place + GRAIN] == content[place : place + GRAIN]
        for number, letter in enumerate(layout)
        if letter != "-" or number < BLOCK // GRAIN  # the head is written as a whole
        for place in (number * GRAIN,)
    )
    assert error is not None or right
    assert wrap is not None or error is None
    assert isinstance(told[-1], Finished) == (error is None)
    if error is None and "-" in layout[BLOCK // GRAIN :]:
        in_parts(told)
