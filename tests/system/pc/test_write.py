"""The whole way on a real kernel, udev, UDisks2 and polkit, as an ordinary user."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from system.pc.pc import IMAGES, Pc

from app.demo.image import demo_image

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def image(running_pc: Pc) -> Path:
    path = running_pc.machine.images / "whole.img"
    path.write_bytes(demo_image() + random.Random(1).randbytes(6 << 20))
    return path


def events(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_the_user_writes_a_stick_after_typing_a_password(pc: Pc, image: Path) -> None:
    stick = pc.plug(16 << 20)
    with pc.script("polkit_agent.py") as agent:
        agent.await_line("registered")
        command = ("write", f"{IMAGES}/{image.name}", stick.node, "--yes", "--json")
        with pc.program_of(pc.user, *command) as running:
            question = agent.await_line("asked")
            agent.say(b"accept\n")
            ended = running.ended()
    assert "org.freedesktop.udisks2.open-device" in question
    assert ended.status == 0, ended
    finished = events(ended.output)[-1]
    assert (finished["event"], finished["result"]) == ("finished", "verified")
    assert stick.memory is not None
    assert stick.memory.counters.flushes >= 4
    assert stick.memory.holds(image.read_bytes())
