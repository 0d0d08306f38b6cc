"""What an image consists of, gathered once and judged by the other modules.

Nothing here says whether anything starts. What is not there, or too damaged to be read, is None.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from app.errors import CorruptImage
from app.formats import apm, eltorito, gpt, udf
from app.formats.apm import Apm
from app.formats.binary import Reader
from app.formats.eltorito import BootRecord, Catalogue
from app.formats.fat import Fat
from app.formats.gpt import Gpt
from app.formats.iso9660 import Iso9660
from app.formats.mbr import SECTOR, Mbr
from app.formats.tree import Tree
from app.formats.udf import Udf
from app.inspection.probe import UNSEEN, Notes
from app.report import Kind

Volume = TypeVar("Volume")


@dataclass(frozen=True, slots=True)
class GptCopy:
    """One place where a GPT header is: the table, or what is wrong with it; neither where it was
    not unpacked that far."""

    offset: int
    block: int
    table: Gpt | None = None
    damage: CorruptImage | None = None

    @property
    def unseen(self) -> bool:
        return self.table is None and self.damage is None


@dataclass(frozen=True, slots=True)
class Facts:
    image: Reader
    record: Mbr | None
    gpts: tuple[GptCopy, ...]  # headers behind the first block, for every block size
    gpt_backup: GptCopy | None  # where the sound header says, else in the last block; None: no
    apm: Apm | None
    boot_record: BootRecord | None
    catalogue: Catalogue | None
    iso: Iso9660 | None
    udf: Udf | None
    volumes: frozenset[Kind]  # what names itself ISO 9660 or UDF, whether it can be read or not
    fat: Fat | None  # without a partition table, from the first byte on

    @property
    def size(self) -> int | None:
        return self.image.size

    @property
    def gpt(self) -> Gpt | None:
        """The table that counts on a stick: sound, and for blocks of 512 bytes."""
        return next((c.table for c in self.gpts if c.block == SECTOR and c.table), None)

    @property
    def mbr(self) -> Mbr | None:
        """The partition table in the first sector, None where that is something else."""
        record = self.record
        return record if record is not None and record.is_table and self.fat is None else None

    @property
    def trees(self) -> tuple[Tree, ...]:
        """Where a disc's files are to be looked for. A Windows disc has them all in UDF, and a
        text that says so in ISO 9660."""
        return tuple(tree for tree in (self.udf, self.iso) if tree is not None)


def gather(image: Reader, notes: Notes) -> Facts:
    record = notes.attempt("The first sector", lambda: Mbr.read(image), None)
    gpts = tuple(_gpts(image, notes))
    boot_record = notes.attempt(
        "The volume descriptors", lambda: eltorito.find_boot_record(image), None
    )
    volumes = notes.attempt("The volume descriptors", lambda: _volumes(image), frozenset[Kind]())
    return Facts(
        image=image,
        record=record,
        gpts=gpts,
        gpt_backup=_backup(image, gpts, record),
        apm=notes.attempt("The Apple partition map", lambda: _apm(image), None),
        boot_record=boot_record,
        catalogue=_catalogue(image, boot_record, notes),
        iso=_opened(Iso9660.open, image, notes) if Kind.ISO9660 in volumes else None,
        udf=_opened(Udf.open, image, notes) if Kind.UDF in volumes else None,
        volumes=volumes,
        fat=notes.attempt("The FAT file system", lambda: Fat.open(image), None),
    )


def _gpts(image: Reader, notes: Notes) -> list[GptCopy]:
    copies = (
        notes.attempt("The partition table", partial(_copy, image, 1, block), None)
        for block in gpt.BLOCK_SIZES
    )
    return [copy for copy in copies if copy]


def _copy(image: Reader, lba: int, block: int) -> GptCopy | None:
    offset = lba * block
    if not gpt.is_header(image, offset):
        return None
    try:
        return GptCopy(offset, block, table=Gpt.read(image, lba, block))
    except CorruptImage as damage:
        return GptCopy(offset, block, damage=damage)


def _backup(image: Reader, gpts: tuple[GptCopy, ...], record: Mbr | None) -> GptCopy | None:
    sound = next((copy.table for copy in gpts if copy.table), None)
    if sound is not None:
        lba, block = sound.other, sound.block
    elif image.size and (gpts or (record and record.protective)):
        block = gpts[0].block if gpts else SECTOR
        lba = image.size // block - 1
    else:
        return None
    if image.size is not None and lba * block >= image.size:
        return None
    try:
        return _copy(image, lba, block)
    except UNSEEN:
        return GptCopy(lba * block, block)


def _apm(image: Reader) -> Apm | None:
    """A map is taken for one only where the first block says so too: two letters are no proof."""
    return Apm.read(image) if image.read_at(0, 2) == apm.DRIVER_DESCRIPTOR else None


def _catalogue(image: Reader, record: BootRecord | None, notes: Notes) -> Catalogue | None:
    if record is None:
        return None
    return notes.attempt("The boot catalogue", lambda: Catalogue.read(image, record), None)


def _volumes(image: Reader) -> frozenset[Kind]:
    iso = image.read_at(eltorito.FIRST_DESCRIPTOR * eltorito.SECTOR + 1, 5) == b"CD001"
    named = {Kind.ISO9660: iso, Kind.UDF: udf.recognised(image)}
    return frozenset(kind for kind, there in named.items() if there)


def _opened(opener: Callable[[Reader], Volume], image: Reader, notes: Notes) -> Volume | None:
    """The file system of a disc that says it has one: that it cannot be read is a finding."""
    what = "The disc’s file system"
    return notes.attempt(what, partial(opener, image), None, damaged="file-system-damaged")
