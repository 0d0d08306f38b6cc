"""How long does the verdict on a large image take, and how much of the file does it read?

    packaging/test --bench verdict [--size 5G] [--rounds 20] [--folder DIR]

The image is laid out like a hybrid installer of today: ISO 9660 with Rock Ridge and some thousand
files, El Torito for BIOS and UEFI, a GPT with an EFI system partition behind the disc, and the
GPT's copy at the very end. It is sparse, so what is measured is reads and parsing and no disk's
speed; before every round the kernel is told to forget it.
"""

import argparse
import os
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from support_boot import BASIC_DATA, LOADER, GptLayout, GptPartition, pe, protective_mbr
from support_disc import Boot, catalogue
from support_fat import fat
from support_iso import Content, Iso

from app.commands.sizes import size as parse_size
from app.demo.code import BIOS_CD, BIOS_STICK
from app.formats.binary import Memory, Reader
from app.formats.iso9660 import Iso9660
from app.formats.tree import walk
from app.inspection import inspect
from app.report import Answer, Machine, Report
from app.sources import open_source
from app.sources.source import FileIdentity, Source, Stream

SECTOR = 512
BLOCK = 2048
ESP_SIZE = 4 << 20
GOAL_SECONDS, GOAL_READS = 0.150, 200
GOAL_WARM_SECONDS = 0.005  # of the processor, with the image in the page cache
TREE, GOAL_TREE_SECONDS = 100_000, 0.3  # files, and seconds of the processor


@dataclass
class Counted:
    """A source that counts how it is looked into."""

    source: Source
    reads: int = 0
    bytes: int = 0

    @property
    def path(self) -> Path:
        return self.source.path

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def size(self) -> int | None:
        return self.source.size

    @property
    def layers(self) -> tuple[str, ...]:
        return self.source.layers

    @property
    def identity(self) -> FileIdentity:
        return self.source.identity

    def stream(self, start: int = 0) -> Stream:
        return self.source.stream(start)

    def look(self) -> Reader:
        return CountedReader(self.source.look(), self)


@dataclass(frozen=True)
class CountedReader:
    reader: Reader
    counted: Counted

    @property
    def size(self) -> int | None:
        return self.reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        self.counted.reads += 1
        data = self.reader.read_at(offset, length)
        self.counted.bytes += len(data)
        return data


