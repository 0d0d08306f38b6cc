"""What a screen reader announces when the state changes (design 7 and 12): polite for progress and
new drives, urgent for failures and for what is done."""

from app.capacity import Capacity
from app.errors import AppError
from app.firmware import ThisComputer
from app.result import PutBack, Unchecked, VerifiedParts
from app.saved import Saved
from ui.screens.pace import QUIET
from ui.screens.says_at_home import at_home
from ui.state import Page, State
from ui.state.batch import Batch
from ui.state.burning import Burn, Run
from ui.state.drive_list import key_of
from ui.state.inside import Inside
from ui.state.job import Ended, Purpose, Step, Working
from ui.text import percent, rough_time, translate
from ui.view import Announcement, Banner

# The words of a page are imported with the page: the first frame has none of them.


def announce(before: State, after: State, now: float) -> Announcement | None:
    """None when nothing is worth saying."""
    if after.page is Page.BURN and after.burn is not None:
        return _of_burning(before.burn, after.burn)
    if isinstance(after.job, Ended):
        return _aside(before, after) if isinstance(before.job, Ended) else _ended(after.job)
    if isinstance(after.job, Batch):
        return _of_several(before, after.job)
    if isinstance(after.job, Working):
        return _at_work(before, after.job)
    if after.page is Page.INSIDE and after.inside is not None:
        return _of_inside(before.inside, after)
    return at_home(before, after, now)


def _of_inside(before: Inside | None, after: State) -> Announcement | None:
    """What was found, and how the taking out ended."""
    from ui.screens.inside import inside_bar, inside_page

    inside = after.inside
    if inside is None or before is None:
        return None
    if inside.taken is not None and inside.taken is not before.taken:
        return Announcement(inside_bar(inside, None).text.plain, urgent=True)
    if inside.mounting != before.mounting and not inside.chosen:
        return Announcement(inside_bar(inside, None).text.plain, urgent=not inside.mounting.busy)
    if inside.found is not None and inside.found is not before.found:
        line = inside_page(inside).line
        return Announcement(line or inside_bar(inside, None).text.plain)
    if inside.trouble is not None and before.trouble is None:
        return Announcement(inside_page(inside).line, urgent=True)
    return None


def _of_burning(before: Burn | None, after: Burn) -> Announcement | None:
    """What came of looking, and then as of a write."""
    from ui.screens.burn import burn_bar
    from ui.screens.burning import left_of
    from ui.screens.checksum import wrong_image_banner

    run = after.run
    if run is None:
        if before is not None and after.image.checksum.wrong and not before.image.checksum.wrong:
            banner = wrong_image_banner()
            return Announcement(f"{banner.title}. {banner.text}", urgent=True)
        told = burn_bar(after).text.plain
        looked = before is None or burn_bar(before).text.plain != told
        return Announcement(told) if looked else None
    earlier = before.run if before is not None else None
    if run.end is not None:
        fresh = earlier is None or earlier.end is None
        return Announcement(_burned(after, run), urgent=True) if fresh else None
    if earlier is None or run.said > earlier.said:
        return Announcement(left_of(run))
    if run.checking and not earlier.checking:
        text = translate("says", "Burned. Now checking every byte.", "screen reader")
        return Announcement(text)
    return None


def _burned(burn: Burn, run: Run) -> str:
    from ui.screens.burned import burned

    page = burned(burn, run)
    wrong = next((each for each in page.panels if isinstance(each, Banner)), None)
    lead = page.lead.plain if wrong is None else f"{wrong.title}. {wrong.text}"
    return f"{page.title}. {lead}"


def _aside(before: State, after: State) -> Announcement | None:
    """On a result page, which was announced when it came."""
    if after.notice is None or after.notice == before.notice:
        return _ejected(before, after)
    from ui.screens.aside import aside

    return Announcement(told.text.plain) if (told := aside(after.notice)) is not None else None


def _ejected(before: State, after: State) -> Announcement | None:
    """Somebody has asked for it, and waits with a hand at the drive."""
    job, earlier = after.job, before.job
    if not isinstance(job, Ended) or not isinstance(earlier, Ended):
        return None
    if (job.is_out, job.trouble) == (earlier.is_out, earlier.trouble):
        return None
    from ui.screens.done_bar import bar_line

    line = bar_line(job, after)
    said = filter(None, (line.title, line.text.plain))
    return Announcement(". ".join(said), urgent=True) if line.text.plain else None


