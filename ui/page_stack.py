"""Which page is shown. Pages are made when they are first needed, so that the first frame does not
wait for the last one, and stay, so that one that comes back is as it was left."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtWidgets import QSizePolicy, QStackedLayout, QWidget

from ui import theme
from ui.components.scroll import Scroll
from ui.intents import Intent
from ui.view import Empty
from ui.widths import Width

if TYPE_CHECKING:
    from ui.components.fade import Fade
    from ui.view import Body, Drag

# By the name of what they show, so that none is imported before it is needed.
_PAGES = {
    "Empty": ("ui.pages.empty", "EmptyPage"),
    "Home": ("ui.pages.home", "HomePage"),
    "Work": ("ui.pages.work", "WorkPage"),
    "Several": ("ui.pages.several", "SeveralPage"),
    "Outcome": ("ui.pages.outcome", "OutcomePage"),
    "Tools": ("ui.pages.tools", "ToolsPage"),
    "Settings": ("ui.pages.settings", "SettingsPage"),
    "Inside": ("ui.pages.inside", "InsidePage"),
}


class Page(Protocol):
    """What every page can do."""

    def present(self, view: Any) -> None: ...
    def fit(self, width: Width) -> None: ...
    def heading(self) -> QWidget | None:
        """What has the focus when the page comes up; None for the header's title."""


class PageStack(QWidget):
    def __init__(self, send: Callable[[Intent], None]) -> None:
        super().__init__()
        self._send = send
        self._pages: dict[type[Body], tuple[Page, Scroll]] = {}
        self._fade: Fade | None = None
        # A page scrolls: it takes what header and bar leave, and asks for nothing.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(60)
        self._stack = QStackedLayout(self)

    def present(self, body: Body, width: Width) -> bool:
        """Whether it took the place of another page."""
        page, scroll = self._page_for(body)
        changes = self._stack.currentWidget() is not scroll
        if changes and self.window().isVisible() and not theme.now().still:
            self._fade_away()
        page.fit(width)
        page.present(body)
        if changes:
            self._stack.setCurrentWidget(scroll)
            scroll.verticalScrollBar().setValue(0)
        return changes

    def present_drag(self, body: Body, drag: Drag | None) -> bool:
        """Whether the page shows by itself what letting go would do: the empty one does."""
        page = self._pages.get(Empty)
        if page is None or not isinstance(body, Empty):
            return False
        page[0].drag(drag)  # type: ignore[attr-defined]  # the empty page
        return True

    def fit(self, body: Body, width: Width) -> None:
        self._page_for(body)[0].fit(width)

    def heading(self, body: Body) -> QWidget | None:
        """The title that is read out when its page comes up; None for the header's."""
        return self._page_for(body)[0].heading()

    def clear(self) -> None:
        """All pages are made anew when they are needed."""
        for _page, scroll in self._pages.values():
            self._stack.removeWidget(scroll)
            scroll.deleteLater()
        self._pages.clear()

    def _fade_away(self) -> None:
        if self._stack.count() < 2:
            return
        if self._fade is None:
            from ui.components.fade import Fade

            self._fade = Fade(self.window())
        self._fade.away(self)

    def _page_for(self, body: Body) -> tuple[Page, Scroll]:
        kind = type(body)
        if kind not in self._pages:
            page = _make(kind)(self._send)
            scroll = Scroll(page)
            self._stack.addWidget(scroll)
            self._pages[kind] = (page, scroll)
        return self._pages[kind]


def _make(kind: type[Body]) -> Callable[[Callable[[Intent], None]], Any]:
    """The page's class; imported when it is first needed."""
    module, name = _PAGES[kind.__name__]
    return getattr(import_module(module), name)  # type: ignore[no-any-return]
