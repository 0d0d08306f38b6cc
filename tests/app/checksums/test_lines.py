import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checksums.algorithm import Algorithm
from app.checksums.lines import LARGEST, MOST_LINES, Line, Sums, parse

SHA256, MD5, SHA512 = "c0" * 32, "0a" * 16, "5f" * 64
KINDS = (Algorithm.SHA256,)


def sums(text: str | bytes, file: str = "") -> Sums:
    found = parse(text if isinstance(text, bytes) else text.encode(), file)
    assert isinstance(found, Sums)
    return found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{SHA256}  a.iso", "a.iso"),
        (f"{SHA256} *a.iso", "a.iso"),
        (f"{SHA256.upper()}  a.iso", "a.iso"),
        (f"{SHA256}  two words.iso", "two words.iso"),
        (f"{SHA256}   blank.iso", " blank.iso"),
        (f"{SHA256} *", None),
        (f"{SHA256}  ", ""),
        (f"{SHA256}  -", ""),
        (f"{SHA256} short.iso", "short.iso"),
        (f"{SHA256}  ./pool/a.iso", "./pool/a.iso"),
        (f"\\{SHA256}  a\\\\b\\nc.iso", "a\\b\nc.iso"),
        (f"\\{SHA256}  a\\tb.iso", None),
        (f"\\{SHA256}  a.iso\\", None),
        (f"SHA256 (a.iso) = {SHA256}", "a.iso"),
        (f"SHA256(a.iso)= {SHA256}", "a.iso"),
        (f"SHA256 (a (1).iso) = {SHA256}", "a (1).iso"),
        (f"\\SHA256 (a\\nb) = {SHA256}", "a\nb"),
        (f"SHA512 (a.iso) = {SHA256}", None),
        (f"SHA3 (a.iso) = {SHA256}", None),
        (f"SHA256 () = {SHA256}", None),
        (f"{SHA256}\ta.iso", None),
        (f" {SHA256}  a.iso", None),
        (f"{SHA256[:-1]}  a.iso", None),
        (f"{SHA256}0  a.iso", None),
        (f"{SHA256}", ""),
        (f"  {SHA256} ", ""),
        ("hello", None),
    ],
)
def test_the_grammar(text: str, name: str | None) -> None:
    found = sums(text + "\n")
    if name is None:
        assert found == Sums((), strange=1)
    else:
        assert found == Sums((Line(1, text, SHA256, KINDS, name),))


def test_lines_are_counted_with_comments_and_blanks() -> None:
    text = f"\ufeff# a list\r\n\r\n{SHA256}  a.iso\r\nwhat?\r\n{MD5}  b.iso"
    found = sums(text)
    assert [(line.number, line.name) for line in found.lines] == [(3, "a.iso"), (5, "b.iso")]
    assert found.lines[0].text == f"{SHA256}  a.iso"
    assert found.strange == 1


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("CHECKSUM", (Algorithm.SHA512, Algorithm.BLAKE2B)),
        ("SHA512SUMS", (Algorithm.SHA512,)),
        ("B2SUMS", (Algorithm.BLAKE2B,)),
        ("a.iso.b2", (Algorithm.BLAKE2B,)),
        ("A.ISO.BLAKE2B", (Algorithm.BLAKE2B,)),
    ],
)
def test_the_name_tells_kinds_that_look_the_same(file: str, kinds: tuple[Algorithm, ...]) -> None:
    assert sums(f"{SHA512}  a.iso\n", file).lines[0].algorithms == kinds


def test_a_tag_tells_the_kind() -> None:
    assert sums(f"BLAKE2b (a) = {SHA512}").lines[0].algorithms == (Algorithm.BLAKE2B,)


def test_a_name_as_it_stands_comes_before_one_in_a_folder() -> None:
    text = f"{SHA256}  netboot/mini.iso\n{'1' * 64}  ./mini.iso\n"
    assert [line.number for line in sums(text).about("mini.iso")] == [2]
    assert [line.number for line in sums(text.splitlines()[0]).about("mini.iso")] == [1]
    assert sums(text).about("i.iso") == ()


def test_a_checksum_without_a_name_has_to_be_alone() -> None:
    assert len(sums(SHA256).bare) == 1
    assert sums(f"{SHA256}\n{MD5}\n").bare == ()
    assert sums(f"{SHA256}\nwhat?\n").bare == ()
    assert sums(f"{SHA256}  a.iso").bare == ()


def test_names_that_are_no_utf_8_are_kept() -> None:
    assert sums(SHA256.encode() + b"  \xff.iso").lines[0].name == "\udcff.iso"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a" * (LARGEST + 1), "too large"),
        (b"\0" * 100, "not a text"),
        (b"\n" * MOST_LINES, "too many lines"),
    ],
)
def test_what_is_no_list(data: bytes, why: str) -> None:
    found = parse(data)
    assert isinstance(found, str)
    assert why in found


def test_a_line_without_an_end_is_one_strange_line() -> None:
    assert sums(SHA256.encode() + b"  " + b"a" * 100_000) == Sums((), strange=1)


LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
NAMES = st.text(LETTERS, min_size=1).filter(lambda name: name != "-")


@given(NAMES, st.sampled_from(list(Algorithm)), st.booleans())
def test_what_coreutils_writes_is_read(name: str, kind: Algorithm, binary: bool) -> None:
    digest = hashlib.new(kind.value, name.encode(), usedforsecurity=False).hexdigest()
    spelled = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    mark = "\\" if spelled != name else ""
    found = sums(f"{mark}{digest} {'*' if binary else ' '}{spelled}\n")
    assert [(line.digest, line.name) for line in found.lines] == [(digest, name)]
    assert kind in found.lines[0].algorithms


@given(st.binary(max_size=400))
def test_any_bytes_are_a_list_or_a_reason(data: bytes) -> None:
    found = parse(data)
    if isinstance(found, Sums):
        assert len(found.lines) + found.strange <= data.count(b"\n") + 1
        for line in found.lines:
            assert set(line.digest) <= set("0123456789abcdef")
            assert {kind.digits for kind in line.algorithms} == {len(line.digest)}
