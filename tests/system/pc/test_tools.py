"""Sticks of a real kernel that an ordinary user tests and makes ready for files: UDisks2 opens
them. What else can happen to them stands in the fault table (`system.matrix`)."""

import json
from typing import Any

import pytest
from support_images import image_bytes
from system.pc.pc import Pc, Polkit
from system.pc.recipe import USER
from system.pc.usb import Shape
from system.sticks.faults import Beyond, Faults

pytestmark = pytest.mark.system

MIB = 1 << 20
SIZE = 12 * MIB


def last_of(output: str) -> dict[str, Any]:
    line: dict[str, Any] = json.loads(output.splitlines()[-1])
    return line


def test_a_quick_probe_leaves_everything_as_it_was(pc: Pc) -> None:
    content = image_bytes(SIZE)
    pc.polkit(Polkit.YES)
    chip = pc.chip(Faults(SIZE), content)
    stick = pc.ports.plug(chip)
    ended = pc.run("test", stick.node, "--json")
    assert (ended.status, last_of(ended.output).get("result")) == (0, "fine"), ended
    assert chip.counters.written > MIB
    assert chip.file.read_bytes() == content


def test_a_fake_is_told_as_one(pc: Pc) -> None:
    pc.polkit(Polkit.YES)
    stick = pc.ports.plug(pc.chip(Faults(SIZE, 5 * MIB, Beyond.WRAP), image_bytes(5 * MIB)))
    ended = pc.run("test", stick.node, "--json")
    told = last_of(ended.output)
    assert (ended.status, told["result"], told["keeps"]) == (4, "fake", 5 * MIB), ended


def test_a_probe_that_was_cut_short_is_put_right(pc: Pc) -> None:
    content = image_bytes(SIZE)
    pc.polkit(Polkit.YES)
    chip = pc.chip(Faults(SIZE, read_speed=4 * MIB), content)
    stick = pc.ports.plug(chip, Shape(serial="PROBED"))
    with pc.program("test", stick.node, "--json") as running:
        for line in running.lines():
            if json.loads(line).get("stage") == "probe-read":
                break
        pc.ports.unplug(stick)
        ended = running.ended()
    assert (ended.status, last_of(ended.output).get("code")) == (1, "drive-gone"), ended
    assert chip.file.read_bytes() != content
    chip.plug_in_again()
    chip.change({"read_speed": 0})
    again = pc.ports.plug(chip, Shape(serial="PROBED"))
    ended = pc.run("undo", again.node, "--json")
    assert (ended.status, last_of(ended.output).get("result")) == (0, "put-back"), ended
    assert chip.file.read_bytes() == content


@pytest.mark.parametrize(("kind", "check"), [("fat32", "fsck.vfat -n"), ("ext4", "e2fsck -fn")])
def test_a_stick_that_was_made_ready_takes_files(pc: Pc, kind: str, check: str) -> None:
    """Of whoever made it."""
    pc.polkit(Polkit.YES)
    stick = pc.plug(96 * MIB, image_bytes(SIZE))
    words = ("--as", kind, "--name", "PHOTOS", "--yes", "--json")
    ended = pc.run("format", stick.node, *words)
    assert (ended.status, last_of(ended.output).get("result")) == (0, "verified-parts"), ended
    pc.shell(f"udevadm settle; {check} {stick.node}1")
    script = f"""
        udisksctl mount -b {stick.node}1
        cd /media/{USER}/PHOTOS && echo hello >new && cat new
        cd / && udisksctl unmount -b {stick.node}1
    """
    kept = pc.user.run(["sh", "-ec", script])
    assert (kept.status, "hello" in kept.output) == (0, True), kept
