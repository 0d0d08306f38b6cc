"""No name out of an image leads anywhere."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inside.names import LONGEST, numbered, safe

EVIL = st.text(st.sampled_from("./\\\0 aZ:\n\u202e\ud800é"), max_size=12)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("vmlinuz-6.1", "vmlinuz-6.1"),
        ("perl::doc.3pm", "perl::doc.3pm"),
        ("Größe 漢字.txt", "Größe 漢字.txt"),
        (".hidden", ".hidden"),
        ("", "_"),
        (".", "_"),
        ("..", "__"),
        ("../../etc/passwd", ".._.._etc_passwd"),
        ("C:\\boot.ini", "C:_boot.ini"),
        ("a\0b", "a_b"),
        ("line\nfeed\x1b[2J", "line_feed_[2J"),
        ("gpj.\u202eexe", "gpj._exe"),
        ("gpj.\u061cexe", "gpj._exe"),
        ("dot.", "dot_"),
        ("blanks. . ", "blanks____"),
        ("\udcff", "_"),
        ("a" * 300, "a" * 255),
        ("a" * 300 + ".tar", "a" * 251 + ".tar"),
        ("é" * 200, "é" * 127),
    ],
)
def test_names(name: str, made: str) -> None:
    assert safe(name) == made


@given(st.text(max_size=400) | EVIL)
def test_every_name_is_one_that_a_disk_takes(name: str) -> None:
    made = safe(name)
    assert 0 < len(os.fsencode(made)) <= LONGEST
    assert made not in (".", "..")
    assert Path("/out", made).parent == Path("/out")
    assert not set(made) & set("/\\\0\n\x1b\u202e")
    assert made[-1] not in ". "
    assert safe(made) == made


def test_a_number_stands_before_the_ending() -> None:
    assert [numbered("notes.txt", number) for number in (1, 2, 11)] == [
        "notes.txt",
        "notes (2).txt",
        "notes (11).txt",
    ]
    assert numbered("Makefile", 2) == "Makefile (2)"
    assert numbered(".hidden", 2) == ".hidden (2)"
    assert numbered("x." + "y" * 40, 2) == "x." + "y" * 40 + " (2)"
    assert numbered("a" * 251 + ".txt", 2) == "a" * 247 + " (2).txt"


@given(st.text(max_size=400) | EVIL, st.integers(2, 1000))
def test_a_numbered_name_is_safe_too(name: str, number: int) -> None:
    made = numbered(safe(name), number)
    assert safe(made) == made
    assert made != safe(name)
