"""There is one way to a `Verified`, and it looks at every part of the proof."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from app.drives.drive import CacheBypass, Identity
from app.result import Proof, UnprovenError, Verified, VerifiedParts

HERE = Identity(size=1 << 20, sector=512, device=0x810, diskseq=7)
PROOF = Proof(
    image_size=1000,
    written=1000,
    read_back_equal=1000,
    proven_equal=0,
    head_read_back=True,
    syncs=1,
    bypass=CacheBypass.DIRECT,
    before=HERE,
    after=HERE,
    source_unchanged=True,
)


def test_a_whole_proof_is_taken() -> None:
    assert Verified(PROOF, None, 1.0).size == 1000


def test_bytes_proven_without_writing_count() -> None:
    Verified(replace(PROOF, written=300, read_back_equal=300, proven_equal=700), None, 1.0)


def test_comparing_alone_needs_no_sync() -> None:
    compared = replace(PROOF, written=0, read_back_equal=0, proven_equal=1000, syncs=0)
    Verified(compared, None, 1.0)


def test_an_image_of_one_byte_is_no_less_proven() -> None:
    Verified(replace(PROOF, image_size=1, written=1, read_back_equal=1), None, 1.0)


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ({"image_size": 0, "written": 0, "read_back_equal": 0}, "the image is empty"),
        ({"image_size": 1001}, "1000 of 1001 bytes proven"),
        ({"written": 999}, "999 of 1000 bytes written"),
        ({"read_back_equal": 999}, "999 of 1000 bytes proven"),
        ({"read_back_equal": 998, "proven_equal": 1}, "999 of 1000 bytes proven"),
        ({"read_back_equal": 999, "proven_equal": 1}, "1000 of 1000 bytes written"),
        ({"read_back_equal": 1001}, "1001 of 1000 bytes proven"),
        ({"head_read_back": False}, "the head was not read back"),
        ({"syncs": 0}, "nothing was synced"),
        (
            {"after": replace(HERE, diskseq=8)},
            "it was unplugged, or another drive now has its place",
        ),
        ({"after": replace(HERE, size=5)}, "it had 1,048,576 bytes and has 5 now"),
        ({"after": replace(HERE, device=0x820)}, "another device has its place"),
        ({"after": replace(HERE, sector=4096)}, "its sectors had 512 bytes and have 4096 now"),
        ({"source_unchanged": False}, "the image changed"),
    ],
    ids=str,
)
def test_any_gap_is_refused(gap: dict[str, object], said: str) -> None:
    with pytest.raises(UnprovenError) as caught:
        Verified(replace(PROOF, **gap), None, 1.0)  # type: ignore[arg-type]  # names from the table
    assert str(caught.value) == said


def test_only_one_place_says_verified() -> None:
    root = Path(__file__).parents[2]
    builders = [
        str(path.relative_to(root))
        for folder in ("app", "ui")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Verified"
    ]
    assert builders == ["app/proven.py"]


def test_what_was_left_as_it_was_is_never_verified() -> None:
    parts = replace(PROOF, written=600, read_back_equal=600, left=400)
    with pytest.raises(UnprovenError, match="400 bytes were left"):
        Verified(parts, None, 1.0)
    result = VerifiedParts(parts, None, 1.0)
    assert (result.size, result.left) == (1000, 400)


@pytest.mark.parametrize(
    ("changes", "gap"),
    [
        ({"left": 401}, "600 of 599 bytes proven"),
        ({"left": 399}, "600 of 601 bytes proven"),
        ({"left": -1}, "-1 of 1000 bytes left as they were"),
        ({"left": 1000, "written": 0, "read_back_equal": 0}, "1000 of 1000 bytes left"),
        ({"written": 599}, "599 of 600 bytes written"),
        ({"head_read_back": False}, "the head was not read back"),
    ],
)
def test_parts_need_their_proof_as_well(changes: dict[str, object], gap: str) -> None:
    parts = replace(PROOF, **({"written": 600, "read_back_equal": 600, "left": 400} | changes))  # type: ignore[arg-type]  # as the rows say
    with pytest.raises(UnprovenError, match=gap):
        VerifiedParts(parts, None, 1.0)
