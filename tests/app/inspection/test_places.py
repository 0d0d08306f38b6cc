from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_boot import LOADER, GptPartition, gpt_disk, mbr_disk, mbr_entry, pe
from support_fat import fat
from support_inspection import ImageSource, Limited
from support_iso import SECTOR, Iso
from support_udf import UdfImage

from app.errors import ImageUnreadable
from app.formats.binary import Budget, Memory, Reader
from app.inspection.places import MOST_FILES, located, places
from app.report.places import WrongPlace

SQUASHFS = b"squash" * 2000
FILES = {"live/filesystem.squashfs": SQUASHFS, "live/vmlinuz": b"kernel" * 500, "README": b"r"}


def iso() -> tuple[bytes, dict[str, int]]:
    made = Iso(FILES)
    data = made.build()
    return data, {path: block * SECTOR for path, block in made.blocks.items()}


def only(image: bytes, offset: int, length: int = 512) -> WrongPlace:
    (found,) = located(Memory(image), ((offset, length),))
    assert (found.offset, found.length) == (offset, length)
    return found


def test_a_file_of_a_disc() -> None:
    data, at = iso()
    start = at["live/filesystem.squashfs"]
    assert only(data, start).files == ("live/filesystem.squashfs",)
    assert only(data, start + len(SQUASHFS) - 1, 1).files == ("live/filesystem.squashfs",)
    assert only(data, start).partition is None


def test_what_lies_between_files_is_nobodys() -> None:
    data, at = iso()
    start = at["live/filesystem.squashfs"]
    assert only(data, start + len(SQUASHFS), 10).files == ()
    assert only(data, 0).files == ()


def test_a_folder_is_named_as_well() -> None:
    data, at = iso()
    assert only(data, at["live"]).files == ("live",)


def test_a_range_over_several_files_names_the_first_ones() -> None:
    data, at = iso()
    first = min(at[path] for path in FILES)
    found = only(data, first, len(data) - first)
    assert set(found.files) == set(FILES)
    assert [at[path] for path in found.files] == sorted(at[path] for path in FILES)
    many = Iso({f"{number:02}.BIN": b"x" * 3000 for number in range(9)})
    image = many.build()
    found = only(image, min(many.blocks[path] * SECTOR for path in many.files), len(image))
    assert found.files == tuple(f"{number:02}.BIN" for number in range(MOST_FILES))
    assert found.more == 9 - MOST_FILES


def test_several_ranges_keep_their_order() -> None:
    data, at = iso()
    squashfs, kernel = at["live/filesystem.squashfs"], at["live/vmlinuz"]
    ranges = tuple(sorted([(0, 512), (squashfs, 512), (squashfs + 2048, 512), (kernel, 512)]))
    found = located(Memory(data), ranges)
    assert [(place.offset, place.length) for place in found] == list(ranges)
    named = {place.offset: place.files for place in found}
    assert named[squashfs] == named[squashfs + 2048] == ("live/filesystem.squashfs",)
    assert named[kernel] == ("live/vmlinuz",)


def test_a_file_of_a_udf_disc() -> None:
    image = UdfImage({"sources/install.wim": b"wim" * 4000}).build()
    at = image.index(b"wim" * 4000)
    assert only(image, at + 5000).files == ("sources/install.wim",)


@pytest.mark.parametrize("gpt", [True, False])
def test_a_file_in_a_partition(gpt: bool) -> None:
    volume = fat({LOADER: pe(size=9000), "boot/grub.cfg": b"menuentry" * 300})
    sectors = len(volume) // 512
    image = (
        gpt_disk([(GptPartition(40, 47), b""), (GptPartition(2048, 2047 + sectors), volume)])
        if gpt
        else mbr_disk((mbr_entry(0x83, 40, 8), b""), (mbr_entry(0xEF, 2048, sectors), volume))
    ).build()
    at = image.index(b"menuentry" * 300)
    found = only(image, at + 600)
    assert (found.partition, found.files) == (2, ("boot/grub.cfg",))
    assert only(image, 2048 * 512).partition == 2
    assert only(image, 2048 * 512).files == ()
    assert only(image, 41 * 512).partition == 1


def test_a_logical_partition() -> None:
    volume = fat({"A.TXT": b"logical" * 200})
    sectors = len(volume) // 512
    link = bytearray(512)
    link[446:462] = mbr_entry(0x0C, 64, sectors)
    link[510:] = b"\x55\xaa"
    image = mbr_disk((mbr_entry(0x05, 2048, 64 + sectors), bytes(link)))
    image.put((2048 + 64) * 512, volume)
    data = image.build()
    found = only(data, data.index(b"logical" * 200))
    assert (found.partition, found.files) == (5, ("A.TXT",))


def test_an_efi_partition_inside_a_disc_is_the_smaller_one() -> None:
    data, at = iso()
    volume = fat({LOADER: pe(size=9000)})
    first = -(-len(data) // 512)
    sectors = len(volume) // 512
    hybrid = mbr_disk(
        (mbr_entry(0x17, 0, first + sectors), b""),
        (mbr_entry(0xEF, first, sectors), volume),
        size=(first + sectors) * 512,
    )
    hybrid.put(512, data[512:])
    image = hybrid.build()
    assert only(image, at["live/vmlinuz"]).partition == 1
    assert only(image, at["live/vmlinuz"]).files == ("live/vmlinuz",)
    found = only(image, first * 512)
    assert found.partition == 2


def test_what_is_out_of_reach_names_nothing() -> None:
    data, at = iso()
    reader: Reader = Limited(data, 17 * SECTOR)
    place = (at["live/vmlinuz"], 512)
    assert located(reader, (place,)) == (WrongPlace(*place),)
    assert located(Budget(Memory(data), reads=3), (place,)) == (WrongPlace(*place),)


def test_an_image_that_is_gone_names_nothing() -> None:
    class Gone(ImageSource):
        def look(self) -> Reader:
            raise ImageUnreadable("gone.iso", 0, "No such file")

    assert places(Gone(b""), [(0, 512)]) == (WrongPlace(0, 512),)


def test_of_a_source() -> None:
    data, at = iso()
    found = places(ImageSource(data), [(at["live/vmlinuz"], 4)])
    assert found == (WrongPlace(at["live/vmlinuz"], 4, None, ("live/vmlinuz",)),)


@given(
    st.lists(st.tuples(st.integers(0, 60_000), st.integers(1, 4000)), max_size=12).map(
        lambda them: tuple(
            sorted(
                {
                    offset // 5000 * 5000: (offset // 5000 * 5000, length)
                    for offset, length in them
                }.values()
            )
        )
    )
)
def test_every_range_gets_what_a_plain_look_finds(ranges: tuple[tuple[int, int], ...]) -> None:
    data, at = iso()
    for place in located(Memory(data), ranges):
        plain = {
            path
            for path, content in FILES.items()
            if at[path] < place.offset + place.length and place.offset < at[path] + len(content)
        }
        assert {path for path in place.files if path in FILES} == plain


def test_no_path_of_this_machine_is_needed(tmp_path: Path) -> None:
    assert places(ImageSource(b"\0" * 4096), [(0, 1)]) == (WrongPlace(0, 1),)
