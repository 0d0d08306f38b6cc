"""The gallery draws as the design was drawn; run apart, because it scales the whole of Qt."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage


def test_it_draws_a_state_at_every_width(tmp_path: Path) -> None:
    script = Path(__file__).with_name("gallery.py")
    subprocess.run([sys.executable, script, tmp_path, "22-tools"], check=True, capture_output=True)
    sizes = {
        str(path.relative_to(tmp_path)): (QImage(str(path)).width(), QImage(str(path)).height())
        for path in tmp_path.rglob("*.png")
    }
    assert sizes == {
        "22-tools-light.png": (1500, 1080),
        "22-tools-dark.png": (1500, 1080),
        "narrow/22-tools-light.png": (540, 1080),
        "narrow/22-tools-dark.png": (540, 1080),
        "low/22-tools-light.png": (1200, 720),
        "low/22-tools-dark.png": (1200, 720),
        "contrast/22-tools-light.png": (1500, 1080),
        "contrast/22-tools-dark.png": (1500, 1080),
        "text-200/22-tools-light.png": (1500, 1080),
        "narrow-200/22-tools-light.png": (540, 1080),
    }
