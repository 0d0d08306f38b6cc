"""What lies far inside a packed image."""

import os
from pathlib import Path
from random import Random

import pytest
from packing import PACK, ZipFile, zip_of
from support_iso import Iso

from app.control import Control
from app.errors import NotReached, PackedDamaged, Stopped, UnsupportedImage
from app.inside.extract import Taking, extract
from app.inside.plan import plan_extract
from app.inside.told import LeftOut, Told
from app.inside.tree import Inside, open_inside
from app.sources import lookup, open_source
from app.sources.patience import Patience

MIB = 1 << 20
# In the image the files lie from the last name to the first, as whoever made it liked.
FILES = {f"folder/{name}": Random(name).randbytes(300_000) for name in "zyxwvutsrqponm"}
every_packer = pytest.mark.parametrize("packer", PACK)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a large image: little of it is reached, and less is kept."""
    monkeypatch.setattr(lookup, "REACH", MIB)
    monkeypatch.setattr(lookup, "FIRST", MIB // 2)
    monkeypatch.setattr(lookup, "KEPT_BESIDE", MIB // 2)


@pytest.fixture(scope="module")
def disc() -> bytes:
    return Iso(dict(FILES)).build()


def packed(disc: bytes, packer: str, tmp_path: Path) -> Path:
    path = tmp_path / "disc.iso.packed"
    path.write_bytes(PACK[packer](disc))
    return path


def taking(path: Path, out: Path, far: Patience | None) -> Taking:
    source = open_source(path)
    inside = open_inside(source, far=far)
    plan = plan_extract(inside, ["folder"], out)
    return extract(source, inside, plan, Control())


def taken(path: Path, out: Path, far: Patience | None) -> list[Told]:
    return list(taking(path, out, far))


@every_packer
def test_all_of_it_is_taken_out_in_one_go(packer: str, disc: bytes, tmp_path: Path) -> None:
    path, far = packed(disc, packer, tmp_path), Patience()
    assert not any(isinstance(told, LeftOut) for told in taken(path, tmp_path / "out", far))
    for name, content in FILES.items():
        assert (tmp_path / "out" / name).read_bytes() == content
    assert len(disc) - MIB < far.unpacked <= len(disc) + lookup.PIECE, "nothing was unpacked twice"


def test_who_has_no_patience_is_told_so(disc: bytes, tmp_path: Path) -> None:
    told = taken(packed(disc, "gzip", tmp_path), tmp_path / "out", None)
    left = [each for each in told if isinstance(each, LeftOut)]
    assert len(left) == len(FILES) - 3
    assert "too far inside a packed image" in left[0].text


class Impatient(Patience):
    """Until so much was unpacked."""

    def hear(self) -> None:
        if self.unpacked > 3 * MIB:
            raise Stopped


def test_stopped_while_it_is_unpacked(disc: bytes, tmp_path: Path) -> None:
    path, out = packed(disc, "zstd", tmp_path), tmp_path / "out"
    with pytest.raises(Stopped):
        taken(path, out, Impatient())
    made = list(out.rglob("*.*")) + list((out / "folder").iterdir())
    assert 0 < len(made) < len(FILES)
    assert all(each.read_bytes() == FILES[f"folder/{each.name}"] for each in made)


def test_to_look_what_it_is_nothing_far_is_unpacked(tmp_path: Path) -> None:
    """A bomb, of which the partition table says that its copy is at the end."""
    path, far = tmp_path / "bomb.gz", Patience()
    path.write_bytes(PACK["gzip"](bytes(40 * MIB)))
    assert open_inside(open_source(path), far=far).volumes == ()
    assert far.unpacked <= MIB
    assert far.far


def test_a_list_that_leads_round_and_round_ends(
    disc: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MOST_AGAIN", MIB)
    monkeypatch.setattr(lookup, "AGAIN", 0)
    inside = open_inside(open_source(packed(disc, "zstd", tmp_path)), far=Patience())
    assert content(inside, "folder/m") == FILES["folder/m"]
    assert content(inside, "folder/x") == FILES["folder/x"]
    with pytest.raises(NotReached):
        to_and_fro(inside)


def to_and_fro(inside: Inside) -> None:
    for name in ("m", "x") * 9:
        content(inside, f"folder/{name}")


def content(inside: Inside, path: str) -> bytes:
    entry = inside.find(path)
    assert entry is not None
    return inside.content(path, entry).read_at(0, entry.size)


def stored(data: bytes) -> bytes:
    return zip_of([ZipFile("disc.iso", data, method=0)])


PACKED = {**PACK, "zip, stored": stored}


@pytest.mark.parametrize("path_in_it", ["folder/z", "folder"])
@pytest.mark.parametrize("packer", PACKED)
def test_a_damage_that_shows_only_at_the_end_is_told(
    packer: str, path_in_it: str, disc: bytes, tmp_path: Path
) -> None:
    """Of what is taken out of its beginning it is not known whether it is right, also where other
    files could not be had."""
    path, out = tmp_path / "disc.iso.packed", tmp_path / "out"
    data = bytearray(PACKED[packer](disc))
    data[len(data) - 200_000] ^= 4
    path.write_bytes(data)
    source = open_source(path)
    inside = open_inside(source, far=Patience())
    plan = plan_extract(inside, [path_in_it], out)
    with pytest.raises(PackedDamaged) as caught:
        list(extract(source, inside, plan, Control()))
    assert caught.value.hint == "What was taken out of it may be wrong."
    assert next(out.rglob("z")).read_bytes() == FILES["folder/z"]


def test_a_bomb_behind_what_is_taken_out_is_told(
    disc: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookup, "MOST_AT_ALL", len(disc) + MIB)
    path = packed(disc + bytes(20 * MIB), "gzip", tmp_path)
    with pytest.raises(UnsupportedImage, match="could not be read to its end"):
        taken(path, tmp_path / "out", Patience())


@pytest.mark.parametrize("packer", [each for each in PACK if each != "zip"])  # its end tells all
def test_where_it_is_cut_off_the_files_in_front_are_had(
    packer: str, disc: bytes, tmp_path: Path
) -> None:
    path, out = packed(disc, packer, tmp_path), tmp_path / "out"
    os.truncate(path, path.stat().st_size * 3 // 4)
    told: list[Told] = []
    with pytest.raises(PackedDamaged) as caught:
        told.extend(taking(path, out, Patience()))
    assert caught.value.hint == "What was taken out of it may be wrong."
    left = [each for each in told if isinstance(each, LeftOut)]
    assert 0 < len(left) < len(FILES)
    for each in (out / "folder").iterdir():
        assert each.read_bytes() == FILES[f"folder/{each.name}"]
    with pytest.raises(PackedDamaged):
        content(open_inside(open_source(path), far=Patience()), "folder/m")
