"""What the desktop is told when a job ends while nobody looks at the window, and why it has to stay
awake meanwhile (design 13)."""

from dataclasses import dataclass

from app.capacity import Capacity, Verdict
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import AppError, DriveGone, DriveInDoubt, StickFileGone, VerifyError
from app.result import PutBack, Result, Unchecked, Verified
from app.saved import Saved
from ui.screens import names
from ui.screens.errors import words_of
from ui.state.batch import Batch
from ui.state.image import Inspected
from ui.state.job import End, Purpose
from ui.text import translate


@dataclass(frozen=True, slots=True)
class Message:
    title: str
    text: str
    urgent: bool = False


def message(
    image: Inspected, drive: DriveInfo, end: End, purpose: Purpose = Purpose.WRITE
) -> Message:
    """Plain text: whoever hands it on knows whether it would be taken for markup."""
    if isinstance(end, Capacity):
        return _found(drive, end)
    if isinstance(end, Saved):
        return _saved(image, drive, end)
    if isinstance(end, AppError):
        return _failed(image, drive, end, purpose)
    if isinstance(end, PutBack):
        title = translate("messages", "Put back", "done.put-back")
        text = translate("messages", "{drive} is as it was before.", "notification")
        return Message(title, text.format(drive=names.plain_drive(drive)))
    if image.format is not None and not isinstance(end, Unchecked):
        title = translate("done", "Ready for files", "format.done")
        return Message(title, names.plain_drive(drive))
    return _written(image, drive, end, purpose)


def _written(image: Inspected, drive: DriveInfo, end: Result, purpose: Purpose) -> Message:
    text = translate("messages", "{image} on {drive}", "notification")
    if isinstance(end, Verified) and purpose is not Purpose.COMPARE and not image.checksum.wrong:
        text = translate("messages", "{image} on {drive}, every byte matches.", "notification")
    text = text.format(image=names.plain_title(image), drive=names.plain_drive(drive))
    if image.checksum.wrong:
        title = translate("messages", "Written, but the checksum does not match", "notification")
        if purpose is Purpose.COMPARE:
            title = translate(
                "messages", "The same, but the checksum does not match", "notification"
            )
        return Message(title, text, urgent=True)
    if isinstance(end, Unchecked):
        title = translate("messages", "Written, not checked", "done.unchecked")
    elif purpose is Purpose.COMPARE:
        title = translate("done", "Still the same, byte for byte", "compare")
    elif image.starts and isinstance(end, Verified):
        title = translate("messages", "Ready to boot", "done.title")
    else:
        title = translate("messages", "Written and checked", "done.data")
    return Message(title, text)


def _failed(image: Inspected, drive: DriveInfo, end: AppError, purpose: Purpose) -> Message:
    title = translate("messages", "Writing failed", "notification")
    if image.format is not None:
        title = translate("messages", "Not ready for files", "notification")
    if purpose is Purpose.UNDO:
        title = translate("messages", "Not put back to the end", "notification")
    if purpose is Purpose.COMPARE:
        title = translate("messages", "Not compared to the end", "notification")
        if isinstance(end, VerifyError):
            title = translate("messages", "The drive is not the same as the image", "notification")
    if image.backup is not None:
        title = translate("messages", "Not saved to the end", "notification")
    if image.probing is not None:
        title = translate("messages", "The test was broken off", "notification")
    text = translate("messages", "{drive}: {what}", "notification")
    if isinstance(end, DriveGone) and not isinstance(end, DriveInDoubt | StickFileGone):
        text = translate("messages", "{drive} was unplugged.", "notification")
    what = for_display(words_of(end).title, 200)
    return Message(title, text.format(drive=names.plain_drive(drive), what=what), urgent=True)


def _found(drive: DriveInfo, found: Capacity) -> Message:
    match found.verdict:
        case Verdict.FAKE:
            title = translate("messages", "This drive is smaller than it claims", "probe.fake")
        case Verdict.WORN:
            title = translate("messages", "This drive has worn-out places", "probe.worn")
        case Verdict.FINE:
            title = translate("messages", "Nothing wrong was found", "probe.fine")
    return Message(title, names.plain_drive(drive), urgent=found.verdict is not Verdict.FINE)


def _saved(image: Inspected, drive: DriveInfo, end: Saved) -> Message:
    title = translate("messages", "Saved", "backup.done")
    text = translate("messages", "{drive} in {file}", "notification: a backup")
    if end.checked:
        title = translate("messages", "Saved and compared", "notification: a backup")
        if not end.left:
            title = translate("messages", "File and drive are the same", "notification: a backup")
    if end.unread:
        title = translate("messages", "Saved as far as it could be read", "backup.done")
    name = for_display(image.backup.name, 200) if image.backup is not None else ""
    return Message(title, text.format(drive=names.plain_drive(drive), file=name))


def message_of_several(batch: Batch) -> Message:
    """When the last of several drives has come to its end."""
    done, count = len(batch.done), len(batch.members)
    image = names.plain_title(batch.image)
    wrong = bool(done) and batch.image.checksum.wrong
    if not wrong and done == count and all(isinstance(each.end, Verified) for each in batch.ended):
        title = translate("messages", "%n (drive is|drives are) done", "notification", count=done)
        text = translate(
            "messages", "{image} is on all of them, every byte matches.", "notification"
        )
        return Message(title, text.format(image=image))
    title = translate("messages", "{done} of {count} drives are done", "notification")
    if wrong:
        title = translate("messages", "Written, but the checksum does not match", "notification")
    failed = [
        names.plain_drive(each.drive) for each in batch.ended if isinstance(each.end, AppError)
    ]
    text = translate("messages", "{image}. Not done: {drives}", "notification")
    return Message(
        title.format(done=done, count=count),
        text.format(image=image, drives=", ".join(failed)) if failed else image,
        urgent=wrong or bool(failed),
    )


def reason_for_several(image: Inspected, count: int) -> str:
    text = translate("messages", "Writing {image} to %n (drive|drives)", "inhibitor", count=count)
    return text.format(image=names.plain_title(image))


def reason_to_stay_awake(image: Inspected, drive: DriveInfo, purpose: Purpose) -> str:
    text = translate("messages", "Writing {image} to {drive}", "inhibitor")
    if image.format is not None:
        text = translate("messages", "Making {drive} ready for files", "inhibitor")
    if purpose in (Purpose.CHECK, Purpose.COMPARE):
        text = translate("messages", "Comparing {drive} with {image}", "inhibitor")
    if purpose is Purpose.TEST:
        text = translate("messages", "Testing {drive}", "inhibitor")
    if image.backup is not None:
        text = translate("messages", "Saving {drive}", "inhibitor")
    if purpose is Purpose.UNDO:
        text = translate("messages", "Putting back what was on {drive}", "inhibitor")
    return text.format(image=names.plain_title(image), drive=names.plain_drive(drive))
