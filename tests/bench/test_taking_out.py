"""What the benchmark of taking out measures has to be the right file."""

from pathlib import Path

import pytest
from bench import images
from bench.table import OURS
from bench.taking_out import CP, DD, measured, place_of
from bench.target import MiB

pytestmark = pytest.mark.tools


def test_all_take_the_same_bytes(tmp_path: Path) -> None:
    row = measured(tmp_path, 3 * MiB, 1)
    assert list(row.runs) == [OURS, DD, CP]
    assert [run.failed for (run,) in row.runs.values()] == ["", "", ""]
    assert not list((tmp_path / "out").iterdir())


def test_the_file_is_where_dd_is_told(tmp_path: Path) -> None:
    file = images.noise(tmp_path, 3 * MiB)
    disc = images.disc_of(file)
    with disc.open("rb") as opened:
        opened.seek(place_of(disc, file.name))
        assert opened.read(3 * MiB) == file.read_bytes()
