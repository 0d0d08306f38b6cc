"""The result of one turn: the new state, and what the flow shall do."""

from dataclasses import dataclass

from ui.state import State
from ui.state.effects import Effect


@dataclass(frozen=True, slots=True)
class Turn:
    state: State
    effects: tuple[Effect, ...] = ()
