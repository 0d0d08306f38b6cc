"""One question to the engine, one answer. The window never waits for either."""

import logging
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from app.errors import AppError

log = logging.getLogger(__name__)

T = TypeVar("T")


class QueryThread(QThread, Generic[T]):
    """Asks `question` once. `answered` or `failed` comes, unless nobody wants it any more."""

    answered = Signal(object)  # T
    failed = Signal(object)  # AppError

    def __init__(self, question: Callable[[], T], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._question = question

    def run(self) -> None:
        try:
            answer = self._question()
        except AppError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("question failed")
            broken = AppError("The program met something it did not expect.")
            broken.__cause__ = error
            self.failed.emit(broken)
        else:
            self.answered.emit(answer)
