import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_bmap import BLOCK, block_map

from app.errors import BudgetSpent, CorruptImage
from app.formats.bmap import Bmap, Range, written

CONTENT = b"head" * 1024 + bytes(5 * BLOCK) + b"tail" * 1500


@pytest.mark.parametrize(
    ("version", "algorithm"),
    [("1.3", "sha1"), ("1.4", "sha256"), ("2.0", "sha512"), ("2.0", "sha1")],
)
def test_a_map_says_what_matters(version: str, algorithm: str) -> None:
    found = Bmap.parse(block_map(CONTENT, version=version, algorithm=algorithm))
    digests = [
        hashlib.new(algorithm, part).hexdigest() for part in (CONTENT[:BLOCK], CONTENT[6 * BLOCK :])
    ]
    assert found == Bmap(
        len(CONTENT),
        algorithm,
        (Range(0, BLOCK, digests[0]), Range(6 * BLOCK, len(CONTENT), digests[1])),
    )


def wrong(data: bytes) -> str:
    with pytest.raises((CorruptImage, BudgetSpent)) as caught:
        Bmap.parse(data)
    return str(caught.value)


def test_what_is_no_map_or_an_older_one() -> None:
    assert "not XML" in wrong(b"no map")
    assert "not XML" in wrong(b"")
    assert "not text" in wrong(b"\xff\xfe")
    assert "it is none" in wrong(b"<html version='2.0'/>")
    assert "without checksums" in wrong(block_map(CONTENT, version="1.2"))
    assert "without checksums" in wrong(block_map(CONTENT, version="3.0"))


def test_one_that_was_changed() -> None:
    data = block_map(CONTENT)
    assert "own checksum" in wrong(data.replace(b" 6-7 ", b" 5-6 "))
    assert "own checksum" in wrong(data + b" ")


def test_one_that_contradicts_itself() -> None:
    assert "not as many" in wrong(block_map(CONTENT, mapped=9))
    assert "not in order" in wrong(block_map(CONTENT, [(6, 7), (0, 0)]))
    assert "not in order" in wrong(block_map(CONTENT, [(0, 2), (2, 3)]))
    assert "not in order" in wrong(block_map(CONTENT, [(0, 0), (400, 400)]))
    assert "do not agree" in wrong(block_map(CONTENT, size=0))


def test_entities_cannot_be_declared() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><bmap version="2.0">&x;</bmap>'
    assert "document type" in wrong(bomb)


def test_millions_of_ranges_are_not_built() -> None:
    assert "too many elements" in wrong(b"<bmap version='2.0'>" + b"<a/>" * 60_000 + b"</bmap>")


@given(st.binary(max_size=300))
def test_whatever_it_is_it_is_refused_in_words(data: bytes) -> None:
    assert wrong(data)


def test_what_is_written_is_read_again() -> None:
    ranges = (Range(0, BLOCK, "ab" * 32), Range(6 * BLOCK, 9 * BLOCK - 5, "cd" * 32))
    assert Bmap.parse(written(9 * BLOCK - 5, ranges)) == Bmap(9 * BLOCK - 5, "sha256", ranges)
    assert Bmap.parse(written(BLOCK, ())).ranges == ()
