"""The command line leaves a story of a write that did not finish, and none of one that did."""

from pathlib import Path

import pytest
from support_images import image_bytes

from app import journal
from app.cli import main


def test_nothing_is_left_after_a_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = tmp_path / "image.iso"
    image.write_bytes(image_bytes(3 << 20))
    sticks = [str(tmp_path / f"{name}.img") for name in "abc"]
    for given in (sticks[:1], sticks[1:]):
        assert main(["write", "--yes", "--size", "8388608", str(image), *given]) == 0
    assert capsys.readouterr().out
    assert list(journal.folder().iterdir()) == []
