import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import Image
from support_inspection import codes, report_on

from app.inspection.content import FILE_SYSTEMS, KINDS, Kind, instead
from app.report import Mode


def name_of(kind: Kind) -> str:
    return kind.name


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_every_kind_is_told(kind: Kind) -> None:
    data = (bytes(kind.place) + kind.mark).ljust(2048, b"\xfe")
    assert instead(data) == kind.name
    report = report_on(data)
    assert codes(report) == {"not-an-image"}
    assert kind.name in report.findings[0].text
    assert (report.kind, report.mode) == ("unknown", Mode.NONE)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<!DOCTYPE html><html></html>", "a web page"),
        (b"\xef\xbb\xbf\r\n <HTML lang=en>", "a web page"),
        (b'<?xml version="1.0"?><html>', "a web page"),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied', "an XML file"),
        (b'{"error": "not found"}', "a text"),
        ("Größe: 5 GB\n".encode(), "a text"),
        ("x" * 4095 + "ß", "a text"),
        (b"MZ\x90\0\3\0", "a program for Windows"),
        (b"\0\1\2\3", ""),
        (b"text\0with zeros", ""),
        (b"\xff\xfe", ""),
        (b"   ", ""),
        (b"", ""),
    ],
)
def test_texts(data: bytes | str, what: str) -> None:
    assert instead(data if isinstance(data, bytes) else data.encode()) == what


@pytest.mark.parametrize("kind", FILE_SYSTEMS, ids=name_of)
def test_a_bare_file_system_starts_nothing(kind: Kind) -> None:
    report = report_on(Image(1 << 20).put(kind.place, kind.mark))
    assert codes(report) == {"file-system-only"}
    assert (report.kind, report.mode) == ("disk", Mode.NONE)


@given(st.binary(max_size=5000))
def test_any_bytes_are_something_or_nothing(data: bytes) -> None:
    instead(data)
