"""The virtual PC, one for all tests that ask for it. A case of the matrix that is left out has
failed: the table says what was played. And of a broken promise there is a note, where somebody asks
for notes: a second run of that test cannot take it back."""

import signal
from collections.abc import Generator, Iterator

import pytest
from system.broken import broken_promise, note
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
    item: pytest.Item, call: "pytest.CallInfo[None]"
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    given = getattr(item, "callspec", None)
    if report.skipped and given is not None and isinstance(given.params.get("case"), Case):
        report.outcome, report.longrepr = "failed", f"{item.name} was left out: {report.longrepr}"
    if call.excinfo is not None and (broken := broken_promise(call.excinfo.value)):
        note(f"{item.nodeid}: {broken}")
    return report
