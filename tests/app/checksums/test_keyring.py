import os
from pathlib import Path

import pytest

from app.checksums.keyring import add, keyring_file, keys_in, remove
from app.errors import UsageError


def key(last: bytes = b"") -> bytes:
    """A public key packet of version 4 with a user's name."""
    body = b"\x04" + bytes(20) + last
    return bytes([0xC6, len(body)]) + body + bytes([0xC0 | 13, 5]) + b"Maker"


@pytest.fixture
def keyring(tmp_path: Path) -> Path:
    return tmp_path / "stickwright" / "keyring.gpg"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "maker.key"
    path.write_bytes(key())
    return path


def test_it_stands_with_the_settings(monkeypatch: pytest.MonkeyPatch, private_home: Path) -> None:
    settings = Path(os.environ["XDG_CONFIG_HOME"])
    assert keyring_file() == settings / "stickwright" / "keyring.gpg"
    monkeypatch.setenv("XDG_CONFIG_HOME", "not/absolute")
    assert keyring_file() == private_home / ".config" / "stickwright" / "keyring.gpg"


def test_a_key_is_added_once(keyring: Path, file: Path, tmp_path: Path) -> None:
    assert keys_in(keyring) == ()
    (first,) = add(file, keyring)
    assert add(file, keyring) == ()
    file.write_bytes(key() + key(b"!"))
    (second,) = add(file, keyring)
    assert keys_in(keyring) == (first, second)
    assert keyring.stat().st_mode & 0o077 == 0
    assert list(keyring.parent.iterdir()) == [keyring]


def test_a_key_is_removed_by_its_whole_fingerprint(keyring: Path, file: Path) -> None:
    (added,) = add(file, keyring)
    for part in ("", added.fingerprint[-16:], "0" * 40):
        with pytest.raises(UsageError):
            remove(part, keyring)
    spaced = " ".join([added.fingerprint[:20].lower(), added.fingerprint[20:]])
    assert remove(f"0x{spaced}", keyring) == added
    assert keys_in(keyring) == ()


def test_what_is_no_key_is_refused_and_changes_nothing(keyring: Path, file: Path) -> None:
    add(file, keyring)
    before = keyring.read_bytes()
    file.write_bytes(b"hello")
    with pytest.raises(UsageError, match=r"maker\.key is not a file of public keys"):
        add(file, keyring)
    with pytest.raises(UsageError, match="can’t be read"):
        add(file.with_name("gone"), keyring)
    assert keyring.read_bytes() == before


def test_a_keyring_that_is_none_is_said(keyring: Path, file: Path) -> None:
    add(file, keyring)
    keyring.write_bytes(b"hello")
    with pytest.raises(UsageError, match=r"keyring\.gpg is not a file of public keys"):
        add(file, keyring)


def test_a_keybox_is_left_to_gpg(keyring: Path, file: Path) -> None:
    box = keyring.with_suffix(".kbx")
    for change in (lambda: add(file, box), lambda: remove("0" * 40, box)):
        with pytest.raises(UsageError, match="with gpg"):
            change()


def test_a_folder_that_cannot_be_made(tmp_path: Path, file: Path) -> None:
    (tmp_path / "below").symlink_to("nowhere")
    with pytest.raises(UsageError, match="can’t be written"):
        add(file, tmp_path / "below" / "keyring.gpg")


def test_a_pipe_in_its_place_is_not_waited_for(keyring: Path, file: Path) -> None:
    keyring.parent.mkdir()
    os.mkfifo(keyring)
    with pytest.raises(UsageError, match="it is not a file"):
        keys_in(keyring)
    with pytest.raises(UsageError, match="it is not a file"):
        add(file, keyring)


def test_one_that_is_too_large_is_not_read(keyring: Path) -> None:
    keyring.parent.mkdir()
    keyring.touch()
    os.truncate(keyring, 1 << 42)
    with pytest.raises(UsageError, match="too large"):
        keys_in(keyring)
