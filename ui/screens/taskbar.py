"""How far a job is, for the taskbar: the whole of it, checking included, as in the title."""

from ui.state import State
from ui.state.batch import Batch, fraction_of_all
from ui.state.job import Working


def progress_outside(state: State) -> float | None:
    """0 to 1; None while nothing is written or checked, or nobody knows how much there is."""
    if state.burn is not None and state.burn.run is not None and state.burn.running:
        return state.burn.run.progress.fraction
    match state.job:
        case Batch() as batch if batch.running:
            return fraction_of_all(batch)
        case Working(touched=True) as job:
            return job.progress.fraction
        case _:
            return None
