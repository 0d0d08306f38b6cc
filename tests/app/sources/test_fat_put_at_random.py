"""Random volumes of mkfs.vfat, filled and emptied by mtools, which files are put into again and
again: they are there, and in the eyes of fsck.vfat and mtools nothing else has changed."""

import os
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from app.errors import NotAppendable
from app.formats import fat_free
from app.formats.fat import Fat
from app.sources.fat_put import put
from app.sources.plain import FileReader
from app.sources.source import FileIdentity

pytestmark = pytest.mark.tools

VOLUMES, ROUNDS = 24, 5
GIVEN = "user-data", "meta-data", "network-config", "vendor-data"
NAMES = (
    *GIVEN, "USER-D~1", "USER-D~2", "META-D~1", "NETWOR~1.CON", "config.txt", "KERNEL8.IMG",
    "a name of more than thirteen letters.txt", "größe.txt", "日本語", ".hidden", "a+b=[c]",
    *(f"FILE{number}" for number in range(40)),
)  # fmt: skip


def run(*command: str | Path, might_fail: bool = False) -> None:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    surroundings = os.environ | {"LC_ALL": "C.UTF-8", "MTOOLS_SKIP_CHECK": "1"}
    done = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    assert might_fail or done.returncode == 0, (command, done.stdout + done.stderr)


class Volume:
    def __init__(self, folder: Path, random: Random) -> None:
        self._folder, self._random = folder, random
        self.path = folder / "volume"
        wide = random.random() < 0.5
        sector = random.choice((512, 512, 512, 1024, 2048, 4096))
        cluster = random.choice(
            [each for each in (1, 2, 4, 8) if not wide or each * sector <= 4096]
        )
        count = random.randint(65_600, 68_000) if wide else random.randint(4200, 6000)
        with self.path.open("wb") as file:
            file.truncate((count * cluster + 700) * sector + wide * 1_100_000)
        words = ["-a"] if random.random() < 0.5 else []
        words += ["-F", "32" if wide else "16", "-S", str(sector), "-s", str(cluster)]
        words += ["-f", str(random.choice((1, 2, 2, 2))), "-n", random.choice(("", "BOOTFS"))]
        words += ["-R", str(random.choice((32, 33, 64) if wide else (1, 4, 8)))]
        words += [] if wide else ["-r", str(random.choice((16, 64, 112, 512)) * sector // 512)]
        run("mkfs.vfat", *words, "-M", random.choice(("0xF8", "0xF0")), self.path)
        self._add({"KEEP": b"x", "user-data": b"#", "overlays/one.dtbo": b"y" * 9000})

    def change(self) -> None:
        """As somebody would who uses it."""
        for name in sorted(self.files()):
            if "/" not in name and name != "KEEP" and self._random.random() < 0.3:
                run("mdel", "-i", self.path, f"::{name}")
        there = {name.lower() for name in self.files()}
        names = [name for name in self._random.sample(NAMES, 5) if name.lower() not in there]
        lengths = (self._random.choice((0, 1, 600, 5000, 90_000)) for _ in names)
        self._add({name: self._random.randbytes(n) for name, n in zip(names, lengths, strict=True)})
        room = self.free - self._random.randint(0, 12)
        if 0 < room * self.cluster < 40 << 20 and self._random.random() < 0.3:
            self._add({"FULL": b"f" * (room * self.cluster)})

    def files(self) -> dict[str, bytes]:
        """As mtools reads them."""
        out = self._folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        run("mcopy", "-s", "-n", "-Q", "-i", self.path, "::*", out)
        return {str(at.relative_to(out)): at.read_bytes() for at in out.rglob("*") if at.is_file()}

    @property
    def tree(self) -> Fat:
        return Fat.open(self.reader)

    @property
    def reader(self) -> FileReader:
        return FileReader(self.path, FileIdentity.of(self.path))

    @property
    def cluster(self) -> int:
        return self.tree.boot.cluster * self.tree.boot.sector

    @property
    def free(self) -> int:
        return sum(stop - start for start, stop in fat_free.free(self.reader)) // self.cluster

    def check(self) -> None:
        run("fsck.vfat", "-n", self.path)  # it ends with 1 for anything at all

    def put(self, files: dict[str, bytes]) -> None:
        patches = put(self.reader, files)
        with self.path.open("r+b") as file:
            for patch in patches:
                file.seek(patch.offset)
                file.write(patch.data)

    def _add(self, files: dict[str, bytes]) -> None:
        """As far as there is room for them, and none has the alias of another."""
        given = self._folder / "in"
        shutil.rmtree(given, ignore_errors=True)
        for name, data in files.items():
            (given / name).parent.mkdir(parents=True, exist_ok=True)
            (given / name).write_bytes(data)
        if files:
            words = ("-s", "-Q", "-D", "S", "-D", "s", "-i", self.path)
            run("mcopy", *words, *sorted(given.iterdir()), "::", might_fail=True)


@pytest.mark.parametrize("seed", range(VOLUMES))
def test_nothing_else_changes(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    volume = Volume(tmp_path, random)
    for _ in range(ROUNDS):
        volume.change()
        volume.check()
        before, free, size = volume.files(), volume.free, volume.cluster
        names = {name.lower(): name for name in before}
        lengths = (random.choice((0, 1, size, size + 1, 3000, 70_000)) for _ in GIVEN)
        given = {
            name: random.randbytes(length) for name, length in zip(GIVEN, lengths, strict=True)
        }
        given = {name: given[name] for name in random.sample(GIVEN, random.randint(1, 4))}
        wanted = before | {names.get(name, name): data for name, data in given.items()}
        more = sum(-(-len(data) // size) for data in wanted.values())
        more -= sum(-(-len(data) // size) for data in before.values())
        try:
            volume.put(given)
        except NotAppendable as error:
            full = "root folder" in str(error) and not volume.tree.boot.wide
            assert full or more > free - 2  # the root folder may have to grow
            wanted = before
        else:
            assert 0 <= free - volume.free - more <= 1
        volume.check()
        assert volume.files() == wanted
