import os
from pathlib import Path

from ui.suggestions import Suggestion, images_in


def file(folder: Path, name: str, age: int, size: int = 5) -> None:
    path = folder / name
    path.write_bytes(bytes(size))
    os.utime(path, (1_000_000 - age, 1_000_000 - age))


def test_the_newest_images_by_name(tmp_path: Path) -> None:
    file(tmp_path, "old.iso", 900)
    file(tmp_path, "third.img.xz", 30)
    file(tmp_path, "first.ISO", 10)
    file(tmp_path, "second.raw", 20)
    file(tmp_path, "letter.pdf", 1)
    file(tmp_path, "holiday.zip", 1)
    file(tmp_path, "half.iso.part", 1)
    (tmp_path / "folder.iso").mkdir()
    (tmp_path / "gone.iso").symlink_to(tmp_path / "nowhere")
    assert images_in(tmp_path) == (
        Suggestion(tmp_path / "first.ISO", 5),
        Suggestion(tmp_path / "second.raw", 5),
        Suggestion(tmp_path / "third.img.xz", 5),
    )


def test_an_empty_file_is_the_placeholder_of_a_download(tmp_path: Path) -> None:
    file(tmp_path, "debian.iso", 1, size=0)
    assert images_in(tmp_path) == ()


def test_no_such_folder(tmp_path: Path) -> None:
    assert images_in(tmp_path / "gone") == ()
