"""What the goals speak of: which image, over what, how fast the drive is, and who else does it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench import images
from bench.table import PARTS
from bench.target import USB2, USB3, MiB, Speed

DRIVES = 4
ONE = "one drive"
RAW = "as a raw file"


@dataclass(frozen=True)
class Workload:
    """`old` was on the device before; `fresh`: it held zeros alone. `partly`: where the
    image is zero the device may hold what it held. `base` may be ONE: ours on the first drive
    alone, or RAW: ours with what is inside the image, or with the image `beside`. `options` are
    ours."""

    name: str
    image: Path
    raw: Path
    goal: float
    base: str = "dd + cmp"
    peers: tuple[str, ...] = ("dd + cmp",)
    speed: Speed | None = None
    old: Path | None = None
    fresh: bool = False
    partly: bool = False
    bmap: Path | None = None
    options: tuple[str, ...] = ()
    drives: int = 1
    beside: Path | None = None

    @property
    def packed(self) -> bool:
        return self.image.suffix != self.raw.suffix

    @property
    def noise(self) -> bool:
        """Whether every byte of it has to be written."""
        return self.image.name.startswith("noise")

    @property
    def hashed(self) -> bool:
        return "--no-sha256" not in self.options


def room(scale: int) -> int:
    """Bytes of the first drive."""
    return 4096 * MiB // scale + 64 * MiB


Family = Callable[[Path, int], Iterator[Workload]]


def raw(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.noise(folder, 2048 * MiB // scale)
    yield Workload(
        "no zeros, at full speed", image, image, 0.60, peers=("dd + cmp", "etcher-sdk", "bmaptool")
    )
    yield Workload("the same without SHA-256", image, image, 0.60, options=("--no-sha256",))


def usb3(folder: Path, scale: int) -> Iterator[Workload]:
    yield _at(USB3, folder, 2048 * MiB // scale)


def usb2(folder: Path, scale: int) -> Iterator[Workload]:
    yield _at(USB2, folder, 2048 * MiB // scale)


def _at(speed: Speed, folder: Path, size: int) -> Workload:
    image = images.noise(folder, size)
    return Workload(f"no zeros, at {speed.name}", image, image, 1.02, "", ("dd + cmp",), speed)


def disk(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 4096 * MiB // scale)
    whole = Workload(
        "disk image, 35 % used, onto a new stick", image, image, 0.42, speed=USB3, fresh=True
    )
    yield whole
    unused = replace(
        whole,
        name="the same onto an old one, unused parts left",
        goal=0.32,
        fresh=False,
        partly=True,
        options=("--skip-unused",),
    )
    yield unused
    if mapped := images.with_map(image):
        yield replace(
            unused,
            name="the same by its .bmap",
            image=mapped,
            peers=("dd + cmp", "bmaptool"),
            bmap=mapped.with_suffix(".bmap"),
        )


def disk_at_full_speed(folder: Path, scale: int) -> Iterator[Workload]:
    """Where the drive is held to a speed, no less than the used share of dd and cmp's time can be
    reached: 0.35 of it."""
    for each in disk(folder, scale):
        yield replace(each, name=f"{each.name}, at full speed", speed=None)


def packed(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 1024 * MiB // scale)
    for kind in ("xz", "gz", "zst", "bz2", "zip"):
        one = images.packed(image, kind)
        peers = ("dd + cmp", "etcher-sdk", "bmaptool") if kind != "zip" else ("dd + cmp",)
        yield Workload(f"disk image as .{kind}", one, image, 1.05, PARTS, peers)


def packed_usb3(folder: Path, scale: int) -> Iterator[Workload]:
    """What a stick's speed leaves of unpacking."""
    image = images.disk(folder, 512 * MiB // scale)
    for kind in ("xz", "gz", "zst", "bz2", "zip"):
        one = images.packed(image, kind)
        name = f"disk image as .{kind}, at {USB3.name}"
        yield Workload(name, one, image, 1.05, PARTS, (), USB3)


def virtual(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.noise(folder, 1024 * MiB // scale)
    for kind in ("qcow2", "vmdk", "vpc", "vdi", "vhdx"):
        one = images.virtual(image, kind)
        yield Workload(f"virtual disk ({kind})", one, image, 1.05, RAW, ())


def windows(folder: Path, scale: int) -> Iterator[Workload]:
    """Beside a plain image of the same number of bytes."""
    disc, stick = images.windows(folder, 1024 * MiB // scale, room(scale))
    plain = images.noise(folder, stick.stat().st_size // MiB * MiB)
    yield Workload("Windows disc, composed", disc, stick, 1.05, RAW, (), beside=plain)


def rewrite(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.disk(folder, 1024 * MiB // scale)
    again = Workload(
        "over a stick that differs in 5 %",
        image,
        image,
        0.25,
        speed=USB3,
        old=images.changed(image),
    )
    yield again
    yield replace(
        again,
        name="the same, the places scattered",
        old=images.changed(image, run=64 << 10),
    )


def several(folder: Path, scale: int) -> Iterator[Workload]:
    image = images.noise(folder, 256 * MiB // scale)
    yield Workload("to four drives, at usb3", image, image, 1.05, ONE, speed=USB3, drives=DRIVES)


FAMILIES: dict[str, Family] = {
    "raw": raw,
    "usb3": usb3,
    "usb2": usb2,
    "disk": disk,
    "disk-full-speed": disk_at_full_speed,
    "packed": packed,
    "packed-usb3": packed_usb3,
    "virtual": virtual,
    "windows": windows,
    "rewrite": rewrite,
    "several": several,
}
