"""Threads where there is no room for them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import resource
from threading import Thread
from app.threads import Pool, begin

pages = int(open("/proc/self/statm").read().split()[0])
limit = pages * resource.getpagesize() + (12 << 20)
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for start in (lambda: begin(Thread(target=print)), lambda: Pool(1).submit(print)):
    try:
        start()
    except OSError as error:
        print(error.strerror)
"""


def test_no_thread_begins_where_it_would_find_no_memory() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["Cannot allocate memory"] * 2
