"""The virtual PC sleeps in the middle of a write, and another stick of the same kind and serial
number is in the port when it wakes up. Over UAS its kernel takes it for the one that was there, and
counts no new medium. What the host serves does not outlive the sleep: the image is in memory.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_images import image_bytes
from system.pc.pc import Pc, Polkit, virtual_pc
from system.pc.usb import Kind, Shape
from system.soak.computer import Followed
from system.sticks.faults import Faults

pytestmark = pytest.mark.system

MIB = 1 << 20
SHAPE = Shape(Kind.UAS, serial="0123456789")
IN_MEMORY = """
    cp /mnt/images/slept.img /run/slept.img
    umount /mnt/program /mnt/images /mnt/compiled
    modprobe -r 9p 9pnet_virtio
"""
TO_SLEEP = "setsid -f sh -c 'sleep 0.3; echo mem >/sys/power/state' </dev/null >/dev/null 2>&1"


@pytest.fixture
def sleepy(tmp_path: Path) -> Iterator[Pc]:
    with virtual_pc(tmp_path) as pc:
        pc.keep_program_loaded()
        pc.start_without_sticks()
        yield pc


def test_another_of_its_kind_is_not_written_to(sleepy: Pc) -> None:
    pc, image = sleepy, image_bytes(12 * MIB, "slept")
    (pc.machine.images / "slept.img").write_bytes(image)
    pc.polkit(Polkit.YES)
    chosen, other = (pc.chip(Faults(32 * MIB, write_speed=2 * MIB), b"old") for _ in range(2))
    before = other.digest()
    stick = pc.ports.plug(chosen, SHAPE)
    pc.shell(IN_MEMORY)
    with pc.program("write", "--yes", "--json", "/run/slept.img", stick.node) as running:
        told = Followed(running)
        while not told.over and not told.said('"stage": "write"'):
            time.sleep(0.02)
        pc.shell(TO_SLEEP)
        with pc.machine.monitor() as monitor:
            monitor.wait_for("suspended", 90)
        pc.ports.unplug(stick)
        pc.ports.plug(other, SHAPE, wait=False)
        time.sleep(5)  # the kernel counts whole seconds
        with pc.machine.monitor() as monitor:
            monitor.do("system_wakeup")
            monitor.wait_for("running", 60)
        ended = told.ended()
    said = json.dumps(ended.events[-3:])
    assert ended.status == 1, said
    codes = [event["code"] for event in ended.events if "code" in event]
    assert codes[-2:] == ["slept", "drive-in-doubt"], said  # how far it was may come in between
    assert other.digest() == before
    assert chosen.blank(512)
