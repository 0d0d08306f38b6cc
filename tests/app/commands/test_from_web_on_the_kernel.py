"""What comes from the web is not kept on the very drive that is erased with it."""

from pathlib import Path

import pytest
from loops import loop_device, mounted, run
from support_images import image_bytes
from support_web import Page, authority, serving

from app.cli import main

pytestmark = pytest.mark.system

MIB = 1 << 20


@pytest.mark.parametrize("folder", ["", "deep/er"])
def test_a_copy_on_the_drive_is_refused_before_it_is_touched(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    folder: str,
) -> None:
    trust, backing = tmp_path / "authority.pem", tmp_path / "a.img"
    trust.write_bytes(authority())
    monkeypatch.setenv("SSL_CERT_FILE", str(trust))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with serving() as site, loop_device(backing, size=64 * MIB) as node:
        url = site.put("/a.img", Page(image_bytes(MIB)))
        run("mkfs.ext4", "-q", node)
        with mounted(node, tmp_path / "point") as point:
            place = point / folder
            place.mkdir(parents=True, exist_ok=True)
            (place / "mine").write_text("mine")
            words = ["write", "--yes", url, node, "--confirm", node, "--keep", str(place / "b.img")]
            assert main(words) == 3
            assert "it would lie on the drive that is erased" in capsys.readouterr().err
            assert {path.name for path in place.iterdir()} - {"lost+found"} == {"mine"}
            assert (place / "mine").read_text() == "mine"
