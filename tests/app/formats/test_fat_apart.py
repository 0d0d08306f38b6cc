"""A FAT where a cluster has two uses, which systems read without a word."""

import tracemalloc
from typing import Any

import pytest
from support_fat import fat

from app.errors import BudgetSpent, CorruptImage, NotReached
from app.formats.binary import Budget, Memory
from app.formats.fat import Fat
from app.formats.fat_apart import demand_apart

WIDE: dict[str, Any] = {"bits": 32, "size": 40 << 20}
NARROW: dict[str, Any] = {"size": 4 << 20}
FILES = {"A": b"a" * 400, "B": b"b" * 1500, "EMPTY": b"", "F/C": b"c" * 600, "F/G/D": b"d"}


class Bent:
    """A volume that can be told otherwise."""

    def __init__(self, **bent: Any) -> None:
        self.data = bytearray(fat(FILES, **bent))
        self.tree = Fat.open(Memory(bytes(self.data)))

    def cluster(self, path: str) -> int:
        entry = self.tree.find(path)
        return int(getattr(entry, "cluster", 0))

    def begins(self, name: str, cluster: int) -> None:
        """The record with this 8.3 name leads there."""
        at = self.data.index(name.encode().ljust(11))
        self.data[at + 26 : at + 28] = cluster.to_bytes(2, "little")

    def leads(self, cluster: int, following: int) -> None:
        """In both tables."""
        boot, each = self.tree.boot, self.tree.bits // 8
        for copy in range(2):
            at = (boot.reserved + copy * boot.fat_sectors) * boot.sector + cluster * each
            self.data[at : at + each] = following.to_bytes(each, "little")

    def demand(self) -> None:
        demand_apart(Memory(bytes(self.data)))


@pytest.fixture(params=[WIDE, NARROW], ids=["32", "16"])
def bent(request: pytest.FixtureRequest) -> Bent:
    return Bent(**request.param)


def test_an_honest_one(bent: Bent) -> None:
    bent.demand()
    bent.leads(bent.cluster("B") + 2, bent.cluster("B") + 30)  # longer than its file has to be
    bent.leads(bent.cluster("B") + 30, 0xFFFF if bent.tree.bits == 16 else 0x0FFFFFFF)
    bent.demand()


@pytest.mark.parametrize(("one", "other"), [("A", "B"), ("D", "A"), ("F", "A"), ("G", "F")])
def test_two_of_one_place(bent: Bent, one: str, other: str) -> None:
    bent.begins(one, bent.cluster(other))
    with pytest.raises(CorruptImage, match="a cluster has two uses"):
        bent.demand()


def test_a_file_in_the_root_folder() -> None:
    bent = Bent(**WIDE)
    bent.begins("A", bent.tree.boot.root_cluster)
    with pytest.raises(CorruptImage, match="a cluster has two uses"):
        bent.demand()


def test_a_file_in_what_is_free(bent: Bent) -> None:
    """It is read all the same, since nobody looks where the last cluster of a file leads."""
    bent.leads(bent.cluster("A"), 0)
    tree = Fat.open(Memory(bytes(bent.data)))
    found = tree.find("A")
    assert found is not None
    assert tree.read(found) == FILES["A"]
    with pytest.raises(CorruptImage, match=r"leads to cluster 0"):
        bent.demand()


def test_a_chain_that_goes_on_behind_its_file(bent: Bent) -> None:
    """Into another one, or back to where it was."""
    bent.leads(bent.cluster("A"), bent.cluster("B"))
    with pytest.raises(CorruptImage, match="a cluster has two uses"):
        bent.demand()
    bent.leads(bent.cluster("A"), bent.cluster("A"))
    with pytest.raises(CorruptImage, match="is in a ring"):
        bent.demand()


class Packed(Memory):
    """Unpacked as far as `limit`."""

    limit = 1 << 62

    def read_at(self, offset: int, length: int) -> bytes:
        if offset + length > self.limit:
            raise NotReached(offset, self.limit)
        return super().read_at(offset, length)


def test_folders_that_are_out_of_reach(bent: Bent) -> None:
    """What a table says of them is known all the same."""
    bent.begins("D", bent.cluster("A"))
    packed, boot = Packed(bytes(bent.data)), bent.tree.boot
    deep = bent.cluster("F/G")
    packed.limit = (boot.first_data + (deep - 2) * boot.cluster) * boot.sector
    assert packed.limit > boot.first_data * boot.sector
    demand_apart(packed)
    bent.begins("F", bent.cluster("A"))
    packed = Packed(bytes(bent.data))
    packed.limit = (boot.first_data + boot.cluster) * boot.sector  # the root folder of a FAT32
    with pytest.raises(CorruptImage, match="a cluster has two uses"):
        demand_apart(packed)


def test_clusters_that_no_table_could_hold() -> None:
    """They take no memory."""
    data = bytearray(fat(FILES, **WIDE))
    data[32:36] = b"\xff" * 4
    tracemalloc.start()
    with pytest.raises(CorruptImage, match="too short for its clusters"):
        demand_apart(Memory(bytes(data)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 256 << 20  # a byte for each were four GiB


def test_it_has_a_budget() -> None:
    volume = fat({f"F{number}": b"" for number in range(50)}, **NARROW)
    demand_apart(Budget(Memory(volume), names=51))
    with pytest.raises(BudgetSpent):
        demand_apart(Budget(Memory(volume), names=49))
