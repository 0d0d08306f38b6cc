"""What is fuzzed: each target reads bytes the way the program does, and lets out only what it
promises. Whatever else comes out of it is a defect.
"""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from fuzz import seeds
from fuzz.seeds import Seeds
from support_inspection import report_on

from app.checksums import lines
from app.errors import (
    AppError,
    BudgetSpent,
    CorruptImage,
    DriveTooSmall,
    NotAppendable,
    NotComposable,
    NotReached,
    PackedDamaged,
    UnsupportedImage,
)
from app.formats import authenticode, eltorito, mbr, openpgp, sbat
from app.formats.apm import Apm
from app.formats.binary import Budget, Memory, Reader
from app.formats.boot_info import BootInfo
from app.formats.eltorito import Catalogue
from app.formats.fat import Fat
from app.formats.gpt import BLOCK_SIZES, Gpt
from app.formats.iso9660 import Iso9660
from app.formats.mbr import Mbr
from app.formats.pe import Pe
from app.formats.resources import security_version
from app.formats.sbat import Level
from app.formats.shim import Shim
from app.formats.shim import content as shim_content
from app.formats.signature_list import SignatureLists
from app.formats.tree import Entry, Tree, walk
from app.formats.udf import Udf
from app.formats.wim import Wim
from app.formats.x509 import Certificate, chain
from app.inspection import inspect
from app.inspection.windows_stick import composed
from app.sources import open_plain, open_source
from app.sources.extents import Joined
from app.sources.fat_put import put
from app.sources.patience import Patience, Proving, look_far
from app.sources.split_wim import split

PROMISED: tuple[type[AppError], ...] = (CorruptImage, BudgetSpent)
PROMISED_PACKED: tuple[type[AppError], ...] = (PackedDamaged, NotReached, UnsupportedImage)

_ANSWERS = {"user-data": b"#cloud-config\n" * 70, "meta-data": b"", "vendor-data": b"v"}
_MOST_NODES = 300
_MOST_UNPACKED = 4 << 20
_MOST_PARTS = 20


@dataclass(frozen=True)
class Target:
    run: Callable[[bytes], None]
    seeds: Callable[[], Seeds]


def _inspect(data: bytes) -> None:
    json.dumps(report_on(data).to_json())


def _inspect_in_part(data: bytes) -> None:
    """As a packed image of which only the beginning can be looked at."""
    limit = zlib.crc32(data[:600]) % (len(data) + 1)
    json.dumps(report_on(data, layers=("gzip",), limit=limit).to_json())


def _iso9660(data: bytes) -> None:
    with suppress(*PROMISED):
        _browse(Iso9660.open(_reader(data)))


def _udf(data: bytes) -> None:
    with suppress(*PROMISED):
        _browse(Udf.open(_reader(data)))


def _fat(data: bytes) -> None:
    with suppress(*PROMISED):
        fat = Fat.open(_reader(data))
        _browse(fat, lambda entry: fat.extents(entry))


def _fat_put(data: bytes) -> None:
    """Nothing else changes, whatever the volume is."""
    with suppress(*PROMISED, NotAppendable):
        changed = bytearray(data)
        for patch in put(_reader(data), _ANSWERS):
            changed[patch.offset : patch.end] = patch.data
        before, after = _files_of(data), _files_of(bytes(changed))
        told = {after.pop(path) for path in tuple(after) if path.lower() in _ANSWERS}
        if len(changed) != len(data) or not told <= set(_ANSWERS.values()):
            raise AssertionError("it is not what was put into it")
        if after != {path: held for path, held in before.items() if path.lower() not in _ANSWERS}:
            raise AssertionError("another file has changed")


def _files_of(data: bytes) -> dict[str, bytes | None]:
    fat = Fat.open(_reader(data))
    return {path: _content(fat, entry) for path, entry in walk(fat) if not entry.directory}


def _content(fat: Fat, entry: Entry) -> bytes | None:
    with suppress(*PROMISED):
        return fat.read(entry, 0, _MOST_UNPACKED)
    return None


def _tables(data: bytes) -> None:
    reader = _reader(data)
    with suppress(*PROMISED):
        record = Mbr.read(reader)
        _ = record.partitions, record.protective, record.active, record.is_table
    with suppress(*PROMISED):
        list(mbr.logical_partitions(reader))
    with suppress(*PROMISED):
        Apm.read(reader)
    for block in BLOCK_SIZES:
        with suppress(*PROMISED):
            _ = Gpt.read(reader, 1, block).partitions_end
    _el_torito(reader)


def _el_torito(reader: Reader) -> None:
    with suppress(*PROMISED):
        record = eltorito.find_boot_record(reader)
        if record is None:
            return
        for entry in Catalogue.read(reader, record).images():
            with suppress(*PROMISED):
                eltorito.first_sector(reader, entry)
            with suppress(*PROMISED):
                BootInfo.read(reader, entry.lba)


def _pe(data: bytes) -> None:
    with suppress(*PROMISED):
        Pe.read(_reader(data))


