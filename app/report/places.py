"""Where in an image a range of bytes lies, as people know it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WrongPlace:
    """`partition` is its number, None where no partition holds the first byte. `files` are paths as
    they stand in the image, in the order of their places, those that reach into the range; `more`
    files do as well."""

    offset: int
    length: int
    partition: int | None = None
    files: tuple[str, ...] = ()
    more: int = 0
