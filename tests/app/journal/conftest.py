from pathlib import Path

import pytest
from support_images import image_bytes, source_of
from support_journal import LENGTH

from app.sources.source import Source


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the journal is kept; nobody has made it yet."""
    return tmp_path / "jobs"


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return source_of(tmp_path / "image.iso", image_bytes(LENGTH))
