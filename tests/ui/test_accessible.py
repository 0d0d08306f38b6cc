"""What a screen reader is given, in every state (design 12): roles, names, descriptions.

Asked of Qt's own tree, in this process. `tests/ui/test_at_spi.py` asks the same over the bus that
screen readers use, of a window on a screen.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from samples.states import STATES
from samples.window import Shown

from ui import theme
from ui.main_window import MainWindow
from ui.theme import PaletteName

Role = QAccessible.Role

# What one meets and asks what it is.
NAMED = {
    Role.Window,
    Role.Dialog,
    Role.Button,
    Role.RadioButton,
    Role.CheckBox,
    Role.EditableText,
    Role.ProgressBar,
    Role.Grouping,
}
# Decoration: there, but nothing to be met.
PICTURES = {"SeamArrow", "PartBar", "IconPicture", "MarkPicture", "TilePicture", "ProgramIcon"}

# State, role, name, and the beginning of the description.
SAID = (
    ("01-empty", Role.Window, "Stickwright", ""),
    ("01-empty", Role.Button, "Choose an image file", "Drop an image here"),
    ("04-ready", Role.Grouping, "Image: Ubuntu 24.04.1 LTS", "Boots on almost any PC. Modern PCs"),
    ("04-ready", Role.StaticText, "Secure Boot: Signed by Microsoft", ""),
    ("04-ready", Role.StaticText, "This computer: Should boot", "(UEFI, Secure Boot on)"),
    ("04-ready", Role.Grouping, "Drives, 3", "2 disks of this computer are not offered"),
    ("04-ready", Role.RadioButton, "SanDisk Ultra, 32 GB", "USB stick  ·  USB 3  ·  sdb"),
    ("04-ready", Role.StaticText, "Everything on SanDisk Ultra, 32 GB will be erased", ""),
    ("04-ready", Role.Button, "Write Ubuntu 24.04.1 LTS to SanDisk Ultra", ""),
    ("03-image-inspected", Role.Button, "Write…", "Now choose the drive to write to."),
    ("10-drive-problems", Role.RadioButton, "Intenso Rainbow Line, 4 GB, not available", "USB"),
    ("35-several-chosen", Role.CheckBox, "SanDisk Ultra, 32 GB", "USB stick"),
    ("12-confirm", Role.Dialog, "Erase SanDisk Ultra?", "Ubuntu 24.04.1 LTS will be written"),
    ("13-confirm-typed", Role.EditableText, "The name of what is on it", ""),
    ("15-writing", Role.ProgressBar, "Writing", "41 MB/s, 3.91 of 6.20 GB, about 2 minutes left"),
    ("15-writing", Role.StaticText, "Stage 2 of 4: Write", ""),
    ("21-several-drives", Role.Grouping, "Kingston DataTraveler, 44 percent", "Writing"),
    ("21-several-drives", Role.ProgressBar, "Writing", ""),
    ("23-fake-drive", Role.StaticText, "14.8 of 128 GB keep data, 86 percent tested", ""),
)


@dataclass(frozen=True)
class Heard:
    role: Role
    name: str
    description: str
    widget: str
    focusable: bool


def heard(node: QAccessibleInterface) -> Iterator[Heard]:
    """Everything below `node` that is visible, in its order."""
    state = node.state()
    if state.invisible:
        return
    text, what = node.text, QAccessible.Text
    widget = type(node.object()).__name__
    yield Heard(node.role(), text(what.Name), text(what.Description), widget, bool(state.focusable))
    for index in range(node.childCount()):
        child = node.child(index)
        if child is not None:
            yield from heard(child)


@pytest.fixture(scope="module")
def tree(qapp: QApplication) -> dict[str, list[Heard]]:
    theme.use(PaletteName.LIGHT, still=True)
    shown = Shown(MainWindow())
    shown.window.show()
    found = {}
    for name, screen in STATES.items():
        shown.show(screen)
        root = QAccessible.queryAccessibleInterface(shown.window)
        assert root is not None
        found[name] = list(heard(root))
    shown.window.deleteLater()
    return found


def test_what_one_meets_has_a_name(tree: dict[str, list[Heard]]) -> None:
    nameless = [
        (state, each)
        for state, them in tree.items()
        for each in them
        if not each.name and (each.focusable or each.role in NAMED)
    ]
    assert not nameless


def test_pictures_say_nothing(tree: dict[str, list[Heard]]) -> None:
    met = [each for them in tree.values() for each in them if each.widget in PICTURES]
    assert met
    assert not [each for each in met if each.name or each.description or each.focusable]


def test_no_markup_and_no_unfilled_place_is_read_out(tree: dict[str, list[Heard]]) -> None:
    for state, them in tree.items():
        for each in them:
            said = f"{each.name} {each.description}"
            assert not any(sign in said for sign in ("<", ">", "&amp;", "{", "}", "..")), (
                state,
                each,
            )


@pytest.mark.parametrize(("state", "role", "name", "description"), SAID)
def test_the_table(
    tree: dict[str, list[Heard]], state: str, role: Role, name: str, description: str
) -> None:
    said = [each for each in tree[state] if each.name.startswith(name)]
    assert said, [each.name for each in tree[state]]
    assert role in {each.role for each in said}
    assert any(each.description.startswith(description) for each in said if each.role is role)


def test_the_order_is_that_of_reading(tree: dict[str, list[Heard]]) -> None:
    names = [each.name for each in tree["04-ready"] if each.role in NAMED]
    order = [
        "Tools",
        "Menu",
        "Image: Ubuntu 24.04.1 LTS",
        "Change…",
        "How do we know?",
        "Drives, 3",
    ]
    order += [
        "SanDisk Ultra, 32 GB",
        "Samsung T7, 1 TB",
        "Write Ubuntu 24.04.1 LTS to SanDisk Ultra",
    ]
    assert [name for name in names if name in order] == order
