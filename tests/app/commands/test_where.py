from pathlib import Path

import pytest
from support_inspection import ImageSource
from support_iso import SECTOR, Iso
from support_window import drive, report, verified

from app.cli import main
from app.commands.ends import DIFFERS, DONE
from app.commands.follow_several import End
from app.commands.several import _summarise
from app.commands.where import naming_the_file, place_in_words
from app.errors import VerifyError
from app.report.places import WrongPlace


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (WrongPlace(0, 1), ""),
        (WrongPlace(0, 1, 2), "in partition 2"),
        (WrongPlace(0, 1, None, ("a/b",)), "inside the file a/b"),
        (WrongPlace(0, 1, 2, ("a/b", "c"), 3), "in partition 2, inside the file a/b"),
        (WrongPlace(0, 1, None, ("a\x1b[2J\u202eb",)), "inside the file a�[2J�b"),
    ],
)
def test_a_place_in_words(place: WrongPlace, said: str) -> None:
    assert place_in_words(place) == said


def test_only_the_text_changes() -> None:
    made = Iso({"live/filesystem.squashfs": b"squash" * 2000})
    source = ImageSource(made.build())
    ranges = ((made.blocks["live/filesystem.squashfs"] * SECTOR, 512),)
    with pytest.raises(VerifyError) as caught, naming_the_file(source):
        raise VerifyError("SanDisk Ultra", ranges, flaky=False)
    assert str(caught.value).endswith(
        "The first wrong place is inside the file live/filesystem.squashfs."
    )
    assert str(caught.value).startswith("SanDisk Ultra did not keep what was written")
    assert caught.value.ranges == ranges


def test_where_nothing_is_known_nothing_is_said() -> None:
    with pytest.raises(VerifyError) as caught, naming_the_file(ImageSource(b"\0" * 4096)):
        raise VerifyError("SanDisk Ultra", ((0, 512),), flaky=False)
    assert "wrong place" not in str(caught.value)


def test_verify_names_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = Iso({"live/filesystem.squashfs": b"squash" * 2000})
    data = made.build()
    image, stick = tmp_path / "a.iso", tmp_path / "stick.img"
    image.write_bytes(data)
    changed = bytearray(data.ljust(2 << 20, b"\0"))
    changed[made.blocks["live/filesystem.squashfs"] * SECTOR] ^= 1
    stick.write_bytes(changed)
    assert main(["verify", str(image), str(stick)]) == DIFFERS
    assert "inside the file live/filesystem.squashfs." in capsys.readouterr().err


def test_of_several_drives_each_line_names_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    made = Iso({"live/filesystem.squashfs": b"squash" * 2000})
    source = ImageSource(made.build())
    place = made.blocks["live/filesystem.squashfs"] * SECTOR
    error = VerifyError("SanDisk Ultra", ((place, 512),), flaky=False)
    ends = [End(drive(1), error, DIFFERS), End(drive(2), verified(), DONE)]
    _summarise(ends, source, report())
    first, second, *rest = capsys.readouterr().out.splitlines()
    assert "inside the file live/filesystem.squashfs." in first
    assert "wrong place" not in second
    assert rest[-1] == "1 of 2 drives are done."
