"""A little of what the soak does to the virtual PC: its power is cut, sticks are exchanged, and
mapped devices are taken for one."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from system.pc.pc import Pc
from system.soak import dm_pc, power_pc, swap_pc
from system.soak.computer import Computer
from system.sticks.promises import demand_none

pytestmark = pytest.mark.system

SEED = 108


@pytest.fixture(scope="module")
def computer(running_pc: Pc) -> Iterator[Computer]:
    """The disk with the user's files is another one here, so it starts anew before and after."""
    running_pc.stop()
    yield Computer(running_pc)
    running_pc.stop()
    running_pc.tidy()


@pytest.mark.parametrize("number", range(2))
def test_power_cuts(computer: Computer, tmp_path: Path, number: int) -> None:
    outcome = power_pc.run(Random(f"power-pc {SEED} {number}"), tmp_path, computer)
    demand_none(outcome.breaches, outcome.story)


@pytest.mark.parametrize("number", range(3))
def test_exchanged_sticks(computer: Computer, tmp_path: Path, number: int) -> None:
    outcome = swap_pc.run(Random(f"swap-pc {SEED} {number}"), tmp_path, computer)
    demand_none(outcome.breaches, outcome.story)


def test_mapped_devices(computer: Computer, tmp_path: Path) -> None:
    """One after the other on the same bench, as in a soak."""
    bench = dm_pc.Bench(computer)
    for number in range(4):
        outcome = bench.run(Random(f"dm-pc {SEED} {number}"), tmp_path)
        demand_none(outcome.breaches, outcome.story)