def make_image(path: Path, size: int) -> None:
    """A sparse file of `size` bytes, a multiple of 2048."""
    sectors = size // SECTOR
    esp_first = (size - (1 << 20) - ESP_SIZE) // SECTOR
    files: dict[str, Content] = {
        ".disk/info": b"Example 1.0 - Release amd64",
        "boot/grub/eltorito.img": BIOS_CD.ljust(BLOCK, b"\0"),
        LOADER: pe(),
        "casper/filesystem.squashfs": b"hsqs",
    }
    files.update({f"pool/{n % 40:02}/package-number-{n}.deb": b"" for n in range(4000)})
    disc = Iso(files, label="EXAMPLE 1.0", catalogue=bytes(BLOCK))
    head = bytearray(disc.build())
    places = [disc.blocks["boot/grub/eltorito.img"], esp_first * SECTOR // BLOCK]
    boots = [Boot(BIOS_CD, sectors=4), Boot(b"", 0xEF, sectors=ESP_SIZE // SECTOR)]
    at = struct.unpack_from("<I", head, 17 * BLOCK + 71)[0] * BLOCK
    head[at : at + BLOCK] = catalogue(boots, places)
    blocks = esp_first * SECTOR // BLOCK
    head[16 * BLOCK + 80 : 16 * BLOCK + 88] = struct.pack("<I", blocks) + struct.pack(">I", blocks)
    partitions = [
        GptPartition(64, esp_first - 1, BASIC_DATA, name="ISO9660"),
        GptPartition(
            esp_first, esp_first + ESP_SIZE // SECTOR - 1, unique=f"{2:032x}", name="Appended2"
        ),
    ]
    table = GptLayout(sectors, partitions)
    front = protective_mbr(sectors, code=BIOS_STICK) + table.primary()
    head[: len(front)] = front
    with path.open("wb") as file:
        file.truncate(size)
        file.write(head)
        file.seek(esp_first * SECTOR)
        file.write(fat({LOADER: pe(size=900 << 10)}, size=ESP_SIZE))
        file.seek(size - len(table.backup()))
        file.write(table.backup())
        file.flush()
        os.fsync(file.fileno())


def forget(path: Path) -> None:
    """The kernel keeps nothing of the file."""
    with path.open("rb") as file:
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def check(report: Report) -> None:
    """A quick verdict that is wrong is worth nothing."""
    boots = report.boots
    answers = (boots.bios_usb.answer, boots.bios_cd.answer, boots.on_uefi_usb(Machine.X64).answer)
    codes = {finding.code for finding in report.findings} - {"loader-unsigned"}
    if any(answer is not Answer.YES for answer in answers) or codes:
        sys.exit(f"the benchmark's image is judged {answers}, with {codes}")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="verdict")
    parser.add_argument("--size", type=parse_size, default=5 << 30)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--folder", help="on a real disk")
    given = parser.parse_args(arguments)
    seconds: list[float] = []
    warm: list[float] = []
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path = Path(folder, "image.iso")
        make_image(path, given.size // BLOCK * BLOCK)
        for _ in range(given.rounds):
            forget(path)
            for kind in (seconds, warm):
                began, spent = time.perf_counter(), time.process_time()
                counted = Counted(open_source(path))
                report = inspect(counted)
                took = time.perf_counter() - began
                kind.append(time.process_time() - spent if kind is warm else took)
                check(report)
        forget(path)
        began = time.perf_counter()
        command = [sys.executable, "-P", "-m", "ui", "inspect", "--json", str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        whole = time.perf_counter() - began
    median = statistics.median(seconds)
    span = f"{min(seconds) * 1000:.0f} to {max(seconds) * 1000:.0f}"
    print(
        f"verdict on {given.size / (1 << 30):.1f} GiB: {median * 1000:.0f} ms "
        f"({span}; goal {GOAL_SECONDS * 1000:.0f}), "
        f"{counted.reads} reads (goal {GOAL_READS}), {counted.bytes / (1 << 20):.2f} MiB read; "
        f"the whole command {whole * 1000:.0f} ms"
    )
    print(
        f"the same, warm: of the processor {statistics.median(warm) * 1000:.1f} ms "
        f"({min(warm) * 1000:.1f} to {max(warm) * 1000:.1f}; "
        f"goal {GOAL_WARM_SECONDS * 1000:.0f}) {_mark(statistics.median(warm), GOAL_WARM_SECONDS)}"
    )
    disc = many_files(TREE)
    costs = [tree_seconds(disc, TREE) for _ in range(5)]
    print(
        f"tree of {TREE:,} files: {statistics.median(costs):.2f} s of the processor "
        f"({min(costs):.2f} to {max(costs):.2f}; goal {GOAL_TREE_SECONDS}) "
        f"{_mark(statistics.median(costs), GOAL_TREE_SECONDS)}"
    )


def many_files(count: int) -> bytes:
    """A disc with so many empty files, 200 a folder, under long names."""
    name = "folder-{:04}/a-rather-long-file-name-{}.dat"
    return Iso({name.format(n // 200, n): b"" for n in range(count)}).build()


def tree_seconds(disc: bytes, count: int) -> float:
    """Of the processor, for one walk over all of it."""
    began = time.process_time()
    found = sum(not entry.directory for _, entry in walk(Iso9660.open(Memory(disc))))
    took = time.process_time() - began
    if found != count:
        sys.exit(f"the tree has {found} files instead of {count}")
    return took


def _mark(value: float, goal: float) -> str:
    return "✓" if value <= goal else "✗"
