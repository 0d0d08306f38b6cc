"""The real window with the real engine behind it, on drives that a test plugs in."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue

from dragging import drop
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from samples.window import settle
from support_drives import Faults, Faulty, failing_stick, faulty
from support_images import image_bytes
from support_window import texts

from app.burning.drives import DiscDrive
from app.demo.image import demo_image
from app.drives import drive_of
from app.drives.drive import Drive, DriveInfo, DriveKind
from app.drives.image_file import ImageFileDrive
from app.firmware import ThisComputer
from ui.components.button import Button
from ui.components.drive_row import CircleRow
from ui.engine import Engine
from ui.engine.computer import disc_drives
from ui.flow import Flow
from ui.main_window import MainWindow
from ui.memory import Memory
from ui.state import State
from ui.state.image import Inspected
from ui.state.job import Ended

LONG = 30_000  # milliseconds: only a failing test waits so long
STICK = 24 << 20


@dataclass
class Chooser:
    """A file chooser whose user has made up their mind; None for "Cancel"."""

    chosen: Path | None = None
    shown: list[str] = field(default_factory=list)

    def image(self, answer: Callable[[str], None]) -> None:
        if self.chosen is not None:
            answer(str(self.chosen))

    stick = report = log = answers = folder = image

    def show(self, path: str) -> None:
        self.shown.append(path)

    def copy(self, _name: str, answer: Callable[[str], None]) -> None:
        self.image(answer)

    def backup(self, _name: str, _ending: str, answer: Callable[[str], None]) -> None:
        self.image(answer)


@dataclass
class Socket:
    """Where a test plugs drives in."""

    seen: SimpleQueue[tuple[DriveInfo, ...]] = field(default_factory=SimpleQueue)
    drives: dict[str, Drive] = field(default_factory=dict)

    def plug(self, *drives: Drive) -> None:
        """These and no others."""
        self.drives |= {drive.info.node: drive for drive in drives}
        self.seen.put(tuple(drive.info for drive in drives))

    def watch(self, stopped: threading.Event) -> Iterator[tuple[DriveInfo, ...]]:
        while not stopped.is_set():
            try:
                yield self.seen.get(timeout=0.02)
            except Empty:
                continue

    def open(self, info: DriveInfo) -> Drive:
        return self.drives[info.node] if info.node in self.drives else drive_of(info)


class Desk:
    """The window, the flow, and hands."""

    def __init__(
        self,
        qtbot: QtBot,
        *,
        rooted: bool = False,
        memory: Memory | None = None,
        discs: Callable[[], tuple[DiscDrive, ...]] = disc_drives,
        computer: ThisComputer | None = None,
    ) -> None:
        self.qtbot = qtbot
        self.window = MainWindow()
        self.chooser = Chooser()
        self.socket = Socket()
        engine = Engine(open=self.socket.open, watch=self.socket.watch, disc_drives=discs)
        self.flow = Flow(
            self.window,
            self.chooser,
            computer or ThisComputer(),
            engine,
            rooted=rooted,
            memory=memory,
        )
        qtbot.addWidget(self.window)
        self.flow.start()
        self.window.show()
        self.flow.watch()

    @property
    def state(self) -> State:
        return self.flow.state

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LONG)

    def plug(self, *drives: Drive) -> None:
        """And wait until the window has seen them."""
        self.socket.plug(*drives)
        infos = {drive.info for drive in drives}
        self.until(lambda: infos <= set(self.state.drives.drives))
        settle()

    def drop(self, path: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        drop(self.window, mime)

    def inspect(self, path: Path) -> None:
        self.drop(path)
        self.until(lambda: isinstance(self.state.image, Inspected))
        settle()

    def button(self, text: str) -> Button:
        """The one button of that text, once it is there."""
        self.until(lambda: [each.view.text for each in self.buttons()].count(text) == 1)
        return next(each for each in self.buttons() if each.view.text == text)

    def buttons(self) -> list[Button]:
        """Those that a hand can reach: of the sheet, while there is one."""
        host = self.window._host
        place = host.sheet if host is not None and host.sheet is not None else self.window
        return [each for each in place.findChildren(Button) if each.isVisible()]

    def press(self, text: str) -> None:
        QTest.mouseClick(self.button(text), Qt.MouseButton.LeftButton)
        settle()

    def rows(self) -> list[CircleRow]:
        return [each for each in self.window.findChildren(CircleRow) if each.isVisible()]

    def choose(self, drive: Drive) -> None:
        """With the pointer, on the row that has its place."""
        index = [row.drive for row in self.state.drives.rows].index(drive.info)
        QTest.mouseClick(self.rows()[index], Qt.MouseButton.LeftButton)
        settle()

    def erase(self, words: str = "Erase and write") -> None:
        """The red button hears nothing in its first half second, so it takes some insisting."""

        def pressed() -> bool:
            if any(each.view.text == words for each in self.buttons()):
                self.press(words)
            return self.state.sheet is None

        self.until(pressed)

    def until_ended(self) -> Ended:
        self.until(lambda: isinstance(self.state.job, Ended))
        settle()
        assert isinstance(self.state.job, Ended)
        return self.state.job


def boot_image(folder: Path, *, extra: int = 9 << 20) -> Path:
    """An image that starts, with as much behind it as makes it worth watching."""
    path = folder / "demo.iso"
    path.write_bytes(demo_image() + image_bytes(extra))
    return path


def usb(drive: ImageFileDrive, faults: Faults, **facts: str) -> ImageFileDrive:
    """A file that passes for a USB stick, and fails in the given way."""
    info = replace(
        drive.info,
        kind=DriveKind.USB_STICK,
        bus="usb",
        vendor=facts.get("vendor", "SanDisk"),
        model=facts.get("model", "Ultra"),
        serial=facts.get("serial", "4C530001"),
    )
    return ImageFileDrive(info, faulty(faults))


def stick(folder: Path, faults: Faults | None = None, name: str = "usb.img") -> ImageFileDrive:
    faults = faults or Faults()
    return usb(failing_stick(folder / name, STICK, faults), faults)


class Gate(Faulty):
    """A drive that stops at its first write behind the head, until the gate is opened."""

    reached: threading.Event
    opened: threading.Event

    def write(self, buffer: memoryview, offset: int) -> int:
        if offset >= 1 << 20 and offset < STICK - (1 << 20):
            self.reached.set()
            self.opened.wait(LONG / 1000)
        return super().write(buffer, offset)


def gated(folder: Path) -> tuple[ImageFileDrive, type[Gate]]:
    facts = {"faults": Faults(), "reached": threading.Event(), "opened": threading.Event()}
    gate: type[Gate] = type("GateOnce", (Gate,), facts)
    info = stick(folder).info
    return ImageFileDrive(info, gate), gate


def shown(desk: Desk) -> str:
    """All that stands on the screen, without the marks that keep a foreign text to itself."""
    return "\n".join(texts(desk.window._screen)).translate({0x2068: "", 0x2069: ""})
