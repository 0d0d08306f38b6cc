"""What a plain write does not load: whoever writes an image waits for all of it, each time."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

# Each is loaded where it is used: packed files, lists of checksums, loaders with signatures, block
# maps, sticks for Windows, what is missing on this computer, the desktop's bus.
SPARED = (
    "app.checksums.comparison",
    "app.doctor",
    "app.firmware",
    "app.formats.bmap",
    "app.formats.wim",
    "app.inspection.secure_boot",
    "app.inspection.windows_stick",
    "app.sources.codecs",
    "app.sources.lookup",
    "app.qemu",
    "hashlib",
    "jeepney",
    "PySide6",
    "subprocess",
    "tqdm",
)


def test_what_a_plain_write_does_not_use_is_not_loaded() -> None:
    told = "import sys, app.cli, app.commands.write; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert "app.write" in loaded
    assert not set(SPARED) & set(loaded)
