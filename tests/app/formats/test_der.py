from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_signing import der, oid, sequence

from app.errors import CorruptImage
from app.formats.der import INTEGER, OBJECT, OCTET_STRING, SEQUENCE, SET, Value, read


def test_values_inside_values() -> None:
    data = sequence(der(0x02, b"\x05"), der(0x31, der(0x04, b"abc"))) + b"what follows"
    number, group = read(data, 100).inside(INTEGER, SET)
    assert number.number == 5
    assert [each.content for each in group.values()] == [b"abc"]
    assert (number.offset, group.offset) == (102, 105)
    assert group.whole == der(0x31, der(0x04, b"abc"))


@pytest.mark.parametrize("length", [0, 127, 128, 255, 256, 65_536])
def test_lengths_of_every_size(length: int) -> None:
    assert read(der(0x04, bytes(length))).content == bytes(length)


@pytest.mark.parametrize("text", ["1.2.840.113549.1.7.2", "2.5.4.3", "2.999.1", "0.9.2342", "1.3"])
def test_object_identifiers(text: str) -> None:
    encoded = oid(text) if not text.startswith("2.999") else bytes.fromhex("0603883701")
    assert read(encoded).object == text


@pytest.mark.parametrize(
    ("content", "number"),
    [(b"\x00", 0), (b"\x7f", 127), (b"\x00\x80", 128), (b"\xff", -1), (b"\x80\0", -32768)],
)
def test_numbers_have_a_sign(content: bytes, number: int) -> None:
    assert read(der(0x02, content)).number == number


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (der(0x0C, "Böot".encode()), "Böot"),
        (der(0x1E, "Böot".encode("utf-16-be")), "Böot"),
        (der(0x13, b"a\xffb"), "a\ufffdb"),
    ],
)
def test_strings(data: bytes, text: str) -> None:
    assert read(data).text == text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "ends inside a value"),
        (b"\x30", "ends inside a value"),
        (b"\x30\x05\x02\x01\x00", "ends behind what holds it"),
        (b"\x30\x80\x02\x01\x00\x00\x00", "length of a value is damaged"),
        (b"\x30\x85\x00\x00\x00\x00\x01\x00", "length of a value is damaged"),
        (b"\x1f\x81\x01\x00", "is not known"),
    ],
)
def test_damage_says_what(data: bytes, why: str) -> None:
    with pytest.raises(CorruptImage, match=why):
        read(data)


@pytest.mark.parametrize(
    "look",
    [
        lambda value: value.values(),
        lambda value: value.of(SEQUENCE),
        lambda value: value.inside(),
        lambda value: value.number,
        lambda value: value.object,
        lambda value: value.bits,
    ],
)
def test_a_value_of_another_kind(look: object) -> None:
    with pytest.raises(CorruptImage):
        look(read(der(0x05)))  # type: ignore[operator]  # any way to look at a value


def test_values_that_are_missing() -> None:
    with pytest.raises(CorruptImage, match="1 of 2 values"):
        read(sequence(der(0x02, b"\1"))).inside(INTEGER, OBJECT)


@pytest.mark.parametrize("content", [b"", b"\x80", b"\1" * 65])
def test_damaged_object_identifiers(content: bytes) -> None:
    with pytest.raises(CorruptImage):
        read(der(0x06, content)).object  # noqa: B018  (asking is what fails)


def test_an_absurd_number_of_values() -> None:
    with pytest.raises(CorruptImage, match="more than 4,096"):
        read(sequence(b"\x05\x00" * 5000)).values()


def walk(value: Value) -> int:
    """Every value below; the number of them."""
    with suppress(CorruptImage):
        return 1 + sum(walk(each) for each in value.values())
    return 1


@given(st.binary(max_size=300))
def test_garbage_is_corrupt_or_a_value(data: bytes) -> None:
    with suppress(CorruptImage):
        assert walk(read(data)) >= 1


@given(
    st.recursive(
        st.binary(max_size=40).map(lambda data: der(0x04, data)),
        lambda inner: st.lists(inner, max_size=5).map(lambda parts: der(0x30, *parts)),
    )
)
def test_what_was_written_is_read(data: bytes) -> None:
    def again(value: Value) -> bytes:
        if value.tag == OCTET_STRING:
            return der(0x04, value.content)
        return der(value.tag, *map(again, value.values()))

    assert again(read(data)) == data
