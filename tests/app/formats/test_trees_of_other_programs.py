"""Images that other programs made, and other programs' view of the images that we make."""

import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from support_iso import Iso
from support_udf import Content, UdfImage

from app.errors import CorruptImage
from app.formats.binary import Memory
from app.formats.iso9660 import Iso9660, Names
from app.formats.tree import Tree, walk
from app.formats.udf import Udf

pytestmark = pytest.mark.tools

# What a listing says of each path: a folder, a link and its target, or a file's digest.
Listed = dict[str, str]


def run(*command: str | Path) -> str:
    if shutil.which(str(command[0])) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def shown(tree: Tree) -> Listed:
    listed: Listed = {}
    for path, entry in walk(tree):
        if entry.directory:
            listed[path] = "folder"
        elif entry.link:
            listed[path] = entry.link
        else:
            listed[path] = sha256(tree.read(entry)).hexdigest()
        assert not entry.damaged
    return listed


def on_disk(top: Path) -> Listed:
    listed: Listed = {}
    for path in top.rglob("*"):
        name = str(path.relative_to(top))
        if path.is_symlink():
            listed[name] = str(path.readlink())
        elif path.is_dir():
            listed[name] = "folder"
        else:
            listed[name] = sha256(path.read_bytes()).hexdigest()
    return listed


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A folder with what makes trees hard: depth, long names, many files, links."""
    top = tmp_path / "top"
    deep = top.joinpath(*(f"level {depth}" for depth in range(1, 13)))
    deep.mkdir(parents=True)
    (deep / "bottom.txt").write_text("deep")
    for depth, folder in enumerate(deep.parents):
        if folder.is_relative_to(top):
            (folder / f"file {depth}").write_bytes(os.urandom(3000 * depth))
    many = top / "many"
    many.mkdir()
    for number in range(300):
        (many / f"some file {number:04}.txt").write_text(str(number))
    (top / ("long name " * 20)).write_text("long")
    (top / ("ü" * 60)).write_text("wide")
    (top / "to").symlink_to("/usr/share/../lib/" + "x" * 60)
    (top / "empty").mkdir()
    return top


MAKERS = {
    "genisoimage": ["genisoimage", "-quiet", "-R", "-J", "-joliet-long"],
    "xorriso": ["xorriso", "-as", "mkisofs", "-quiet", "-R", "-J"],
    "xorriso, deep": ["xorriso", "-as", "mkisofs", "-quiet", "-R", "-D"],
}


@pytest.mark.parametrize("maker", MAKERS.values(), ids=list(MAKERS))
def test_what_was_put_in_comes_out(maker: list[str], top: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.iso"
    run(*maker, "-o", image, top)
    iso = Iso9660.open(Memory(image.read_bytes()))
    assert iso.names is Names.ROCK_RIDGE
    listed = shown(iso)
    listed.pop("rr_moved", None)  # where genisoimage puts what lies deep
    assert listed == on_disk(top)


def test_joliet_alone(top: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.iso"
    run("genisoimage", "-quiet", "-J", "-joliet-long", "-o", image, top / "many")
    iso = Iso9660.open(Memory(image.read_bytes()))
    assert (iso.names, shown(iso)) == (Names.JOLIET, on_disk(top / "many"))


def test_a_bridge(top: Path, tmp_path: Path) -> None:
    image = tmp_path / "image.iso"
    run("genisoimage", "-quiet", "-udf", "-V", "BRIDGE", "-o", image, top / "many")
    udf = Udf.open(Memory(image.read_bytes()))
    assert (udf.label, shown(udf)) == ("BRIDGE", on_disk(top / "many"))
    assert udf.size <= image.stat().st_size


@pytest.mark.parametrize("block", [512, 1024, 2048, 4096])
@pytest.mark.parametrize(
    ("media", "revision"), [("hd", "1.02"), ("hd", "2.01"), ("dvdrw", "2.01"), ("cdrw", "1.50")]
)
def test_volumes_of_mkudffs(media: str, revision: str, block: int, tmp_path: Path) -> None:
    image = tmp_path / "image.udf"
    with image.open("wb") as file:
        file.truncate(16 << 20)
    options = [f"--media-type={media}", f"--udfrev={revision}", f"--blocksize={block}"]
    run("mkudffs", "--utf8", "--label=Größe", *options, image)
    udf = Udf.open(Memory(image.read_bytes()))
    assert (udf.label, udf.revision, udf.size) == ("Größe", revision, 16 << 20)
    assert {entry.name for entry in udf.list()} <= {"Non-Allocatable Space"}


@pytest.mark.parametrize("media", ["cdr", "dvdr", "bdr"])
def test_discs_written_bit_by_bit_are_recognised_and_refused(media: str, tmp_path: Path) -> None:
    image = tmp_path / "image.udf"
    with image.open("wb") as file:
        file.truncate(16 << 20)
    revision = "--udfrev=2.50" if media == "bdr" else "--udfrev=2.01"
    run("mkudffs", f"--media-type={media}", revision, "--blocksize=2048", image)
    with pytest.raises(CorruptImage, match="bit by bit"):
        Udf.open(Memory(image.read_bytes()))


def unpacked_by_7z(image: bytes, kind: str, tmp_path: Path) -> Listed:
    (tmp_path / "image").write_bytes(image)
    run("7z", "x", "-y", f"-t{kind}", f"-o{tmp_path / 'out'}", tmp_path / "image")
    return on_disk(tmp_path / "out")


OURS: dict[str, bytes] = {
    "read me.txt": b"hello",
    "boot/grub/grub.cfg": b"set timeout=0\n" * 300,
    "boot/empty": b"",
    "Über.txt": b"x" * 5000,
}


@pytest.mark.parametrize(("rock_ridge", "joliet"), [(True, False), (True, True), (False, True)])
def test_our_images_in_7z(rock_ridge: bool, joliet: bool, tmp_path: Path) -> None:
    data = Iso(OURS, rock_ridge=rock_ridge, joliet=joliet).build()
    assert unpacked_by_7z(data, "iso", tmp_path) == shown(Iso9660.open(Memory(data)))


def test_our_images_in_xorriso_and_isoinfo(tmp_path: Path) -> None:
    data = Iso(OURS | {"n" * 240: b"long"}, joliet=True).build()
    image = tmp_path / "image.iso"
    image.write_bytes(data)
    paths = {f"/{path}" for path, _ in walk(Iso9660.open(Memory(data)))}
    found = run("xorriso", "-report_about", "SORRY", "-indev", image, "-find", "/").splitlines()
    assert {path.strip("'") for path in found} - {"/"} == paths
    assert set(run("isoinfo", "-R", "-f", "-i", image).splitlines()) == paths


@pytest.mark.parametrize("block", [512, 2048])
@pytest.mark.parametrize("extended", [False, True])
@pytest.mark.parametrize("form", ["short", "long", "embedded"])
def test_our_udf_in_7z(form: str, extended: bool, block: int, tmp_path: Path) -> None:
    files: dict[str, Content] = {**OURS, "pieces": (b"a" * 4096, b"b" * 4096, b"c")}
    data = UdfImage(files, form=form, extended=extended, block=block).build()
    assert unpacked_by_7z(data, "udf", tmp_path) == shown(Udf.open(Memory(data)))
