"""The whole window as a pure function of the state and the time."""

from app.errors import AppError
from ui.screens.bar import bar, empty_bar
from ui.screens.done import done, done_bar
from ui.screens.drive_card import drive_card
from ui.screens.empty import drag, empty
from ui.screens.failure import failed, failed_bar
from ui.screens.header import NAME, header
from ui.screens.image_card import image_card
from ui.screens.sheets import sheet
from ui.screens.working import window_title, work, work_bar
from ui.state import State
from ui.state.image import Image, Inspected, NoImage, visible
from ui.state.job import Ended, Purpose, Working
from ui.state.obstacles import obstacle
from ui.view import Bar, Body, Home, Screen


def screen(state: State, now: float) -> Screen:
    """`now` in seconds of the steady clock."""
    image = visible(state.image, now)
    job = state.job
    body, bottom = _page(state, image, now)
    working = isinstance(job, Working)
    return Screen(
        header(working=working),
        body,
        bottom,
        sheet(state, image),
        drag(state.drag),
        window_title(job) if isinstance(job, Working) and _shows_work(job) else NAME,
        state.says,
        frozen=isinstance(job, Working) and not _shows_work(job),
        busy=working,
    )


def _shows_work(job: Working) -> bool:
    """A write shows itself once it has begun; until then the cards stay, for nothing is changed."""
    return job.touched or job.purpose is Purpose.CHECK


def _page(state: State, image: Image, now: float) -> tuple[Body, Bar | None]:
    job = state.job
    if isinstance(job, Working) and _shows_work(job):
        return work(job), work_bar(job)
    if isinstance(job, Ended):
        if isinstance(job.end, AppError):
            return failed(job, job.end), failed_bar(job, job.end, state)
        return done(job, job.end), done_bar(job, job.end, state)
    if isinstance(image, NoImage):
        return empty(state), empty_bar(state)
    fits = _fits(state, image)
    home = Home(image_card(image, state.computer), drive_card(state, now), fits)
    return home, bar(state, image)


def _fits(state: State, image: Image) -> bool:
    """Whether the arrow on the seam lights up."""
    drive = state.chosen_drive
    if drive is None or not isinstance(image, Inspected) or not image.writable:
        return False
    return obstacle(drive, image) is None
