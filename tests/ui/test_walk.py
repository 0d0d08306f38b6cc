"""From a drop to "Ready to boot" with the hands of an X server, on a virtual stick."""

from pathlib import Path

import pytest
import screen
from walk import holds, walk

pytestmark = pytest.mark.system


def test_from_a_drop_to_ready_to_boot(tmp_path: Path) -> None:
    if missing := screen.missing_packages():
        pytest.skip(f"not installed: {', '.join(missing)}")
    image, stick = walk(tmp_path, tmp_path)
    assert image.stat().st_size > 100 << 20
    assert holds(stick, image)
    assert len(list(tmp_path.glob("*.png"))) == 7
