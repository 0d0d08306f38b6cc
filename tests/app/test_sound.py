"""The desktop's sounds, on a computer that has what plays them, and on one that has not."""

from pathlib import Path

import pytest

from app import tools
from app.sound import Sound, can_play, play


def theme(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    files = folder / "share/sounds/freedesktop/stereo"
    files.mkdir(parents=True)
    monkeypatch.setenv("XDG_DATA_DIRS", f"/nowhere:{folder / 'share'}")
    (files / "complete.oga").write_bytes(b"")
    return files


def player(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One that writes down what it was asked for, and the way to the session."""
    programs, heard = folder / "bin", folder / "heard"
    programs.mkdir(exist_ok=True)
    program = programs / name
    program.write_text(f'#!/bin/sh\necho "$0 $* $XDG_RUNTIME_DIR" >> {heard}\n')
    program.chmod(0o755)
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", f"{programs}:/usr/bin:/bin")
    return heard


def test_without_a_player_there_is_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme(tmp_path, monkeypatch)
    monkeypatch.setitem(tools.ENVIRONMENT, "PATH", str(tmp_path))
    assert not can_play()
    play(Sound.DONE)


def test_without_a_sound_nothing_can_play_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = player(tmp_path, "pw-play", monkeypatch)
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    assert not can_play()
    play(Sound.DONE)
    assert not heard.exists()


def test_a_file_for_one_that_plays_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = theme(tmp_path, monkeypatch)
    heard = player(tmp_path, "paplay", monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    assert can_play()
    play(Sound.DONE)
    assert heard.read_text() == (f"{tmp_path}/bin/paplay {files}/complete.oga /run/user/1000\n")


def test_a_name_for_the_one_that_knows_the_users_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme(tmp_path, monkeypatch)
    player(tmp_path, "paplay", monkeypatch)
    heard = player(tmp_path, "canberra-gtk-play", monkeypatch)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    play(Sound.DONE)
    assert heard.read_text() == f"{tmp_path}/bin/canberra-gtk-play --id complete \n"


def test_a_player_that_fails_is_worth_no_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme(tmp_path, monkeypatch)
    player(tmp_path, "pw-play", monkeypatch)
    (tmp_path / "bin" / "pw-play").write_text("#!/bin/sh\nexit 1\n")
    play(Sound.DONE)
