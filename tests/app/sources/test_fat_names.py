"""Names in a FAT folder: what Windows can have, aliases, records."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import fat_records
from app.sources.fat_names import (
    FILE,
    FOLDER,
    HIDDEN,
    aliases,
    fat_time,
    long_name,
    record,
    records_for,
    same,
    why_not,
)

WEST = timezone(timedelta(hours=-7))
LEGAL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=260).filter(
    lambda name: not why_not(name)
)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("bootmgr", ""),
        ("boot.wim", ""),
        (".hidden", ""),
        ("Ordner mit Umlaut ÄÖÜ", ""),
        ("x" * 255, ""),
        ("𝄞" * 127, ""),
        ("console", ""),
        ("x" * 256, "more than 255"),
        ("𝄞" * 128, "more than 255"),
        ("", "no name"),
        (".", "no name"),
        ("..", "no name"),
        ("a:b", "not allowed"),
        ("a\\b", "not allowed"),
        ("a/b", "not allowed"),
        ("a?", "not allowed"),
        ("a\nb", "not allowed"),
        ("a\0b", "not allowed"),
        ("a\x7f", "not allowed"),
        ("end.", "full stop"),
        ("end ", "full stop"),
        ("con", "device"),
        ("Nul.txt", "device"),
        ("aux .tar.gz", "device"),
        ("LPT9", "device"),
        ("\ud800", "no text"),
    ],
)
def test_what_windows_can_have(name: str, why: str) -> None:
    found = why_not(name)
    assert why in found
    assert bool(why) == bool(found)


def test_names_that_differ_in_case() -> None:
    assert same("BootMgr") == same("bOOTmGR")
    assert same("ä") == same("Ä")
    assert same("straße") != same("strasse")
    assert same("a") != same("b")


def test_aliases() -> None:
    names = ["boot.wim", "autorun.inf", "install.swm", "bootmgr.efi", "en-us"]
    names += ["Long name.text", "long nametoo.text", "LONGNA~1.TEX", "a.b.c", ".profile"]
    names += ["çedille", "...", "README"]
    assert [alias.decode() for alias in aliases(names)] == [
        "BOOT    WIM",
        "AUTORUN INF",
        "INSTALL SWM",
        "BOOTMGR EFI",
        "EN-US      ",
        "LONGNA~2TEX",  # the first number is an 8.3 name that stands behind it
        "LONGNA~3TEX",
        "LONGNA~1TEX",
        "AB~1    C  ",
        "PROFIL~1   ",
        "_EDILL~1   ",
        "_~1        ",
        "README     ",
    ]


def test_many_alike_are_counted_and_not_searched() -> None:
    names = [f"component number {number}.manifest" for number in range(60_000)]
    found = aliases(names)
    assert len(set(found)) == len(names)
    assert found[0] == b"COMPON~1MAN"
    assert found[9] == b"COMPO~10MAN"
    assert found[-1] == b"CO~60000MAN"


@given(st.lists(LEGAL, max_size=40, unique_by=same))
def test_any_names_have_aliases_of_their_own(names: list[str]) -> None:
    found = aliases(names)
    assert len(set(found)) == len(names)
    for name, alias in zip(names, found, strict=True):
        assert len(alias) == 11
        stem, kind = alias[:8].decode("ascii").rstrip(), alias[8:].decode("ascii").rstrip()
        assert stem
        assert not why_not(stem) or "~" not in stem
        assert (stem + kind).isupper() or (stem + kind).upper() == stem + kind
        if "~" not in stem:
            assert name.upper() == (f"{stem}.{kind}" if kind else stem)


@given(LEGAL, st.booleans())
def test_records_are_read_as_they_were_meant(name: str, folder: bool) -> None:
    (alias,) = aliases([name])
    when = datetime(2024, 2, 29, 23, 59, 58)  # noqa: DTZ001 - FAT has no zone
    kind = FOLDER if folder else FILE | HIDDEN
    data = long_name(name, alias) + record(alias, kind, 0x123456, 0 if folder else 77, when)
    assert len(data) == 32 * records_for(name, alias)
    records = [data[place : place + 32] for place in range(0, len(data), 32)]
    (entry,) = fat_records.entries(records, wide=True)
    assert entry.name == name
    assert (entry.directory, entry.hidden) == (folder, not folder)
    assert (entry.cluster, entry.size, entry.modified) == (0x123456, 0 if folder else 77, when)
    assert not entry.damaged
    assert fat_records.record_name(entry.short) == alias


@pytest.mark.parametrize("length", [12, 13, 14, 25, 26, 27])
def test_a_name_that_fills_its_records_has_no_end_mark(length: int) -> None:
    name = "ü" * length
    data = long_name(name, b"_~1        ")
    assert len(data) == 32 * -(-length // 13)
    letters = data[1:11] + data[14:26] + data[28:32]
    tail = letters[2 * ((length - 1) % 13 + 1) :]
    assert tail == (b"\0\0" + b"\xff" * (len(tail) - 2) if tail else b"")


@pytest.mark.parametrize(
    ("when", "date", "time"),
    [
        (None, (1980, 1, 1), (0, 0, 0)),
        (datetime(1979, 12, 31, 23, tzinfo=UTC), (1980, 1, 1), (0, 0, 0)),
        (datetime(2108, 1, 1, tzinfo=UTC), (1980, 1, 1), (0, 0, 0)),
        (datetime(1980, 1, 1, tzinfo=UTC), (1980, 1, 1), (0, 0, 0)),
        (datetime(2107, 12, 31, 23, 59, 59, tzinfo=UTC), (2107, 12, 31), (23, 59, 58)),
        (datetime(2024, 5, 6, 7, 8, 9, tzinfo=WEST), (2024, 5, 6), (7, 8, 8)),
    ],
)  # fmt: skip
def test_times_are_those_of_the_clock_where_it_was_made(
    when: datetime | None, date: tuple[int, int, int], time: tuple[int, int, int]
) -> None:
    day, clock = fat_time(when)
    assert ((day >> 9) + 1980, day >> 5 & 15, day & 31) == date
    assert (clock >> 11, clock >> 5 & 63, (clock & 31) * 2) == time
