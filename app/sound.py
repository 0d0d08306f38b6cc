"""The desktop's sounds for something done and something gone wrong (Sound Naming Specification).

Whatever program this computer has for it plays them; many have none.
"""

import logging
import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from shutil import which

from app import tools
from app.errors import ToolError

LIMIT = 10.0  # seconds: no such sound is longer

log = logging.getLogger(__name__)


class Sound(StrEnum):
    """The names that the specification gives them."""

    DONE = "complete"
    FAILED = "dialog-error"


# `canberra-gtk-play` knows the user's theme; the others take a file of the usual one.
_BY_NAME = ("canberra-gtk-play", "--id")
_BY_FILE = ("pw-play", "paplay")
_THEME = "sounds/freedesktop/stereo"


def can_play() -> bool:
    """May wait for a disk."""
    return _command(Sound.DONE) is not None


def play(sound: Sound) -> None:
    """Returns when it has been heard. A sound that fails is worth no message."""
    command = _command(sound)
    if command is None:
        return
    try:
        tools.run(command, limit=LIMIT, session=True)
    except ToolError as error:
        log.info("sound: %s", error)


def _command(sound: Sound) -> Sequence[str] | None:
    file = _file(sound)
    if file is None:
        return None
    if _has(_BY_NAME[0]):
        return (*_BY_NAME, sound.value)
    return next(((player, str(file)) for player in _BY_FILE if _has(player)), None)


def _has(program: str) -> bool:
    return which(program, path=tools.ENVIRONMENT["PATH"]) is not None


def _file(sound: Sound) -> Path | None:
    """Without the theme's files there is nothing to hear, whoever plays it."""
    folders = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    files = (Path(folder) / _THEME / f"{sound.value}.oga" for folder in folders.split(":"))
    return next((file for file in files if file.is_file()), None)
