"""The part of the flow that asks the engine, one question at a time; the answers are happenings."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import AppError
from ui.engine import Engine
from ui.engine.computer import handed_over
from ui.offers import Found, look_at
from ui.state import effects, happenings
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.threads import Threads

if TYPE_CHECKING:
    from ui.looking import Hits, Look, Seen
    from ui.view import Folder


class Questions:
    """One for a window."""

    def __init__(self, engine: Engine, threads: Threads, tell: Callable[[Happening], None]) -> None:
        self._engine = engine
        self._threads = threads
        self._tell = tell
        self._left = threading.Event()  # set: the server that was asked last is asked no more
        self._looked_away = threading.Event()  # set: the image looked into last is not unpacked

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        return {
            effects.LookBack: lambda _: self.look_back(),
            effects.LookAt: self._look_at,
            effects.FetchFiles: self._fetch_files,
            effects.Inspect: self._inspect,
            effects.Fetch: self._fetch,
            effects.StopFetching: lambda _: self.leave(),
            effects.FindOnWeb: self._find_on_web,
            effects.FindChecksums: self._find_checksums,
            effects.FindRest: self._find_rest,
            effects.FindLacking: self._find_lacking,
            effects.FindRegion: lambda _: self._find_region(),
            effects.LookInto: self._look_into,
            effects.ListFolder: self._list_folder,
            effects.FindFiles: self._find_files,
            effects.PreviewFile: self._preview,
            effects.FindMounts: self._find_mounts,
            effects.MountImage: self._mount,
            effects.Unmount: self._unmount,
            effects.ListMounts: lambda _: self._list_mounts(),
            effects.UnmountAll: self._unmount_all,
            effects.Locate: self._locate,
            effects.LookAgain: self._look_again,
            effects.MakeStick: self._make_stick,
            effects.FindPlaces: self._find_places,
        }

    def look_back(self) -> None:
        """Find what earlier writes left behind."""
        self._threads.ask(
            self._engine.unfinished, lambda them: self._tell(happenings.UnfinishedFound(them))
        )

    def _find_rest(self, effect: effects.FindRest) -> None:
        self._threads.ask(
            lambda: self._engine.rest_of_stick(effect.image),
            lambda rest: self._tell(happenings.RestFound(effect.image.source, rest)),
        )

    def read_answers(self, path: str) -> None:
        """For cloud-init."""
        self._threads.ask(
            lambda: self._engine.answers_in(Path(path)),
            lambda files: self._tell(happenings.AnswersRead(files)),
            lambda error: self._tell(happenings.AnswersNotRead(error)),
        )

    def _find_lacking(self, effect: effects.FindLacking) -> None:
        self._threads.ask(
            self._engine.lacking,
            lambda lacking: self._tell(happenings.LackingFound(lacking, effect.good_part)),
        )

    def _find_region(self) -> None:
        self._threads.ask(
            self._engine.region, lambda here: self._tell(happenings.RegionFound(here))
        )

    def _look_at(self, effect: effects.LookAt) -> None:
        def answer(found: Found) -> None:
            looked = happenings.Looked(effect.number, effect.path, found, effect.opens, effect.key)
            self._tell(looked)

        self._threads.ask(lambda: look_at(effect.path), answer)

    def _fetch_files(self, effect: effects.FetchFiles) -> None:
        self._threads.ask(
            lambda: handed_over(effect.key),
            lambda paths: self._tell(happenings.HandedOver(effect.number, paths)),
        )

    def leave(self) -> None:
        """Ask no server any more, and unpack nothing. What came by now is thrown away."""
        self._left.set()
        self._looked_away.set()

    def _fetch(self, effect: effects.Fetch) -> None:
        self.leave()
        self._left = stopped = threading.Event()
        self._threads.ask(
            lambda: self._engine.fetch(effect.link, effect.member, stopped),
            lambda found: self._tell(happenings.ImageInspected(effect.number, *found)),
            lambda error: self._tell(happenings.ImageRefused(effect.number, error)),
        )

    def _find_on_web(self, effect: effects.FindOnWeb) -> None:
        self._threads.ask(
            lambda: self._engine.listed_beside(effect.source),
            lambda them: self._tell(happenings.ChecksumsFound(effect.number, them, None)),
            lambda error: self._tell(happenings.ListsNotFound(effect.number, error)),
        )

    def _inspect(self, effect: effects.Inspect) -> None:
        self.leave()
        self._threads.ask(
            lambda: self._engine.inspect(effect.path, effect.member),
            lambda found: self._tell(
                happenings.ImageInspected(effect.number, *found, when=time.time())
            ),
            lambda error: self._tell(happenings.ImageRefused(effect.number, error)),
        )

    def _find_checksums(self, effect: effects.FindChecksums) -> None:
        self._threads.ask(
            lambda: self._engine.published(effect.source),
            lambda them: self._tell(happenings.ChecksumsFound(effect.number, *them)),
        )

    def _look_into(self, effect: effects.LookInto) -> None:
        self._looked_away.set()
        self._looked_away = stopped = threading.Event()

        def question() -> tuple[Look, Folder]:
            look = self._engine.look(effect.source, stopped)
            return look, look.folder("")

        self._threads.ask(
            question,
            lambda them: self._tell(happenings.InsideOpened(effect.number, *them)),
            lambda error: self._tell(happenings.InsideRefused(effect.number, error)),
        )

    def _list_folder(self, effect: effects.ListFolder) -> None:
        self._threads.ask(
            lambda: effect.look.folder(effect.key),
            lambda folder: self._tell(happenings.FolderListed(effect.number, folder)),
        )

    def _find_files(self, effect: effects.FindFiles) -> None:
        def answer(found: Hits) -> None:
            self._tell(happenings.FilesFound(effect.number, effect.text, found))

        def nothing(_: AppError) -> None:
            from ui.looking import Hits

            answer(Hits((), searched=False))

        self._threads.ask(lambda: effect.look.find(effect.text), answer, nothing)

    def _preview(self, effect: effects.PreviewFile) -> None:
        def answer(seen: Seen | AppError) -> None:
            self._tell(happenings.FileSeen(effect.number, effect.key, seen))

        self._threads.ask(lambda: effect.look.preview(effect.key), answer, answer)

    def _find_mounts(self, effect: effects.FindMounts) -> None:
        self._threads.ask(
            lambda: self._engine.mounted(effect.source),
            lambda points: self._tell(happenings.MountsFound(effect.number, points)),
        )

    def _mount(self, effect: effects.MountImage) -> None:
        self._threads.ask(
            lambda: self._engine.mount(effect.source),
            lambda points: self._tell(happenings.MountsFound(effect.number, points)),
            lambda error: self._tell(happenings.MountRefused(effect.number, error)),
        )

    def _unmount(self, effect: effects.Unmount) -> None:
        self._threads.ask(
            lambda: self._engine.unmount(effect.points),
            lambda _: self._tell(happenings.MountsFound(effect.number, ())),
            lambda error: self._tell(happenings.MountRefused(effect.number, error)),
        )

    def _list_mounts(self, error: AppError | None = None, *, unmounted: bool = False) -> None:
        self._threads.ask(
            self._engine.all_mounted,
            lambda points: self._tell(happenings.MountsListed(points, error, unmounted)),
        )

    def _unmount_all(self, effect: effects.UnmountAll) -> None:
        self._threads.ask(
            lambda: self._engine.unmount(effect.points),
            lambda _: self._list_mounts(unmounted=True),
            lambda error: self._list_mounts(error, unmounted=True),
        )

    def _locate(self, effect: effects.Locate) -> None:
        self._threads.ask(
            lambda: self._engine.drives_with(effect.path, effect.drives),
            lambda keys: self._tell(happenings.ImageLocated(effect.path, keys)),
        )

    def _look_again(self, effect: effects.LookAgain) -> None:
        def answer(same: bool) -> None:  # noqa: FBT001 - what a thread found
            if not same:
                self._tell(happenings.ImageDiffers(effect.source))

        self._threads.ask(lambda: self._engine.is_unchanged(effect.source), answer)

    def _make_stick(self, effect: effects.MakeStick) -> None:
        self._threads.ask(
            lambda: self._engine.make_stick(effect.path, effect.size),
            lambda drive: self._tell(happenings.StickMade(drive)),
            lambda error: self._tell(happenings.StickRefused(error)),
        )

    def _find_places(self, effect: effects.FindPlaces) -> None:
        self._threads.ask(
            lambda: self._engine.places(effect.image, effect.drives, effect.ranges),
            lambda places: self._tell(happenings.PlacesFound(effect.error, places)),
        )
