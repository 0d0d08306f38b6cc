"""What the window remembers from one start to the next, and the effects that settings have at once:
its part of the flow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ui import theme
from ui.engine.computer import can_play_sounds, played
from ui.settings import Read
from ui.state import effects, happenings
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.store import Store
from ui.suggestions import Suggestion, images_in
from ui.threads import Threads
from ui.used import Used, looked_up

Tell = Callable[[Happening], None]


class Memory:
    """Without a store it forgets everything when the window is closed."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self.found = store.settings() if store is not None else Read()
        self.downloads: Path | None = None

    def doings(self, threads: Threads, tell: Tell) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.KeepSettings: lambda effect: self._keep_settings(effect, threads, tell),
            effects.KeepUsed: lambda effect: self._keep_used(effect, threads),
            effects.LookForImages: lambda _: threads.ask(
                self._images, lambda found: tell(happenings.ImagesFound(*found))
            ),
            effects.LookForSounds: lambda _: threads.ask(
                can_play_sounds, lambda can: tell(happenings.SoundsFound()) if can else None
            ),
            effects.PlaySound: lambda effect: threads.ask(lambda: played(good=effect.good)),
            effects.UseColours: lambda effect: theme.prefer(effect.colours),
        }

    def _keep_settings(self, effect: effects.KeepSettings, threads: Threads, tell: Tell) -> None:
        if self._store is not None:
            write = self._store.keep_settings(effect.settings)
            threads.ask(write, lambda why: tell(happenings.SettingsKept(why)))

    def _keep_used(self, effect: effects.KeepUsed, threads: Threads) -> None:
        """Where that fails the list is shorter the next time, and nothing else is lost."""
        if self._store is not None:
            threads.ask(self._store.keep_used(effect.used))

    def _images(self) -> tuple[tuple[Suggestion, ...], tuple[Used, ...]]:
        """May wait for a disk or a network."""
        folder = self.downloads
        suggestions = images_in(folder) if folder is not None else ()
        return suggestions, looked_up(self._store.used()) if self._store is not None else ()
