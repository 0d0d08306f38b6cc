"""Files put into a FAT that is there: found again, alike in both tables, and nothing else moved."""

from collections.abc import Mapping
from typing import Any

import pytest
from support_fat import fat

from app.errors import CorruptImage, NotAppendable
from app.formats import fat_free
from app.formats.binary import Memory
from app.formats.fat import Fat
from app.sources.fat_put import put

WIDE: dict[str, Any] = {"bits": 32, "size": 40 << 20}
NARROW: dict[str, Any] = {"size": 4 << 20}
OWN = {"config.txt": b"arm_64bit=1", "user-data": b"#cloud-config\n" * 90, "meta-data": b""}


def with_files(volume: bytes, files: Mapping[str, bytes]) -> bytes:
    changed = bytearray(volume)
    for patch in put(Memory(volume), files):
        changed[patch.offset : patch.end] = patch.data
    assert len(changed) == len(volume)
    return bytes(changed)


def contents(volume: bytes) -> dict[str, bytes]:
    tree = Fat.open(Memory(volume))
    return {entry.name: tree.read(entry) for entry in tree.list()}


def free_clusters(volume: bytes) -> int:
    """Also that both tables are alike, which it demands."""
    size = Fat.open(Memory(volume)).boot.cluster * 512
    return sum(stop - start for start, stop in fat_free.free(Memory(volume))) // size


