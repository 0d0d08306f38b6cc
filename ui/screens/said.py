"""An error as words of the window: those of the engine, in the language of the user."""

from dataclasses import dataclass

from app.errors import AppError
from ui.sentences.errors import error_sentence

LONGEST = 300  # characters of a sentence that the engine made


@dataclass(frozen=True, slots=True)
class Words:
    """What happened; what it means and what to do."""

    title: str
    text: str


def said(error: AppError) -> str:
    """The engine's own sentence, with its hint, in the language of the user."""
    words = f"{error_sentence(str(error), LONGEST)} {error_sentence(error.hint)}"
    return words.strip()
