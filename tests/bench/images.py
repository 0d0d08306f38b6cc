"""What is written: made once in a folder, and the same for everybody in a run."""

import os
import random
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

from bench.target import MiB
from support_windows import FILES

from app.inspection import inspect
from app.inspection.windows_stick import composed
from app.sources import open_source

_PACKERS = {
    "xz": "xz -T0 -6 --block-size=24MiB -c {image} > {packed}",
    "gz": "gzip -6 -c {image} > {packed}",
    "zst": "zstd -q -T0 -9 -f {image} -o {packed}",
    "bz2": "bzip2 -9 -c {image} > {packed}",
    "zip": "zip -q -6 -j {packed} {image}",
}
_ROOT = 17 * MiB  # where the second partition begins
_LARGEST = 64 * MiB  # of a file that goes into a disk image


def noise(folder: Path, size: int) -> Path:
    """Nothing in it can be packed or skipped."""
    path = folder / f"noise-{size // MiB}.img"
    if not path.exists():
        with path.open("wb") as file:
            for _ in range(size // MiB):
                file.write(os.urandom(MiB))
    return path


def disk(folder: Path, size: int, used: float = 0.35) -> Path:
    """A GPT disk with one Ext4 full of files of this computer, `used` of it, all its blocks
    allocated as after a download. Beside it lies what it is packed into."""
    path = folder / f"disk-{size // MiB}.img"
    if path.exists():
        return path
    stage, made = folder / "stage", path.with_suffix(".part")
    shutil.rmtree(stage, ignore_errors=True)
    _gather(stage, int(size * used))
    with made.open("wb") as file:
        file.truncate(size)
    table = (
        f"label: gpt\nstart=2048, size={(_ROOT - MiB) // 512}, type=uefi\nstart={_ROOT // 512}\n"
    )
    subprocess.run(["sfdisk", "-q", str(made)], input=table, text=True, check=True)
    options = ["-O", "^has_journal", "-E", f"offset={_ROOT},lazy_itable_init=0", "-d", str(stage)]
    length = f"{(size - _ROOT - MiB) // 1024}k"
    subprocess.run(["mkfs.ext4", "-q", "-F", *options, str(made), length], check=True)
    shutil.rmtree(stage)
    subprocess.run(["fallocate", "--dig-holes", str(made)], check=True)
    subprocess.run(["cp", "--sparse=never", str(made), str(path)], check=True)
    made.unlink()
    return path


def with_map(image: Path) -> Path | None:
    """The same in a folder of its own with its `.bmap`, which the program would find beside any
    other. None where nobody can make one."""
    folder = image.with_name("with-map")
    path = folder / image.name
    if shutil.which("bmaptool") is None:
        return None
    if not path.exists():
        folder.mkdir(exist_ok=True)
        holey = path.with_suffix(".part")
        subprocess.run(["cp", "--sparse=always", str(image), str(holey)], check=True)
        bmap = str(path.with_suffix(".bmap"))
        subprocess.run(["bmaptool", "-q", "create", "-o", bmap, str(holey)], check=True)
        holey.unlink()
        path.hardlink_to(image)
    return path


def packed(image: Path, kind: str) -> Path:
    path = image.with_name(f"{image.name}.{kind}")
    if not path.exists():
        line = _PACKERS[kind].format(image=image, packed=path)
        subprocess.run(["sh", "-c", line], check=True)
    return path


def virtual(image: Path, kind: str) -> Path:
    """As a virtual disk of a kind of qemu-img, exactly as long."""
    path = image.with_name(f"{image.name}.{kind}")
    if not path.exists():
        exact = ["-o", "force_size=on"] if kind == "vpc" else []
        words = ["qemu-img", "convert", "-f", "raw", "-O", kind, *exact, str(image), str(path)]
        subprocess.run(words, check=True)
    return path


def windows(folder: Path, size: int, room: int) -> tuple[Path, Path]:
    """A disc like those that Windows is installed from, with an image of `size` bytes, and what is
    composed of it for a drive of `room`."""
    disc, stick = (folder / f"windows-{size // MiB}.{kind}" for kind in ("iso", "img"))
    if not disc.exists():
        stage = folder / "stage"
        for name, data in FILES.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(data, bytes) and not name.endswith("/"):
                path.write_bytes(data)
        wim = stage / "sources/install.wim"
        wim.unlink()
        wim.hardlink_to(noise(folder, size))
        line = ["genisoimage", "-quiet", "-udf", "-iso-level", "3", "-V", "WIN"]
        subprocess.run([*line, "-o", str(disc), str(stage)], check=True)
        shutil.rmtree(stage)
    if not stick.exists():
        source = open_source(disc)
        made, _ = composed(source, inspect(source), room)
        with stick.open("wb") as file, closing(made.stream()) as stream:
            buffer = memoryview(bytearray(MiB))
            while count := stream.readinto(buffer):
                file.write(buffer[:count])
    return disc, stick


def disc_of(file: Path) -> Path:
    """A disc, UDF as well as ISO 9660, with that file alone."""
    disc = file.with_suffix(".iso")
    if not disc.exists():
        large = ["-iso-level", "3", "-allow-limited-size"]
        line = ["genisoimage", "-quiet", "-udf", *large, "-V", "ONE", "-o", str(disc)]
        subprocess.run([*line, str(file)], check=True)
    return disc


def changed(image: Path, share: float = 0.05, run: int = 8 * MiB) -> Path:
    """The same, but for that share of it, in runs of so many bytes: what a stick held before."""
    path = image.with_name(f"{image.stem}-old-{run >> 10}.img")
    if not path.exists():
        dice = random.Random(7)
        shutil.copyfile(image, path)
        places = range(path.stat().st_size // run)
        with path.open("r+b") as file:
            for place in sorted(dice.sample(places, max(1, int(len(places) * share)))):
                file.seek(place * run)
                file.write(dice.randbytes(run))
    return path


def _gather(stage: Path, budget: int) -> None:
    """Files of /usr, as they come from a shuffled list, until the budget is used up."""
    found = [Path(folder, name) for folder, _, names in os.walk("/usr") for name in sorted(names)]
    random.Random(1).shuffle(found)
    for path in found:
        if path.is_symlink() or not path.is_file() or not 0 < path.stat().st_size < _LARGEST:
            continue
        budget -= -(-path.stat().st_size // 4096) * 4096
        if budget < 0:
            return
        place = stage / path.relative_to("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
