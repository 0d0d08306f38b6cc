"""The whole window as a pure function of the state and the time.

A page is imported when it is first needed: the first frame waits for the first page only.
"""

from app.capacity import Capacity
from app.errors import AppError
from app.saved import Saved
from ui.screens.empty import drag, empty
from ui.screens.header import NAME, header, page_header
from ui.state import Page, State
from ui.state.after_burn import can_burn
from ui.state.batch import Batch
from ui.state.burning import Burn
from ui.state.image import Image, Inspected, NoImage, visible
from ui.state.job import Ended, Purpose, Working
from ui.state.obstacles import obstacle, wanted
from ui.view import Bar, Body, Header, Home, Screen, Sheet


def screen(state: State, now: float) -> Screen:
    """`now` in seconds of the steady clock."""
    image = visible(state.image, now)
    job = state.job
    body, bottom = _page(state, image, now)
    working = state.at_work
    return Screen(
        _header(state, working=working),
        body,
        bottom,
        _sheet(state, image),
        drag(state.drag),
        _title(state),
        state.says,
        frozen=isinstance(job, Working) and not _shows_work(job),
        busy=working,
    )


def _header(state: State, *, working: bool) -> Header:
    if state.page is Page.SETTINGS:
        from ui.screens.settings import title

        return page_header(title())
    if state.page is Page.INSIDE:
        from ui.screens.inside import title

        return page_header(title(), occupied=state.occupied)
    if state.page is Page.TOOLS:
        from ui.screens.tools import title

        return page_header(title())
    if state.page is Page.BURN:
        from ui.screens.burn import title

        return page_header(title(), occupied=state.occupied)
    return _header_of_tool(state, working=working) or header(working=working, burns=can_burn(state))


def _header_of_tool(state: State, *, working: bool) -> Header | None:
    if _is_test(state):
        from ui.screens.probe import title

        return page_header(title(), occupied=working)
    if state.comparing:
        from ui.screens.compare import title

        return page_header(title(), occupied=working)
    if _is_backup(state):
        from ui.screens.backup import title

        return page_header(title(), occupied=working)
    if isinstance(state.image, Inspected) and state.image.format is not None:
        from ui.screens.format import title

        return page_header(title(), occupied=working)
    return None


def _page(state: State, image: Image, now: float) -> tuple[Body, Bar | None]:
    if (opened := _over_cards(state)) is not None:
        return opened
    job = state.job
    if isinstance(job, Batch):
        from ui.screens.several import several, several_bar

        return several(job, state), several_bar(job, state)
    if isinstance(job, Ended):
        return _over(job, state)
    if isinstance(job, Working) and _shows_work(job):
        return _at_work(job)
    if isinstance(image, NoImage):
        return empty(state), _empty_bar(state)
    from ui.screens.bar import bar
    from ui.screens.drive_card import drive_card
    from ui.screens.image_card import image_card

    card = image_card(image, state.computer, checks=state.settings.check, comparing=state.comparing)
    home = Home(card, drive_card(state, now), fits=_fits(state, image), back=_is_backup(state))
    return home, bar(state, image)


def _over_cards(state: State) -> tuple[Body, Bar | None] | None:
    """A page with a way back."""
    if state.page is Page.SETTINGS:
        from ui.screens.bar import notice_bar
        from ui.screens.settings import settings_page

        return settings_page(state), notice_bar(state)
    if state.page is Page.INSIDE and state.inside is not None:
        from ui.screens.inside import inside_bar, inside_page

        return inside_page(state.inside), inside_bar(state.inside, state.notice)
    if state.page is Page.TOOLS:
        from ui.screens.bar import notice_bar
        from ui.screens.tools import tools_page

        return tools_page(), notice_bar(state)
    if state.page is Page.BURN and state.burn is not None:
        return _burn(state.burn)
    return None


