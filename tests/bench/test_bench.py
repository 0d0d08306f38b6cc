"""What the harness counts and prints; the figures themselves are nobody's to assert."""

import hashlib
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from bench.hashing import sha256_alone
from bench.limits import ALONE, limits, limits_in_markdown
from bench.run import Run, run
from bench.table import OURS, PARTS, READ, UNPACK, WRITE, Row, rows_in_markdown
from bench.target import USB3, MiB, Speed, differs, target, throttles
from bench.writing import order


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


def test_a_floor_of_parts_is_the_slower_of_unpacking_and_writing_and_then_reading(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 4)
    unpack = [replace(run, processor=cost) for run, cost in zip(took(9, 9), (8, 80), strict=True)]
    runs = {OURS: took(12, 50), UNPACK: unpack, WRITE: took(6, 6), READ: took(4, 4)}
    row = Row("disk.xz", MiB, 1.05, PARTS, runs)
    assert row.ratios == [12 / (6 + 4), 50 / (20 + 4)]


def test_who_fails_quickly_reaches_nothing() -> None:
    failed = [replace(each, failed="unknown option") for each in took(0.1)]
    assert Row("noise", MiB, 0.60, "dd + cmp", {OURS: took(0.1), "dd + cmp": took(1)}).reached
    assert not Row("noise", MiB, 0.60, "dd + cmp", {OURS: failed, "dd + cmp": took(1)}).reached
    assert not Row("noise", MiB, 0.60, "dd + cmp", {OURS: took(0.1), "dd + cmp": failed}).reached


def test_the_worst_run_is_held_against_each_limit() -> None:
    runs = [replace(took(1)[0], memory=memory * MiB, lead=memory * MiB) for memory in (40, 49)]
    one = Row("noise", 1 << 30, 1, "", {OURS: runs}, floor=1, noise=True)
    packed = Row("disk.xz", 1 << 30, 1, "", {OURS: runs}, floor=1, packed=True)
    found = {each.name: (each.worst, each.kept) for each in limits([one, packed])}
    assert found == {
        "memory, one drive": (49, False),
        "memory, packed": (49, True),
        "growth of the page cache": (0, True),
        "processor, with SHA-256": (1, False),
        "progress ahead of the drive": (49, False),
    }


def test_sha256_alone_stands_beside_the_row_that_it_was_measured_with() -> None:
    def row(cost: float, *hashing: float) -> Row:
        runs = [replace(each, processor=cost) for each in took(1, 1, 1)]
        return Row("noise", 2 << 30, 1, "", {OURS: runs}, 1, noise=True, hashing=hashing)

    rows = [row(2.2, 1.6, 9.0, 1.2), row(2.0, 0.1, 0.1, 0.1)]
    assert [each.worst for each in limits(rows) if each.name == ALONE] == [0.8]
    lines = limits_in_markdown(rows).splitlines()
    at = lines.index("| processor, with SHA-256 | 1.10 s/GiB | 0.90 | ✗ |")
    assert lines[at + 1] == f"| {ALONE} | 0.80 s/GiB | – |  |"
    assert not any(each.name == ALONE for each in limits([row(2.2)]))


def test_sha256_alone_takes_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    summed: list[int] = []

    class Counting:
        def update(self, block: memoryview) -> None:
            summed.append(len(block))

    assert sha256_alone(MiB) > 0
    monkeypatch.setattr(hashlib, "sha256", Counting)
    sha256_alone(13 * MiB + 5)
    assert summed == [MiB] * 13 + [5]


def test_where_the_image_is_zero_a_device_may_hold_what_it_held(tmp_path: Path) -> None:
    image, backing = tmp_path / "image", tmp_path / "backing"
    image.write_bytes(b"a" * 4096 + bytes(4096))
    backing.write_bytes(b"a" * 4096 + b"old!" * 1024)
    assert (differs(image, backing, partly=True), differs(image, backing, partly=False)) == (
        False,
        True,
    )
    backing.write_bytes(b"b" * 4096 + bytes(4096))
    assert differs(image, backing, partly=True)


def test_each_round_begins_with_another() -> None:
    assert [order("abc", number) for number in range(4)] == [
        ["a", "b", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
        ["a", "b", "c"],
    ]


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
