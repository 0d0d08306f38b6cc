"""The command line leaves a story of a write that did not finish, and none of one that did."""

import io
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from support_boot import mbr_disk, mbr_entry
from support_ext import ext
from support_images import image_bytes, whole_report

from app import journal
from app.cli import main
from app.commands import asking
from app.commands.follow import follow
from app.commands.new_stick import NewStick
from app.commands.planned import NO_BOOT, no_boot, on_it_now
from app.drives.image_file import virtual_stick
from app.errors import Stopped
from app.events import Stage, StageStarted
from app.job import Job
from app.report import Mode


def test_nothing_is_left_after_a_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = tmp_path / "image.iso"
    image.write_bytes(image_bytes(3 << 20))
    sticks = [str(tmp_path / f"{name}.img") for name in "abc"]
    for given in (sticks[:1], sticks[1:]):
        assert main(["write", "--yes", "--size", "8388608", str(image), *given]) == 0
    assert capsys.readouterr().out
    assert list(journal.folder().iterdir()) == []


def test_what_was_on_it_already_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image, stick = tmp_path / "image.iso", tmp_path / "stick.img"
    image.write_bytes(image_bytes(6 << 20))
    stick.write_bytes(image_bytes(6 << 20) + bytes(2 << 20))
    assert main(["write", "--yes", str(image), str(stick)]) == 0
    out = capsys.readouterr().out
    assert "every byte of the image was there when read" in out
    assert "5,242,880 bytes were on it already: compared before" in out


def test_what_is_on_a_stick_without_a_name_is_told(tmp_path: Path) -> None:
    stick = tmp_path / "stick.img"
    stick.write_bytes(mbr_disk((mbr_entry(0x83, 2048, 8), b"")).build())
    assert on_it_now(virtual_stick(stick).info) == "holds partitions or files now"


def test_a_link_that_leads_nowhere_is_no_stick_to_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "stick.img").symlink_to("nowhere.img")
    assert main(["format", "--yes", str(tmp_path / "stick.img")]) == 3
    assert "leads to a file that does not exist" in capsys.readouterr().err


def test_an_answer_that_is_no_text_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = io.TextIOWrapper(io.BytesIO(b"y\xff\n"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", typed)
    assert asking.answer("Erase it? ") == ""


def test_a_windows_installer_is_said_to_be_one(tmp_path: Path) -> None:
    windows = replace(whole_report(1 << 20), mode=Mode.WINDOWS)
    assert "a plain copy would not start" in no_boot(windows)
    assert no_boot(whole_report(1 << 20)) == NO_BOOT


def test_what_a_late_stop_leaves_is_said(tmp_path: Path) -> None:
    drive = virtual_stick(tmp_path / "stick.img", 8 << 20)

    def stopped() -> Job:
        yield StageStarted(Stage.BLANK)
        raise Stopped

    with pytest.raises(Stopped) as caught:
        follow(stopped(), drive.info, as_json=False)
    assert "starts nothing" in caught.value.hint


class TestTakingAwayWhatWasMade:
    """A virtual stick that was made for a write does not outlive a refusal; what others wrote
    does."""

    @pytest.fixture
    def stick(self, tmp_path: Path) -> Path:
        path = tmp_path / "stick.img"
        virtual_stick(path, 1 << 20)
        return path

    def test_untouched(self, stick: Path) -> None:
        made = NewStick.just_made(stick)
        assert made is not None
        made.take_away()
        assert not stick.exists()
        assert NewStick.just_made(stick) is None

    def test_written_to_by_another(self, stick: Path) -> None:
        made = NewStick.just_made(stick)
        assert made is not None
        stick.write_bytes(b"theirs")
        made.take_away()
        assert stick.read_bytes() == b"theirs"

    def test_about_to_be_written_to_by_another(self, stick: Path) -> None:
        made = NewStick.just_made(stick)
        assert made is not None
        with virtual_stick(stick).open():
            made.take_away()
        assert stick.exists()

    def test_another_in_its_place(self, stick: Path) -> None:
        made = NewStick.just_made(stick)
        assert made is not None
        stick.rename(stick.with_name("away.img"))
        made.take_away()
        stick.symlink_to("away.img")
        made.take_away()
        assert stick.exists()

    def test_while_it_is_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Another copy of the program writes to it until the answer comes."""
        image, stick = tmp_path / "image.iso", tmp_path / "new.img"
        image.write_bytes(image_bytes(3 << 20))
        given = ["write", str(image), str(stick)]

        def meanwhile(_: str) -> str:
            assert main([*given, "--yes"]) == 0
            return "no"

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
        monkeypatch.setattr(asking, "answer", meanwhile)
        assert main(given) == 3
        assert "Nothing was touched" in capsys.readouterr().err
        assert stick.read_bytes() == image.read_bytes()


class TestSkippingWhatIsUnused:
    @pytest.fixture
    def image(self, tmp_path: Path) -> Path:
        path = tmp_path / "disk.img"
        path.write_bytes(ext([(20, 300)]))
        return path

    @pytest.fixture
    def stick(self, tmp_path: Path) -> Path:
        path = tmp_path / "stick.img"
        path.write_bytes(b"old!" * (2 << 20))
        return path

    def test_is_told_before_and_after(
        self, image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["write", "--yes", "--skip-unused", str(image), str(stick)]) == 0
        out = capsys.readouterr().out
        assert "bytes that the image does not use: old data stays" in out
        assert "Read every byte that was written back and compare" in out
        assert "the parts in use were read back and are identical" in out
        assert "bytes that the image does not use were left as they were." in out
        assert "every byte of the image is on it" not in out

    def test_for_machines(
        self, image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        words = ["write", "--yes", "--json", "--skip-unused", str(image), str(stick)]
        assert main(words) == 0
        plan, *_, end = map(json.loads, capsys.readouterr().out.splitlines())
        assert plan["unused"] >= end["left"] > 0
        assert end["result"] == "verified-parts"

    def test_of_several_drives(
        self, image: Path, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = tmp_path / "other.img"
        other.write_bytes(stick.read_bytes())
        words = ["write", "--yes", "--skip-unused", str(image), str(stick), str(other)]
        assert main(words) == 0
        assert "left as they were" in capsys.readouterr().out
        assert stick.read_bytes() == other.read_bytes()

    def test_where_nothing_is_known_to_be(
        self, stick: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        image = tmp_path / "image.iso"
        image.write_bytes(image_bytes(3 << 20))
        assert main(["write", "--yes", "--skip-unused", str(image), str(stick)]) == 0
        out, error = capsys.readouterr()
        assert "Nothing of this image is known to be unused: all of it is written." in error
        assert "every byte of the image is on it" in out

    def test_with_a_map_that_is_no_good(
        self, image: Path, stick: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = stick.read_bytes()
        image.with_name("disk.bmap").write_bytes(b"no map")
        assert main(["write", "--yes", "--skip-unused", str(image), str(stick)]) == 3
        assert "The block map of disk.bmap can’t be used" in capsys.readouterr().err
        assert stick.read_bytes() == before
