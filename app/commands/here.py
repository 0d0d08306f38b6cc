"""What is said of this computer: whether it should start from the image, and how it is done."""

from app.boot_menu import boot_keys
from app.display import for_display
from app.firmware import ThisComputer
from app.inspection.acceptance import Verdict, on_this_computer
from app.report import Mode, Report

_HERE = {
    Verdict.SHOULD_BOOT: "should boot",
    Verdict.MAY_BOOT: "may boot",
    Verdict.WITH_LEGACY_ONLY: "may boot",
    Verdict.SECURE_BOOT_OFF_FIRST: "turn Secure Boot off first",
    Verdict.REFUSES_LOADER: "refuses this loader",
    Verdict.WOULD_NOT_BOOT: "would not boot",
}


def this_computer_lines(report: Report, computer: ThisComputer) -> list[str]:
    """Whether it should start here; nothing where that cannot be known. Of a Windows installer it
    is about the stick of its files, for a copy is not what will be started."""
    if report.stick is not None:
        return this_computer_lines(report.stick.report, computer)
    accepted = on_this_computer(report, computer)
    if accepted.verdict is Verdict.UNKNOWN or report.mode is Mode.WINDOWS:
        return []
    return [f"{'This computer':32} {_HERE[accepted.verdict]} ({for_display(accepted.reason, 200)})"]


def next_step_line(computer: ThisComputer) -> str:
    """How to start this computer from the drive, by the key of its maker."""
    row = boot_keys(computer)
    if row is None:
        how = "press F12, F11, F9, F8 or Esc, whichever the screen names"
    elif row.held:
        how = f"hold {row.menu[0]} while it starts"
    elif row.then is not None:
        how = f"press {row.menu[0]} when the {row.maker} logo shows, then {row.then}"
    else:
        keys = " or ".join(row.menu)
        usually = " (usually; else the screen names the key)" if row.usually else ""
        how = f"press {keys} when the {row.maker} logo shows{usually}"
    return f"To start this computer from it, restart, then {how}."
