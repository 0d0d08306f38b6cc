"""Windows images that are packed as a whole, converted by a real wimlib-imagex."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from support_wim import Packed, wim_file
from support_windows import FILES, windows_disc

from app.doctor.packages import WIMLIB
from app.errors import FolderError, NoRoom, SolidImage, ToolError
from app.formats.binary import Memory
from app.formats.wim_table import SOLID
from app.sources import solid_wim
from app.sources.extents import Extents, Joined
from app.sources.plain import FileReader
from app.sources.solid_wim import Converting, conversion, convert
from app.sources.source import FileIdentity
from app.sources.split_wim import split
from app.tools import ENVIRONMENT

ROOT = Path(__file__).parents[3]
PATH = "sources/install.esd"
LIMIT = 1 << 20


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def wimlib(*words: str | Path) -> None:
    if shutil.which("wimlib-imagex") is None:
        pytest.skip("wimlib-imagex is not installed")
    subprocess.run(["wimlib-imagex", *words], capture_output=True, check=True)


def filled(top: Path, megabytes: int = 4) -> Path:
    """Files that cannot be packed, and some that can."""
    (top / "Windows").mkdir(parents=True)
    for number in range(megabytes * 2):
        (top / f"Windows/{number}.dll").write_bytes(os.urandom(400_000 + number))
        (top / f"{number}.txt").write_bytes(b"%d " % number * 30_000)
    return top


def packed(folder: Path, wim: Path) -> Path:
    wimlib("capture", folder, wim, "One", "--no-acls", "--solid", "--solid-compress=LZX")
    wimlib("append", folder / "Windows", wim, "Two", "--no-acls")
    return wim


def pieces_of(path: Path, hole: int = 0) -> Extents:
    reader, joined = FileReader(path, FileIdentity.of(path)), Joined()
    joined.range(reader, 0, reader.size)
    joined.zeros(hole)
    return joined.done()


def solid(wim: Extents) -> SolidImage:
    with pytest.raises(SolidImage) as caught:
        split(wim, PATH)
    return caught.value


def run(wim: Extents, steps: list[Converting] | None = None) -> Extents:
    with closing(convert(wim)) as work:
        while True:
            try:
                step = next(work)
            except StopIteration as end:
                made: Extents = end.value
                return made
            if steps is not None:
                steps.append(step)


def contents(folder: Path) -> dict[str, bytes]:
    files = filter(Path.is_file, folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def running(folder: Path) -> list[str]:
    """Programs that were started for a file in it."""
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(folder) in line and "wimlib" in line:
            lines.append(line)
    return lines


@pytest.mark.tools
def test_the_new_one_holds_the_same_files_and_can_be_split(room: Path, tmp_path: Path) -> None:
    folder = filled(tmp_path / "files")
    whole = pieces_of(packed(folder, tmp_path / "install.esd"), hole=3 << 20)
    error = solid(whole)
    assert error.unpacked == sum(map(len, set(contents(folder).values())))
    steps: list[Converting] = []
    made = run(whole, steps)
    assert list(room.iterdir()) == []
    assert steps == sorted(steps, key=lambda step: step.done)
    assert {step.total for step in steps} == {whole.size + error.unpacked}
    guid = b"OF THE FIRST ONE"
    parts = split(made, PATH, LIMIT, guid)
    assert len(parts) > 3
    for number, part in enumerate(parts, 1):
        name = f"install{number if number > 1 else ''}.swm"
        (tmp_path / name).write_bytes(part.read_at(0, part.size))
    first, others = tmp_path / "install.swm", f"--ref={tmp_path / 'install*.swm'}"
    wimlib("verify", first, others)
    for image, files in (("1", folder), ("2", folder / "Windows")):
        wimlib("apply", first, image, tmp_path / image, others)
        assert contents(tmp_path / image) == contents(files)
    again = split(run(whole), PATH, LIMIT, guid)
    for one, other in zip(parts, again, strict=True):
        assert one.read_at(0, one.size) == other.read_at(0, other.size)


@pytest.mark.tools
def test_stopped_it_stops_the_program_and_leaves_nothing(room: Path, tmp_path: Path) -> None:
    whole = pieces_of(packed(filled(tmp_path / "files", 30), tmp_path / "install.esd"))
    with closing(convert(whole)) as work:
        while next(work).done <= whole.size or not running(room):
            pass
    assert running(room) == []
    assert list(room.iterdir()) == []


@pytest.mark.tools
def test_killed_it_leaves_nothing(room: Path, tmp_path: Path) -> None:
    """Once while the image is copied, once while it is packed."""
    wim = packed(filled(tmp_path / "files", 30), tmp_path / "install.esd")
    code = (
        "import sys; from test_solid_wim import *\n"
        "for step in convert(pieces_of(Path(sys.argv[1]))): print(step.done, flush=True)"
    )
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests", Path(__file__).parent)))
    for enough in (1, wim.stat().st_size + 1):
        with subprocess.Popen(
            [sys.executable, "-c", code, wim],
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
        ) as program:
            assert program.stdout is not None
            while int(program.stdout.readline()) < enough:
                pass
            program.send_signal(signal.SIGKILL)
        assert list(room.iterdir()) == []
        for _ in waiting():
            if not running(room):
                break
        assert running(room) == []


def waiting() -> Iterator[None]:
    """The program notices with the next line that it prints."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        yield
        time.sleep(0.05)


