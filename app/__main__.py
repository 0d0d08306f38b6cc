"""`python -m app`: the command line alone, without a window."""

import sys

from app.cli import main

sys.exit(main())
