import errno
import os
from pathlib import Path

import pytest

from app.sources.origin import Origin, origin_of


def note(path: Path, name: str, text: str | bytes) -> None:
    value = text if isinstance(text, bytes) else text.encode()
    try:
        os.setxattr(path, f"user.xdg.{name}.url", value)
    except OSError as error:
        if error.errno != errno.ENOTSUP:
            raise
        pytest.skip("this file system has no attributes")


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "a.iso"
    path.write_bytes(b"image")
    return path


def test_most_files_have_none(image: Path) -> None:
    assert origin_of(image) is None
    assert origin_of(image.with_name("gone")) is None


def test_what_a_browser_noted(image: Path) -> None:
    note(image, "origin", "https://releases.ubuntu.com/24.04/a.iso")
    note(image, "referrer", "https://ubuntu.com/download")
    assert origin_of(image) == Origin(
        "https://releases.ubuntu.com/24.04/a.iso",
        "https://ubuntu.com/download",
        "releases.ubuntu.com",
    )


def test_the_page_alone_will_do(image: Path) -> None:
    note(image, "referrer", "https://ubuntu.com/download")
    assert origin_of(image) == Origin("", "https://ubuntu.com/download", "ubuntu.com")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://user:secret@host.example:8443/a.iso", "https://host.example:8443/a.iso"),
        ("https://host.example/a.iso?key=secret#part", "https://host.example/a.iso"),
        ("HTTPS://HOST.example/a.iso", "https://host.example/a.iso"),
        ("https://[::1]/a.iso", "https://[::1]/a.iso"),
        ("https://xn--e1awd7f.example/a", "https://xn--e1awd7f.example/a"),
        ("https://еріс.example/a", "https://xn--e1awd7f.example/a"),
        ("https://host.example/\x1b[31m\u202ea", "https://host.example/�[31m�a"),
        ("file:///home/a/a.iso", "file:///home/a/a.iso"),
    ],
)
def test_what_is_shown_of_an_address(image: Path, text: str, shown: str) -> None:
    note(image, "origin", text)
    found = origin_of(image)
    assert found is not None
    assert found.url == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "javascript:alert(1)",
        "https://[::1/a",
        "https://host.example:port/a",
        b"\xff\xfe",
        "about:blank",
    ],
)
def test_what_is_no_address(image: Path, text: str | bytes) -> None:
    note(image, "origin", text)
    assert origin_of(image) is None


def test_a_long_one_is_cut(image: Path) -> None:
    note(image, "origin", "https://host.example/" + "a" * 3000)
    found = origin_of(image)
    assert found is not None
    assert len(found.url) <= 200
