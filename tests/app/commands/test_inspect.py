"""`inspect` as it is typed: what the text tells, the object of `--json` tells as well."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support_disc import Boot, Disc
from support_secure_boot import stick, usual
from support_systems import CASPER, disk_info

from app.cli import main
from app.demo import make_demo_image


def ubuntu(path: Path) -> None:
    boot = Boot(b"\xfa\xfc" * 1024, sectors=4)
    files = {**disk_info("Ubuntu 24.04 LTS - Release amd64 (20240424)"), **CASPER}
    path.write_bytes(Disc([boot], files, padding=20).build())


def windows(path: Path) -> None:
    files = {"sources/install.wim": b"MSWIM", "bootmgr": b"x", "setup.exe": b"MZ"}
    path.write_bytes(Disc(files=files, padding=20).build())


def signed(path: Path) -> None:
    path.write_bytes(stick(usual()))


def cut_off(path: Path) -> None:
    path.write_bytes(Disc(files={"A": b"a"}, padding=400).build()[: -300 << 11])


def pieces(node: Any) -> Iterator[dict[str, Any]]:
    """Whatever has a place, wherever it stands in the object."""
    if isinstance(node, list):
        yield from node
    else:
        for each in node.values():
            yield from pieces(each)


@pytest.mark.parametrize("make", [make_demo_image, ubuntu, windows, signed, cut_off])
def test_the_evidence_is_in_the_object_too(
    make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "image.iso"
    make(image)
    assert main(["inspect", "--evidence", str(image)]) == 0
    _, _, text = capsys.readouterr().out.partition("How do we know?")
    assert main(["inspect", "--json", "--evidence", str(image)]) == 0
    report = json.loads(capsys.readouterr().out)
    places = [*pieces(report["evidence"]), *report["findings"]]
    told = [line for line in text.splitlines() if " at byte " in line]
    assert told
    for line in told:
        of_it = [each for each in places if each["offset"] is not None]
        assert any(f" at byte {each['offset']:,}: " in line for each in of_it), line
        said = [each for each in of_it if f" at byte {each['offset']:,}: " in line]
        assert any(each.get("said", each.get("text"))[:60] in line for each in said), line


def test_the_evidence_has_the_names_of_what_it_is_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = tmp_path / "demo.iso"
    make_demo_image(image)
    assert main(["inspect", "--json", "--evidence", str(image)]) == 0
    report = json.loads(capsys.readouterr().out)
    evidence = report["evidence"]
    assert {"boots", "secure_boot", "system", "mode", "expected_size"} == set(evidence)
    assert set(evidence["boots"]) == set(report["boots"])
    assert set(evidence["boots"]["uefi_usb"]) == set(report["boots"]["uefi_usb"])
    assert set(evidence["secure_boot"]) == set(report["secure_boot"])
    first = evidence["boots"]["bios_usb"][0]
    assert set(first) == {"what", "offset", "said"}
    assert evidence["boots"]["uefi_usb"]["aa64"], "why not is evidence as well"


def test_who_does_not_ask_gets_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = tmp_path / "demo.iso"
    make_demo_image(image)
    assert main(["inspect", "--json", str(image)]) == 0
    assert "evidence" not in json.loads(capsys.readouterr().out)
