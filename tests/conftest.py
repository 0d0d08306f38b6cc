"""Qt without a screen, unless `--onscreen` asks to look; nothing of the user's home is touched, and
nothing of the internet."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import offline
import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is not a failed test
settings.load_profile("untimed")

if "--onscreen" not in sys.argv:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

TRIED = offline.watch()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows that tests open")


@pytest.fixture(autouse=True)
def private_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, journal and recent images of a test land in a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home


@pytest.fixture(autouse=True)
def internet() -> Iterator[list[str]]:
    """What a test tried; where code swallows the refusal, the test fails all the same."""
    yield TRIED
    tried = TRIED.copy()
    TRIED.clear()
    assert not tried
