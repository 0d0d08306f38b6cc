"""The image of the virtual PC: built once, kept in the user's cache with its saved state.

`STICKWRIGHT_TESTS_CACHE` names another place for it.
"""

import fcntl
import hashlib
import os
import pwd
import re
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from system.pc import recipe, root
from system.pc.machine import Machine, accelerated
from system.pc.monitor import MachineError

KEPT = 2  # images: one for this checkout, one for another
# Until all that starts late has ended, and what the program imports is in memory once.
_SETTLE = """
systemctl is-system-running --wait; udevadm settle
modprobe -a usb_storage uas sd_mod vfat iso9660 nls_ascii 9pnet_virtio
python3 -c 'import jeepney, psutil, pyudev, xxhash, zstandard, lz4, isal, tqdm'
loginctl; systemctl --failed --no-legend; sync; sleep 3
"""


def cache() -> Path:
    """The real home: a test's own is another in every test."""
    usual = Path(pwd.getpwuid(os.getuid()).pw_dir, ".cache/stickwright-tests")
    return Path(os.environ.get("STICKWRIGHT_TESTS_CACHE") or usual).absolute()


def image() -> Path:
    """The folder with the disks and the saved state, made when there is none. Takes minutes then,
    and needs root. Raises MachineError."""
    place = cache() / key()
    with _alone():
        if not (place / "state").exists():
            _build(place)
        os.utime(place)
        _forget_old(place.parent)
    return place


def key() -> str:
    """Of everything that the image and its saved state depend on."""
    files = [Path(recipe.__file__), Path(root.__file__), root.AGENT]
    here = Path("shared")
    machine = Machine(Path("image"), Path("own"), program=here, images=here, compiled=here)
    version = subprocess.run(["qemu-system-x86_64", "--version"], capture_output=True, check=True)
    words = [*machine.command(saved=False), _SETTLE]
    if accelerated():  # a saved state fits the processor it was saved on
        models = re.findall(r"^model name.*$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        words += models[:1]
    parts = [version.stdout, *(path.read_bytes() for path in files), *map(str.encode, words)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]


def _build(place: Path) -> None:
    if os.geteuid():
        raise MachineError("building the virtual PC needs root")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    token = secrets.token_hex(16)
    (place / "token").touch(mode=0o600)
    (place / "token").write_text(token)
    system = root.install(place, token)
    try:
        root.make_disks(place, system)
    finally:
        shutil.rmtree(system, ignore_errors=True)
    empty = place / "empty"
    empty.mkdir()
    machine = Machine(place, place / "first", program=empty, images=empty, compiled=empty)
    try:
        machine.start(saved=False)
        (place / "first-start.txt").write_text(machine.shell(_SETTLE))
        machine.save(place / "state")
    finally:
        machine.stop()
    shutil.rmtree(machine.folder)


@contextmanager
def _alone() -> Iterator[None]:
    cache().mkdir(parents=True, exist_ok=True)
    with (cache() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("*/token"), key=lambda path: path.parent.stat().st_mtime)
    for old in kept[:-KEPT]:
        shutil.rmtree(old.parent, ignore_errors=True)
