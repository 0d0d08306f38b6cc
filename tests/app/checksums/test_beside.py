import os
from pathlib import Path

import pytest
from support_images import source_of

from app.checksums.beside import MOST_FILES, candidate, candidates, names_of
from app.sources.source import Source


@pytest.fixture
def image(tmp_path: Path) -> Source:
    return source_of(tmp_path / "debian-12.iso", b"image")


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("")


@pytest.mark.parametrize(
    ("name", "own", "whole"),
    [
        ("debian-12.iso.sha256", True, False),
        ("debian-12.iso.sha256sum", True, False),
        ("debian-12.iso.SHA512", True, False),
        ("debian-12.iso.md5", True, False),
        ("debian-12.iso.b2", True, False),
        ("debian-12.iso.sha256.txt", True, False),
        ("debian-12.iso.DIGESTS", True, False),
        ("debian-12.iso-CHECKSUM", True, False),
        ("debian-12-CHECKSUM", True, False),
        ("debian-12.sha256", True, False),
        ("SHA256SUMS", False, True),
        ("SHA256SUM", False, True),
        ("SHA256SUMS (1)", False, True),
        ("SHA512SUMS", False, True),
        ("sha256sum.txt", False, True),
        ("sha256sums.txt", False, True),
        ("SHA1SUMS", False, True),
        ("MD5SUMS", False, True),
        ("B2SUMS", False, True),
        ("CHECKSUM", False, True),
        ("CHECKSUMS.txt", False, True),
        ("SHA256", False, True),
        ("Fedora-Workstation-41-1.4-x86_64-CHECKSUM", False, True),
        ("CHECKSUM.SHA256-FreeBSD-14.1-RELEASE-amd64", False, True),
        ("release.sha256", False, False),
    ],
)
def test_names_that_lists_have(image: Source, name: str, own: bool, whole: bool) -> None:
    put(image.path.parent, name)
    (found,) = candidates(image)
    assert (found.path.name, found.own, found.whole) == (name, own, whole)


@pytest.mark.parametrize(
    "name",
    [
        "other.iso.sha256",
        "debian-12.iso.torrent",
        "debian-12.iso.zsync",
        "notes.txt",
        "sha256sums.iso",
        "SHA256SUMS.gpg",
        "README",
        "my-b2.txt",
    ],
)
def test_names_that_are_none(image: Source, name: str) -> None:
    put(image.path.parent, name)
    assert candidates(image) == ()


def test_those_for_this_image_come_first_then_the_strongest(image: Source) -> None:
    put(image.path.parent, "MD5SUMS", "SHA256SUMS", "SHA512SUMS", "debian-12.iso.md5")
    assert [each.path.name for each in candidates(image)] == [
        "debian-12.iso.md5",
        "SHA512SUMS",
        "SHA256SUMS",
        "MD5SUMS",
    ]


def test_a_pipe_beside_a_list_is_no_signature(image: Source) -> None:
    """Whoever opens it waits until somebody fills it."""
    put(image.path.parent, "SHA256SUMS")
    os.mkfifo(image.path.with_name("SHA256SUMS.gpg"))
    (found,) = candidates(image)
    assert found.signature is None
    assert candidate(found.path).signature is None


def test_a_signature_beside_a_list(image: Source) -> None:
    put(image.path.parent, "SHA256SUMS", "SHA256SUMS.sign")
    (found,) = candidates(image)
    assert found.signature == image.path.with_name("SHA256SUMS.sign")
    assert candidate(found.path).signature == found.signature


def test_a_list_that_is_signed_in_clear_stands_for_itself(image: Source) -> None:
    put(image.path.parent, "SHA256SUMS.asc")
    (found,) = candidates(image)
    assert (found.path.name, found.signature) == ("SHA256SUMS.asc", None)


def test_what_is_no_file_is_left_alone(image: Source) -> None:
    os.mkfifo(image.path.with_name("SHA256SUMS"))
    image.path.with_name("MD5SUMS").mkdir()
    image.path.with_name("CHECKSUM").symlink_to("nowhere")
    assert candidates(image) == ()


def test_a_folder_full_of_lists(image: Source) -> None:
    put(image.path.parent, *(f"SHA256SUMS-{number}" for number in range(40)))
    assert len(candidates(image)) == MOST_FILES


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    image = source_of(tmp_path / "gone" / "a.iso", b"image")
    image.path.unlink()
    image.path.parent.rmdir()
    assert candidates(image) == ()


def test_a_packed_image_has_two_names(tmp_path: Path) -> None:
    packed = source_of(tmp_path / "pi.img.xz", b"image", layers=("xz",))
    assert names_of(packed) == ("pi.img.xz", "pi.img")
    strange = source_of(tmp_path / "pi.img.bin", b"image", layers=("gzip",))
    assert names_of(strange) == ("pi.img.bin",)
