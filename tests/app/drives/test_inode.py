"""What tells files apart that have the same inode."""

import subprocess
from pathlib import Path

from app.drives.inode import birth_of, generation_of


def test_a_birth_is_what_the_system_tells(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    told = subprocess.run(["stat", "-c", "%.9W", path], capture_output=True, text=True, check=True)
    expected = int(told.stdout.strip().replace(".", "").replace(",", ""))
    with path.open("rb") as file:
        assert (birth_of(file.fileno()) or 0) == expected


def test_it_stays_whatever_is_done_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with path.open("r+b") as file:
        before = (generation_of(file.fileno()), birth_of(file.fileno()))
        file.write(b"x")
        file.flush()
        path.rename(tmp_path / "other")
        (tmp_path / "other").chmod(0o600)
        assert (generation_of(file.fileno()), birth_of(file.fileno())) == before


def test_where_nobody_counts_it_is_when_it_was_made() -> None:
    """The kernel's own file systems have neither files that are made nor generations."""
    with Path("/proc/self/stat").open("rb") as file:
        assert generation_of(file.fileno()) == birth_of(file.fileno())


def test_nothing_open() -> None:
    assert generation_of(1 << 20) is None
