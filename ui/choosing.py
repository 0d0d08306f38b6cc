"""Files and folders that somebody is asked for: the chooser of the desktop is opened, and what it
answers goes to whoever needs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from ui.intents import Intent, OpenFile
from ui.logbook import Logbook
from ui.questions import Questions
from ui.state import State, effects, happenings
from ui.state.effects import Effect
from ui.state.happenings import Happening
from ui.state.job import Ended
from ui.threads import Threads


class Chooser(Protocol):
    """The desktop's file chooser."""

    def image(self, answer: Callable[[str], None]) -> None: ...
    def stick(self, answer: Callable[[str], None]) -> None: ...
    def report(self, answer: Callable[[str], None]) -> None: ...
    def log(self, answer: Callable[[str], None]) -> None: ...
    def answers(self, answer: Callable[[str], None]) -> None: ...
    def copy(self, name: str, answer: Callable[[str], None]) -> None: ...
    def backup(self, name: str, ending: str, answer: Callable[[str], None]) -> None: ...
    def folder(self, answer: Callable[[str], None]) -> None: ...
    def show(self, path: str) -> None: ...


class Choosing:
    """`state`: as it is when the answer comes."""

    def __init__(
        self,
        chooser: Chooser,
        threads: Threads,
        questions: Questions,
        logbook: Logbook,
        tell: Callable[[Intent | Happening], None],
        state: Callable[[], State],
    ) -> None:
        self._chooser = chooser
        self._threads = threads
        self._questions = questions
        self._logbook = logbook
        self._tell = tell
        self._state = state

    def doings(self) -> dict[type[Effect], Callable[[Any], object]]:
        chooser = self._chooser
        return {
            effects.AskForImage: self._ask_for_image,
            effects.AskForStick: lambda _: chooser.stick(self._stick_chosen),
            effects.AskForAnswers: lambda _: chooser.answers(self._questions.read_answers),
            effects.AskForCopy: lambda it: chooser.copy(it.name, self._copy_chosen),
            effects.AskForBackupFile: self._ask_for_backup_file,
            effects.AskForReportFile: lambda _: chooser.report(self._save_report),
            effects.AskForLogFile: lambda _: chooser.log(self._save_log),
            effects.AskForFolder: lambda _: chooser.folder(self._folder_chosen),
            effects.ShowFolder: lambda it: chooser.show(it.path),
        }

    def _ask_for_image(self, effect: effects.AskForImage) -> None:
        self._chooser.image(lambda path: self._tell(OpenFile(path, effect.tool)))

    def _stick_chosen(self, path: str) -> None:
        self._tell(happenings.StickChosen(Path(path)))

    def _copy_chosen(self, path: str) -> None:
        self._tell(happenings.CopyChosen(Path(path)))

    def _ask_for_backup_file(self, effect: effects.AskForBackupFile) -> None:
        def chosen(path: str) -> None:
            self._tell(happenings.BackupFileChosen(Path(path), effect.begins))

        self._chooser.backup(effect.name, effect.ending, chosen)

    def _folder_chosen(self, path: str) -> None:
        self._tell(happenings.FolderChosen(Path(path)))

    def _save_report(self, path: str) -> None:
        state = self._state()
        if not isinstance(state.job, Ended):
            return
        from ui.saving import Saving

        Saving(self._threads, self._tell).report(path, state.job, state.computer)

    def _save_log(self, path: str) -> None:
        from ui.saving import Saving

        state = self._state()
        drives = (*state.drives.drives, *state.drives.hidden)
        Saving(self._threads, self._tell).log(path, self._logbook, drives, state.computer)
