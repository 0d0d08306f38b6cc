"""What all errors share, and those that are about neither an image nor a drive."""

import errno
import logging
import re

log = logging.getLogger(__name__)


class AppError(Exception):
    """Something the user should hear of, in one sentence."""

    hint = ""
    untouched = False  # whether it is known that nothing on any drive was changed

    @classmethod
    def code(cls) -> str:
        """The class name in kebab-case: `DriveGone` is `drive-gone`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


class NoMemory(AppError):
    """The computer, or a limit that was set, gives no more memory or no more threads."""

    hint = "Close other programs, then try again."

    def __init__(self) -> None:
        super().__init__("There is not enough memory for this.")


def ran_out(error: BaseException) -> bool:
    """Whether it says that there is no more memory. Each part of Python has a way of its own."""
    match error:
        case MemoryError() | NoMemory():
            return True
        case OSError():
            return error.errno == errno.ENOMEM
        case ImportError():  # of a library, which is mapped
            return "failed to map" in str(error) or "cannot allocate memory" in str(error)
        case RuntimeError():
            return "can't start new thread" in str(error)
        case _:
            return False


def unforeseen(error: Exception, said: str = "The writing part stopped unexpectedly.") -> AppError:
    """What is said of a bug, which is logged as one, or of memory that ran out, in the middle of a
    job."""
    if ran_out(error):
        broken: AppError = NoMemory()
    else:
        broken = AppError(said)
        log.error("unforeseen", exc_info=error)
    broken.__cause__ = error
    return broken


class UsageError(AppError):
    """The words given do not make a command."""


class Stopped(AppError):
    """The user stopped the job. Nothing failed; the drive is left plainly unfinished."""

    def __init__(self) -> None:
        super().__init__("Stopped.")


class ToolError(AppError):
    """An outside program is missing, failed or took too long."""

    def __init__(self, tool: str, why: str, hint: str = "") -> None:
        super().__init__(f"{tool}: {why}.")
        self.tool = tool
        self.hint = hint
