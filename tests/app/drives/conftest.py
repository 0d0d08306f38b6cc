from pathlib import Path

import pytest
from computers import FakeComputer


@pytest.fixture
def computer(tmp_path: Path) -> FakeComputer:
    """An empty one, with udev running."""
    return FakeComputer(tmp_path / "computer")
