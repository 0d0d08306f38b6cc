"""Every example of the README, of `--help` and so of the manual does what it says.

Each is run in a folder of its own, on files that stand for what is named there: an image, sticks
behind /dev/sdb and /dev/sdc, a server. A question is answered with --yes.
"""

import hashlib
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_loops import FakeLoops
from support_ext import ext
from support_flow import boot_image
from support_layout import DEBIAN, by_mbr
from support_stopped import filled, stopped_at, writing
from support_web import Page, authority, serving
from support_windows import windows_disc

from app import journal
from app.cli import main
from app.commands.examples import EXAMPLES
from app.commands.grammar import COMMANDS
from app.drives.image_file import virtual_stick
from app.events import Stage, StageStarted
from app.job import run
from app.plan_backup import plan_backup
from app.sources import open_source

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STICK = 512 << 20  # bytes

FROM_README = tuple(
    re.split(r" {2,}", line)[0]
    for line in re.findall(r"^ {4}packaging/run ([a-z].*)$", README, re.MULTILINE)
)
FROM_HELP = tuple(
    f"{command} {words}".rstrip() for command, listed in EXAMPLES.items() for words, _ in listed
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the examples name, but for sticks."""
    folder = tmp_path_factory.mktemp("files")
    debian = by_mbr({**DEBIAN, "boot/grub/grub.cfg": b"menuentry\n"})
    (folder / "debian.iso").write_bytes(debian)
    (folder / "SHA256SUMS").write_text(f"{digest(folder)}  debian.iso\n")
    (folder / "live.iso").write_bytes(by_mbr(DEBIAN))
    (folder / "disk.img").write_bytes(ext([(20, 300)]))
    windows_disc(folder / "windows.iso")
    key = b"\x04" + bytes(20)
    (folder / "maker.asc").write_bytes(bytes([0xC6, len(key)]) + key + b"\xcd\x05Maker")
    return folder


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "debian.iso").read_bytes()).hexdigest()


@pytest.fixture
def server(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Its address; it has the image and the list."""
    (tmp_path / "authority.pem").write_bytes(authority())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    with serving() as site:
        for name in ("debian.iso", "SHA256SUMS"):
            site.put(f"/{name}", Page((files / name).read_bytes()))
        yield site.url("/").rstrip("/")


@pytest.fixture
def folder(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current one, with the files and two sticks."""
    place = tmp_path / "here"
    shutil.copytree(files, place)
    for name in ("sdb", "sdc"):
        with (place / name).open("wb") as file:
            file.truncate(STICK)
    monkeypatch.chdir(place)
    return place


@pytest.fixture(autouse=True)
def system_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """With a UDisks2 that makes no device."""
    with FakeLoops().on(tmp_path / "bus") as bus:
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
        yield


def stood_in(example: str, folder: Path, server: str) -> list[str]:
    words = []
    for word in shlex.split(example):
        word = re.sub(r"https://(example\.org|…)", server, word)
        word = f"{server}/debian.iso" if word == server else word
        word = digest(folder) if word == "HEX" else word
        words.append(word.removeprefix("/dev/"))
    if words[0] == "boot":  # a moment of it, and no window
        look = () if "--screenshot" in words else ("--screenshot", "seen.png")
        return [*words, *look, "--no-kvm", "--seconds", "2"]
    asks = words[0] in ("write", "format", "burn") or (
        words[0] == "test" and bool({"--all", "--use-good-part"} & set(words))
    )
    return [*words, "--yes"] if asks else words


def stop_one(folder: Path) -> None:
    """A write to the first stick that was stopped early, for `undo`."""
    filled(folder / "sdb", 12 << 20)
    stick = virtual_stick(folder / "sdb")
    image = open_source(boot_image(folder))
    stopped_at(writing(image, stick, journal.folder()), Stage.SYNC)


def stop_a_backup(folder: Path) -> None:
    """Of the first stick, before anything was read."""
    drive = virtual_stick(folder / "sdb")
    with closing(run(plan_backup(drive.info, folder / "stick.img"), drive)) as job:
        for event in job:
            if isinstance(event, StageStarted) and event.stage is Stage.READ:
                return


def test_there_are_some_of_each_command() -> None:
    assert set(EXAMPLES) == set(COMMANDS)
    assert {example.split()[0] for example in FROM_README} == set(COMMANDS)
    assert len(FROM_README) > 20


@pytest.mark.parametrize("example", sorted({*FROM_README, *FROM_HELP}))
def test_it_works(
    example: str, folder: Path, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = stood_in(example, folder, server)
    prepare(words, folder)
    if "https" in example:
        (folder / "debian.iso").unlink()  # which only the server has
    status = main(words)
    said = capsys.readouterr()
    assert status in ends_of(words), said.err
    assert status or "stickwright:" not in said.err
    assert said.out or words[0] == "keys" or status == 3


def ends_of(words: list[str]) -> tuple[int, ...]:
    """How it may end, on this computer."""
    match words[0]:
        case "doctor":  # which says what this computer is like
            return (0, 1)
        case "boot":  # nothing has started by then, or there is no QEMU here
            return (1, 3)
        case "burn" if shutil.which("xorriso") is None:
            return (3,)
        case _:
            return (0,)


def prepare(words: list[str], folder: Path) -> None:
    """What the example expects to find."""
    if {"--persistence", "ext4"} & set(words) and shutil.which("mke2fs") is None:
        pytest.skip("e2fsprogs is missing")
    if words[0] == "format" and "--as" not in words and shutil.which("mkfs.exfat") is None:
        pytest.skip("exfatprogs is missing")
    if words[0] == "verify":
        assert main(["write", "debian.iso", "sdb", "--yes"]) == 0
    if words[0] == "boot" and "sdb" in words:
        assert main(["write", "debian.iso", "sdb", "--yes"]) == 0
    if words[0] == "undo":
        stop_one(folder)
    if words[:2] == ["unmount", "debian.iso"]:
        assert main(["mount", "debian.iso"]) == 0
    if words[0] == "backup" and "--resume" in words:
        stop_a_backup(folder)
