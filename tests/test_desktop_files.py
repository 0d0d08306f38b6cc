"""What a desktop is told of the program: menu entry, kinds of files, icons, a page for shops."""

import os
import re
import subprocess
import sys
import tomllib
from configparser import ConfigParser
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import manual
import pytest
from PySide6.QtGui import QImage

from app.desktop import APPLICATION, NAME

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
MENU = PACKAGING / f"{APPLICATION}.desktop"
ABOUT = PACKAGING / f"{APPLICATION}.metainfo.xml"
KINDS = PACKAGING / f"{APPLICATION}.mime.xml"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"


def entry(path: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys differ by case
    parser.read_string(path.read_text(encoding="utf-8"))
    return dict(parser["Desktop Entry"])


def kinds() -> dict[str, set[str]]:
    root = ElementTree.parse(KINDS).getroot()  # noqa: S314 - our own file
    return {
        kind.attrib["type"]: {glob.attrib["pattern"] for glob in kind.iter(f"{MIME}glob")}
        for kind in root.iter(f"{MIME}mime-type")
    }


def script() -> Any:
    loader = SourceFileLoader("packaging_menu", str(PACKAGING / "menu"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def menu(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(home)}
    environment.pop("XDG_DATA_HOME", None)
    command = [sys.executable, "-P", str(PACKAGING / "menu"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)


def words_of(exec_line: str) -> list[str]:
    """As a desktop takes an Exec line apart: first it is a string, then quoted words."""
    string = re.sub(
        r"\\(.)", lambda m: {"n": "\n", "t": "\t", "s": " ", "r": "\r"}.get(m[1], m[1]), exec_line
    )
    words: list[str] = []
    for quoted, plain in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', string, re.DOTALL):
        word = re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) if quoted else plain
        words.append(word if word == "%f" else word.replace("%%", "%"))
    return words


def test_the_menu_entry_opens_one_file_and_is_known_by_its_window() -> None:
    told = entry(MENU)
    assert told["Name"] == NAME
    assert words_of(told["Exec"]) == ["stickwright", "%f"]
    assert told["Icon"] == APPLICATION
    assert 'QApplication.setApplicationName("stickwright")' in (ROOT / "ui/program.py").read_text()
    assert told["StartupWMClass"] == "stickwright"
    for key in ("GenericName", "Comment", "Keywords"):
        assert told[f"{key}[de]"] != told[key]


def test_packed_images_are_offered_and_other_packed_files_are_not() -> None:
    offered = set(entry(MENU)["MimeType"].split(";")) - {""}
    assert set(kinds()) <= offered
    assert {
        f"application/x-{kind}-disk" for kind in ("qemu", "vmdk", "vhd", "vhdx", "vdi")
    } <= offered
    assert not offered & {"application/zip", "application/gzip", "application/x-xz"}
    patterns = set().union(*kinds().values())
    for packed in ("xz", "gz", "bz2", "zst", "lz4", "zip"):
        assert {f"*.img.{packed}", f"*.iso.{packed}", f"*.raw.{packed}"} <= patterns


def test_the_page_for_shops_speaks_of_this_version() -> None:
    root = ElementTree.parse(ABOUT).getroot()  # noqa: S314 - our own file
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    newest = root.find("releases/release")
    assert newest is not None
    assert newest.attrib["version"] == project["version"]
    assert root.findtext("id") == APPLICATION
    assert root.findtext("project_license") == project["license"]
    assert root.findtext("launchable") == MENU.name
    for image in root.iter("image"):
        picture = PACKAGING / "pictures" / str(image.text).rpartition("/")[2]
        drawn = QImage(str(picture))
        size = (int(image.attrib["width"]), int(image.attrib["height"]))
        assert (drawn.width(), drawn.height()) == size


def test_packages_get_every_icon(tmp_path: Path) -> None:
    share = tmp_path / "share"
    menu("--stage", str(share), home=tmp_path)
    icons = share / "icons" / "hicolor"
    for size in (16, 22, 24, 32, 48, 64, 96, 128, 256, 512):
        picture = QImage(str(icons / f"{size}x{size}" / "apps" / f"{APPLICATION}.png"))
        assert (picture.width(), picture.height()) == (size, size)
        assert picture.pixelColor(0, 0).alpha() == 0
        assert picture.pixelColor(size // 4, size // 2).alpha() == 255
    ours = ROOT / "ui" / "resources" / "icons"
    scalable = icons / "scalable" / "apps" / f"{APPLICATION}.svg"
    symbolic = icons / "symbolic" / "apps" / f"{APPLICATION}-symbolic.svg"
    assert scalable.read_bytes() == (ours / "app.svg").read_bytes()
    assert symbolic.read_bytes() == (ours / "app-symbolic.svg").read_bytes()
    assert (share / "applications" / MENU.name).read_bytes() == MENU.read_bytes()
    assert (share / "metainfo" / ABOUT.name).read_bytes() == ABOUT.read_bytes()
    assert (share / "mime" / "packages" / f"{APPLICATION}.xml").exists()
    assert (share / "man/man1/stickwright.1").read_text(encoding="utf-8") == manual.page()
    for shell in ("bash-completion/completions/stickwright", "zsh/site-functions/_stickwright"):
        assert "--persistence" in (share / shell).read_text(encoding="utf-8")
    assert (share / "fish/vendor_completions.d/stickwright.fish").exists()


def test_a_user_has_it_in_the_menu_and_gets_rid_of_it(tmp_path: Path) -> None:
    share = tmp_path / ".local" / "share"
    other = share / "icons" / "hicolor" / "48x48" / "apps" / "other.png"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"other")
    menu("--install", home=tmp_path)
    told = entry(share / "applications" / MENU.name)
    assert words_of(told["Exec"]) == [str(PACKAGING / "run"), "%f"]
    assert Path(told["TryExec"]).is_file()
    assert list(share.rglob(f"*{APPLICATION}*"))
    menu("--install", home=tmp_path)
    menu("--remove", home=tmp_path)
    assert not list(share.rglob(f"*{APPLICATION}*"))
    assert other.read_bytes() == b"other"


@pytest.mark.parametrize(
    "folder", ["/home/a b", "/home/50 %f", '/home/"x"', "/home/$HOME/`id`", "/home/back\\slash\tx"]
)
def test_a_checkout_anywhere_can_be_started(folder: str) -> None:
    program = Path(folder, "run")
    started = script().started_by(program, MENU.read_text(encoding="utf-8"))
    line = next(line for line in started.splitlines() if line.startswith("Exec="))
    assert words_of(line.removeprefix("Exec=")) == [str(program), "%f"]


@pytest.mark.tools
def test_the_judges_of_desktop_files_have_nothing_to_say(tmp_path: Path) -> None:
    menu("--install", home=tmp_path)
    share = tmp_path / ".local" / "share"
    for file in (MENU, share / "applications" / MENU.name):
        judged = subprocess.run(
            ["desktop-file-validate", file], capture_output=True, text=True, check=False
        )
        assert (judged.stdout, judged.returncode) == ("", 0)
    judged = subprocess.run(
        ["appstreamcli", "validate", "--no-net", ABOUT], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout
    assert not re.search(r"^[EW]:", judged.stdout, re.MULTILINE), judged.stdout


@pytest.mark.tools
def test_the_desktop_knows_the_kinds_afterwards(tmp_path: Path) -> None:
    share = tmp_path / ".local" / "share"
    assert menu("--install", home=tmp_path).stderr == ""
    globs = (share / "mime" / "globs2").read_text()
    for kind, patterns in kinds().items():
        for pattern in patterns:
            assert f"{kind}:{pattern}" in globs
    assert f"={MENU.name}" in (share / "applications" / "mimeinfo.cache").read_text()
    assert menu("--remove", home=tmp_path).stderr == ""
    assert MENU.name not in (share / "applications" / "mimeinfo.cache").read_text()