def _burn(burn: Burn) -> tuple[Body, Bar]:
    if burn.run is None:
        from ui.screens.burn import burn_bar, burn_page

        return burn_page(burn), burn_bar(burn)
    if burn.run.end is None:
        from ui.screens.burning import burning, burning_bar

        return burning(burn, burn.run), burning_bar(burn.run)
    from ui.screens.burned import burned, burned_bar

    return burned(burn, burn.run), burned_bar(burn.run)


def _empty_bar(state: State) -> Bar | None:
    if state.notice is None:
        return None
    from ui.screens.bar import empty_bar

    return empty_bar(state)


def _at_work(job: Working) -> tuple[Body, Bar]:
    if job.purpose is Purpose.TEST:
        from ui.screens.probing import testing, testing_bar

        return testing(job), testing_bar(job)
    if job.image.backup is not None:
        from ui.screens import backup_work

        return backup_work.work(job), backup_work.work_bar(job)
    from ui.screens.working import work, work_bar

    return work(job), work_bar(job)


def _over(job: Ended, state: State) -> tuple[Body, Bar]:
    if job.purpose is Purpose.TEST:
        return _tested(job, state)
    if job.image.backup is not None:
        return _saved(job, state)
    if isinstance(job.end, AppError):
        from ui.screens.failure import failed, failed_bar

        return failed(job, job.end), failed_bar(job, job.end, state)
    from ui.screens.done import done
    from ui.screens.done_bar import done_bar

    return done(job, job.result, state.computer), done_bar(job, job.result, state)


def _tested(job: Ended, state: State) -> tuple[Body, Bar]:
    if isinstance(job.end, AppError):
        from ui.screens import broken_off

        return broken_off.broken_off(job, job.end), broken_off.broken_off_bar(job, state)
    if isinstance(job.end, Capacity):
        from ui.screens import probed

        return probed.probed(job, job.end), probed.probed_bar(job, state)
    raise TypeError(job.end)


def _saved(job: Ended, state: State) -> tuple[Body, Bar]:
    from ui.screens import backup_over

    if isinstance(job.end, AppError):
        return backup_over.failed(job, job.end), backup_over.failed_bar(job, state)
    if isinstance(job.end, Saved):
        return backup_over.saved(job, job.end), backup_over.saved_bar(job, job.end, state)
    raise TypeError(job.end)


def _is_backup(state: State) -> bool:
    """Before, during and after one."""
    image = state.job.image if isinstance(state.job, Working | Ended) else state.image
    return isinstance(image, Inspected) and image.backup is not None


def _is_test(state: State) -> bool:
    """Before, during and after one."""
    if isinstance(state.job, Working | Ended):
        return state.job.purpose is Purpose.TEST
    image = state.image
    return state.job is None and isinstance(image, Inspected) and image.probing is not None


def _sheet(state: State, image: Image) -> Sheet | None:
    if state.sheet is None:
        return None
    from ui.screens.sheets import sheet

    return sheet(state, image)


def _title(state: State) -> str:
    job = state.job
    if state.burn is not None and state.burn.run is not None and state.burn.running:
        from ui.screens.burning import title_of_window as title_of_burning

        return title_of_burning(state.burn.run)
    if isinstance(job, Batch):
        from ui.screens.several import window_title as title_of_several

        return title_of_several(job) if job.running else NAME
    if not isinstance(job, Working) or not _shows_work(job):
        return NAME
    from ui.screens.working import title_of_window

    return title_of_window(job)


def _shows_work(job: Working) -> bool:
    """A write shows itself once it has begun; until then the cards stay, for nothing is changed."""
    return job.touched or job.purpose not in (Purpose.WRITE, Purpose.TEST, Purpose.SAVE)


def _fits(state: State, image: Image) -> bool:
    """Whether the arrow on the seam lights up."""
    drives = wanted(state)
    if not drives or not isinstance(image, Inspected) or not image.writable:
        return False
    free = (obstacle(drive, image, comparing=state.comparing) is None for drive in drives)
    return all(free)
