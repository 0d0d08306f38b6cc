"""How long until the window is there, against a bare window of the same toolkit, in turns.

    packaging/test --bench first-frame [--rounds 15] [--cold]

Measured from just before the process is made to the end of the first painted frame, on an X server
of its own that nobody looks at. Both sides go through the same few lines (`STARTER`), which replace
the event loop with one that ends after the first frame; the bare window is an application, a
window and a button, and so what no program with this toolkit can be quicker than. `--cold` makes
the kernel forget all files before every start, and needs root.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from screen import Environment, x_server

GOAL_RATIO, GOAL_SECONDS = 1.6, 0.400

# The clock is the whole machine's, so that a child can tell how long ago its parent made it.
STARTER = """
import os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

class Watch(QObject):
    def eventFilter(self, window, event):
        if event.type() in (QEvent.Type.Expose, QEvent.Type.UpdateRequest):
            QTimer.singleShot(0, self.painted)
        return False

    def painted(self):
        print(time.monotonic() - float(os.environ["BEGAN"]), flush=True)
        os._exit(0)

run = QApplication.exec

def until_the_first_frame(*_):
    watch = Watch()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.windowHandle().installEventFilter(watch)
    return run()

QApplication.exec = until_the_first_frame
"""

BARE = """
from PySide6.QtWidgets import QMainWindow, QPushButton
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1000, 720)
window.setCentralWidget(QPushButton("Write"))
window.show()
QApplication.exec()
"""

PROGRAM = """
from ui.__main__ import main
main([])
"""

SIDES = {"bare": STARTER + BARE, "stickwright": STARTER + PROGRAM}


def seconds(side: str, environment: Environment) -> float:
    code = SIDES[side]
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**environment, "BEGAN": str(began)},
        stdout=subprocess.PIPE,
        check=True,
        timeout=60,
    )
    return float(done.stdout)


def forget() -> None:
    os.sync()
    Path("/proc/sys/vm/drop_caches").write_text("3")


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="first-frame")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args(arguments)
    measured: dict[str, list[float]] = {side: [] for side in SIDES}
    with x_server() as environment:
        for side in SIDES:
            seconds(side, environment)  # what was never compiled is compiled now
        for _ in range(given.rounds):
            for side, all_of_it in measured.items():
                if given.cold:
                    forget()
                all_of_it.append(seconds(side, environment))
    for side, all_of_it in measured.items():
        median, low, high = statistics.median(all_of_it), min(all_of_it), max(all_of_it)
        print(f"{side}: {median * 1000:.0f} ms ({low * 1000:.0f} to {high * 1000:.0f})")
    ratios = [
        ours / bare for ours, bare in zip(measured["stickwright"], measured["bare"], strict=True)
    ]
    print(
        f"first frame, {'cold' if given.cold else 'warm'}, median of {given.rounds}: "
        f"{statistics.median(measured['stickwright']) * 1000:.0f} ms "
        f"(goal {GOAL_SECONDS * 1000:.0f}), {statistics.median(ratios):.2f} times a bare window "
        f"(goal {GOAL_RATIO})"
    )
