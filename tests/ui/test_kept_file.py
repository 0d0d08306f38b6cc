"""Small files of the user's: whole or not at all."""

import json
import os
import threading
from pathlib import Path

import pytest

from ui.kept_file import KeptFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "stickwright" / "kept.json"


def written(path: Path) -> object:
    return json.loads(path.read_text())


def test_what_is_kept_comes_back(path: Path) -> None:
    assert KeptFile(path).read() == {}
    assert KeptFile(path).keep({"a": 1, "b": "\udcff"})() == ""
    assert KeptFile(path).read() == {"a": 1, "b": "\udcff"}
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_what_another_version_keeps_there_stays(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"later": [1], "a": 0}')
    KeptFile(path).keep({"a": 1})()
    assert written(path) == {"later": [1], "a": 1}


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[1]", b"\xff\xfe", b'{"a": ' + b"[" * 30_000 + b"}", b" " * 70_000 + b"{}"],
)
def test_a_damaged_file_is_told_and_replaced(path: Path, text: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(text)
    kept = KeptFile(path)
    assert kept.read() is None
    assert kept.keep({"a": 1})() == ""
    assert kept.read() == {"a": 1}


def test_a_folder_in_its_place_is_told_and_stays(path: Path) -> None:
    path.mkdir(parents=True)
    kept = KeptFile(path)
    assert kept.read() is None
    assert kept.keep({"a": 1})() != ""
    assert list(path.parent.iterdir()) == [path]


def test_a_pipe_in_its_place_is_not_waited_for(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    kept = KeptFile(path)
    assert kept.read() is None
    assert kept.keep({"a": 1})() == ""
    assert kept.read() == {"a": 1}


def test_where_no_folder_can_be_made_it_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert KeptFile(tmp_path / "file" / "kept.json").keep({"a": 1})() != ""


def test_a_link_into_a_folder_of_somebodys_own_stays_a_link(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "own.json")
    KeptFile(path).keep({"a": 1})()
    assert path.is_symlink()
    assert written(tmp_path / "own.json") == {"a": 1}


def test_the_latest_wish_stays_whichever_thread_is_last(path: Path) -> None:
    kept = KeptFile(path)
    first, last = kept.keep({"a": 1}), kept.keep({"a": 2})
    threads = [threading.Thread(target=write) for write in (last, first)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    first()
    assert kept.read() == {"a": 2}
