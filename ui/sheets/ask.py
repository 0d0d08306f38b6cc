"""Stop, skip, quit: work goes on behind the question, and going on has the focus. Or something
harmless may begin: then not beginning has it, and stands where Cancel stands in every sheet."""

from PySide6.QtWidgets import QWidget

from ui.components.button import Send
from ui.sheets.sheet import Sheet
from ui.view import AskSheet, Look
from ui.widths import Width


class AskSheetWidget(Sheet):
    wanted = 480

    def __init__(self, parent: QWidget, send: Send, view: AskSheet, width: Width) -> None:
        super().__init__(parent, send)
        self.fit(width)
        self.say(view.title, view.text)
        self._dismiss = self.button(view.dismiss)
        self._yes = [self.button(yes) for yes in view.yes]
        self.column.addStretch(1)
        self.column.addSpacing(24)
        goes_on = view.dismiss.look is Look.PRIMARY or not view.yes
        sides = (self._yes, [self._dismiss]) if goes_on else ([self._dismiss], self._yes[::-1])
        self.buttons(*sides)

    def present(self, view: AskSheet) -> None:
        self.say(view.title, view.text)
        for button, wanted in zip(
            (self._dismiss, *self._yes), (view.dismiss, *view.yes), strict=True
        ):
            button.present(wanted)

    def first_focus(self) -> QWidget:
        return self._dismiss
