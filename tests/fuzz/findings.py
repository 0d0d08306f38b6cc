"""The files that once broke something, and the folder for new ones."""

import gzip
import hashlib
from pathlib import Path

HERE = Path(__file__).parent
NEW = HERE / "new"  # git ignores it
KEPT = HERE / "kept"


def keep(target: str, data: bytes) -> Path:
    """Stores an input among the new ones, packed; where."""
    NEW.mkdir(exist_ok=True)
    path = NEW / f"{target}--{hashlib.sha256(data).hexdigest()[:8]}.gz"
    path.write_bytes(gzip.compress(data, mtime=0))
    return path


def kept() -> list[Path]:
    return sorted(KEPT.glob("*.gz"))


def read(path: Path) -> tuple[str, bytes]:
    """The target's name and the input."""
    return path.name.partition("--")[0], gzip.decompress(path.read_bytes())
