"""What can be done about a drive that failed, step by step (design 8.4)."""

from app import errors
from app.errors import AppError, Cause, Diagnosis
from ui.state.job import Ended, Purpose
from ui.text import sentence, translate
from ui.view import Sentence, Steps, plain


def what_to_do(job: Ended, error: AppError) -> Steps:
    found = error.diagnosis if isinstance(error, errors.VerifyError) else None
    match found:
        case Diagnosis(Cause.FAKE):
            steps: tuple[Sentence, ...] = (_another_drive(), _again_if_fake(job))
        case Diagnosis(Cause.CHANGED):
            steps = (_close_programs(), _again_if_changed(job))
        case _:
            steps = (_other_port(), _again(job))
    if doubts(error):
        steps = (*steps, _test_it())
    return Steps(translate("failure", "What to do", "todo.title"), steps)


def doubts(error: AppError) -> bool:
    """Whether the drive itself may keep less than it is given."""
    if not isinstance(error, errors.VerifyError) or isinstance(error, errors.DriveDrifted):
        return False
    return error.diagnosis is None or error.diagnosis.cause is not Cause.CHANGED


def _other_port() -> Sentence:
    port = translate(
        "failure", "Try {port}, straight on the computer, without a hub or cable.", "todo.port"
    )
    return sentence(port, port=translate("failure", "another USB port", "todo.port"))


def _again(job: Ended) -> Sentence:
    again = translate(
        "failure",
        "Write again. If the {place} fails, the drive is wearing out or is fake.",
        "todo.again",
    )
    if _is_no_write(job):
        again = translate(
            "failure",
            "Try again. If the {place} fails, the drive is wearing out or is fake.",
            "todo.again",
        )
    return sentence(again, place=translate("failure", "same place", "todo.again"))


def _is_no_write(job: Ended) -> bool:
    """Whether to write again would be something else: who does so when not all was put back loses
    what is kept."""
    return job.image.format is not None or job.purpose is Purpose.UNDO


def _another_drive() -> Sentence:
    other = translate(
        "failure",
        "Use {drive}. Some are sold as larger than they are, and lose what is written to the rest.",
        "todo.fake",
    )
    return sentence(other, drive=translate("failure", "another drive", "todo.fake"))


def _again_if_fake(job: Ended) -> Sentence:
    again = translate(
        "failure",
        "To be sure, write again. If the {place} fails, take it back to where you bought it.",
        "todo.fake",
    )
    if _is_no_write(job):
        again = translate(
            "failure",
            "To be sure, try again. If the {place} fails, take it back to where you bought it.",
            "todo.fake",
        )
    return sentence(again, place=translate("failure", "same place", "todo.again"))


def _test_it() -> Sentence:
    test = translate("failure", "{test} to find out how much of it really works.", "todo.test")
    return sentence(test, test=translate("failure", "Test the drive", "todo.test"))


def _close_programs() -> Sentence:
    close = translate("failure", "Close {programs} that may be using the drive.", "todo.changed")
    return sentence(close, programs=translate("failure", "other programs", "todo.changed"))


def _again_if_changed(job: Ended) -> Sentence:
    text = translate(
        "failure", "Write again. The drive itself need not be the cause.", "todo.changed"
    )
    if _is_no_write(job):
        text = translate(
            "failure", "Try again. The drive itself need not be the cause.", "todo.changed"
        )
    return plain(text)
