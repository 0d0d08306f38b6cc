"""Places that can't even be asked about, here for a name that no file system takes, elsewhere for a
folder that is somebody else's: one sentence, and nothing is touched."""

import json
from pathlib import Path

import pytest
from support_stopped import filled

from app.cli import main
from app.commands.ends import REFUSED
from app.demo import make_demo_image

LONG = "x" * 256


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["write", "--yes", "demo.iso", LONG], "drive-error"),
        (["write", "--yes", "demo.iso", "stick.img", LONG], "drive-error"),
        (["format", "--yes", "--size", "8M", LONG], "drive-error"),
        (["extract", "demo.iso", "/", "--to", LONG], "folder-error"),
        (["extract", "demo.iso", "/", "--to", f"{LONG}/new"], "folder-error"),
        (["backup", "stick.img", f"{LONG}/saved.img"], "folder-error"),
        (["backup", "stick.img", f"{LONG[:241]}.img"], "folder-error"),  # too long with .sha256
        (["demo", "--keep", LONG], "folder-error"),
    ],
)
def test_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: str,
) -> None:
    make_demo_image(tmp_path / "demo.iso")
    filled(tmp_path / "stick.img", 4 << 20)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.chdir(tmp_path)
    assert main([words[0], "--json", *words[1:]]) == REFUSED
    told = capsys.readouterr()
    assert json.loads(told.out.splitlines()[-1])["code"] == code
    assert told.err.startswith("stickwright: ")
    assert told.err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