@pytest.mark.parametrize(
    "bent", [WIDE, NARROW, NARROW | {"size": 8 << 20, "cluster": 2}], ids=["32", "16", "1 KiB"]
)
@pytest.mark.parametrize(
    "files",
    [
        {"user-data": b"#cloud-config\nhostname: a\n"},
        {"user-data": b"x" * 30_000, "network-config": b"version: 2\n"},
        {"USER-DATA": b"", "vendor-data": b"y" * 512, "meta-data": b"instance-id: b\n"},
        {"a": b"1", "b": b"", "ein langer Name, der auch einer ist.txt": b"3" * 1024},
    ],
)
def test_they_are_there(bent: dict[str, Any], files: dict[str, bytes]) -> None:
    before = fat(OWN, **bent)
    after = with_files(before, files)
    names = {name.lower(): name for name in OWN}
    wanted = OWN | {names.get(name.lower(), name): data for name, data in files.items()}
    assert contents(after) == wanted
    size = Fat.open(Memory(before)).boot.cluster * 512
    used = [sum(-(-len(data) // size) for data in held.values()) for held in (OWN, wanted)]
    assert free_clusters(before) - free_clusters(after) == used[1] - used[0]


def test_clusters_that_are_given_back_are_used_first() -> None:
    """As many bytes as before: nothing but the content is another one."""
    before, content = fat(OWN, **WIDE), OWN["user-data"]
    after = with_files(before, {"user-data": b"z" * len(content)})
    assert before.count(content) == 1
    assert after == before.replace(content, b"z" * len(content))


@pytest.mark.parametrize("bent", [WIDE, NARROW], ids=["32", "16"])
def test_one_after_the_other_as_both_at_once(bent: dict[str, Any]) -> None:
    volume = fat(OWN, **bent)
    first, second = {"user-data": b"1" * 5000}, {"new-file.conf": b"2" * 5000}
    both = with_files(volume, first | second)
    assert contents(both) == contents(with_files(with_files(volume, first), second))


def test_a_folder_that_is_full_grows() -> None:
    """Sixteen records are a cluster here."""
    own = {f"F{number:02}": b"" for number in range(15)}
    before = fat(own, **WIDE)
    after = with_files(before, {"user-data": b"#cloud-config\n"})
    assert contents(after) == own | {"user-data": b"#cloud-config\n"}
    assert free_clusters(before) - free_clusters(after) == 2
    many = {f"file number {number}": bytes([number]) * 600 for number in range(60)}
    assert contents(with_files(before, many)) == own | many


def test_the_root_folder_of_a_fat16_does_not() -> None:
    own = {f"F{number:02}": b"" for number in range(15)}
    volume = fat(own, **NARROW, roots=16)
    with pytest.raises(NotAppendable, match="the root folder of its own first partition is full"):
        put(Memory(volume), {"user-data": b"x"})
    assert contents(with_files(volume, {"f07": b"x"}))["F07"] == b"x"


def test_what_was_deleted_gives_room_and_what_lies_behind_the_end_stays_there() -> None:
    volume = bytearray(fat({"A": b"", "B": b"", "C": b"", "D": b""}, **NARROW))
    start = Fat.open(Memory(bytes(volume))).boot.first_root * 512
    volume[start + 32] = volume[start + 64] = 0xE5
    volume[start + 5 * 32 : start + 8 * 32] = volume[start : start + 32] * 3  # behind the end
    after = with_files(bytes(volume), {"user-data": b"x"})
    assert [entry.name for entry in Fat.open(Memory(after)).list()] == ["A", "user-data", "D"]
    after = with_files(bytes(volume), {"network-config": b"x", "vendor-data": b"y"})
    names = [entry.name for entry in Fat.open(Memory(after)).list()]
    assert names == ["A", "D", "network-config", "vendor-data"] or names == [
        "A", "vendor-data", "D", "network-config",
    ]  # fmt: skip


def test_an_alias_is_nobody_elses() -> None:
    own = {"USER-D~1": b"mine", "USER-D~2": b"too"}
    after = with_files(fat(own, **NARROW), {"user-data": b"x"})
    assert contents(after) == own | {"user-data": b"x"}
    tree = Fat.open(Memory(after))
    assert [entry.short for entry in tree.children(tree.root)][2] == "USER-D~3"


@pytest.mark.parametrize("bent", [WIDE, NARROW], ids=["32", "16"])
def test_no_room(bent: dict[str, Any]) -> None:
    volume = fat(OWN, **bent)
    room = free_clusters(volume) * 512 + 1536  # and what user-data has
    assert contents(with_files(volume, {"user-data": b"x" * room}))["user-data"] == b"x" * room
    with pytest.raises(NotAppendable, match="has no room for its answers"):
        put(Memory(volume), {"user-data": b"x" * (room + 1)})


def test_room_that_another_of_them_gives_up() -> None:
    volume = fat(OWN, **NARROW)
    room = free_clusters(volume) * 512
    full = with_files(volume, {"config.txt": b"x" * room})
    given = {"user-data": b"y" * room, "config.txt": b""}
    assert contents(with_files(full, given)) == OWN | given


def test_what_nothing_is_put_into() -> None:
    with pytest.raises(NotAppendable, match="is a FAT12"):
        put(Memory(fat(OWN)), {"user-data": b"x"})
    with pytest.raises(NotAppendable, match="user-data is a folder on it"):
        put(Memory(fat({"user-data/x": b""}, **NARROW)), {"user-data": b"x"})
    volume = bytearray(fat(OWN, **NARROW))
    boot = Fat.open(Memory(bytes(volume))).boot
    volume[(boot.reserved + boot.fat_sectors) * 512 + 200] ^= 1
    with pytest.raises(CorruptImage, match="its copies differ"):
        put(Memory(bytes(volume)), {"user-data": b"x" * 3000})


@pytest.mark.parametrize("bent", [WIDE, NARROW], ids=["32", "16"])
def test_what_contradicts_itself_is_left_alone(bent: dict[str, Any]) -> None:
    """Also where no other cluster is needed than those that the file has."""
    volume = bytearray(fat(OWN, **bent))
    at = volume.index(b"CONFIG~1TXT")
    mine = volume.index(b"USERDA~1   ")
    volume[at + 26 : at + 28] = volume[mine + 26 : mine + 28]
    with pytest.raises(CorruptImage, match="a cluster has two uses"):
        put(Memory(bytes(volume)), {"user-data": b"x"})
    volume = bytearray(fat(OWN, **bent))
    boot = Fat.open(Memory(bytes(volume))).boot
    volume[(boot.reserved + boot.fat_sectors) * 512 + 200] ^= 1
    with pytest.raises(CorruptImage, match="its copies differ"):
        put(Memory(bytes(volume)), {"user-data": b"x"})


@pytest.mark.parametrize("bent", [WIDE, NARROW], ids=["32", "16"])
def test_a_volume_that_is_longer_than_its_partition(bent: dict[str, Any]) -> None:
    """What is free on it may be anybody's behind that."""
    volume = fat(OWN, **bent)
    with pytest.raises(CorruptImage, match="larger than its partition"):
        put(Memory(volume[:-512]), {"user-data": b"x"})
    assert put(Memory(volume + bytes(512)), {"user-data": b"x"})


@pytest.mark.parametrize("bent", [WIDE, NARROW], ids=["32", "16"])
def test_a_chain_that_is_longer_than_its_file_is_given_back_whole(bent: dict[str, Any]) -> None:
    """As some programs leave it that make room beforehand, and with a file of no bytes as well."""
    volume = bytearray(fat(OWN, **bent))
    free = free_clusters(bytes(volume))
    at = volume.index(b"USERDA~1   ")
    for size in (100, 0):
        volume[at + 28 : at + 32] = size.to_bytes(4, "little")
        after = with_files(bytes(volume), {"user-data": b"x" * 600})
        assert contents(after)["user-data"] == b"x" * 600
        assert free_clusters(after) == free + 1  # it had three


def test_the_count_of_free_clusters() -> None:
    volume = bytearray(fat(OWN, **WIDE))
    volume[512:516], volume[512 + 484 : 512 + 488] = b"RRaA", b"rrAa"
    volume[512 + 508 : 1024] = b"\0\0\x55\xaa"
    for said, told in ((1000, 998), (1, 1), (0xFFFFFFFF, 0xFFFFFFFF)):
        volume[512 + 488 : 512 + 492] = said.to_bytes(4, "little")
        after = with_files(bytes(volume), {"one": b"x" * 600})
        assert int.from_bytes(after[512 + 488 : 512 + 492], "little") == told


def test_reserved_bits_of_an_entry_stay() -> None:
    volume = bytearray(fat(OWN, **WIDE))
    boot = Fat.open(Memory(bytes(volume))).boot
    places = [(boot.reserved + copy * boot.fat_sectors) * 512 + 9 * 4 for copy in range(2)]
    for place in places:
        volume[place + 3] |= 0xA0
    after = with_files(bytes(volume), {"large": b"x" * 9000})
    assert [after[place + 3] >> 4 for place in places] == [0xA, 0xA]
    assert contents(after)["large"] == b"x" * 9000


def test_a_root_folder_in_pieces() -> None:
    """It has grown before, so its second piece lies somewhere else."""
    own = {f"F{number:02}": b"" for number in range(15)}
    grown = with_files(fat(own, **WIDE), {"first": b"x" * 600, "second": b"y"})
    assert contents(with_files(grown, {"second": b"z"})) == own | {
        "first": b"x" * 600,
        "second": b"z",
    }
