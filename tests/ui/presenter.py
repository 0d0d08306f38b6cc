"""Shows states on a screen, for somebody who looks from outside: names come in on standard input,
and each is answered on standard output when its state is shown.

    .venv/bin/python tests/ui/presenter.py
"""

import sys
from pathlib import Path

# ruff: noqa: E402 - the paths come first
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from PySide6.QtCore import QLocale, QSocketNotifier
from PySide6.QtWidgets import QApplication
from samples.states import STATES
from samples.window import settle

from ui import theme
from ui.main_window import MainWindow
from ui.theme import PaletteName


def main() -> int:
    app = QApplication(["stickwright", "-style", "Fusion"])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    theme.use(PaletteName.LIGHT, still=True)
    window = MainWindow()
    window.resize(1000, 720)

    def show() -> None:
        name = sys.stdin.readline().strip()
        if name not in STATES:
            app.quit()
            return
        window.present(STATES[name])
        window.show()
        window.activateWindow()
        settle()
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()

    heard = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    heard.activated.connect(show)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
