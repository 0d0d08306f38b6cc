"""Writes the README of the matrix anew:

python tests/system/matrix/readme.py
"""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[3]), str(Path(__file__).parents[2])]

from system.matrix.table import readme  # noqa: E402  the paths come first

if __name__ == "__main__":
    Path(__file__).with_name("README.md").write_text(readme(), encoding="utf-8")
