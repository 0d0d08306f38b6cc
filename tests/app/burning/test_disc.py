"""What xorriso 1.5 tells of a disc. Those of real drives are written after its manual and its
source; the one of a file is recorded."""

from pathlib import Path

import pytest

from app.burning.disc import Disc, device, read
from app.errors import NoDisc

HEAD = """Drive current: -outdev '/dev/sr0'
Drive access : exclusive:unrestricted
Drive type   : vendor 'HL-DT-ST' product 'DVDRAM GP65NB60' revision 'PF00'
"""
CD_R = f"""{HEAD}Media current: CD-R
Media status : is blank
Media blocks : 0 readable , 359847 writable , 359847 overall
Media summary: 0 sessions, 0 data blocks, 0 data,  702m free
"""
DVD_RW_USED = f"""{HEAD}Media current: DVD+RW
Media status : is written , is appendable
Media blocks : 2295104 readable , 1100000 writable , 2295104 overall
TOC layout   : Idx ,  sbsector ,       Size , Volume Id
ISO session  :   1 ,         0 ,    331776s , DEBIAN
Media summary: 1 session, 331776 data blocks,  648m data, 3834m free
"""
CLOSED = f"""{HEAD}Media current: DVD-R sequential recording
Media status : is written , is closed
Media blocks : 331776 readable , 0 writable , 331776 overall
Media summary: 1 session, 331776 data blocks,  648m data,     0 free
"""
APPENDABLE = f"""{HEAD}Media current: CD-R
Media status : is written , is appendable
Media blocks : 2000 readable , 340000 writable , 342000 overall
Media summary: 2 sessions, 2000 data blocks,  4m data,  664m free
"""
RECORDED_FILE = """Drive current: -outdev 'stdio:/var/tmp/b/d.img'
Drive access : exclusive:unrestricted
Drive type   : vendor 'YOYODYNE' product 'WARP DRIVE' revision 'FX01'
Media current: stdio file, overwriteable
Media status : is written , is closed
Media blocks : 2592 readable , 0 writable , 2592 overall
TOC layout   : Idx ,  sbsector ,       Size , Volume Id
Other session:   1 ,      2592 ,      2592s ,
Media summary: 1 session, 2592 data blocks, 5184k data,     0 free
"""
FILE = "stdio file, overwriteable"
NODE = "/dev/sr0"


@pytest.mark.parametrize(
    ("text", "disc"),
    [
        (CD_R, Disc(NODE, "CD-R", 0, 0, 359847, blank=True, again=False, open=False)),
        (
            DVD_RW_USED,
            Disc(NODE, "DVD+RW", 1, 2295104, 2295104, blank=False, again=True, open=True),
        ),
        (
            CLOSED,
            Disc(
                NODE,
                "DVD-R sequential recording",
                1,
                331776,
                0,
                blank=False,
                again=False,
                open=False,
            ),
        ),
        (APPENDABLE, Disc(NODE, "CD-R", 2, 2000, 340000, blank=False, again=False, open=True)),
        (
            RECORDED_FILE,
            Disc(
                NODE,
                "stdio file, overwriteable",
                1,
                2592,
                None,
                blank=False,
                again=True,
                open=False,
            ),
        ),
    ],
)
def test_what_it_is(text: str, disc: Disc) -> None:
    assert read(NODE, text) == disc


@pytest.mark.parametrize(
    "kind",
    ["CD-RW", "DVD-RW sequential recording", "DVD-RAM", "BD-RE", "DVD-RW restricted overwrite"],
)
def test_what_can_be_written_over(kind: str) -> None:
    assert read(NODE, CD_R.replace("CD-R", kind)).again


@pytest.mark.parametrize(
    "kind", ["CD-R", "DVD-R sequential recording", "DVD+R", "DVD+R/DL", "BD-R"]
)
def test_what_can_be_written_once(kind: str) -> None:
    assert not read(NODE, CD_R.replace("CD-R", kind)).again


@pytest.mark.parametrize(
    ("kind", "simulates"),
    [
        ("CD-R", True),
        ("CD-RW", True),
        ("DVD-R sequential recording", True),
        ("DVD-RW sequential recording", True),
        ("DVD-RAM", False),
        ("DVD+R", False),
        ("DVD+RW", False),
        ("BD-R sequential recording", False),
    ],
)
def test_with_which_a_drive_can_simulate(kind: str, simulates: bool) -> None:
    assert read(NODE, CD_R.replace("CD-R", kind)).simulates is simulates


def test_what_has_to_be_blanked_first_is_not_simulated() -> None:
    assert not read(NODE, DVD_RW_USED.replace("DVD+RW", "CD-RW")).simulates
    assert read(NODE, RECORDED_FILE).simulates


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEAD,
        f"{HEAD}Media current: is not recognizable\nMedia status : is not recognizable\n",
        f"{HEAD}Media current: CD-ROM\nMedia status : is unsuitable\n",
    ],
)
def test_no_disc(text: str) -> None:
    with pytest.raises(NoDisc, match="no disc"):
        read(NODE, text)


def test_drives_and_files(tmp_path: Path) -> None:
    assert device(str(tmp_path / "new.img")) == f"stdio:{tmp_path}/new.img"
    (tmp_path / "disc.img").write_bytes(bytes(2048))
    assert device(str(tmp_path / "disc.img")) == f"stdio:{tmp_path}/disc.img"
    (tmp_path / "letter.txt").write_bytes(bytes(2049))
    (tmp_path / "nowhere").symlink_to(tmp_path / "away")
    for node, why in (
        ("/dev/null", "neither a drive"),
        (str(tmp_path), "neither a drive"),
        ("/dev/sr99", "no drive /dev/sr99"),
        (str(tmp_path / "away" / "new.img"), "neither a drive"),
        (str(tmp_path / "nowhere"), "neither a drive"),
        (str(tmp_path / ("x" * 256)), "File name too long"),
        (str(tmp_path / "letter.txt"), "its 2,049 bytes are no whole blocks"),
    ):
        with pytest.raises(NoDisc, match=why):
            device(node)


def test_numbers_without_end_are_none() -> None:
    """Python makes no number of so many digits."""
    text = CD_R.replace("359847", "9" * 5000).replace("0 sessions", f"{'9' * 5000} sessions")
    disc = read(NODE, text)
    assert (disc.room, disc.sessions) == (0, 0)
