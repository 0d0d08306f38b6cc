"""Jobs that are killed in the middle."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

KILLING = Path(__file__).parent / "killing.py"


class Killer:
    """The program that runs jobs and dies in the middle of them."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, str(KILLING)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self, job: str, at: int, image: Path, stick: Path, place: Path, **more: int) -> bool:
        """Whether it was killed; else the job came to its end before. `more`: see there."""
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        told = {"job": job, "at": at, "image": image, "stick": stick, "place": place, **more}
        self._program.stdin.write(json.dumps({name: str(told[name]) for name in told}) + "\n")
        self._program.stdin.flush()
        return int(self._program.stdout.readline()) == signal.SIGKILL

    def close(self) -> None:
        self._program.communicate()