@pytest.mark.tools
def test_a_damaged_one_is_told_in_the_words_of_the_program(room: Path, tmp_path: Path) -> None:
    wim = packed(filled(tmp_path / "files"), tmp_path / "install.esd")
    with wim.open("r+b") as file:
        file.seek(1000)
        file.write(b"damage" * 1000)
    with pytest.raises(ToolError, match="wimlib-imagex: "):
        run(pieces_of(wim))
    assert list(room.iterdir()) == []


def made_by_hand() -> Extents:
    joined = Joined()
    data = wim_file([Packed(b"x" * 500, SOLID, original=1 << 32), Packed(b"", SOLID, length=900)])
    joined.range(Memory(data), 0, len(data))
    return joined.done()


def test_what_it_takes_is_known_before(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = solid(made_by_hand())
    assert (error.path, error.unpacked) == (PATH, 900)
    needed = conversion(error)
    assert (needed.path, needed.folder, needed.room) == (PATH, str(room), 3 * error.size)
    assert 0 < needed.seconds < 1
    monkeypatch.setitem(ENVIRONMENT, "PATH", str(room))
    assert conversion(error).missing == WIMLIB.here()
    with pytest.raises(ToolError, match="it can’t be started"):
        run(made_by_hand())
    assert list(room.iterdir()) == []


def test_without_room_nothing_is_begun(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = Joined()
    large.all(made_by_hand().pieces())
    large.zeros(1 << 60)
    with pytest.raises(NoRoom) as caught:
        run(large.done())
    assert caught.value.folder == str(room)
    monkeypatch.setenv("TMPDIR", str(room / "missing"))
    with pytest.raises(FolderError, match="No such file"):
        run(made_by_hand())


# The whole way.


@pytest.mark.tools
def test_a_disc_with_such_an_image(room: Path, tmp_path: Path) -> None:
    wim = packed(filled(tmp_path / "files"), tmp_path / "install.esd").read_bytes()
    hole = 4 << 30
    files = FILES | {PATH: (wim, hole)}
    disc = windows_disc(tmp_path / "win.iso", files, without=("sources/install.wim",))
    if os.statvfs(room).f_bavail * os.statvfs(room).f_frsize < 3 * (hole + len(wim)):
        pytest.skip("three times 4 GiB are asked for, if not used, and are not free here")
    stick = tmp_path / "stick.img"
    program = [sys.executable, "-m", "app"]

    def told(*words: str | Path) -> tuple[int, str, str]:
        done = subprocess.run(
            [*program, *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    write = ("write", disc, stick, "--yes", "--size", "5G")
    status, _, error = told(*write)
    assert status == 3
    assert "With --convert it is converted first: that takes about a minute, and up to " in error
    assert not stick.exists()
    status, said, error = told(*write, "--convert")
    assert status == 0, error
    assert f"{PATH} is converted first, which takes about a minute" in said
    assert f"Give {PATH}, which is too large for FAT32, converted: install.wim" in said
    assert "every byte of the composed stick was there when read" in said
    status, said, error = told("verify", disc, stick, "--convert")
    assert status == 0, error
    assert list(room.iterdir()) == []


@pytest.mark.tools
def test_no_more_is_written_than_was_told(
    room: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wim = packed(filled(tmp_path / "tree"), tmp_path / "install.esd")
    monkeypatch.setattr(solid_wim, "GROWTH", 0)
    with pytest.raises(ToolError, match="wimlib-imagex"):
        run(pieces_of(wim))
    assert not list(room.iterdir())
