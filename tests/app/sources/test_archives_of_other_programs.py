"""Archives that tar, bsdtar and 7-Zip make, with the options that change their shape."""

import shutil
import subprocess
from pathlib import Path

import pytest
from packing import image, read_all

from app.errors import UnsupportedImage
from app.sources import open_source

pytestmark = pytest.mark.tools

IMAGE = image(3_000_000 // 512 * 512)
TEXT = b"Write the image to a stick.\n" * 10_000


def made(command: str, folder: Path) -> Path:
    tool = command.split()[0]
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    (folder / "disk.img").write_bytes(IMAGE)
    (folder / "a.txt").write_bytes(TEXT)
    (folder / ("long" * 40)).write_bytes(TEXT)
    (folder / "sub").mkdir()
    (folder / "link.img").symlink_to("disk.img")
    subprocess.run(["sh", "-c", command], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return folder / "packed"


SHORT = "a.txt sub link.img disk.img"
ALL = f"long* {SHORT}"


@pytest.mark.parametrize(
    ("command", "layers"),
    [
        (f"tar -H ustar -cf packed {SHORT}", ("tar",)),
        (f"tar -H gnu -cf packed {ALL}", ("tar",)),
        (f"tar -H pax -cf packed {ALL}", ("tar",)),
        ("tar -H v7 -cf packed disk.img", ()),
        (f"tar -czf packed {ALL}", ("gzip", "tar")),
        (f"tar -cJf packed {ALL}", ("xz", "tar")),
        (f"tar -cjf packed {ALL}", ("bzip2", "tar")),
        (f"tar --zstd -cf packed {ALL}", ("zstd", "tar")),
        (f"bsdtar --format pax -cf packed {ALL}", ("tar",)),
        (f"bsdtar --format ustar -cf packed {SHORT}", ("tar",)),
        (f"bsdtar --format gnutar -czf packed {ALL}", ("gzip", "tar")),
        (f"bsdtar --format 7zip -cf packed {ALL}", ("7z",)),
        *(
            (f"7z a -t7z -snl {options} packed.7z {ALL} && mv packed.7z packed", ("7z",))
            for options in (
                "-mx0",
                "-mx1",
                "-mx9",
                "-m0=lzma",
                "-m0=lzma:d=64m",
                "-m0=lzma2",
                "-m0=lzma2:d=128m",
                "-m0=deflate",
                "-m0=bzip2",
                "-ms=off",
                "-mhc=off",
            )
        ),
    ],
)
def test_it_opens(command: str, layers: tuple[str, ...], tmp_path: Path) -> None:
    source = open_source(made(command, tmp_path))
    assert source.layers == layers
    if not layers:
        return
    assert (source.member, source.size) == ("disk.img", len(IMAGE))
    assert read_all(source.stream()) == IMAGE
    assert read_all(source.stream(1_000_000)) == IMAGE[1_000_000:]
    assert source.look().read_at(2_000_000, 1_000) == IMAGE[2_000_000:2_001_000]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("7z a -psecret packed.7z disk.img && mv packed.7z packed", "password"),
        ("7z a -psecret -mhe packed.7z disk.img && mv packed.7z packed", "password"),
        ("7z a -m0=ppmd packed.7z disk.img && mv packed.7z packed", "PPMd"),
        ("7z a -m0=bcj -m1=lzma packed.7z disk.img && mv packed.7z packed", "BCJ"),
        ("7z a -m0=bcj2 packed.7z disk.img && mv packed.7z packed", "several streams"),
        ("tar -H gnu -Scf packed holes.img", "without its zeros"),
        ("tar -H pax -Scf packed holes.img", "without its zeros"),
    ],
)
def test_it_is_refused(command: str, says: str, tmp_path: Path) -> None:
    with (tmp_path / "holes.img").open("wb") as holes:
        holes.write(IMAGE)
        holes.truncate(64 << 20)
    with pytest.raises(UnsupportedImage, match=says):
        open_source(made(command, tmp_path))


@pytest.mark.parametrize("subformat", ["monolithicSparse", "streamOptimized"])
def test_an_ova(subformat: str, tmp_path: Path) -> None:
    command = (
        f"qemu-img convert -f raw -O vmdk -o subformat={subformat} disk.img d.vmdk"
        " && mv a.txt d.ovf && tar -H ustar -cf packed d.ovf d.vmdk"
    )
    source = open_source(made(command, tmp_path))
    assert (source.layers, source.member) == (("tar", "vmdk"), "d.vmdk")
    assert read_all(source.stream())[: len(IMAGE)] == IMAGE
