"""The newcomer's way: an empty Debian, a checkout, the two commands, and nothing else. The second
command takes ten minutes in each of them, so it belongs to `--packages`; `.ci/run` gives it to a
bare machine anyway."""

from collections.abc import Iterator

import pytest
from system.empty import System, clone, empty

INSIDE = "/root/stick wright"


@pytest.fixture(scope="module", params=["bookworm", "trixie"])
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    with empty(request.param) as made:
        clone(made, INSIDE)
        yield made


@pytest.mark.system
def test_run_sets_itself_up_and_makes_a_stick(system: System) -> None:
    first = system.call(f"{INSIDE}/packaging/run")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "read back, identical" in first.stdout
    assert "Installing them" in first.stderr
    again = system.call(f"{INSIDE}/packaging/run", "--version", network=False)
    assert (again.returncode, again.stderr) == (0, ""), again.stdout


@pytest.mark.packages
def test_test_sets_itself_up_and_passes(system: System) -> None:
    done = system.call(f"{INSIDE}/packaging/test", "-q")
    assert done.returncode == 0, done.stdout + done.stderr
