"""What can happen to a file that plays a drive."""

import os
from pathlib import Path

import pytest

from app.drives.image_file import virtual_stick
from app.errors import DriveError, DriveGone, NotPermitted

SIZE = 1 << 20


def test_a_link_to_nothing_makes_no_file(tmp_path: Path) -> None:
    link = tmp_path / "link.img"
    link.symlink_to(tmp_path / "gone.img")
    with pytest.raises(DriveError, match="leads to a file that does not exist"):
        virtual_stick(link, SIZE)
    assert not (tmp_path / "gone.img").exists()


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_lost_its_name_is_gone(tmp_path: Path, replaced: bool) -> None:
    """What is written from then on is nowhere to be found."""
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    with stick.open() as medium:
        assert medium.identity() == stick.info.identity
        path.unlink()
        if replaced:
            path.write_bytes(bytes(SIZE))
        with pytest.raises(DriveGone):
            medium.identity()


def test_a_file_that_was_moved_is_still_the_same(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    with stick.open() as medium:
        path.rename(tmp_path / "elsewhere.img")
        assert medium.identity() == stick.info.identity


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_reading_and_writing_need_their_permission(tmp_path: Path) -> None:
    path = tmp_path / "stick.img"
    stick = virtual_stick(path, SIZE)
    path.chmod(0)
    for write, word in ((True, "write to"), (False, "read")):
        with pytest.raises(NotPermitted, match=word), stick.open(write=write):
            pass


def test_the_permission_that_was_missing_is_named() -> None:
    assert "write to" in str(NotPermitted("SanDisk Ultra"))
    assert "read" in str(NotPermitted("SanDisk Ultra", write=False))
    assert "Reading" in NotPermitted("SanDisk Ultra", write=False).hint
