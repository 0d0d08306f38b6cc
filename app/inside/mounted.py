"""What of an image is mounted where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mounted:
    """`volume` of an image, "" for its root, at `point`; `device` is the loop device. `file` tells
    the image from another one that has its name by now."""

    image: str
    volume: str
    point: str
    device: str
    file: str = ""
