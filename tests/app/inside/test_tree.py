"""Every file system of an image is in one tree."""

from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_disc import Boot, Disc
from support_fat import fat
from support_iso import Iso, Link

from app.errors import CorruptImage
from app.inside.tree import Inside, open_inside
from app.sources import open_source


def inside_of(image: bytes, folder: Path) -> Inside:
    path = folder / "image.img"
    path.write_bytes(image)
    return open_inside(open_source(path))


def paths(inside: Inside, path: str = "") -> list[str]:
    return [place for place, _ in inside.walk(path)]


def content(inside: Inside, path: str) -> bytes:
    entry = inside.find(path)
    assert entry is not None
    return inside.content(path, entry).read_at(0, entry.size)


def test_a_disc_is_the_root(tmp_path: Path) -> None:
    inside = inside_of(
        Iso({"boot/vmlinuz": b"kernel", "readme": b"text"}, label="DISC").build(), tmp_path
    )
    assert inside.label == "DISC"
    assert paths(inside) == ["boot", "boot/vmlinuz", "readme"]
    assert content(inside, "boot/vmlinuz") == b"kernel"
    assert inside.find("boot/nothing") is None
    assert inside.list("readme") == ()


def test_its_boot_image_is_a_folder(tmp_path: Path) -> None:
    efi = fat({"EFI/BOOT/BOOTX64.EFI": b"loader"})
    disc = Disc([Boot(platform=0xEF, image=efi), Boot(platform=0, image=b"code")], {"a.txt": b"a"})
    inside = inside_of(disc.build(), tmp_path)
    assert [entry.name for entry in inside.list()][-1] == "boot-image-1"
    assert paths(inside, "boot-image-1") == [
        f"boot-image-1/{path}" for path in ("EFI", "EFI/BOOT", "EFI/BOOT/BOOTX64.EFI")
    ]
    assert content(inside, "BOOT-IMAGE-1/efi/boot/bootx64.efi") == b"loader"


def test_a_name_that_the_disc_has_is_not_taken_from_it(tmp_path: Path) -> None:
    disc = Disc([Boot(platform=0xEF, image=fat({"x": b"x"}))], {"BOOT-IMAGE-1": b"mine"})
    inside = inside_of(disc.build(), tmp_path)
    assert content(inside, "BOOT-IMAGE-1") == b"mine"
    assert content(inside, "boot-image-1-/x") == b"x"


def test_partitions_are_folders(tmp_path: Path) -> None:
    parts = (mbr_entry(0x0C, 64, 1024), fat({"a.txt": b"A"})), (mbr_entry(0x83, 2048, 8), bytes(8))
    inside = inside_of(mbr_disk(*parts).build(), tmp_path)
    assert [(entry.name, entry.damaged) for entry in inside.list()] == [
        ("partition-1", False),
        ("partition-2", True),
    ]
    assert paths(inside) == ["partition-1", "partition-1/a.txt", "partition-2"]
    assert content(inside, "partition-1/a.txt") == b"A"
    with pytest.raises(CorruptImage, match="no file system that can be read here"):
        inside.list("partition-2")


def test_a_file_system_without_a_table_is_the_root(tmp_path: Path) -> None:
    inside = inside_of(fat({"a/b.txt": b"B"}, label="STICK"), tmp_path)
    assert (inside.label, paths(inside)) == ("STICK", ["a", "a/b.txt"])


def test_nothing_is_nothing(tmp_path: Path) -> None:
    inside = inside_of(bytes(1 << 20), tmp_path)
    assert (inside.list(), paths(inside), inside.label) == ((), [], "")
    assert inside.find("") is not None


def test_folders_of_two_volumes_in_like_places_are_no_loop(tmp_path: Path) -> None:
    """Each counts its places from its own beginning."""
    one = Iso({"a/b/c": b"1"}).build()
    parts = [(mbr_entry(0x17, first, 512), one) for first in (64, 1024)]
    inside = inside_of(mbr_disk(*parts).build(), tmp_path)
    assert not any(entry.damaged for _, entry in inside.walk())
    assert len(paths(inside)) == 8


def test_links_are_shown(tmp_path: Path) -> None:
    inside = inside_of(
        Iso({"passwd": Link(((8, b""), (0, b"etc"), (0, b"passwd")))}).build(), tmp_path
    )
    (entry,) = inside.list()
    assert entry.link == "/etc/passwd"