def spoken(state: State) -> Announcement | None:
    """How the job stands, when somebody asks."""
    if state.burn is not None and state.burn.run is not None:
        from ui.screens.burning import state_of as state_of_burning

        run = state.burn.run
        text = state_of_burning(run) if run.end is None else _burned(state.burn, run)
        return Announcement(text, urgent=True)
    match state.job:
        case Working() as job:
            if job.purpose is Purpose.TEST:
                from ui.screens.probing import state_of
            elif job.image.backup is not None:
                from ui.screens.backup_work import state_of
            else:
                from ui.screens.working import state_of
            return Announcement(state_of(job), urgent=True)  # somebody waits for it
        case Ended() as job:
            return _ended(job)
        case Batch() as job:
            from ui.screens.several import lead

            return Announcement(lead(job), urgent=True)
        case None:
            return None


def _ended(job: Ended) -> Announcement:
    if job.purpose is Purpose.TEST:
        return _tested(job)
    if job.image.backup is not None:
        return _saved(job)
    if isinstance(job.end, AppError):
        from ui.screens.failure_words import failure_words

        words = failure_words(job, job.end)
        return Announcement(f"{words.title}. {words.text}", urgent=True)
    from ui.screens.done import done

    page = done(job, job.result, ThisComputer())  # how to start it is not announced
    if isinstance(job.end, Unchecked | PutBack):
        return Announcement(f"{page.title}. {page.lead.plain}", urgent=True)
    if job.image.checksum.wrong:
        from ui.screens.checksum import wrong_banner

        banner = wrong_banner()
        return Announcement(f"{page.title}. {banner.title}. {banner.text}", urgent=True)
    if isinstance(job.end, VerifiedParts):
        said = f"{page.title}. {page.lead.plain}"
    else:
        text = translate("says", "{title}. Every byte matches.", "screen reader")
        said = text.format(title=page.title)
    return Announcement(f"{said} {page.remark.text}." if page.remark else said, urgent=True)


def _tested(job: Ended) -> Announcement:
    from ui.screens.broken_off import broken_off_words
    from ui.screens.probed import found_words

    match job.end:
        case Capacity() as found:
            words = found_words(job, found)
        case AppError() as error:
            words = broken_off_words(job, error)
        case other:
            raise TypeError(other)
    return Announcement(f"{words.title}. {words.text}", urgent=True)


def _saved(job: Ended) -> Announcement:
    from ui.screens import backup_over

    if isinstance(job.end, AppError):
        page = backup_over.failed(job, job.end)
    elif isinstance(job.end, Saved):
        page = backup_over.saved(job, job.end)
    else:
        raise TypeError(job.end)
    return Announcement(f"{page.title}. {page.lead.plain}", urgent=True)


def _at_work(before: State, job: Working) -> Announcement | None:
    earlier = before.job if isinstance(before.job, Working) else None
    if earlier is None or not job.touched:
        return None
    if job.image.backup is not None:
        from ui.screens.backup_work import said_on_the_way

        text = said_on_the_way(earlier, job)
        return Announcement(text) if text else None
    written = job.purpose is not Purpose.COMPARE
    if written and earlier.step is not Step.CHECK and job.step is Step.CHECK:
        text = translate("says", "Written. Now checking every byte.", "screen reader")
        return Announcement(text)
    if earlier.quiet < QUIET <= job.quiet:
        from ui.screens.working import not_answering

        return Announcement(not_answering(job))
    if job.said > earlier.said:
        return Announcement(_so_far(job))
    return None


def _of_several(before: State, batch: Batch) -> Announcement | None:
    """Each drive when it is done or failed; how all ended, with the last."""
    from ui.screens.several import said_at_end, said_of_all

    earlier = before.job.ended if isinstance(before.job, Batch) else ()
    known = {key_of(each.drive) for each in earlier}
    fresh = [each for each in batch.ended if key_of(each.drive) not in known]
    if not fresh:
        return None
    said = said_at_end(fresh[-1])
    return Announcement(said if batch.running else f"{said} {said_of_all(batch)}", urgent=True)


def _so_far(job: Working) -> str:
    seconds = job.progress.seconds_left()
    if seconds is None:
        text = translate("says", "{percent} written", "screen reader")
        return text.format(percent=percent(job.said))
    text = translate("says", "{percent} written, about {time} left", "screen reader")
    return text.format(percent=percent(job.said), time=rough_time(seconds))
