"""The whole way through the window with real hands: an image is dropped from another program, a
virtual stick is made and chosen, written, and read back. Every step leaves a picture.

    .venv/bin/python tests/walk.py OUTDIR

Pointer and keys are events of an X server (xdotool), the drop is XDND between two processes, and
where things are is asked of AT-SPI. Needs xvfb, xdotool, dbus and at-spi2-core.
"""

import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1])]

from at_spi import listening
from hands import Hands, started
from screen import accessibility_bus, session
from support_flow import boot_image

STICK = "stick.img"
SIZE = 512 << 20  # of the image, most of it a hole: long enough to be watched


def walk(folder: Path, pictures: Path) -> tuple[Path, Path]:
    """Returns the image, and the file that played the stick, both in `folder`."""
    image, stick = boot_image(folder, extra=1 << 20), folder / STICK
    os.truncate(image, SIZE)
    with session() as environment:
        address = accessibility_bus(environment)
        assert address is not None
        with listening(address) as listener, started(["-m", "ui"], environment) as process:
            hands = Hands(listener, process, environment)
            _walk(hands, image, stick, pictures)
            hands.press("ctrl+q")
            assert process.wait(30) == 0
    return image, stick


def _walk(hands: Hands, image: Path, stick: Path, pictures: Path) -> None:
    def picture(name: str) -> None:
        time.sleep(0.4)  # until a page has faded in
        hands.picture(pictures / f"{name}.png")

    zone = hands.meet("push button", "Choose an image file")
    hands.activate()
    picture("1-empty")
    hands.drag(image, to=hands.middle(zone))
    hands.meet("panel", "Image: STICKWRIGHT")
    picture("2-inspected")
    hands.click("push button", "Try without a stick…")
    hands.meet("dialog", "A file that plays a stick")
    hands.press("ctrl+a")
    hands.type(str(stick))
    picture("3-which-file")
    hands.press("Return")
    hands.click("radio button", "Virtual stick")
    hands.meet("push button", "Write STICKWRIGHT")
    picture("4-ready")
    hands.press("ctrl+Return")
    hands.meet("dialog", "")
    time.sleep(0.8)  # the red button is deaf in its first half second
    picture("5-sure")
    hands.click("push button", "Erase and write")
    hands.meet("progress bar", "")
    hands.picture(pictures / "6-at-work.png")
    hands.meet("label", "Ready to boot")
    picture("7-ready-to-boot")


def holds(stick: Path, image: Path) -> bool:
    """Byte for byte, from its start."""
    with stick.open("rb") as written, image.open("rb") as wanted:
        pieces = iter(lambda: wanted.read(1 << 20), b"")
        return all(written.read(len(piece)) == piece for piece in pieces)


def main(out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="stickwright-walk-") as folder:
        image, stick = walk(Path(folder), out)
        assert holds(stick, image)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
