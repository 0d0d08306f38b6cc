import gzip
import hashlib
from pathlib import Path

import pytest
from support_images import image_bytes

from app.checksum import Algorithm, Digests, algorithm_of, digest
from app.commands.write import run_to_end
from app.sources import open_source

CONTENT = image_bytes(5 << 20)


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_checksum_is_told_by_its_length(algorithm: Algorithm) -> None:
    assert algorithm_of("  " + "aB" * (algorithm.digits // 2) + "\n") is algorithm


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "a" * 63, "ab cd" * 20])
def test_what_is_no_checksum(text: str) -> None:
    assert algorithm_of(text) is None


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_plain_image_is_hashed_once(tmp_path: Path, algorithm: Algorithm) -> None:
    path = tmp_path / "image.iso"
    path.write_bytes(CONTENT)
    told = list(digest(open_source(path), algorithm))
    assert told[-1] == len(CONTENT)
    digests = run_to_end(digest(open_source(path), algorithm))
    expected = hashlib.new(algorithm.value, CONTENT, usedforsecurity=False).hexdigest()
    assert digests == Digests(expected, expected)


def test_of_a_packed_image_either_may_be_published(tmp_path: Path) -> None:
    path = tmp_path / "image.iso.gz"
    path.write_bytes(gzip.compress(CONTENT, 1))
    digests = run_to_end(digest(open_source(path), Algorithm.SHA256))
    assert digests.matching(hashlib.sha256(CONTENT).hexdigest().upper()) == "image"
    assert digests.matching(hashlib.sha256(path.read_bytes()).hexdigest()) == "file"
    assert digests.matching("0" * 64) == ""
