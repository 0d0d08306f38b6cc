"""The virtual PC, one for all tests that ask for it. And a case of the matrix that is left out has
failed: the table says what was played."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from system.matrix.case import Case
from system.pc.image import cache, image
from system.pc.machine import Machine
from system.pc.pc import Pc

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def running_pc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pc]:
    folder = tmp_path_factory.mktemp("pc")
    images, sticks = folder / "images", folder / "sticks"
    images.mkdir()
    sticks.mkdir()
    compiled = cache() / "compiled"  # by the guest's Python, for all machines to come
    compiled.mkdir(exist_ok=True, parents=True)
    compiled.chmod(0o777)
    place = folder / "machine"
    machine = Machine(image(), place, program=CHECKOUT, images=images, compiled=compiled)
    pc = Pc(machine, sticks)
    try:
        pc.start()
        yield pc
    finally:
        pc.stop()


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
