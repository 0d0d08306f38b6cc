"""The pages after a write that ended well: proven, or written and not checked (design 8.4).

Only a `Verified` leads to "Ready to boot", and only for an image that starts something.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.drives.drive import CacheBypass
from app.firmware import ThisComputer
from app.progress import Progress
from app.result import PutBack, Result, Unchecked, Verified, VerifiedParts
from ui.icons import Icon
from ui.screens import names
from ui.screens.checksum import right_words, wrong_banner
from ui.screens.digest import copied, grouped
from ui.screens.maps import still_map
from ui.screens.next_step import next_step
from ui.screens.rest import added
from ui.screens.trying import booted
from ui.state.drive_list import is_file
from ui.state.job import Ended, Purpose
from ui.text import capacity, size, speed, translate, untrusted
from ui.view import (
    Badge,
    Banner,
    Legend,
    MapPanel,
    Outcome,
    Panel,
    Proof,
    ProofLine,
    Remark,
    Tone,
    plain,
)

if TYPE_CHECKING:
    from app.sources.formatted import Format


def done(job: Ended, result: Result, computer: ThisComputer) -> Outcome:
    if job.image.format is not None and isinstance(result, Verified | VerifiedParts):
        return _ready(job, job.image.format, result)
    outcome = _written(job, result, computer)
    if not job.booted:
        return outcome
    return replace(outcome, panels=(booted(job.booted), *outcome.panels))


def _written(job: Ended, result: Result, computer: ThisComputer) -> Outcome:
    if job.purpose is Purpose.COMPARE and isinstance(result, Verified):
        return _same(job, result)
    match result:
        case Verified():
            return _verified(job, result, computer)
        case VerifiedParts():
            return _in_parts(job, result, computer)
        case Unchecked():
            return _unchecked(job, computer)
        case PutBack():
            return _put_back(job, result)


def _verified(job: Ended, result: Verified, computer: ThisComputer) -> Outcome:
    starts = job.image.starts and not job.image.checksum.wrong
    text = translate(
        "done",
        "{image} is on {drive}. All {size} were read back and match the image, byte for byte.",
        "done.title",
    )
    if _kept(job, result):
        text = translate(
            "done",
            "{image} is on {drive}. All {size} were read and match the image, byte for byte.",
            "done.title",
        )
    if job.image.composes:
        text = translate(
            "done",
            "The files of {image} are on {drive}. All {size} were read back and are the same, byte "
            "for byte.",
            "done.title",
        )
    lead = text.format(
        image=names.title(job.image), drive=names.drive_name(job.drive), size=size(result.size)
    )
    panels: list[Panel] = [*_wrong(job), _proof(job, result)]
    if starts and not is_file(job.drive):
        panels.append(next_step(job.drive, computer))
    panels += _map(job)
    return Outcome(
        Badge(Tone.SUCCESS, Icon.CHECK, stick=starts),
        translate("done", "Ready to boot", "done.title")
        if starts
        else translate("done", "Written and checked", "done.data"),
        plain(lead),
        None if is_file(job.drive) else safe_to_unplug(),
        tuple(panels),
        large=True,
    )


def _same(job: Ended, result: Verified) -> Outcome:
    text = translate(
        "done", "All {size} of {image} are on {drive}. Nothing was changed.", "compare"
    )
    lead = text.format(
        size=size(result.size), image=names.title(job.image), drive=names.drive_name(job.drive)
    )
    title = translate("done", "Still the same, byte for byte", "compare")
    panels: tuple[Panel, ...] = (*_wrong(job), _proof(job, result), *_map(job))
    return Outcome(Badge(Tone.SUCCESS, Icon.CHECK), title, plain(lead), panels=panels, large=True)


def _in_parts(job: Ended, result: VerifiedParts, computer: ThisComputer) -> Outcome:
    text = translate(
        "done",
        "{image} is on {drive}. The parts that it uses were read back and match; {size} that it "
        "does not use were left as they were.",
        "done.parts",
    )
    if job.image.more is not None:
        text = translate(
            "done",
            "{image} is on {drive}, and behind it {added}. Everything that was written was read "
            "back and matches; the free space behind the image was left as it was.",
            "done.more",
        )
    lead = text.format(
        image=names.title(job.image),
        drive=names.drive_name(job.drive),
        size=size(result.left),
        added=added(job.image.more),
    )
    wrong = job.image.checksum.wrong
    panels: list[Panel] = [*_wrong(job), *_map(job)]
    if job.image.starts and job.image.more is not None and not wrong and not is_file(job.drive):
        panels.insert(0, next_step(job.drive, computer))
    title = translate("done", "Written and checked", "done.data")
    badge = Badge(Tone.SUCCESS, Icon.CHECK)
    safe = None if is_file(job.drive) else safe_to_unplug()
    return Outcome(badge, title, plain(lead), safe, tuple(panels), large=True)


def _ready(job: Ended, wish: Format, result: Verified | VerifiedParts) -> Outcome:
    text = translate(
        "done",
        "{size}, named “{name}”. All of it was read back and is the same, byte for byte.",
        "format.done",
    )
    if isinstance(result, VerifiedParts):
        text = translate(
            "done",
            "{size}, named “{name}”. Everything that was written was read back and is the same; "
            "free space was left as it was.",
            "format.done",
        )
    room = capacity(wish.end or job.drive.size)
    lead = text.format(size=room, name=untrusted(wish.label))
    title = translate("done", "Ready for files", "format.done")
    safe = None if is_file(job.drive) else safe_to_unplug()
    badge = Badge(Tone.SUCCESS, Icon.CHECK)
    panels: tuple[Panel, ...] = _map(job)
    if isinstance(result, Verified):
        panels = (_proof(job, result), *panels)
    return Outcome(badge, title, plain(lead), safe, panels, large=True)


def _unchecked(job: Ended, computer: ThisComputer) -> Outcome:
    text = translate(
        "done", "{image} is on {drive}. Nobody has read it back yet.", "done.unchecked"
    )
    lead = text.format(image=names.title(job.image), drive=names.drive_name(job.drive))
    wrong = job.image.checksum.wrong
    panels: list[Panel] = [*_wrong(job)]
    if job.image.starts and not wrong and not is_file(job.drive):
        panels.append(next_step(job.drive, computer))
    panels += _map(job)
    title = translate("done", "Written, not checked", "done.unchecked")
    badge = Badge(Tone.NEUTRAL, Icon.MINUS_CIRCLE)
    return Outcome(badge, title, plain(lead), panels=tuple(panels))


def _put_back(job: Ended, result: PutBack) -> Outcome:
    """Nothing is promised of the files: who knows what a drive does with what it had before."""
    text = translate(
        "done",
        "The {size} of {drive} that were overwritten are as they were before; they "
        "were read back. Look at your files before you trust it.",
        "done.put-back",
    )
    lead = text.format(drive=names.drive_name(job.drive), size=size(result.size))
    title = translate("done", "Put back", "done.put-back")
    return Outcome(Badge(Tone.SUCCESS, Icon.CHECK), title, plain(lead))


def _wrong(job: Ended) -> tuple[Banner, ...]:
    """Known since before the write, or found out by it."""
    return (wrong_banner(),) if job.image.checksum.wrong else ()


def safe_to_unplug() -> Remark:
    text = translate("done", "Safe to unplug now", "done.safe")
    return Remark(Tone.SUCCESS, Icon.CHECK, text)


def _proof(job: Ended, result: Verified) -> Proof:
    """One checksum, of the image as written: that the drive holds the same was found out byte by
    byte, and is said beside it."""
    kept = _kept(job, result)
    said = [_read(kept)]
    if speeds := _speeds(job.progress, compared=bool(kept)):
        said.append(speeds)
    if result.proof.bypass is CacheBypass.DONTNEED:
        said.append(
            translate(
                "done",
                "This file system can’t be read past the computer’s memory; the memory was "
                "emptied before.",
                "done.proof",
            )
        )
    said += _met(job.progress)
    comparison = job.image.checksum.comparison
    if comparison is not None and not comparison.wrong:
        said.append(right_words(comparison))
    digest = result.sha256 or ""
    lines = (ProofLine("SHA-256", grouped(digest)),) if digest else ()
    title = translate("done", "Proof", "done.proof")
    return Proof(title, lines, " ".join(said), copied(digest) if digest else None)


def _kept(job: Ended, result: Verified | VerifiedParts) -> int:
    """Bytes that were on the drive before it was written. Who only compares writes nothing."""
    return result.proof.proven_equal if job.purpose is Purpose.WRITE else 0


def _read(kept: int) -> str:
    if not kept:
        return translate("done", "Every byte was read back and is the same.", "done.proof")
    return translate(
        "done",
        "{size} were on it already and were compared before the writing, a sample of them once "
        "more after it. All else was read back and is the same.",
        "done.proof",
    ).format(size=size(kept))


def _met(progress: Progress) -> list[str]:
    """What went wrong on the way, and was put right."""
    said = []
    if count := progress.warned("read-again"):
        text = translate(
            "done",
            "%n (place|places) had to be read twice: the port or cable may be loose.",
            "done.again",
            count=count,
        )
        said.append(text)
    if progress.warned("checked-again"):
        text = translate(
            "done", "The computer slept; all of it was checked after that.", "fail.sleep"
        )
        said.append(text)
    return said


def _speeds(progress: Progress, *, compared: bool) -> str:
    """`compared`: some of it was on the drive already, and was only read."""
    written, checked = progress.write.average, progress.check.average
    if not checked:
        return ""
    text = translate("done", "Average {checked} read back.", "done.proof")
    if written and compared:
        text = translate(
            "done", "Average {written} compared or written, {checked} read back.", "done.proof"
        )
    elif written:
        text = translate("done", "Average {written} written, {checked} read back.", "done.proof")
    return text.format(written=speed(written), checked=speed(checked))


def _map(job: Ended) -> tuple[MapPanel, ...]:
    """None of an image that is all head, which goes too fast to have a speed."""
    if not (job.progress.write.speeds or job.progress.check.speeds):
        return ()
    text = translate("done", "written", "map.legend")
    if isinstance(job.end, Verified | VerifiedParts) and _kept(job, job.end):
        text = translate("done", "compared or written", "map.legend")
    written = Legend(Tone.INFO, text)
    read = Legend(Tone.SUCCESS, translate("done", "read back", "map.legend"))
    name, legend = translate("done", "Written", "screen reader"), [written]
    if job.purpose is Purpose.COMPARE:
        name, legend = translate("done", "Read back", "screen reader"), [read]
    elif job.progress.check.started:
        name, legend = translate("done", "Written and read back", "screen reader"), [written, read]
    return (MapPanel(still_map(name, job.progress, job.image), tuple(legend)),)
