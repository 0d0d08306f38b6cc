"""Images whose files must not be taken out as they say: names, links, nodes and numbers."""

import os
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from support_boot import mbr_disk, mbr_entry
from support_fat import fat
from support_inside import hostile_name
from support_iso import FOLDER, SECTOR, Iso, Link, record

UP = b"../../escaped"
LEADING = (UP, b"/escaped", b"..", b".", b"C:escaped", b"a\\..\\..\\b", b"nul\0l", b"end. ", b"CON")
SPECIAL = ("pipe p", "disk b 8 0", "zero c 1 5")


def iso_called(names: Iterable[bytes], **more: bytes | Link) -> bytes:
    """Rock Ridge files with these names, whatever is in them, and `more` with honest ones."""
    names = list(names)
    fake = [f"{number:x}".rjust(max(len(name), 4), "_") for number, name in enumerate(names)]
    fake = [each[-max(len(name), 1) :] for each, name in zip(fake, names, strict=True)]
    made = bytearray(Iso({each: f"{each} x".encode() for each in fake} | more).build())
    for each, name in zip(fake, names, strict=True):
        field = b"NM" + bytes([5 + len(each), 1, 0])
        at = made.index(field + each.encode())
        made[at : at + len(field) + len(each)] = field + name.ljust(len(each), b"_")
    return bytes(made)


def leading_out() -> bytes:
    return iso_called(LEADING, honest=b"honest")


def leading_out_of_fat() -> bytes:
    """With the slashes of Windows, and what Windows drops from the end."""
    names = ("..\\..\\escaped", "\\escaped", "C:\\escaped", "escaped.", "escaped ", "..")
    files = {f"folder/{name}": name.encode() for name in names}
    return mbr_disk((mbr_entry(0x0C, 64, 1024), fat(files))).build()


def leading_out_of_joliet() -> bytes:
    names = ("..\\..\\escaped", "C:\\escaped", "\u202eescaped", "a\0b")
    files = dict.fromkeys(names, b"joliet")
    return Iso(files, rock_ridge=False, joliet=True).build()


def names_at_random() -> bytes:
    """Hundreds, of all that a path could be made of."""
    chance = random.Random("names")
    names = {hostile_name(chance).encode(errors="surrogatepass")[:200] for _ in range(400)}
    return iso_called(sorted(name for name in names if len(name) > 2))


def links() -> bytes:
    """To a file of this computer, upwards, to itself, and to a folder."""
    return Iso(
        {
            "passwd": Link(((8, b""), (0, b"etc"), (0, b"passwd"))),
            "up": Link(((4, b""), (4, b""), (0, b"escaped"))),
            "itself": Link(((0, b"itself"),)),
            "honest": b"honest",
        }
    ).build()


def through_a_link() -> bytes:
    """A link to the folder above, and a folder of the same name with a file in it."""
    made = Iso({"way1": Link(((4, b""),)), "way2/escaped": b"x", "honest": b"honest"}).build()
    for name in (b"way1", b"way2"):
        made = made.replace(b"NM\x09\x01\0" + name, b"NM\x09\x01\0" + b"way_")
    return made


def twice() -> bytes:
    """Names that are one to people, to Windows or to nobody, or become one."""
    return iso_called(
        [b"same", b"same", b"Same", b"bad:.", b"bad:_", "caf\u00e9".encode(), b"cafe\xcc\x81"]
    )


def one_file_under_two_names() -> bytes:
    """As ISO 9660 has hard links: two records of one place."""
    made = Iso({"one": b"content", "other": b"content"})
    made.build()
    made.extents = {"other": (made.blocks["one"], 7)}
    return made.build()


def nodes() -> bytes:
    """An ext4 with devices, a pipe, a file of root's rights, and one under two names."""
    with TemporaryDirectory() as name:
        tree, volume = Path(name, "tree"), Path(name, "volume")
        tree.mkdir()
        for each, mode in (("honest", 0o600), ("rights", 0o6777)):
            (tree / each).write_text(each)
            (tree / each).chmod(mode)
        os.link(tree / "honest", tree / "second")
        os.setxattr(tree / "honest", "user.mine", b"value")
        _run("mke2fs", "-q", "-t", "ext4", "-d", str(tree), str(volume), "4M")
        for node in SPECIAL:
            _run("debugfs", "-w", "-R", f"mknod {node}", str(volume))
        return mbr_disk((mbr_entry(0x83, 2048, 8192), volume.read_bytes())).build()


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def honest() -> bytes:
    return Iso({"honest": b"honest", "folder/honest": b"honest"}).build()


def too_deep() -> bytes:
    return Iso({"/".join("d" * 66) + "/file": b"x"}).build()


def too_many() -> bytes:
    """Six folders of 40,000 names each."""
    sectors = [
        b"".join(record(b"F%05d;1" % (at + number), 20, 10) for number in range(40))
        for at in range(0, 40_000, 40)
    ]
    names = b"".join(sector.ljust(SECTOR, b"\0") for sector in sectors)
    folders = [f"FOLDER{number}" for number in range(6)]
    made = bytearray(Iso({f"{each}/": b"" for each in folders}, rock_ridge=False).build())
    for each in folders:
        at = made.index(bytes([len(each)]) + each.encode()) - 32
        new = record(each.encode(), len(made) // SECTOR, len(names), FOLDER)
        made[at : at + len(new)] = new
        made += names
    return bytes(made)


def too_large() -> bytes:
    """Four hundred files of 4 GB each, all of them in the same place; the image is a file of 5 GB
    that takes no room."""
    names = [f"f{number:03}" for number in range(400)]
    size = (4 << 30) - SECTOR
    return Iso(dict.fromkeys(names, b""), extents=dict.fromkeys(names, (40, size))).build()
