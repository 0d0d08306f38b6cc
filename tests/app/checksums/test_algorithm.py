import hashlib

import pytest

from app.checksums.algorithm import Algorithm, algorithms_of


@pytest.mark.parametrize("kind", list(Algorithm))
def test_a_checksum_is_told_by_its_length(kind: Algorithm) -> None:
    assert kind in algorithms_of("  " + "aB" * (kind.digits // 2) + "\n")


def test_two_kinds_look_the_same() -> None:
    assert algorithms_of("0" * 128) == (Algorithm.SHA512, Algorithm.BLAKE2B)


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "a" * 63, "ab cd" * 20, "٠" * 64])
def test_what_is_no_checksum(text: str) -> None:
    assert algorithms_of(text) == ()


def test_names_for_people() -> None:
    assert [kind.label for kind in Algorithm] == [
        "MD5",
        "SHA-1",
        "SHA-224",
        "SHA-256",
        "SHA-384",
        "BLAKE2b",
        "SHA-512",
    ]


def test_blake2b_is_the_one_of_b2sum() -> None:
    running = Algorithm.BLAKE2B.start()
    running.update(memoryview(b"stick"))
    assert running.hexdigest() == hashlib.blake2b(b"stick").hexdigest()


def test_weak_is_what_can_be_forged() -> None:
    assert [kind for kind in Algorithm if kind.weak] == [Algorithm.MD5, Algorithm.SHA1]
