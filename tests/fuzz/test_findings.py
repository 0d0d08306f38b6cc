"""What once broke a parser, or took too long, no longer does; and the runner would notice."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import Random
from signal import SIGPROF, getsignal, signal

import pytest
from fuzz import findings, sparse
from fuzz.mutation import Mutator
from fuzz.targets import TARGETS, Target
from fuzz.watch import Watch
from hypothesis import given
from hypothesis import strategies as st

from app.errors import CorruptImage


@pytest.fixture
def watch() -> Iterator[Watch]:
    before = getsignal(SIGPROF)
    yield Watch()
    signal(SIGPROF, before)


@pytest.mark.parametrize("path", findings.kept(), ids=lambda path: path.stem)
def test_a_finding_is_mended(path: Path, watch: Watch) -> None:
    name, data = findings.read(path)
    outcome = watch.run(TARGETS[name], data)
    assert outcome.finding is None, outcome.finding.text


def test_the_kept_findings_are_small() -> None:
    assert sum(path.stat().st_size for path in findings.KEPT.iterdir()) < 200_000


@pytest.mark.parametrize("name", TARGETS)
def test_seeds_and_some_mutants_pass(name: str, watch: Watch) -> None:
    target, random = TARGETS[name], Random(name)
    for seed in target.seeds().values():
        mutator = Mutator(seed, target.seeds())
        for data in (seed, *(mutator.mutant(random) for _ in range(3))):
            outcome = watch.run(target, data)
            assert outcome.finding is None, outcome.finding.text


def test_mutants_are_the_same_for_the_same_seed() -> None:
    seeds = TARGETS["tables"].seeds()
    mutator = Mutator(seeds["gpt"], seeds)
    one, again = ([mutator.mutant(Random(number)) for number in range(20)] for _ in range(2))
    assert one == again
    assert len(set(one)) > 15


def _spin(_data: bytes) -> None:
    while True:
        pass


def _grow(_data: bytes) -> None:
    assert len(bytes(b"x" * (96 << 20))) > 0


def _fall(_data: bytes) -> None:
    raise KeyError("nobody promised this")


def _promised(_data: bytes) -> None:
    with suppress(CorruptImage):
        raise CorruptImage("Test", 0, "as promised")


@pytest.mark.parametrize(
    ("run", "kind"), [(_spin, "slow"), (_grow, "memory"), (_fall, "KeyError"), (_promised, "")]
)
def test_the_watch_notices(run: object, kind: str, watch: Watch) -> None:
    assert callable(run)
    finding = watch.run(Target(run, dict), b"").finding
    assert (finding.kind.partition(" ")[0] if finding else "") == kind


@given(st.dictionaries(st.integers(0, 40), st.binary(min_size=1, max_size=512), max_size=5))
def test_a_sparse_file_comes_back_whole(sectors: dict[int, bytes]) -> None:
    image = bytearray(41 * sparse.SECTOR)
    for number, content in sectors.items():
        image[number * sparse.SECTOR : number * sparse.SECTOR + len(content)] = content
    assert sparse.unpacked(sparse.packed(bytes(image))) == image


@given(st.binary(max_size=2000))
def test_any_bytes_stand_for_a_file(data: bytes) -> None:
    assert len(sparse.unpacked(data)) <= sparse.LARGEST
