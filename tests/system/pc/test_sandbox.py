"""As in a Flatpak: no events of udev, mounts of its own, and UDisks2 alone that tells of drives."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from system.pc.pc import IMAGES, Pc
from system.pc.usb import Shape

from app.demo.image import demo_image

# An unprivileged namespace of each kind; the program's own mounts are not the computer's.
APART = ("unshare", "--user", "--map-current-user", "--net", "--mount")

pytestmark = pytest.mark.system


@pytest.fixture
def sandbox(pc: Pc) -> Iterator[Pc]:
    """What a Flatpak is told apart by; nothing else of one is there."""
    pc.shell("touch /.flatpak-info")
    yield pc
    pc.shell("rm /.flatpak-info")


def drives(pc: Pc, *before: str) -> list[dict[str, Any]]:
    with pc.program_of(pc.user, "drives", "--json", before=before) as running:
        ended = running.ended()
    assert ended.status == 0, ended
    listed: list[dict[str, Any]] = json.loads(ended.output)
    for drive in listed:
        for part in drive["partitions"]:
            del part["used"]  # what is free is for those to know who see the mount
        if drive["kind"] == "internal":
            del drive["name"], drive["model"]  # UDisks2 knows names for virtual disks
    return listed


def test_the_same_drives_as_outside(pc: Pc) -> None:
    """One that is mounted, one that is not, and the disk that runs the computer."""
    mounted, other = pc.plug(16 << 20), pc.plug(24 << 20, shape=Shape(port=2))
    pc.shell(f"mkfs.ext4 -q -L 'Größe 7' {mounted.node}; udevadm settle")
    pc.shell(f"mkdir -p /media/kept; mount {mounted.node} /media/kept")
    outside = drives(pc)
    pc.shell("touch /.flatpak-info")
    try:
        inside = drives(pc, *APART)
    finally:
        pc.shell("rm /.flatpak-info; umount /media/kept")
    assert inside == outside
    by_node = {drive["node"]: drive for drive in inside}
    (part,) = by_node[mounted.node]["partitions"]
    assert (part["label"], part["mounts"]) == ("Größe 7", ["/media/kept"])
    assert by_node[other.node]["offered"]
    assert any(drive["reasons"][0]["code"] == "system" for drive in inside if drive["reasons"])


def test_a_stick_is_written(sandbox: Pc) -> None:
    """The descriptor comes from UDisks2, through the bus, into the sandbox."""
    path: Path = sandbox.machine.images / "apart.img"
    path.write_bytes(demo_image())
    stick = sandbox.plug(16 << 20)
    with sandbox.script("polkit_agent.py") as agent:
        agent.await_line("registered")
        words = ("write", f"{IMAGES}/{path.name}", stick.node, "--yes", "--json")
        with sandbox.program_of(sandbox.user, *words, before=APART) as running:
            agent.await_line("asked")
            agent.say(b"accept\n")
            ended = running.ended()
    assert ended.status == 0, ended
    assert stick.memory is not None
    assert stick.memory.holds(path.read_bytes())


def test_what_the_computer_has_installed_is_of_no_use(sandbox: Pc) -> None:
    """So nobody is told to install it."""
    path = sandbox.machine.images / "tried.img"
    path.write_bytes(demo_image())
    words = ("boot", f"{IMAGES}/{path.name}")
    with sandbox.program_of(sandbox.user, *words, before=APART) as running:
        ended = running.ended()
    assert ended.status == 3, ended
    assert "Stickwright’s other packages can" in ended.errors
    assert "Install" not in ended.errors
