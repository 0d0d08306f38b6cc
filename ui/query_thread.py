"""One question to the engine, one answer. The window never waits for either."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from app.errors import AppError, unforeseen

UNEXPECTED = "The program met something it did not expect."

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
        except Exception as error:  # noqa: BLE001  the window must hear of every end
            self.failed.emit(unforeseen(error, UNEXPECTED))
        else:
            self.answered.emit(answer)
