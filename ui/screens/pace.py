"""How far work is, in the same words on each of its pages: stage, time left, four numbers."""

from collections.abc import Sequence

from app.progress import Pass
from ui.text import duration, percent, rough_time, speed, translate
from ui.view import Figure, StageItem, StageState

SOON = 2.5  # seconds: less than that left is "Almost done"
QUIET = 10.0  # seconds without progress until the drive is said not to answer


def time_left(seconds: float | None, text: str = "") -> str:
    """`text` has {time} in it: what there is to be said of what is still to come."""
    if seconds is None:
        return translate("work", "Working out how long it takes", "write.left")
    if seconds < SOON:
        return translate("work", "Almost done", "write.left")
    text = text or translate("work", "About {time} left", "write.left")
    return text.format(time=rough_time(seconds))


def in_words(current: Pass, done: str, left: str) -> str:
    """For a screen reader: "41 MB/s, 3.91 of 6.20 GB, about 2 minutes left"."""
    text = translate("work", "{speed}, {done}, {left}", "screen reader")
    return text.format(speed=speed(current.speed), done=done, left=left)


def window_title(fraction: float | None, drive: str) -> str:
    """ "63% – SanDisk Ultra – Stickwright": the whole job, as it is seen from outside."""
    if fraction is None:
        return translate("work", "{drive} – Stickwright", "title").format(drive=drive)
    text = translate("work", "{percent} – {drive} – Stickwright", "title")
    return text.format(percent=percent(int(100 * fraction)), drive=drive)


def figures(
    current: Pass, label: str, done: str, elapsed: float, *, counting: bool
) -> tuple[Figure, ...]:
    """`label` says what `done` are. Without `counting` there is no speed yet."""
    none = translate("work", "–", "figure: no value yet")
    now, average = (speed(current.speed), speed(current.average)) if counting else (none, none)
    return (
        Figure(translate("work", "Now", "figure"), now),
        Figure(translate("work", "Average", "figure"), average),
        Figure(label, done),
        Figure(translate("work", "Elapsed", "figure"), duration(elapsed)),
    )


def stage_name(stages: Sequence[StageItem]) -> str:
    """For a screen reader: which of them it is at, and how many there are."""
    now = next((i for i, each in enumerate(stages) if each.state is StageState.NOW), 0)
    text = translate("work", "Stage {number} of {count}: {name}", "screen reader")
    return text.format(number=now + 1, count=len(stages), name=stages[now].text)
