"""Parts of Windows images beside those of wimlib."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import NotComposable
from app.formats.wim import Wim
from app.sources.extents import Joined
from app.sources.plain import FileReader
from app.sources.source import FileIdentity
from app.sources.split_wim import split

pytestmark = pytest.mark.tools

LIMIT = 4 << 20


def wimlib(*words: str | Path) -> None:
    if shutil.which("wimlib-imagex") is None:
        pytest.skip("wimlib-imagex is not installed")
    done = subprocess.run(
        ["wimlib-imagex", *words], capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files that cannot be packed, and some that can; one is larger than a part."""
    top = tmp_path / "files"
    (top / "Windows/System32").mkdir(parents=True)
    for number in range(40):
        (top / f"Windows/{number}.dll").write_bytes(os.urandom(400_001 + number))
        (top / f"Windows/System32/{number}.txt").write_bytes(b"%d " % number * 20_000)
    (top / "large.bin").write_bytes(os.urandom(6 << 20))
    (top / "empty").touch()
    (top / "twice.dll").write_bytes((top / "Windows/3.dll").read_bytes())
    return top


def captured(folder: Path, target: Path, *words: str) -> Path:
    wimlib("capture", folder, target, "First", "--no-acls", "--boot", *words)
    wimlib("append", folder / "Windows", target, "Second", "--no-acls")
    return target


def parts_beside(wim: Path, name: str) -> list[Path]:
    reader = FileReader(wim, FileIdentity.of(wim))
    joined = Joined()
    joined.range(reader, 0, reader.size)
    paths = []
    for number, part in enumerate(split(joined.done(), "sources/install.wim", LIMIT), 1):
        path = wim.with_name(f"{name}{number if number > 1 else ''}.swm")
        path.write_bytes(part.read_at(0, part.size))
        assert Wim.read(FileReader(path, FileIdentity.of(path))).part == number
        paths.append(path)
    return paths


def test_those_of_an_image_that_is_not_packed_are_the_same_but_for_the_guid(
    folder: Path, tmp_path: Path
) -> None:
    wim = captured(folder, tmp_path / "plain.wim", "--compress=none")
    ours = parts_beside(wim, "ours")
    wimlib("split", wim, tmp_path / "theirs.swm", "4")
    theirs = sorted(tmp_path.glob("theirs*.swm"), key=lambda path: (len(path.name), path.name))
    assert len(ours) == len(theirs) > 4
    for one, other in zip(ours, theirs, strict=True):
        mine, its = bytearray(one.read_bytes()), bytearray(other.read_bytes())
        assert mine[24:40] != its[24:40]
        mine[24:40] = its[24:40]
        assert mine == its, one.name


@pytest.mark.parametrize(
    "words",
    [
        ["--compress=LZX", "--check"],
        ["--compress=XPRESS"],
        ["--compress=LZMS", "--chunk-size=64K"],
        ["--compress=none"],
    ],
)
def test_wimlib_joins_them_to_the_image_they_came_from(
    words: list[str], folder: Path, tmp_path: Path
) -> None:
    wim = captured(folder, tmp_path / "install.wim", *words)
    first, *others = parts_beside(wim, "part")
    assert len(others) >= 3
    for path in (first, *others):
        wimlib("verify", path, f"--ref={tmp_path / 'part*.swm'}")
    wimlib("join", tmp_path / "joined.wim", first, *others)
    wimlib("verify", tmp_path / "joined.wim")
    for number in ("1", "2"):
        wimlib("apply", first, number, tmp_path / number, f"--ref={tmp_path / 'part*.swm'}")
    assert listed(tmp_path / "1") == listed(folder)
    assert listed(tmp_path / "2") == listed(folder / "Windows")
    wimlib("export", first, "all", tmp_path / "again.wim", f"--ref={tmp_path / 'part*.swm'}")
    wimlib("apply", tmp_path / "again.wim", "1", tmp_path / "again")
    assert listed(tmp_path / "again") == listed(folder)


def test_what_wimlib_packs_as_a_whole_is_refused(folder: Path, tmp_path: Path) -> None:
    small, wim = folder / "Windows/System32", tmp_path / "install.esd"
    wimlib("capture", small, wim, "--no-acls", "--solid", "--solid-compress=LZX")
    with pytest.raises(NotComposable, match="solid"):
        parts_beside(wim, "part")


def listed(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
