"""Sticks of the kernel that can’t be read everywhere, saved by this program and by GNU ddrescue in
turns. What else can happen to a backup stands in the fault table (`system.matrix`)."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from loops import loop_device, mounted, run
from support_images import image_bytes
from system.sticks.attach import faulty_loop
from system.sticks.faults import Faults, Span

from app.formats.mapfile import Mapfile, State

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(os.geteuid() != 0, reason="FUSE and loop devices need root"),
]

MIB = 1 << 20
SIZE = 24 * MIB
# A sector, two apart in one block, the end of a block, and more than that.
BAD = (
    Span(3 * MIB + 512, 512),
    Span(7 * MIB, 512),
    Span(7 * MIB + 4096, 1024),
    Span(12 * MIB - 1024, 1024),
    Span(17 * MIB + 65536, 2 * 65536 + 512),
)
SPANS = [(span.offset, span.end) for span in BAD]


def stickwright(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "app", "backup", "--json", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def ddrescue(*words: str | Path) -> None:
    """It ends with 0 when it is done, bad places or not."""
    command = ["ddrescue", "--idirect", "--quiet", *map(str, words)]
    subprocess.run(command, timeout=300, check=True)


def filled(folder: Path) -> bytes:
    (folder / "stick").mkdir()
    content = image_bytes(SIZE)
    (folder / "stick" / "memory").write_bytes(content)
    return content


def with_zeros(content: bytes) -> bytes:
    found = bytearray(content)
    for start, stop in SPANS:
        found[start:stop] = bytes(stop - start)
    return bytes(found)


def test_ddrescue_goes_on_where_this_was_stopped(tmp_path: Path) -> None:
    """And once more, when all that could be had is had, there is nothing left for it to do."""
    content, saved = filled(tmp_path), tmp_path / "saved.img"
    part, known = tmp_path / "saved.img.part", tmp_path / "saved.img.map"
    with faulty_loop(tmp_path, Faults(SIZE, read_errors=BAD, read_speed=6 * MIB)) as stick:
        command = [sys.executable, "-m", "app", "backup", "--json", stick.node, str(saved)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for line in process.stdout:
            if json.loads(line).get("done", 0) >= 8 * MIB:
                break
        process.send_signal(signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    before = Mapfile.parse(known.read_bytes(), SIZE)
    assert 0 < before.total(State.READ) < SIZE
    with faulty_loop(tmp_path, Faults(SIZE, read_errors=BAD)) as stick:
        ddrescue("--retry-passes=1", stick.node, part, known)
        after = Mapfile.parse(known.read_bytes(), SIZE)
        assert list(after.runs([State.BAD])) == SPANS
        assert part.read_bytes() == with_zeros(content)
        done = stickwright("--resume", "--retries", "0", stick.node, saved)
    last = json.loads(done.stdout.splitlines()[-1])
    assert last["ranges"] == [[span.offset, span.length] for span in BAD]
    assert saved.read_bytes() == with_zeros(content)


def test_this_goes_on_where_ddrescue_was_stopped(tmp_path: Path) -> None:
    """It had read a part and left the bad places; now the drive can be read."""
    content, saved = filled(tmp_path), tmp_path / "saved.img"
    known = tmp_path / "saved.img.map"
    with faulty_loop(tmp_path, Faults(SIZE, read_errors=BAD)) as stick:
        ddrescue("--no-scrape", "--size", str(18 * MIB), stick.node, saved, known)
    before = Mapfile.parse(known.read_bytes(), SIZE)
    assert before.total(State.UNSCRAPED) + before.total(State.BAD)
    with faulty_loop(tmp_path, Faults(SIZE)) as stick:
        done = stickwright("--resume", "--check", stick.node, saved)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, told[-1]["result"]) == (0, "saved"), done.stderr
    read = next(line for line in told if (line["event"], line.get("stage")) == ("stage", "read"))
    assert read["done"] == before.total(State.READ)
    assert saved.read_bytes() == content


def test_ddrescue_reads_a_finished_map(tmp_path: Path) -> None:
    content, saved = filled(tmp_path), tmp_path / "saved.img"
    with faulty_loop(tmp_path, Faults(SIZE, read_errors=BAD)) as stick:
        stickwright(stick.node, saved)
    said = run("ddrescuelog", "--show-status", str(tmp_path / "saved.img.map"))
    assert re.search(r"bad-sector: +134656 B, +in +5 area", said), said
    with faulty_loop(tmp_path, Faults(SIZE)) as stick:
        ddrescue("--retry-passes=1", stick.node, saved, tmp_path / "saved.img.map")
    assert saved.read_bytes() == content


def test_what_is_mounted_is_closed_first(tmp_path: Path) -> None:
    """By whoever has mounted it: what is used of it is saved then."""
    file, saved = tmp_path / "stick.img", tmp_path / "saved.img"
    with file.open("xb") as new:
        new.truncate(SIZE)
    run("mkfs.ext4", "-q", file)
    with loop_device(file) as node, mounted(node, tmp_path / "point") as point:
        (point / "file").write_bytes(image_bytes(3 * MIB))
        refused = stickwright(node, saved)
        assert (refused.returncode, "unsafe-drive" in refused.stdout) == (3, True)
        run("umount", point)
        done = stickwright("--used", "--check", node, saved)
        assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["left"] > SIZE // 2
    run("e2fsck", "-fn", saved)
    with mounted(str(saved), tmp_path / "again") as point:
        assert (point / "file").read_bytes() == image_bytes(3 * MIB)
