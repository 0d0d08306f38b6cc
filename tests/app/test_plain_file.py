"""What is opened is a plain file, and nobody waits for anything else in its place."""

import os
import socket
from pathlib import Path

import pytest

from app.plain_file import NotPlain, open_plain_file, sync_folder

OPEN = Path("/proc/self/fd")


def descriptors() -> list[str]:
    return sorted(fd.name for fd in OPEN.iterdir())


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"read")
    with open_plain_file(path) as file:
        assert file.read() == b"read"
        assert not os.get_inheritable(file.fileno())


def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    before = descriptors()
    with pytest.raises(NotPlain) as raised:
        open_plain_file(path)
    assert descriptors() == before
    assert raised.value.strerror == "it is not a file"  # as a sentence of ours goes on
    assert raised.value.filename == str(path)


@pytest.mark.parametrize("path", [Path("/dev/null"), Path("/dev/zero"), Path("/tmp")], ids=str)
def test_neither_a_device_nor_a_folder_is_a_file(path: Path) -> None:
    with pytest.raises(NotPlain):
        open_plain_file(path)


def test_a_socket_cannot_be_opened_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may not be long
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("socket")
        with pytest.raises(OSError, match="No such device or address"):
            open_plain_file(Path("socket"))


def test_a_link_is_followed_unless_nobody_shall(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"linked")
    link = tmp_path / "link"
    link.symlink_to("file")
    with open_plain_file(link) as file:
        assert file.read() == b"linked"
    with pytest.raises(OSError, match="Too many levels of symbolic links"):
        open_plain_file(link, follow_links=False)


def test_the_names_of_a_folder_are_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(
        os, "fsync", lambda fd: synced.append(Path(f"/proc/self/fd/{fd}").readlink())
    )
    before = descriptors()
    sync_folder(tmp_path)
    assert synced == [tmp_path.resolve()]
    assert descriptors() == before


def test_of_what_is_no_folder_there_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        sync_folder(tmp_path / "file")
