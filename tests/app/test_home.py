"""Where the user's files are, and where nobody knows."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.home import home

ROOT = Path(__file__).parents[2]
NOBODYS = 1_234_567  # no number of any user


def test_the_users_own(private_home: Path) -> None:
    assert home() == private_home


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
def test_of_somebody_who_has_none() -> None:
    code = f"import os; from app.home import home; os.setuid({NOBODYS}); print(home())"
    words = [sys.executable, "-c", code]
    told = subprocess.run(words, cwd=ROOT, env={}, capture_output=True, check=False, text=True)
    assert (told.stdout, told.stderr) == ("/\n", "")
