"""What the benchmark of verdicts measures has to be the right verdict."""

from pathlib import Path

from bench.verdict import check, make_image, many_files, tree_seconds

from app.inspection import inspect
from app.sources import open_source


def test_its_image_starts_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "image.iso"
    make_image(path, 32 << 20)
    check(inspect(open_source(path)))


def test_its_tree_has_all_the_files() -> None:
    assert tree_seconds(many_files(450), 450) > 0
