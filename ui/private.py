"""What a text that leaves the computer does not say: who uses it, what it is called, where their
files lie."""

import getpass
import platform
import re
from dataclasses import dataclass

from app.home import home

_SHORTEST = 3  # letters of a name that is taken out wherever it stands as a word

# Folders that are called after somebody, with the part that is the name.
_FOLDERS = re.compile(
    r"(?P<folder>/(?:var/)?home|/run/media|/media|/run/user|/tmp)/(?P<name>[^/\s'\"“”,;:)]+)"
)


@dataclass(frozen=True, slots=True)
class Private:
    """`home`, `user` and `host` are of whoever runs the program."""

    home: str = ""
    user: str = ""
    host: str = ""

    @classmethod
    def here(cls) -> "Private":
        try:
            user = getpass.getuser()
        except (KeyError, OSError):  # no name for this number
            user = ""
        return cls(str(home()), user, platform.node())

    def without(self, text: str, serial: str = "", told: str = "…") -> str:
        """The text without them, and with `told` for the serial number."""
        if len(self.home) > 1:
            text = text.replace(self.home, "~")
        text = _FOLDERS.sub(r"\g<folder>/…", text)
        for word in (self.user, self.host):
            if len(word) >= _SHORTEST:
                text = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", "…", text)
        return text.replace(serial, told) if serial else text
