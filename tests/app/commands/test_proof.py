"""What is said of a job that ended well: never more than was proven."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from app.cli import main

SIZE = 3 << 20
MEMORY = "can’t be read past the computer’s memory; the memory was emptied before."


@pytest.fixture
def without_direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on file systems that know no O_DIRECT."""
    opened = os.open

    def refusing(path: Any, flags: int, *more: Any, **named: Any) -> int:
        if flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        return opened(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.usefixtures("without_direct")
def test_what_was_read_through_memory_is_called_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image, one, two = tmp_path / "a.img", tmp_path / "one.img", tmp_path / "two.img"
    image.write_bytes(os.urandom(SIZE))
    for words, count in (
        (["write", str(image), str(one), "--yes"], 1),
        (["write", str(image), str(one), str(two), "--yes"], 2),
        (["verify", str(image), str(one)], 1),
    ):
        assert main(words) == 0
        assert capsys.readouterr().out.count(MEMORY) == count
    os.truncate(one, 64 << 20)
    assert main(["format", str(one), "--yes"]) == 0
    assert capsys.readouterr().out.count(MEMORY) == 1


def test_what_was_read_past_it_needs_no_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image, one = tmp_path / "a.img", tmp_path / "one.img"
    image.write_bytes(os.urandom(SIZE))
    try:
        os.close(os.open(image, os.O_RDONLY | os.O_DIRECT))
    except OSError:
        pytest.skip("this file system knows no O_DIRECT")
    assert main(["write", str(image), str(one), "--yes"]) == 0
    assert MEMORY not in capsys.readouterr().out
