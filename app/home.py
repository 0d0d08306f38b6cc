"""The user's home folder, also where nobody knows one."""

from pathlib import Path


def home() -> Path:
    """Whoever has none by the environment and is in no list of users gets the root: only root may
    write there, and everybody else is told so."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")
