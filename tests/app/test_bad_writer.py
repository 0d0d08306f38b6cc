"""Who tests the tests: writers with one sin each must be caught, and ours must pass every row.

A writer claims success or raises. The claim is true when the medium holds the image and the drive
has confirmed a sync after the last write. `finished_early` asks the other promise: at no moment
before the claim may the drive look like a finished one.
"""

import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from support_drives import Faults, failing_stick
from support_images import image_bytes, source_of, whole_report

from app.drives.drive import Drive, Medium
from app.errors import AppError
from app.job import run
from app.plan import plan_write
from app.sources.source import Source
from app.stages.flow import page_aligned

STICK, LENGTH, BLOCK = 8 << 20, 5 << 20, 1 << 20

ROWS: dict[str, Faults] = {
    "nothing fails": Faults(),
    "a sync fails": Faults(sync_errors=[0, 0, errno.EIO]),
    "the last sync fails": Faults(sync_errors=[0, 0, 0, 0, errno.EIO]),
    "every first sync fails": Faults(sync_errors=[errno.EIO]),
    "the end is lost": Faults(drop_from=LENGTH - 512),
    "all is lost": Faults(drop_from=0),
    "it wraps around": Faults(wrap_at=3 << 20),
    "pulled out, and reads end without an error": Faults(drop_from=3 << 20, end_of_file_at=3 << 20),
    "a write error": Faults(write_error=(errno.EIO, 4 << 20)),
    "unplugged": Faults(unplugged_after=4 << 20),
}

Writer = Callable[[Source, Drive], None]


def ours(source: Source, drive: Drive) -> None:
    for _ in run(plan_write(source, whole_report(source.size), drive.info), drive):
        pass


def front_to_back(medium: Medium, content: bytes, *, carry_on: bool = False) -> None:
    """The naive way: the first sector first."""
    view = page_aligned(BLOCK)
    for offset in range(0, len(content), BLOCK):
        view[:] = content[offset : offset + BLOCK]
        with suppress(*((AppError,) if carry_on else ())):
            medium.pwrite(view, offset)


def differs(medium: Medium, content: bytes, *, end_is_fine: bool = False) -> bool:
    view = page_aligned(BLOCK)
    for offset in range(0, len(content), BLOCK):
        got = medium.pread_into(view, offset)
        if got < BLOCK and end_is_fine:
            return False
        if bytes(view[:got]) != content[offset : offset + BLOCK]:
            return True
    return False


def skips_sync(source: Source, drive: Drive) -> None:
    content = source.path.read_bytes()
    with drive.open() as medium:
        front_to_back(medium, content)
        assert not differs(medium, content)


def reads_its_own_memory(source: Source, drive: Drive) -> None:
    content = source.path.read_bytes()
    with drive.open() as medium:
        front_to_back(medium, content)
        medium.sync()
        assert content == source.path.read_bytes()


def stops_at_end_of_file(source: Source, drive: Drive) -> None:
    content = source.path.read_bytes()
    with drive.open() as medium:
        front_to_back(medium, content)
        medium.sync()
        assert not differs(medium, content, end_is_fine=True)


def ignores_errors(source: Source, drive: Drive) -> None:
    content = source.path.read_bytes()
    with drive.open() as medium:
        front_to_back(medium, content, carry_on=True)
        with suppress(AppError):
            medium.sync()


def only_ordered_wrongly(source: Source, drive: Drive) -> None:
    content = source.path.read_bytes()
    with drive.open() as medium:
        front_to_back(medium, content)
        medium.sync()
        assert not differs(medium, content)


# Each sinner, and a row in which its sin is a lie.
SINNERS: tuple[tuple[Writer, str], ...] = (
    (skips_sync, "nothing fails"),
    (reads_its_own_memory, "the end is lost"),
    (stops_at_end_of_file, "pulled out, and reads end without an error"),
    (ignores_errors, "a write error"),
)


def lies(writer: Writer, faults: Faults, folder: Path) -> bool:
    """Whether the writer claims success without the medium holding the image, synced."""
    planned = faults.sync_errors
    faults = replace(faults, log=[], sync_errors=list(planned))
    drive = failing_stick(folder / "stick.img", STICK, faults)
    source = source_of(folder / "image.iso", image_bytes(LENGTH))
    try:
        writer(source, drive)
    except (AppError, AssertionError):
        return False
    calls = [call for call, _, _ in faults.log if call != "read"]
    holds = (folder / "stick.img").read_bytes()[:LENGTH] == source.path.read_bytes()
    sync_failed = sum(map(bool, faults.sync_errors)) < sum(map(bool, planned))
    return not holds or calls[-1] != "sync" or sync_failed


def looks_finished_early(writer: Writer, folder: Path) -> bool:
    """Whether the first sector is there before everything else is."""
    faults = Faults()
    drive = failing_stick(folder / "stick.img", STICK, faults)
    writer(source_of(folder / "image.iso", image_bytes(LENGTH)), drive)
    writes = [(offset, length) for call, offset, length in faults.log if call == "write"]
    first_sector = [place for place, (offset, _) in enumerate(writes) if offset == 0]
    return first_sector[-1] != len(writes) - 1


@pytest.mark.parametrize("row", ROWS)
def test_ours_never_lies(tmp_path: Path, row: str) -> None:
    assert not lies(ours, ROWS[row], tmp_path)


def test_ours_never_looks_finished_early(tmp_path: Path) -> None:
    assert not looks_finished_early(ours, tmp_path)


@pytest.mark.parametrize(("writer", "row"), SINNERS)
def test_every_sin_is_caught(tmp_path: Path, writer: Writer, row: str) -> None:
    assert lies(writer, ROWS[row], tmp_path)


def test_writing_front_to_back_is_caught(tmp_path: Path) -> None:
    assert looks_finished_early(only_ordered_wrongly, tmp_path)
    assert not any(lies(only_ordered_wrongly, faults, tmp_path) for faults in ROWS.values())
