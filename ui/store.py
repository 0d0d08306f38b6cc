"""What the window keeps between two starts: the settings where settings belong, and in the folder
for states the images used lately and the window's place (XDG Base Directory Specification)."""

from collections.abc import Callable
from pathlib import Path

from app.home import settings_folder, state_folder
from ui import settings, used
from ui.kept_file import KeptFile
from ui.settings import Settings
from ui.used import Used


class Store:
    """`config` and `state` are folders of ours; they need not be there."""

    def __init__(self, config: Path, state: Path) -> None:
        self._settings = KeptFile(config / "settings.json")
        self._used = KeptFile(state / "recent.json")
        self.window = KeptFile(state / "window.json")

    def settings(self) -> settings.Read:
        return settings.read(self._settings.read())

    def keep_settings(self, wanted: Settings) -> Callable[[], str]:
        """Call the answer to write them, see `KeptFile.keep`."""
        return self._settings.keep(settings.stored(wanted))

    def used(self) -> tuple[Used, ...]:
        return used.read(self._used.read())

    def keep_used(self, images: tuple[Used, ...]) -> Callable[[], str]:
        return self._used.keep(used.stored(images))


def user_store() -> Store:
    """The user's own."""
    return Store(settings_folder(), state_folder())