def _signed(data: bytes) -> None:
    """All that is read of a signed loader, and the lists that firmware and shim hold."""
    reader = _reader(data)
    for read in (SignatureLists.parse, Certificate.read, Level.parse, sbat.components):
        with suppress(*PROMISED):
            read(data)
    with suppress(*PROMISED):
        program = Pe.read(reader)
        for part in (_signatures, Shim.read, security_version, _components):
            with suppress(*PROMISED):
                part(reader, program)


def _signatures(reader: Reader, program: Pe) -> None:
    with suppress(*PROMISED):
        for entry in authenticode.entries(reader, program):
            with suppress(*PROMISED):
                found = authenticode.Signature.read(entry)
                _ = [each.name for each in chain(found.signer, found.others)]
    algorithms = frozenset({"sha1", "sha256", "sha384", "sha512"})
    authenticode.digests(reader, program, reader.size or 0, algorithms, 1 << 20)


def _components(reader: Reader, program: Pe) -> None:
    section = program.section(reader, ".sbat")
    if section is not None:
        sbat.components(shim_content(reader, section))


def _wim(data: bytes) -> None:
    with suppress(*PROMISED):
        Wim.read(_reader(data))


def _wim_parts(data: bytes) -> None:
    """Taken apart, and each part read whole."""
    joined = Joined()
    joined.range(Memory(data), 0, len(data))
    with suppress(*PROMISED, NotComposable):
        for part in split(joined.done(), "install.wim", zlib.crc32(data) % 4000 + 300)[
            :_MOST_PARTS
        ]:
            part.read_at(0, part.size)


def _stick(data: bytes) -> None:
    """The files of a disc on a stick, of which the end and what stands before the files is read."""
    path = _file()
    path.write_bytes(data)
    with suppress(*PROMISED, NotComposable, DriveTooSmall):
        source = open_plain(path)
        made, stick = composed(source, inspect(source), 512 << 20)
        json.dumps(stick.report.to_json())
        made.look().read_at(0, 4 << 20)
        made.look().read_at(max(0, made.size - (1 << 20)), 1 << 20)


def _published(data: bytes) -> None:
    """As a list of checksums, and as a file of keys."""
    found = lines.parse(data, "SHA512SUMS")
    if isinstance(found, lines.Sums):
        _ = found.about("a.iso"), found.bare
    for read in (openpgp.signed_text, openpgp.keys):
        with suppress(*PROMISED):
            read(data)


def _packed(data: bytes) -> None:
    """Opened, inspected and unpacked, from a real file, since layers read one."""
    path = _file()
    path.write_bytes(data)
    with suppress(*PROMISED_PACKED):
        source = open_source(path)
        json.dumps(inspect(source).to_json())
        stream = source.stream()
        buffer = memoryview(bytearray(256 << 10))
        try:
            for _ in range(_MOST_UNPACKED // len(buffer)):
                if not stream.readinto(buffer):
                    break
        finally:
            stream.close()


class _SomePatience(Patience):
    def hear(self) -> None:
        if self.unpacked > 4 * _MOST_UNPACKED:
            raise NotReached(0, self.unpacked)


def _far(data: bytes) -> None:
    """Read by place, to and fro, and to what proves it."""
    path = _file()
    path.write_bytes(data)
    with suppress(*PROMISED, *PROMISED_PACKED):
        image = look_far(open_source(path), _SomePatience())
        for place in (0, 1 << 20, 60_000, (image.size or 0) - 9_000, 512):
            with suppress(*PROMISED, *PROMISED_PACKED):
                image.read_at(place, 40_000)
        if isinstance(image, Proving):
            image.prove()


def _reader(data: bytes) -> Reader:
    return Budget(Memory(data))


def _browse(tree: Tree, more: Callable[[Entry], object] = lambda _: None) -> None:
    _ = tree.label
    for path, entry in islice(walk(tree), _MOST_NODES):
        with suppress(*PROMISED):
            tree.find(path)
        with suppress(*PROMISED):
            more(entry)
        if not entry.directory:
            with suppress(*PROMISED):
                tree.read(entry, entry.size // 2, 4096)


@cache
def _folder() -> TemporaryDirectory[str]:
    memory = Path("/dev/shm")
    return TemporaryDirectory(prefix="fuzz-", dir=memory if memory.is_dir() else None)


def _file() -> Path:
    return Path(_folder().name, "image")


TARGETS: dict[str, Target] = {
    "inspect": Target(_inspect, seeds.images),
    "inspect-in-part": Target(_inspect_in_part, seeds.images),
    "iso9660": Target(_iso9660, seeds.isos),
    "udf": Target(_udf, seeds.udfs),
    "fat": Target(_fat, seeds.fats),
    "fat-put": Target(_fat_put, seeds.boards),
    "tables": Target(_tables, seeds.tables),
    "pe": Target(_pe, seeds.programs),
    "signed": Target(_signed, seeds.signed_programs),
    "wim": Target(_wim, seeds.wims),
    "wim-parts": Target(_wim_parts, seeds.whole_wims),
    "stick": Target(_stick, seeds.windows_discs),
    "published": Target(_published, seeds.published),
    "packed": Target(_packed, seeds.packed),
    "packed-disks": Target(_packed, seeds.packed_disks),
    "far": Target(_far, seeds.packed_disks),
    "vhdx": Target(_packed, seeds.vhdx_disks),
}
