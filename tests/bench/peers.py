"""What others do with the same image and the same device, each as its users start it."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.table import READ, UNPACK, WRITE

ETCHER = "10.2.15"  # etcher-sdk, the engine of balenaEtcher
_SCRIPT = Path(__file__).with_name("etcher.cjs")
_UNPACK = {
    ".xz": "xz -dc -T0",
    ".gz": "gzip -dc",
    ".zst": "zstd -dcq",
    ".bz2": "bzip2 -dc",
    ".zip": "unzip -p",
}


@dataclass(frozen=True)
class Job:
    """`raw` is what the image unpacks to, the image itself where it is not packed."""

    image: Path
    raw: Path
    nodes: tuple[str, ...]
    bmap: Path | None = None


def dd_cmp(job: Job) -> list[str] | None:
    """Written past the page cache and synced, and compared with what was read back."""
    size, ends = job.raw.stat().st_size, []
    unpack = _UNPACK.get(job.image.suffix)
    for node in job.nodes:
        dd = f"dd of={node} bs=4M oflag=direct conv=fsync status=none"
        flush, cmp = f"blockdev --flushbufs {node}", f"cmp -n {size}"
        if unpack:
            packed = f"{unpack} {job.image}"
            write, compare = f"{packed} | {dd} iflag=fullblock", f"{packed} | {cmp} - {node}"
        else:
            write, compare = f"{dd} if={job.image}", f"{cmp} {job.image} {node}"
        ends.append(f"({write} && {flush} && {compare})")
    return _shell(" & ".join(ends) + " & wait" if len(ends) > 1 else ends[0])


def bmaptool(job: Job) -> list[str] | None:
    """By a map it writes what is in use and reads nothing back; without one `cmp` compares."""
    if shutil.which("bmaptool") is None or len(job.nodes) > 1:
        return None
    if job.bmap is not None:
        return ["bmaptool", "-q", "copy", "--bmap", str(job.bmap), str(job.image), job.nodes[0]]
    copy = f"bmaptool -q copy --nobmap {job.image} {job.nodes[0]}"
    unpack = _UNPACK.get(job.image.suffix, "cat")
    compare = f"{unpack} {job.image} | cmp -n {job.raw.stat().st_size} - {job.nodes[0]}"
    return _shell(f"{copy} && blockdev --flushbufs {job.nodes[0]} && {compare}")


def etcher(job: Job) -> list[str] | None:
    """Unpacks on the way, writes every byte, verifies."""
    if not (_etcher_folder() / "node_modules" / "etcher-sdk").is_dir():
        return None
    return ["node", str(_SCRIPT), str(_etcher_folder()), str(job.image), *job.nodes]


PEERS = {"dd + cmp": dd_cmp, "bmaptool": bmaptool, "etcher-sdk": etcher}


def install_etcher() -> str:
    """Why it could not be had; "" when it is there. Asks the npm registry, once."""
    folder = _etcher_folder()
    if (folder / "node_modules" / "etcher-sdk").is_dir():
        return ""
    if shutil.which("npm") is None:
        return "there is no npm"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "package.json").write_text(
        f'{{"private": true, "dependencies": {{"etcher-sdk": "{ETCHER}"}}, '
        '"overrides": {"unbzip2-stream": "1.4.3"}, "allowScripts": {"@ronomon/direct-io": true, '
        '"drivelist": true, "lzma-native": true, "mountutils": true, "xxhash-addon": true, '
        '"usb": true}}'
    )
    for command in (["npm", "install", "--no-audit", "--no-fund"], ["npm", "rebuild"]):
        ended = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
        if ended.returncode:
            shutil.rmtree(folder)
            return ended.stderr.strip().splitlines()[-1]
    return ""


def parts(job: Job) -> dict[str, list[str]]:
    """What nobody who unpacks, writes and reads back can do without."""
    node, size = job.nodes[0], job.raw.stat().st_size
    dd = "dd bs=4M status=none"
    return {
        UNPACK: _shell(f"{_UNPACK[job.image.suffix]} {job.image} > /dev/null"),
        WRITE: _shell(f"{dd} if={job.raw} of={node} oflag=direct conv=fsync"),
        READ: _shell(f"{dd} if={node} of=/dev/null iflag=direct,count_bytes count={size}"),
    }


def _etcher_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "stickwright-tests", "etcher")


def _shell(line: str) -> list[str]:
    return ["bash", "-o", "pipefail", "-c", line]


def commands(names: Sequence[str], job: Job) -> dict[str, list[str]]:
    """Those of the peers that are here and can do it."""
    found = {name: PEERS[name](job) for name in names}
    return {name: command for name, command in found.items() if command is not None}
