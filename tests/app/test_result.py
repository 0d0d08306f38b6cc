"""There is one way to a `Verified`, and it looks at every part of the proof."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from app.drives.drive import CacheBypass, Identity
from app.result import Proof, UnprovenError, Verified

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


@pytest.mark.parametrize(
    "gap",
    [
        {"image_size": 0, "written": 0, "read_back_equal": 0},
        {"image_size": 1001},
        {"written": 999},
        {"read_back_equal": 999},
        {"read_back_equal": 999, "proven_equal": 1},
        {"read_back_equal": 1001},
        {"head_read_back": False},
        {"syncs": 0},
        {"after": replace(HERE, diskseq=8)},
        {"after": replace(HERE, size=5)},
        {"after": replace(HERE, device=0x820)},
        {"after": replace(HERE, sector=4096)},
        {"source_unchanged": False},
    ],
    ids=str,
)
def test_any_gap_is_refused(gap: dict[str, object]) -> None:
    with pytest.raises(UnprovenError):
        Verified(replace(PROOF, **gap), None, 1.0)  # type: ignore[arg-type]  # names from the table


def test_only_the_job_says_verified() -> None:
    root = Path(__file__).parents[2]
    builders = {
        str(path.relative_to(root))
        for folder in ("app", "ui")
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Verified"
    }
    assert builders == {"app/job.py"}
