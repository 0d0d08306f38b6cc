"""Qt without a screen, unless `--onscreen` asks to look; nothing of the user's home is touched, and
nothing of the internet."""

import os
import signal
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import offline
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from support_web import Site

settings.register_profile("untimed", deadline=None)  # a busy machine is not a failed test
settings.load_profile("untimed")

if "--onscreen" not in sys.argv:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

signal.signal(signal.SIGHUP, signal.SIG_DFL)  # also under nohup(1), which programs heed

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


@pytest.fixture
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The authority of the tests' own server counts on this computer."""
    from support_web import authority  # here, for few tests need it

    path = tmp_path / "authority.pem"
    path.write_bytes(authority())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@pytest.fixture
def site(trust: None) -> Iterator["Site"]:
    """A server of our own."""
    from support_web import serving

    with serving() as made:
        yield made


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Names that are not UTF-8 get into the log, and no further to whoever gathers the reports."""
    report = yield
    report.sections = [
        (name, text.encode(errors="backslashreplace").decode()) for name, text in report.sections
    ]
    return report


ALONE = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """What needs neither root nor other programs needs no network either. Where it can be had, the
    tests have one of their own, which leads nowhere."""
    usual = "not system and not tools" in config.option.markexpr and not config.option.onscreen
    config.stash[ALONE] = usual and offline.leave()


@pytest.fixture(autouse=True)
def internet(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """What a test tried; where code swallows the refusal, the test fails all the same. And so it
    does for what it started, in any language, as far as that can be seen (`ALONE`)."""
    alone = request.config.stash[ALONE]
    before = offline.strays() if alone else 0
    yield TRIED
    tried = TRIED.copy()
    TRIED.clear()
    assert not tried
    assert not alone or offline.strays() == before, (
        "a program that it started asked for the internet"
    )
