"""Hands on a window: real events of the X server, where a screen reader finds things."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from at_spi import Listener, Node
from screen import Environment, wait_for

ROOT = Path(__file__).parents[1]

_DRAG = """
import sys
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Icon(QLabel):
    def mouseMoveEvent(self, event):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.exec(Qt.DropAction.CopyAction)

app = QApplication(sys.argv)
icon = Icon("an image")
icon.setGeometry(1040, 40, 200, 100)
icon.show()
print("ready", flush=True)
app.exec()
"""

_PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv)
sys.exit(not app.primaryScreen().grabWindow(0, 0, 0, 1000, 720).save(sys.argv[1]))
"""


def plain(name: str) -> str:
    """Without the signs around what comes from an image: they are for the direction of writing."""
    return name.translate({0x2066: None, 0x2068: None, 0x2069: None})


@contextmanager
def started(words: list[str], environment: Environment) -> Iterator["subprocess.Popen[str]"]:
    """A Python of ours, ended at the end."""
    command, pipe = [sys.executable, *words], subprocess.PIPE
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


@dataclass(frozen=True)
class Hands:
    """On the window of one program."""

    listener: Listener
    process: "subprocess.Popen[str]"
    environment: Environment

    def nodes(self) -> list[Node]:
        """All that is shown, once there is a window. What goes while one looks is not there."""
        program = self.listener.program(self.process.pid)
        try:
            return list(self.listener.below(program)) if program is not None else []
        except LookupError:
            return []

    def find(self, role: str, name: str) -> Node | None:
        named = (node for node in self.nodes() if plain(node.name).startswith(name))
        return next((node for node in named if node.role == role), None)

    def meet(self, role: str, name: str) -> Node:
        """Once it is there and can be used."""
        wait_for(lambda: (node := self.find(role, name)) is not None and node.enabled)
        found = self.find(role, name)
        assert found is not None
        return found

    def activate(self) -> None:
        """What a window manager does, which this screen has not."""
        search = ["search", "--onlyvisible", "--pid", str(self.process.pid)]
        self.xdotool("windowfocus", self.xdotool(*search).split()[0])

    def click(self, role: str, name: str) -> None:
        """With the pointer, in the middle of it."""
        x, y = self.middle(self.meet(role, name))
        self.xdotool("mousemove", str(x), str(y), "click", "1")

    def middle(self, node: Node) -> tuple[int, int]:
        x, y, width, height = self.listener.place(node)
        return x + width // 2, y + height // 2

    def press(self, *keys: str) -> None:
        self.xdotool("key", *keys)

    def type(self, text: str) -> None:
        self.xdotool("type", "--delay", "5", text)

    def drag(self, path: Path, *, to: tuple[int, int]) -> None:
        """A file, from another program's window, and let go there."""
        with started(["-c", _DRAG, str(path)], self.environment) as source:
            assert source.stdout is not None
            assert source.stdout.readline() == "ready\n"
            time.sleep(0.5)  # until the window stands
            self.xdotool("mousemove", "1140", "90", "mousedown", "1")
            for x, y in ((1130, 95), (1100, 100), (to[0] + 5, to[1]), to, (to[0] - 1, to[1])):
                self.xdotool("mousemove", str(x), str(y))
                time.sleep(0.15)  # a hand takes as long, and the two programs have to talk
            time.sleep(0.5)
            self.xdotool("mouseup", "1")
            time.sleep(0.5)

    def picture(self, path: Path) -> None:
        subprocess.run([sys.executable, "-c", _PICTURE, path], env=self.environment, check=True)

    def xdotool(self, *words: str) -> str:
        command = ["xdotool", *words]
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True
        )
        return done.stdout
