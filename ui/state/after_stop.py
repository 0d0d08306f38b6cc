"""How the state changes when a running job shall stop, skip its check, or lose its window. Each
asks first, and the work goes on meanwhile (design 10.8)."""

from dataclasses import replace

from ui import intents
from ui.state import QuitOpen, SkipOpen, State, StopOpen
from ui.state.effects import Close, LetGo, SkipCheck, StopJob
from ui.state.job import Purpose, Step, Working
from ui.state.turn import Turn


def stop_waiting(state: State, _: intents.StopWaiting, _now: float) -> Turn:
    """Nothing was changed yet, so nothing is asked."""
    job = state.job
    if not isinstance(job, Working) or job.touched:
        return Turn(state)
    return _stop(state, job)


def stop_asked(state: State, _: intents.StopAsked, _now: float) -> Turn:
    if not isinstance(state.job, Working) or state.job.stopping:
        return Turn(state)
    return Turn(replace(state, sheet=StopOpen()))


def stop_confirmed(state: State, intent: intents.StopConfirmed, _now: float) -> Turn:
    if not isinstance(state.job, Working) or not isinstance(state.sheet, StopOpen):
        return Turn(state)
    return _stop(state, replace(state.job, then_back=intent.put_back))


def skip_asked(state: State, _: intents.SkipAsked, _now: float) -> Turn:
    job = state.job
    if not isinstance(job, Working) or job.step is not Step.CHECK or job.skipping or job.stopping:
        return Turn(state)
    if job.image.backup is not None:
        return Turn(state)
    return Turn(replace(state, sheet=SkipOpen()))


def skip_confirmed(state: State, _: intents.SkipConfirmed, _now: float) -> Turn:
    """A check that was asked for by itself is stopped by that."""
    job = state.job
    if not isinstance(job, Working) or not isinstance(state.sheet, SkipOpen):
        return Turn(state)
    if job.purpose is Purpose.CHECK:
        return _stop(state, job)
    return Turn(replace(state, job=replace(job, skipping=True), sheet=None), (SkipCheck(),))


def quit_asked(state: State, _: intents.Quit, _now: float) -> Turn:
    job = state.job
    if not isinstance(job, Working):
        return Turn(state, (LetGo(), Close()))
    if job.touched and job.purpose not in (Purpose.CHECK, Purpose.COMPARE):
        return Turn(replace(state, sheet=QuitOpen()))
    return _quit(state, job)


def quit_confirmed(state: State, _: intents.QuitConfirmed, _now: float) -> Turn:
    job = state.job
    return _quit(state, job) if isinstance(job, Working) else Turn(state, (LetGo(), Close()))


def _stop(state: State, job: Working) -> Turn:
    return Turn(replace(state, job=replace(job, stopping=True), sheet=None), (StopJob(),))


def _quit(state: State, job: Working) -> Turn:
    turn = _stop(state, job)
    return Turn(replace(turn.state, quitting=True), turn.effects)
