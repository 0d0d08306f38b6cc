"""The beginning of a file as text: nothing in it acts, and what is no text is not shown."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_iso import Iso, Link

from app.errors import CorruptImage
from app.inside.preview import MOST, preview, text_of
from app.inside.tree import open_inside
from app.sources import open_source

MARK = "\N{REPLACEMENT CHARACTER}"
LINES = b"menuentry 'Linux' {\n\tlinux /vmlinuz\n}\n" * 40


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"", ""),
        (b"one\r\ntwo\rthree\tfour\n", "one\ntwo\nthree\tfour\n"),
        (b"\xef\xbb\xbfna\xc3\xafve", "naïve"),
        (b"na\xefve", "naïve"),
        ("naïve\n".encode("utf-16"), "naïve\n"),
        (b"\xfe\xff\0A\0B", "AB"),
        (LINES + b"\x1b[31m", LINES.decode() + f"{MARK}[31m"),
        (LINES + "\u202egnp.exe\u2028".encode(), LINES.decode() + f"{MARK}gnp.exe{MARK}"),
        (b"MZ\0\0", None),
        (bytes(range(1, 32)) * 9, None),
        (b"\x7fELF" + bytes(60), None),
    ],
)
def test_texts(data: bytes, shown: str | None) -> None:
    assert text_of(data, whole=True) == shown


def test_a_character_that_is_cut_off_is_left_out() -> None:
    assert text_of("naï".encode()[:-1], whole=False) == "na"
    assert text_of("naï".encode()[:-1], whole=True) == "naÃ"


@given(st.binary(max_size=300), st.booleans())
def test_nothing_acts(data: bytes, whole: bool) -> None:
    shown = text_of(data, whole=whole)
    acting = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    assert not {sign for sign in shown or "" if unicodedata.category(sign) in acting} - {"\n", "\t"}


def test_only_the_first_64_kib_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "image.iso"
    link = Link(((0, b"x"),))
    path.write_bytes(Iso({"long": b"x" * (MOST + 9), "grub.cfg": LINES, "link": link}).build())
    inside = open_inside(open_source(path))
    entries = {entry.name: entry for entry in inside.list()}
    assert preview(inside, "long", entries["long"]) == "x" * MOST
    assert preview(inside, "grub.cfg", entries["grub.cfg"]) == LINES.decode()
    with pytest.raises(CorruptImage):
        preview(inside, "link", entries["link"])
