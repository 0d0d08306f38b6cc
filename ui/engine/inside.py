"""What is done with the files inside an image."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.inside.mounted import Mounted
    from app.sources.source import Source
    from ui.looking import Look


def looked_into(source: Source, stopped: threading.Event) -> Look:
    """Raises ImageError, Stopped."""
    from ui.looking import Look

    return Look(source, stopped)


def mounted(source: Source) -> tuple[Mounted, ...]:
    """What of it is mounted now."""
    from app.inside.mount import mounted_of

    return mounted_of(source.path)


def all_mounted() -> tuple[Mounted, ...]:
    """Of whichever image."""
    from app.inside.mount import listed

    return listed()


def mount(source: Source) -> tuple[Mounted, ...]:
    """All of it, with a reader of its own. Raises NotMountable, ImageError."""
    from app.inside import mount
    from app.sources import open_source
    from app.sources.source import demand_unchanged

    demand_unchanged(source)
    return mount.mount(open_source(source.path))


def unmount(points: tuple[Mounted, ...]) -> None:
    """Raises StillInUse, NotMountable."""
    from app.inside import mount

    mount.unmount(points)
