from collections.abc import Iterator

import pytest
import services

from app.stages import patience, pipe


@pytest.fixture(scope="session")
def _services() -> Iterator[str]:
    if missing := services.missing_packages():
        pytest.skip(f"not installed: {', '.join(missing)}")
    with services.udisks() as address:
        yield address


@pytest.fixture
def udisks(_services: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a system bus with the real UDisks2 on it, where root may do everything."""
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", _services)
    return _services


@pytest.fixture
def without_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many there are is a matter of how busy the computer is. Nobody waits longer for that."""
    for module in (patience, pipe):
        monkeypatch.setattr(module, "BEAT", 60.0)
