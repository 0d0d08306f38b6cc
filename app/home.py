"""The user's home folder, also where nobody knows one, and what of it is ours."""

import os
from pathlib import Path


def home() -> Path:
    """Whoever has none by the environment and is in no list of users gets the root: only root may
    write there, and everybody else is told so."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def settings_folder() -> Path:
    """It need not exist, like the other one."""
    return _ours("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    return _ours("XDG_STATE_HOME", ".local/state")


def _ours(variable: str, usual: str) -> Path:
    """By the XDG Base Directory Specification, which ignores relative paths in these variables."""
    named = Path(os.environ.get(variable, ""))
    return (named if named.is_absolute() else home() / usual) / "stickwright"
