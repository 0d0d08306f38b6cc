"""The three streams that every program is started with, also where some of them were closed."""

import os
import sys


def hold_streams() -> None:
    """Those that whoever started us has closed lead nowhere. Else the next file that is opened, the
    drive perhaps, would get the number of one, and what a library complains of would be written
    into it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    sys.stderr = sys.stderr or os.fdopen(2, "w", closefd=False)
