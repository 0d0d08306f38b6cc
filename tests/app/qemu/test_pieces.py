"""An image read on a thread of its own."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from support_images import image_bytes

from app.control import Control
from app.errors import ImageUnreadable, Stopped
from app.qemu.pieces import STEP, pieces
from app.sources import FileSource, open_source
from app.sources.source import Source


@pytest.fixture
def threads() -> Iterator[None]:
    """None is left."""
    before = threading.active_count()
    yield
    end = time.monotonic() + 20
    while threading.active_count() > before:
        assert time.monotonic() < end
        time.sleep(0.02)


def image(folder: Path, length: int) -> Source:
    path = folder / "image.img"
    path.write_bytes(image_bytes(length))
    return open_source(path)


def test_all_of_it_comes_in_order(tmp_path: Path, threads: None) -> None:
    length = 2 * STEP + 777
    given = [bytes(piece) for piece in pieces(image(tmp_path, length), Control())]
    assert len(given) >= 3
    assert b"".join(given) == image_bytes(length)


@dataclass
class Held:
    """A stream that gives `first`, and then nothing until it is let go; `error`: then."""

    first: bytes
    error: Exception | None = None
    go: threading.Event = field(default_factory=threading.Event)
    closed: bool = False

    def readinto(self, buffer: memoryview) -> int:
        if self.first:
            count, self.first = len(self.first), b""
            return count
        self.go.wait(60)
        if self.error is not None:
            raise self.error
        return 0

    def close(self) -> None:
        self.closed = True


def source(stream: Held, monkeypatch: pytest.MonkeyPatch, folder: Path) -> Source:
    found = image(folder, 512)
    monkeypatch.setattr(FileSource, "stream", lambda _self: stream)
    return found


def test_a_stop_is_heard_while_nothing_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: None
) -> None:
    stream, control = Held(b"first"), Control()
    given = pieces(source(stream, monkeypatch, tmp_path), control)
    assert len(next(given)) == 5
    threading.Timer(0.3, control.stop).start()
    with pytest.raises(Stopped):
        next(given)
    assert not stream.go.is_set(), "nobody has answered yet"
    assert not stream.closed, "it is still being read"
    stream.go.set()


def test_what_goes_wrong_is_raised_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: None
) -> None:
    stream = Held(b"", ImageUnreadable("debian.iso", 7, "Input/output error"))
    stream.go.set()
    with pytest.raises(ImageUnreadable, match="at byte 7"):
        list(pieces(source(stream, monkeypatch, tmp_path), Control()))
    assert stream.closed


def test_one_that_nobody_wants_any_more_ends(tmp_path: Path, threads: None) -> None:
    given = pieces(image(tmp_path, 6 * STEP), Control())
    next(given)
    given.close()
