"""`stickwright` as it is started: which words open the window, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot
from support_flow import boot_image

from ui.__main__ import is_command, main
from ui.main_window import DEFAULT_SIZE
from ui.program import PIECES, Start
from ui.references import _CALLS, complaint, is_sound, lost_references
from ui.store import Store

ROOT = Path(__file__).parents[2]
WITHOUT_QT = """
import sys
from ui.__main__ import main
status = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith("PySide6")]
sys.exit(status)
"""

# How many modules each piece brings that was not there yet, and at the end what the flow needs.
PIECE_BY_PIECE = """
import sys
import ui.program
for piece in (*ui.program.PIECES, "ui.file_chooser", "ui.memory", "ui.outside"):
    before = len(sys.modules)
    ui.program.import_module(piece)
    print(len(sys.modules) - before)
"""


def stickwright(*words: str, **environment: str) -> "subprocess.Popen[str]":
    return started(["-m", "ui", *words], environment)


def started(words: list[str], environment: dict[str, str]) -> "subprocess.Popen[str]":
    plain = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=plain | environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("word", ["inspect", "write", "drives", "demo", "--help", "-h"])
def test_commands_and_options_are_the_command_lines(word: str) -> None:
    assert is_command(word)


@pytest.mark.parametrize("word", ["debian.iso", "./inspect", "/a/write", "Inspect"])
def test_anything_else_is_an_image(word: str) -> None:
    assert not is_command(word)


def test_ctrl_c_before_anybody_hears_it_is_no_bug(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a command is still being loaded."""

    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.main", interrupted)
    assert main(["doctor"]) == 130


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_no_file_gets_the_number_of_a_stream_that_was_closed(tmp_path: Path, closed: str) -> None:
    code = (
        "import os, pathlib, sys\n"
        "from ui.__main__ import main\n"
        "assert main(['nonsense']) == 2\n"
        "file = os.open(sys.argv[1], os.O_RDONLY)\n"
        "pathlib.Path(sys.argv[1]).write_text(f'{file > 2} {sys.stdout.fileno()}')\n"
    )
    (tmp_path / "told").touch()
    words = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-c", code]
    subprocess.run([*words, tmp_path / "told"], cwd=ROOT, check=True, capture_output=True)
    assert (tmp_path / "told").read_text() == "True 1"


def test_a_command_needs_no_qt(tmp_path: Path) -> None:
    image = boot_image(tmp_path, extra=0)
    job = started(["-c", WITHOUT_QT, "inspect", str(image)], {})
    told, complained = job.communicate(timeout=60)
    assert job.returncode == 0, complained
    assert "STICKWRIGHT" in told


def test_without_a_display_the_image_can_still_be_inspected() -> None:
    job = started(["-c", WITHOUT_QT, "debian.iso"], {})
    _, complained = job.communicate(timeout=60)
    assert job.returncode == 2
    assert "stickwright inspect debian.iso" in complained


def test_one_image_at_a_time() -> None:
    job = stickwright("a.iso", "b.iso", QT_QPA_PLATFORM="offscreen")
    _, complained = job.communicate(timeout=60)
    assert job.returncode == 2
    assert "one image" in complained


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("wriet", "a.iso", "/dev/sdb"), "Did you mean “write”?"),
        (("docter",), "Did you mean “doctor”?"),
        (("nonsense",), "--help lists the commands"),
    ],
)
def test_a_mistyped_command_opens_no_window(words: tuple[str, ...], told: str) -> None:
    job = stickwright(*words, QT_QPA_PLATFORM="offscreen")
    _, complained = job.communicate(timeout=60)
    assert job.returncode == 2
    assert f"no file “{words[0]}”" in complained
    assert told in complained


def test_a_display_out_of_reach_is_told_in_words() -> None:
    """A forgotten DISPLAY, as after a change of user; Qt would dump core."""
    job = stickwright(DISPLAY=":7777")
    _, complained = job.communicate(timeout=60)
    assert job.returncode == 2
    assert "there is no way to the display" in complained.splitlines()[-1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_window_in_order(tmp_path: Path, number: signal.Signals) -> None:
    """Qt would not let Python hear of it by itself. The probe says when the window stands."""
    probe = (
        "from PySide6.QtCore import QTimer\n"
        "from ui import program\n"
        "QTimer.singleShot(0, lambda: print('open', flush=True))\n"
    )
    code = f"import sys\n{probe}sys.exit(program.show(sys.argv[1]))"
    image = boot_image(tmp_path, extra=0)
    job = started(["-c", code, str(image)], {"QT_QPA_PLATFORM": "offscreen"})
    assert job.stdout is not None
    assert job.stdout.readline() == "open\n"
    job.send_signal(number)
    _, complained = job.communicate(timeout=60)
    assert job.returncode == 0, complained
    assert "Traceback" not in complained


def test_this_pyside_does_not_lose_none() -> None:
    assert lost_references() < _CALLS // 2
    assert is_sound()
    assert "PySide6" in complaint()


def opened(store: Store, qtbot: QtBot) -> Start:
    start = Start(None, store)
    qtbot.addWidget(start.window)
    qtbot.waitUntil(lambda: start._flow is not None)
    return start


def test_the_window_is_heard_while_its_engine_is_loaded(tmp_path: Path, qtbot: QtBot) -> None:
    """To load all of it at once takes longer than a window may stand still."""
    start = Start(None, Store(tmp_path / "config", tmp_path / "state"))
    qtbot.addWidget(start.window)
    between: list[bool] = []
    ticks = QTimer(start.window, interval=0)
    ticks.timeout.connect(lambda: between.append(start._flow is None))
    start.window.stands.connect(ticks.start)
    qtbot.waitUntil(lambda: start._flow is not None)
    assert sum(between) > len(PIECES) / 2
    start.close()
    assert start.finish()


def test_little_is_left_to_load_when_the_flow_is_made() -> None:
    """What it stands on came piece by piece before; so a new one belongs into the list."""
    job = started(["-c", PIECE_BY_PIECE], {})
    told, complained = job.communicate(timeout=60)
    assert job.returncode == 0, complained
    assert max(map(int, told.split())) < 90


def test_the_window_opens_as_large_as_it_was_closed(tmp_path: Path, qtbot: QtBot) -> None:
    store = Store(tmp_path / "config", tmp_path / "state")
    first = opened(store, qtbot)
    first.window.resize(640, 500)
    first.window.move(25, 30)
    first.close()
    first.keep_place()
    assert first.finish()
    second = opened(store, qtbot)
    assert (second.window.width(), second.window.height()) == (640, 500)
    assert second.window.pos() == first.window.pos()
    second.close()
    assert second.finish()


def test_nonsense_about_the_window_opens_the_usual_one(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "window.json").write_text('{"width": "wide", "height": -5}')
    start = opened(Store(tmp_path / "config", tmp_path / "state"), qtbot)
    usual = DEFAULT_SIZE.boundedTo(start.window.screen().availableSize())
    assert start.window.size() == usual
    start.close()
    assert start.finish()
