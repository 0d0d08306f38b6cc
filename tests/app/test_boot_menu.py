from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

import pytest

from app.boot_menu import ROWS, SEEN, BootKeys, Key, boot_keys
from app.firmware import ThisComputer


@pytest.mark.parametrize(
    ("maker", "board", "model", "name", "menu"),
    [
        ("Dell Inc.", "Dell Inc.", "XPS 13 9310", "Dell", (Key.F12,)),
        ("LENOVO", "LENOVO", "20XW004AGE", "Lenovo", (Key.F12,)),
        ("HP", "HP", "HP ProBook 440 G8", "HP", (Key.ESC,)),
        ("Hewlett-Packard", "Hewlett-Packard", "HP EliteBook 8440p", "HP", (Key.ESC,)),
        ("ASUSTeK COMPUTER INC.", "ASUSTeK COMPUTER INC.", "X541", "ASUS", (Key.ESC, Key.F8)),
        ("System manufacturer", "ASUSTeK COMPUTER INC.", "", "ASUS", (Key.ESC, Key.F8)),
        ("To Be Filled By O.E.M.", "ASRock", "", "ASRock", (Key.F11,)),
        ("Micro-Star International Co., Ltd.", "", "MS-7C56", "MSI", (Key.F11,)),
        ("Gigabyte Technology Co., Ltd.", "", "B550", "Gigabyte", (Key.F12,)),
        ("Intel(R) Client Systems", "", "NUC11PAHi5", "Intel", (Key.F10,)),
        ("Microsoft Corporation", "", "Surface Pro 7", "Surface", (Key.VOLUME_DOWN,)),
        ("System76", "System76", "Thelio", "System76", (Key.F8, Key.F11, Key.F12)),
        ("System76", "System76", "lemp10", "System76", (Key.ESC, Key.F7)),
        ("Framework", "Framework", "Laptop 13", "Framework", (Key.F12,)),
        ("Apple Inc.", "Apple Inc.", "MacBookPro11,1", "Apple", (Key.OPTION,)),
    ],
)
def test_makers_as_dmi_spells_them(
    maker: str, board: str, model: str, name: str, menu: tuple[Key, ...]
) -> None:
    found = boot_keys(ThisComputer(maker=maker, board=board, model=model))
    assert found is not None
    assert (found.maker, found.menu) == (name, menu)


@pytest.mark.parametrize(
    "computer",
    [
        ThisComputer(),
        ThisComputer(maker="QEMU", model="Standard PC (i440FX + PIIX, 1996)"),
        ThisComputer(maker="Microsoft Corporation", model="Virtual Machine"),
        ThisComputer(maker="To Be Filled By O.E.M.", board="Default string"),
    ],
)
def test_nothing_is_made_up(computer: ThisComputer) -> None:
    assert boot_keys(computer) is None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.maker}-{row.model}")
def test_every_row_says_where_it_is_from(row: BootKeys) -> None:
    assert date.fromisoformat(SEEN) <= date(2100, 1, 1)
    assert row.sources
    assert all(urlsplit(source).scheme in ("http", "https") for source in row.sources)
    assert all(urlsplit(source).path.strip("/") for source in row.sources)
    assert row.menu
    assert row.vendors == tuple(vendor.casefold() for vendor in row.vendors)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.maker}-{row.model}")
def test_every_row_can_be_found(row: BootKeys) -> None:
    computer = ThisComputer(maker=row.vendors[0].upper(), model=row.model.upper())
    assert boot_keys(computer) == row
    assert boot_keys(replace(computer, maker="QEMU", board=row.vendors[0])) == row
