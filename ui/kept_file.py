"""A small JSON object in a file of the user's: read whole, replaced whole, never half written.

What other versions of the program keep in it stays. Only the user may read it.
"""

import json
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from app.plain_file import open_plain_file

_LONGEST = 1 << 16  # bytes; ours have a few hundred


class KeptFile:
    """The file at `path`; it need not be there. Any thread may use it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._wanted: Mapping[str, object] = {}

    def read(self) -> dict[str, object] | None:
        """Nothing of a file that is not there; None for one that cannot be understood."""
        try:
            # A pipe in its place would keep the window from ever showing.
            with open_plain_file(self._path) as file:
                text = file.read(_LONGEST + 1)
        except FileNotFoundError:
            return {}
        except OSError:
            return None
        if len(text) > _LONGEST:
            return None
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def keep(self, values: Mapping[str, object]) -> Callable[[], str]:
        """Call the answer, on any thread, to write what was wanted last: whichever of several
        threads comes last, the latest wish stays. It gives the system's words for why that did
        not work; empty when it did."""
        self._wanted = values
        return self._write

    def _write(self) -> str:
        with self._lock:
            try:
                self._replace({**(self.read() or {}), **self._wanted})
            except OSError as error:
                return error.strerror or str(error)
        return ""

    def _replace(self, values: Mapping[str, object]) -> None:
        path = Path(os.path.realpath(self._path))  # a link into somebody's own folder stays one
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(fresh, flags, 0o600), "w", encoding="utf-8") as file:
                json.dump(values, file, indent=1)
                file.write("\n")
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise
