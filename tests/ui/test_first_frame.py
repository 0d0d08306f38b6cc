"""What the first frame waits for: one page, and nothing of the engine. How long that takes is a
benchmark: packaging/test --bench first-frame."""

import os
import subprocess
import sys
from pathlib import Path

from support_window import told

from ui.intents import OpenFile
from ui.screens.first import first_screen, first_words
from ui.screens.screen import screen
from ui.state import State

ROOT = Path(__file__).parents[2]

# Of ours, all that may be imported before the first frame; of others, what must not.
OURS = """
app app.desktop app.display app.home app.plain_file app.signals app.streams
ui ui.announcer ui.drops ui.icons ui.kept_file ui.languages ui.main_window ui.page_stack ui.paint
ui.program ui.settings ui.store ui.text ui.theme ui.used ui.window_place
ui.typography ui.widths
ui.components ui.components.action_bar ui.components.button ui.components.drop_picture
ui.components.drop_zone ui.components.focus ui.components.header ui.components.label
ui.components.picture ui.components.scroll ui.components.slot
ui.components.text_block
ui.intents ui.intents.drives ui.intents.image ui.intents.inside ui.intents.program ui.intents.wish
ui.intents.writing
ui.pages ui.pages.empty
ui.screens ui.screens.first ui.screens.header
ui.view ui.view.empty ui.view.parts ui.view.screen
"""
OTHERS = """
PySide6.QtDBus PySide6.QtNetwork PySide6.QtPrintSupport PySide6.QtOpenGL
asyncio concurrent.futures ctypes hashlib jeepney lz4 multiprocessing psutil pyudev sqlite3 ssl
subprocess urllib.request xxhash zstandard
"""

SHOWN = """
import sys
from PySide6.QtWidgets import QApplication
from ui import theme
from ui import languages
from ui.program import Start
from ui.store import user_store
app = QApplication(["stickwright", "-style", "Fusion"])
languages.install(app)
theme.follow_desktop()
start = Start(None, user_store())
start.window.stands.connect(app.quit)
start.window.stands.disconnect(start._go_on)
print(*sys.modules)
assert start.window.isVisible()
app.exec()
"""


def loaded_before_the_first_frame() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_nothing_is_imported_that_it_does_not_show() -> None:
    """Acceptance 3, the part that is no matter of time."""
    loaded = loaded_before_the_first_frame()
    ours = {name for name in loaded if name.partition(".")[0] in ("app", "ui")}
    assert not ours - set(OURS.split())
    assert not loaded & set(OTHERS.split())
    assert "ui.pages.empty" in loaded


def test_it_is_what_the_flow_begins_with() -> None:
    """So nothing changes on the screen when the flow takes over."""
    assert first_screen() == screen(State(says=first_words()), 0.0)


def test_an_image_that_was_named_is_read_after_it() -> None:
    """Nothing changes in the first blink, so the first frame is the same with an image."""
    state = told(State(says=first_words()), OpenFile("/home/a/ubuntu.iso"))
    assert screen(state, 0.0) == first_screen()
