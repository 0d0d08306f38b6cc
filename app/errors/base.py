"""What all errors share, and those that are about neither an image nor a drive."""

import re


class AppError(Exception):
    """Something the user should hear of, in one sentence."""

    hint = ""
    untouched = False  # whether it is known that nothing on any drive was changed

    @classmethod
    def code(cls) -> str:
        """The class name in kebab-case: `DriveGone` is `drive-gone`."""
        return re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()


def unforeseen(error: Exception) -> AppError:
    """What is said of a bug, or of memory that ran out, in the middle of a job."""
    broken = AppError("The writing part stopped unexpectedly.")
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

    def __init__(self, tool: str, why: str) -> None:
        super().__init__(f"{tool}: {why}.")
        self.tool = tool
