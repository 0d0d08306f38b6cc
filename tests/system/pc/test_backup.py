"""Drives of a real kernel into files, by an ordinary user: a stick that is pulled out in the
middle, and a disc."""

import hashlib
import json
from typing import Any

import pytest
from support_disc import Disc
from support_images import image_bytes
from system.pc.pc import Pc, Polkit
from system.pc.usb import Shape
from system.sticks.faults import Faults, Span

pytestmark = pytest.mark.system

MIB = 1 << 20
SIZE = 12 * MIB
BAD = Span(3 * MIB + 4096, 1024)


def last_of(output: str) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(output.splitlines()[-1])
    return line


@pytest.mark.parametrize("name", ["saved.img", "saved.img.zst"])
def test_a_stick_that_is_pulled_out_goes_on_when_it_is_back(pc: Pc, name: str) -> None:
    content, saved = bytearray(image_bytes(SIZE)), f"/tmp/{name}"
    pc.polkit(Polkit.YES)
    faults = Faults(SIZE, read_errors=(BAD,), read_speed=2 * MIB)
    chip = pc.chip(faults, bytes(content))
    stick = pc.ports.plug(chip, Shape(serial="SAVED"))
    with pc.program("backup", stick.node, saved, "--json") as running:
        for line in running.lines():
            if json.loads(line).get("done", 0) >= 5 * MIB:
                break
        pc.ports.unplug(stick)
        ended = running.ended()
    told = last_of(ended.output)
    assert (ended.status, told["code"]) == (1, "drive-gone"), ended
    assert "--resume" in told["hint"]
    chip.plug_in_again()
    chip.change({"read_speed": 0})
    again = pc.ports.plug(chip, Shape(serial="SAVED"))
    ended = pc.run("backup", "--resume", "--check", again.node, saved, "--json")
    told = last_of(ended.output)
    assert (ended.status, told["result"]) == (1, "incomplete"), ended
    (place,) = told["ranges"]
    assert place[0] <= BAD.offset
    assert sum(place) >= BAD.end
    assert place[1] <= 4096  # what one request of the kernel's takes with it
    content[place[0] : sum(place)] = bytes(place[1])
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    assert "OK" in pc.shell(f"cd /tmp && sha256sum -c {name}.sha256 && rm /tmp/{name}*")


def test_a_disc_ends_with_its_volume(pc: Pc) -> None:
    disc = Disc(files={"README.TXT": b"hello", "DATA.BIN": image_bytes(3 * MIB)}).build()
    pc.polkit(Polkit.YES)
    chip = pc.chip(Faults(6 * MIB), disc)
    drive = pc.ports.plug(chip, Shape(disc=True))
    assert drive.node == "/dev/sr0"
    ended = pc.run("backup", "--check", drive.node, "/tmp/saved.iso", "--json")
    told = last_of(ended.output)
    assert (ended.status, told["result"]) == (0, "saved"), ended
    assert (told["bytes"], told["sha256"]) == (len(disc), hashlib.sha256(disc).hexdigest())
    assert "OK" in pc.shell("cd /tmp && sha256sum -c saved.iso.sha256 && rm /tmp/saved.iso*")
    refused = pc.run("write", "/tmp/saved.iso", drive.node, "--yes", "--json")
    assert refused.status == 3, refused
