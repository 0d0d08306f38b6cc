"""`write` and `inspect` with an address: what is said, refused, kept and compared."""

import gzip
import hashlib
import json
import lzma
from collections.abc import Callable, Iterator
from pathlib import Path

import lz4.frame
import pytest
from packing import PACK
from support_flow import boot_image
from support_virtual_disk import vhd
from support_web import Page, Site, authority, serving

from app import cli

ENDINGS = {"gz": "gzip", "bz2": "bzip2", "xz": "xz", "zst": "zstd", "lz4": "lz4"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    **{ending: PACK[name] for ending, name in ENDINGS.items()},
    "lz4": lambda data: bytes(lz4.frame.compress(data, store_size=True)),
}


@pytest.fixture(autouse=True)
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "authority.pem"
    path.write_bytes(authority())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return boot_image(tmp_path_factory.mktemp("image")).read_bytes()


def test_inspect_says_what_it_is(
    site: Site, image: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    url = site.put("/a%20b.img", Page(image))
    assert cli.main(["inspect", url]) == 0
    said = capsys.readouterr().out
    assert "a b.img" in said
    assert "boots" in said
    assert site.sent < 5 << 20


def test_written_read_back_and_nothing_left_on_the_disk(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, stick = site.put("/a.img", Page(image, cuts=[5_000_000])), tmp_path / "stick.img"
    assert cli.main(["write", url, str(stick), "--yes"]) == 0
    assert stick.read_bytes().startswith(image)
    said = capsys.readouterr().out
    assert f"From {url}" in said
    assert "as it comes from localhost" in said
    assert hashlib.sha256(image).hexdigest() in said.replace(" ", "").replace("\n", "")
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"stick.img", "authority.pem"}


def test_a_packed_one_is_kept_as_it_came(site: Site, image: bytes, tmp_path: Path) -> None:
    packed = gzip.compress(image, 1)
    url, stick, kept = site.put("/a.img.gz", Page(packed)), tmp_path / "s.img", tmp_path / "k.gz"
    assert cli.main(["write", url, str(stick), "--yes", "--keep", str(kept), "--size", "16M"]) == 0
    assert stick.read_bytes().startswith(image)
    assert kept.read_bytes() == packed


def test_an_xz_whose_end_nobody_hands_out_is_not_called_damaged(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = site.put("/a.img.xz", Page(lzma.compress(image, preset=0), ranges=False))
    assert cli.main(["inspect", "--json", url]) == 0
    assert "packed-damaged" not in capsys.readouterr().out
    stick = tmp_path / "s.img"
    assert cli.main(["write", url, str(stick), "--yes", "--size", "16M"]) == 0
    assert stick.read_bytes().startswith(image)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("frames", [1, 96])
def test_the_verdict_of_a_packed_one_comes_from_its_beginning(
    site: Site, image: bytes, capsys: pytest.CaptureFixture[str], ending: str, frames: int
) -> None:
    """Blocks, frames and streams are not gone through from one to the next, all over the file."""
    part = -(-len(image) // frames)
    pieces = [image[place : place + part] for place in range(0, len(image), part)]
    packed = b"".join(PACKERS[ending](piece) for piece in pieces)
    assert len(packed) > 9 << 20
    assert cli.main(["inspect", "--json", site.put("/a.img", Page(packed))]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["image"]["layers"] == [ENDINGS[ending]]
    assert told["boots"]["bios_usb"] == "yes"
    assert site.sent < 5 << 20


@pytest.mark.parametrize("more", [[], ["other.img"]])
def test_nor_is_it_kept_in_the_stick_itself(
    site: Site,
    image: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
) -> None:
    url, stick = site.put("/a.img", Page(image)), tmp_path / "s.img"
    drives = [str(stick), *(str(tmp_path / name) for name in more)]
    words = ["--size", "16M", "--yes", "--keep", str(stick)]
    assert cli.main(["write", url, *drives, *words]) == 3
    said = capsys.readouterr().err
    assert "can’t be kept in s.img: it would lie on the drive that is erased." in said
    assert [path.name for path in tmp_path.iterdir()] == ["authority.pem"]


def test_several_drives_from_one_download(site: Site, image: bytes, tmp_path: Path) -> None:
    url = site.put("/a.img", Page(image))
    sticks = [tmp_path / name for name in ("a.img", "b.img")]
    assert cli.main(["write", url, *map(str, sticks), "--yes", "--size", "16M"]) == 0
    assert all(stick.read_bytes().startswith(image) for stick in sticks)


def test_json(site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = site.put("/a.img", Page(image))
    assert cli.main(["write", url, str(tmp_path / "s.img"), "--yes", "--json"]) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert events[0]["event"] == "plan"
    assert events[-1]["result"] == "verified"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("of", ["packed file", "image"])
def test_a_checksum_may_be_of_the_packed_file_or_of_the_image(
    site: Site,
    image: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ending: str,
    of: str,
) -> None:
    packed = PACKERS[ending](image)
    url, stick = site.put(f"/a.img.{ending}", Page(packed, cuts=[100_000])), tmp_path / "s.img"
    published = hashlib.sha256(image if of == "image" else packed).hexdigest()
    words = ["--yes", "--size", "16M", "--checksum", published]
    assert cli.main(["write", url, str(stick), *words]) == 0
    assert f"SHA-256 of the {of} matches: the one that was given." in capsys.readouterr().out
    assert stick.read_bytes().startswith(image)


def test_a_list_may_name_either(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = gzip.compress(image, 1)
    url = site.put("/a.img.gz", Page(packed))
    lines = [f"{hashlib.sha256(image).hexdigest()}  a.img"]
    lines.append(f"{hashlib.sha256(packed).hexdigest()}  a.img.gz")
    named = site.put("/SHA256SUMS", Page("\n".join(lines).encode()))
    words = ["--yes", "--size", "16M", "--sums", named]
    assert cli.main(["write", url, str(tmp_path / "s.img"), *words]) == 0
    said = capsys.readouterr().out
    assert "SHA-256 of the image matches: line 1 of SHA256SUMS" in said
    assert "SHA-256 of the packed file matches: line 2 of SHA256SUMS" in said


def test_of_a_vhd_in_one_piece_the_checksum_is_that_of_the_file_or_of_the_disk(
    site: Site, image: bytes, tmp_path: Path
) -> None:
    disk = image[: 5 << 20]
    url = site.put("/a.vhd.gz", Page(gzip.compress(vhd(disk, kind=2), 1)))
    for data in (disk, vhd(disk, kind=2)):
        words = ["--size", "16M", "--yes", "--checksum", hashlib.sha256(data).hexdigest()]
        assert cli.main(["write", url, str(tmp_path / "s.img"), *words]) == 0


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [["--size", "16M"], ["more.img", "--size", "16M"]])
def test_a_packed_one_of_neither_never_gets_its_first_sector_and_is_not_kept(
    site: Site,
    image: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
    size: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    url = site.put(f"/a.img.{ending}", Page(PACKERS[ending](image)))
    words = ["--yes", "--checksum", "0" * 64, "--keep", "kept"]
    assert cli.main(["write", url, "s.img", *size, *words]) == 1
    assert all(not any(each.read_bytes()[:512]) for each in tmp_path.glob("*.img"))
    assert not Path("kept").exists()


@pytest.mark.parametrize("beside", [True, False])
def test_a_list_of_checksums_is_fetched_when_it_is_named(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], beside: bool
) -> None:
    url = site.put("/x/a.img", Page(image))
    sums = f"{hashlib.sha256(image).hexdigest()}  a.img\n".encode()
    named = site.put("/x/SHA256SUMS", Page(sums))
    if not beside:
        named = str(tmp_path / "SHA256SUMS")
        Path(named).write_bytes(sums)
    assert cli.main(["write", url, str(tmp_path / "s.img"), "--yes", "--sums", named]) == 0
    said = capsys.readouterr().out
    assert "its SHA-256 is compared with line 1 of SHA256SUMS" in said
    assert "SHA-256 of the image matches: line 1" in said
    asked = {path for path, _ in site.asked}
    assert ("/x/SHA256SUMS.gpg" in asked) == beside


@pytest.mark.parametrize("name", ["..", f"{'%E4%B8%AD' * 150}.sha256", "%2Fetc%2Fpasswd"])
def test_a_list_may_be_called_anything(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    url = site.put("/a.img", Page(image))
    there = "/" if name == ".." else f"/{name}"
    site.put(there, Page(f"{hashlib.sha256(image).hexdigest()}  a.img\n".encode()))
    words = ["--yes", "--sums", site.url(f"/{name}")]
    assert cli.main(["write", url, str(tmp_path / "s.img"), *words]) == 0
    assert "matches: line 1" in capsys.readouterr().out


def test_a_signature_that_is_none_is_told(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = site.put("/a.img", Page(image))
    named = site.put("/S", Page(f"{hashlib.sha256(image).hexdigest()}  a.img\n".encode()))
    site.put("/S.sig", Page(b"no signature"))
    assert cli.main(["write", url, str(tmp_path / "s.img"), "--yes", "--sums", named]) == 0
    assert "S.sig" in capsys.readouterr().out


def test_another_file_than_published_never_gets_its_first_sector(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, stick, kept = site.put("/a.img", Page(image)), tmp_path / "s.img", tmp_path / "k.img"
    words = ["--yes", "--checksum", "0" * 64, "--keep", str(kept)]
    assert cli.main(["write", url, str(stick), *words]) == 1
    assert "SHA-256 checksum of a.img does not match" in capsys.readouterr().err
    assert not any(stick.read_bytes()[:512])
    assert not kept.exists()


def test_one_that_changes_halfway_leaves_the_stick_plainly_unfinished(
    site: Site, image: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Page(image, cuts=[6_000_000])
    url, stick = site.put("/a.img", page), tmp_path / "s.img"

    def change(page: Page) -> None:
        if page.cuts != [6_000_000]:
            page.tag = '"two"'

    page.before = change
    assert cli.main(["write", url, str(stick), "--yes"]) == 1
    assert "another file there now" in capsys.readouterr().err
    assert not any(stick.read_bytes()[:512])


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["ftp://e.org/a.iso"], 3, "only https"),
        (["http://localhost/a.iso"], 3, "allow it by name"),
        (["https://me:word@localhost/a.iso"], 3, "a name or a password"),
        (["{}/nothing.iso"], 3, "no such file"),
        (["{}/page"], 3, "a web page"),
        (["{}/a.img", "--keep", "{there}"], 3, "it is there already"),
        (["{}/a.img", "--data", "rest"], 3, "Nothing can be added"),
        (["{}/a.img", "--sums", "{}/none"], 3, "no such file"),
        (["{}/a.img", "--sums", "{}/empty"], 3, "does not mention a.img"),
        (["{}/a.img", "--sums", "{}/empty?token=secret"], 3, "empty has no checksum to compare"),
        (["{}/a.img", "--checksum", "12"], 2, "not a checksum"),
        (["{}/a.img", "--checksum", "0" * 64, "--anyway"], 2, "leave out --anyway"),
        (["{there}", "--keep", "x"], 2, "for an image from the web"),
        (["{there}", "--allow-http"], 2, "for an image from the web"),
    ],
)
def test_what_is_refused_touches_nothing(
    site: Site,
    image: bytes,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    status: int,
    said: str,
) -> None:
    site.put("/a.img", Page(image))
    site.put("/page", Page(b"<html>", lies={"Content-Type": "text/html"}))
    site.put("/empty", Page(f"{'0' * 64}  b.img\n".encode()))
    there, stick = tmp_path / "there", tmp_path / "s.img"
    there.write_bytes(b"mine")
    stick.write_bytes(b"theirs" * 3_000_000)
    before = stick.read_bytes()
    filled = [word.replace("{}", site.url("")).replace("{there}", str(there)) for word in words]
    assert cli.main(["write", filled[0], str(stick), "--yes", *filled[1:]]) == status
    assert said in capsys.readouterr().err
    assert stick.read_bytes() == before
    assert there.read_bytes() == b"mine"
    assert not list(tmp_path.glob(".*.part"))
