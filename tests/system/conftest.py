"""The virtual PC, one for all tests that ask for it. And a case of the matrix that is left out has
failed: the table says what was played."""

import signal
from collections.abc import Generator, Iterator

import pytest
from system.matrix.case import Case
from system.pc.pc import Pc, virtual_pc


def pytest_configure() -> None:
    """Whoever ends the tests politely gets the emulated computers ended as well."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def running_pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    with virtual_pc(tmp_path_factory.mktemp("pc")) as pc:
        pc.start()
        yield pc


@pytest.fixture
def pc(running_pc: Pc) -> Iterator[Pc]:
    """Nothing plugged in, nothing running, and again so when the next test begins."""
    yield running_pc
    running_pc.tidy()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    given = getattr(item, "callspec", None)
    if report.skipped and given is not None and isinstance(given.params.get("case"), Case):
        report.outcome, report.longrepr = "failed", f"{item.name} was left out: {report.longrepr}"
    return report
