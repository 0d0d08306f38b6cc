"""The guest's file system, installed from Debian's packages, and the disks made of it. As root."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from system.pc import recipe, sources
from system.pc.monitor import MachineError

AGENT = Path(__file__).with_name("guest") / "agent.py"
INTERNAL_SIZE = 16 << 20
# What it mounts is never seen outside and ends with it: a build that is killed leaves only files.
_ALONE = ("unshare", "--mount")
_DEBIAN = (*_ALONE, "mmdebstrap", "--mode=root", "--variant=minbase", "--format=directory")
_UNREAD = ("man", "doc", "locale", "info")
_QUIET = ('Acquire::Languages "none";', 'APT::Install-Recommends "false";')


def install(folder: Path, token: str) -> Path:
    """A Debian below `folder`, with users and agents; its logs stand beside it."""
    lines = sources.lines_for(recipe.SUITE)
    if not lines:
        raise MachineError("the virtual PC is built from the host's Debian sources: there are none")
    root, early, options = folder / "root", folder / "early", folder / "apt.conf"
    options.write_text("\n".join((*sources.settings(), *_QUIET)) + "\n")
    _write(early, recipe.EARLY_FILES)
    step(
        folder,
        *_DEBIAN,
        *(f"--aptopt={options}", "--dpkgopt=force-unsafe-io"),
        *(f"--dpkgopt=path-exclude=/usr/share/{name}/*" for name in _UNREAD),
        f'--setup-hook=cp -r {shlex.quote(str(early))}/. "$1"',
        f"--include={','.join(recipe.PACKAGES)}",
        *(recipe.SUITE, str(root), *lines),
    )
    _write(root, recipe.FILES)
    tools = root / recipe.HERE.removeprefix("/")
    tools.mkdir()
    shutil.copyfile(AGENT, tools / "agent.py")
    (root / recipe.TOKEN.removeprefix("/")).write_text(token)
    for name in ("program", "images", "compiled"):
        (root / "mnt" / name).mkdir()
    for user, group in ((recipe.USER, "users"), (recipe.ADMINISTRATOR, "sudo")):
        step(folder, "chroot", str(root), "useradd", "-m", "-s", "/bin/bash", "-G", group, user)
        step(folder, "chroot", str(root), "sh", "-c", f"echo {user}:{user} | chpasswd")
    home = f"/home/{recipe.USER}"
    step(folder, "chroot", str(root), "chown", "-R", f"{recipe.USER}:", home)
    step(folder, "chroot", str(root), "systemctl", "enable", "agent.service")
    step(folder, "chroot", str(root), "systemctl", "mask", *recipe.MASKED)
    return root


def make_disks(folder: Path, root: Path) -> None:
    """The kernel, the system's disk, and an internal disk with somebody's data on it."""
    for name in ("vmlinuz", "initrd.img"):
        shutil.copyfile(root / (root / name).readlink(), folder / name)
    shutil.rmtree(root / "boot")
    step(
        folder,
        *("mke2fs", "-q", "-F", "-t", "ext4", "-O", "^has_journal", "-L", "system"),
        *("-d", str(root), str(folder / "system.img"), recipe.ROOM),
    )
    internal = folder / "internal.img"
    with internal.open("wb") as disk:
        disk.truncate(INTERNAL_SIZE)
    step(folder, "sfdisk", "-q", str(internal), said="label: gpt\n1MiB,14MiB,L\n")
    offset = ("-E", "offset=1048576")
    step(folder, "mke2fs", "-q", "-F", "-L", "PHOTOS", *offset, str(internal), "14M")


def step(folder: Path, *words: str, said: str = "") -> None:
    """One command of the build. Raises MachineError with the end of what it wrote."""
    log = folder / "build.log"
    with log.open("ab") as output:
        done = subprocess.run(words, input=said.encode(), stdout=output, stderr=output, check=False)
    if done.returncode:
        tail = log.read_text(errors="replace")[-2000:]
        raise MachineError(f"{words[0]} ended with {done.returncode}; {log} ends so:\n{tail}")


def _write(root: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
