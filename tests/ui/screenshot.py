"""The README's pictures: the real window over the real states, with an image of the program's own.

    .venv/bin/python tests/ui/screenshot.py packaging/pictures

Unlike the gallery, which draws every state of the design from samples, this goes through
inspection and the window's own flow of states, so it shows what the program shows today. Only the
drives are made up.
"""

import sys
import tempfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path

# ruff: noqa: E402 - the gallery sets the environment that Qt starts in, so it comes first
sys.path[:0] = [str(Path(__file__).parent)]
gallery = import_module("gallery")

from support_window import drive, partition, sized, with_drives

from app.demo import make_demo_image
from app.drives.drive import DriveKind
from app.inspection import inspect
from app.sources import open_source
from ui import theme
from ui.screens.screen import screen
from ui.state import State
from ui.state.drive_list import key_of
from ui.state.image import Inspected
from ui.theme import PaletteName

GB = 10**9


def ready(folder: Path) -> State:
    """The demo image inspected, three drives, the first of them chosen."""
    image = folder / "stickwright-demo.iso"
    make_demo_image(image)
    source = open_source(image)
    stick = drive(1, partitions=(partition("HOLIDAY", 18_200_000_000),))
    other = drive(2, vendor="Kingston", model="DataTraveler", speed=480)
    ssd = sized(
        1000 * GB,
        3,
        vendor="Samsung",
        model="T7",
        kind=DriveKind.EXTERNAL_SSD,
        partitions=(partition("Backup 2024", 612 * GB, size=999 * GB),),
    )
    shown = Inspected(image, source, inspect(source))
    state = with_drives(stick, other, ssd, image=shown, now=-60.0)
    return replace(state, chosen=key_of(stick))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    gallery.application()
    with tempfile.TemporaryDirectory() as temporary:
        view = screen(ready(Path(temporary)), 0.0)
        for name in (PaletteName.LIGHT, PaletteName.DARK):
            theme.use(name, still=True)
            gallery.picture(view, folder / f"ready-{name.value}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
