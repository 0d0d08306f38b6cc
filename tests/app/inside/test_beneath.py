"""Nothing is made outside the folder, by either way of opening."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.inside.beneath import Beneath, Open, open_by_kernel, open_by_name

WAYS = pytest.mark.parametrize("opened", [open_by_kernel, open_by_name])


@pytest.fixture
def jail(tmp_path: Path) -> Iterator[Path]:
    """A folder beside which nothing appears."""
    folder = tmp_path / "jail"
    folder.mkdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept").write_text("kept")
    yield folder
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jail", "outside"]
    assert [path.name for path in outside.iterdir()] == ["kept"]
    assert (outside / "kept").read_text() == "kept"


@WAYS
def test_files_and_folders_are_made(jail: Path, opened: Open) -> None:
    with Beneath(jail, opened) as below:
        below.make_folder("a")
        below.make_folder("a/b")
        fd = below.make_file("a/b/c")
        os.write(fd, b"c")
        below.date_folder("a/b", 10**18)
        assert below.remove("a/b/c", fd)
        os.close(fd)
    assert (jail / "a/b").stat().st_mtime_ns != 0
    assert list((jail / "a/b").iterdir()) == []


@WAYS
def test_the_modes_are_plain(jail: Path, opened: Open) -> None:
    before = os.umask(0)
    try:
        with Beneath(jail, opened) as below:
            below.make_folder("a")
            os.close(below.make_file("a/b"))
    finally:
        os.umask(before)
    assert (jail / "a").stat().st_mode == 0o040755
    assert (jail / "a/b").stat().st_mode == 0o100644


@WAYS
@pytest.mark.parametrize("path", ["../out", "../outside/x", "a/../../x", "/tmp/stickwright-x"])
def test_no_way_up(jail: Path, opened: Open, path: str) -> None:
    with Beneath(jail, opened) as below:
        below.make_folder("a")
        with pytest.raises(OSError, match=r"Invalid cross-device link|No such file"):
            below.make_file(path)
    assert not Path("/tmp/stickwright-x").exists()


@WAYS
def test_no_way_through_a_link(jail: Path, opened: Open) -> None:
    """Planted before, or put in the place of a folder that was made."""
    (jail / "link").symlink_to("../outside", target_is_directory=True)
    (jail / "file").symlink_to("../outside/kept")
    with Beneath(jail, opened) as below:
        below.make_folder("inner")
        (jail / "inner").rmdir()
        (jail / "inner").symlink_to("../outside", target_is_directory=True)
        for path in ("link/x", "inner/x", "file"):
            with pytest.raises(OSError, match=r"Too many levels|Not a directory|File exists"):
                below.make_file(path)
        for path in ("link/x", "inner/x"):
            with pytest.raises(OSError, match=r"Too many levels|Not a directory"):
                below.make_folder(path)
        with pytest.raises(OSError, match=r"Too many levels|Not a directory"):
            below.date_folder("link", 0)


@WAYS
def test_what_exists_is_not_opened(jail: Path, opened: Open) -> None:
    (jail / "mine").write_text("mine")
    (jail / "dangling").symlink_to("../outside/new")
    with Beneath(jail, opened) as below:
        for path in ("mine", "dangling"):
            with pytest.raises(FileExistsError):
                below.make_file(path)
            with pytest.raises(FileExistsError):
                below.make_folder(path)
    assert (jail / "mine").read_text() == "mine"


@WAYS
def test_only_what_was_made_is_removed(jail: Path, opened: Open) -> None:
    with Beneath(jail, opened) as below:
        fd = below.make_file("half")
        (jail / "half").unlink()
        (jail / "half").write_text("somebody else’s")
        assert not below.remove("half", fd)
        os.close(fd)
    assert (jail / "half").exists()


def test_the_folder_itself_may_be_a_link(jail: Path, tmp_path: Path) -> None:
    link = jail / "link"
    (jail / "real").mkdir()
    link.symlink_to("real", target_is_directory=True)
    with Beneath(link) as below:
        os.close(below.make_file("a"))
    assert (jail / "real/a").exists()
