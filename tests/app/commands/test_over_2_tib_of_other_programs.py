"""Drives of more than 2 TiB, whose sectors do not fit into 32 bits: written, read back, made ready
for files, and given partitions at places beyond. Files with holes, of which little is stored, and
a block device of the kernel over one; other programs look at what has become of them."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from loops import loop_device
from support_boot import SECTOR
from support_layout import by_gpt

from app.cli import main
from app.formats.binary import Window
from app.formats.gpt import Gpt, GptEntry
from app.formats.mbr import Mbr
from app.inspection import inspect
from app.report import Answer, Machine
from app.sources import open_source
from app.sources.plain import FileReader
from app.sources.source import FileIdentity

MIB, TIB = 1 << 20, 1 << 40
SIZE = 3 * TIB + 7 * SECTOR
STORED = 512 * MIB  # the most that may be stored of a stick, in whose place holes were
OLD = b"old!" * (MIB // 4)


pytestmark = pytest.mark.tools


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """With bytes of an earlier life at its start, around 2 TiB, where 32 bits wrap, and at its end,
    and in front of that the copy of a GPT."""
    path = tmp_path / "stick.img"
    with path.open("wb") as file:
        try:
            file.truncate(SIZE)
        except OSError:
            pytest.skip("no files of that size here")
        for place in (0, MIB, SIZE % (2 * TIB) - MIB, 2 * TIB - MIB, 2 * TIB, SIZE - MIB):
            file.seek(place)
            file.write(OLD)
    subprocess.run(["sgdisk", "--clear", "--new=1:0:0", path], check=True, capture_output=True)
    return path


@pytest.fixture(params=["file", pytest.param("loop", marks=pytest.mark.system)])
def node(request: pytest.FixtureRequest, stick: Path) -> Iterator[str]:
    if request.param == "file":
        yield str(stick)
        return
    with loop_device(stick) as device:
        yield device


def at(path: Path, place: int, length: int = MIB) -> bytes:
    with path.open("rb") as file:
        file.seek(place)
        return file.read(length)


def gpt_of(path: Path) -> Gpt:
    """Both copies are sound and say the same, and the protective entry goes as far as it can."""
    reader = FileReader(path, FileIdentity.of(path))
    first, copy = Gpt.read(reader, 1, SECTOR), Gpt.read(reader, SIZE // SECTOR - 1, SECTOR)
    assert (first.other, copy.other) == (copy.lba, first.lba)
    assert [where(each) for each in first.entries] == [where(each) for each in copy.entries]
    entry = Mbr.read(reader).protective
    assert entry is not None
    assert entry.sectors == 0xFFFFFFFF
    checked = subprocess.run(["sgdisk", "-v", path], capture_output=True, text=True, check=True)
    assert "No problems found" in checked.stdout, checked.stdout
    return first


def where(entry: GptEntry) -> tuple[int, int]:
    return entry.first, entry.last


def little_was_written(path: Path) -> bool:
    return path.stat().st_blocks * 512 < STORED


def test_an_image_with_a_gpt(
    node: str, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was at the far end would be taken for the copy of its table."""
    image, content = tmp_path / "image.iso", by_gpt()
    image.write_bytes(content)
    assert b"EFI PART" in at(stick, SIZE - MIB)
    assert main(["write", "--yes", "--json", str(image), node]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[-1]["result"] == "verified"
    assert at(stick, 0, len(content)) == content
    assert not any(at(stick, SIZE - MIB))
    assert at(stick, 2 * TIB) == at(stick, 2 * TIB - MIB) == OLD
    assert inspect(open_source(stick)).boots.on_uefi_usb(Machine.X64).answer is Answer.YES
    assert main(["verify", str(image), node]) == 0
    assert little_was_written(stick)


@pytest.mark.parametrize("kind", ["exfat", "ntfs"])
def test_made_ready_for_files(kind: str, node: str, stick: Path) -> None:
    assert main(["format", "--yes", "--as", kind, "--name", "LARGE", node]) == 0
    (entry,) = gpt_of(stick).entries
    assert entry.first == MIB // SECTOR
    assert SIZE - 2 * MIB < (entry.last + 1) * SECTOR <= SIZE
    assert little_was_written(stick)


def test_an_image_and_the_rest_of_the_stick(node: str, stick: Path, tmp_path: Path) -> None:
    """The answers for cloud-init are the last partition, which begins beyond 2 TiB."""
    image, answers = tmp_path / "image.iso", tmp_path / "user-data"
    content = by_gpt()
    image.write_bytes(content)
    answers.write_bytes(b"#cloud-config\nhostname: far\n")
    more = ["--data", "rest", "--exfat", "--cidata", str(answers)]
    assert main(["write", "--yes", str(image), node, *more]) == 0
    data, far = sorted(gpt_of(stick).entries, key=lambda each: each.first)[-2:]
    assert data.first * SECTOR < 64 * MIB
    assert data.last * SECTOR > 2 * TIB
    assert far.first > 1 << 32
    reader = FileReader(stick, FileIdentity.of(stick))
    start = far.first * SECTOR
    volume = tmp_path / "far"
    volume.write_bytes(
        Window(reader, start, SIZE - start).read_at(0, (far.last + 1) * SECTOR - start)
    )
    listed = subprocess.run(["mtype", "-i", volume, "::user-data"], capture_output=True, check=True)
    assert listed.stdout == answers.read_bytes()
    assert little_was_written(stick)
