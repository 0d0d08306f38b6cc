"""What the harness counts and prints; the figures themselves are nobody's to assert."""

import sys
import time
from pathlib import Path

import pytest
from bench.run import Run, run
from bench.table import OURS, Row, rows_in_markdown
from bench.target import USB3, MiB, Speed, target, throttles


def took(*seconds: float) -> list[Run]:
    return [Run(each, 1.0, 40 * MiB, 0, 0, 0) for each in seconds]


def test_a_ratio_is_that_of_each_round_and_its_median_counts() -> None:
    runs = {OURS: took(5, 6, 20), "dd + cmp": took(10, 10, 10)}
    row = Row("noise", MiB, 0.60, "dd + cmp", runs)
    assert (row.ratios, row.reached) == ([0.5, 0.6, 2.0], True)
    line = rows_in_markdown([row]).splitlines()[-1]
    assert "| 6.0 s | 10.0 s | 0.60 (0.50 to 2.00) | 0.60 × dd + cmp | ✓ |" in line


def test_the_floor_is_writing_and_reading_at_full_speed() -> None:
    assert USB3.floor(600_000_000) == pytest.approx(15 + 4)
    row = Row("noise", MiB, 1.02, "", {OURS: took(19.5)}, floor=19.0)
    assert row.ratios == [pytest.approx(1.026, abs=0.001)]
    assert not row.reached


def test_a_run_counts_the_command_and_all_that_it_starts() -> None:
    script = "import subprocess, sys; b = bytearray(60 << 20); b[::4096] = b[::4096]; "
    script += f"subprocess.run([{sys.executable!r}, '-c', 'sum(range(3_000_000))'])"
    done = run([sys.executable, "-c", script], [])
    assert done.memory > 60 * MiB
    assert done.processor > 0
    assert not done.failed
    assert run([sys.executable, "-c", "exit('no room')"], []).failed == "no room"


@pytest.mark.system
def test_a_device_is_held_to_its_speed_and_tells_what_reached_it(tmp_path: Path) -> None:
    if not throttles():
        pytest.skip("cgroup v1's blkio controller is not here")
    slow = Speed("slow", 4_000_000, 8_000_000, 120)
    with target(tmp_path / "stick.img", 16 * MiB) as stick:
        before = stick.traffic
        with stick.held_to(slow):
            began = time.monotonic()
            write = ["dd", "if=/dev/zero", f"of={stick.node}", "bs=1M", "count=8", "oflag=direct"]
            done = run(write, [stick])
            assert time.monotonic() - began > 8 * MiB / slow.write / 2
        assert done.written == stick.traffic[0] - before[0] == 8 * MiB


@pytest.mark.system
def test_stale_bytes_are_noticed(tmp_path: Path) -> None:
    image = tmp_path / "image.img"
    image.write_bytes(bytes(4 * MiB))
    with target(tmp_path / "stick.img", 16 * MiB) as stick:
        stick.prepare(4 * MiB, None)
        assert stick.differs(image)
        stick.prepare(4 * MiB, None, fresh=True)
        assert not stick.differs(image)
