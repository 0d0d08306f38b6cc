"""The window as data: one frozen value per state, made by the flow, shown by the window.

Only plain values: finished texts, numbers, enums, intents. Nothing of the engine, nothing of Qt.

A page's values are imported when the first of them is asked for: the first frame shows one page,
and to make the classes of all of them takes longer than to paint it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.view.empty import (
        Drag,
        DragKind,
        DropZone,
        Empty,
        Recent,
    )
    from ui.view.home import (
        BLANK_TILE,
        DriveCard,
        DriveRow,
        FactRow,
        HiddenDisks,
        Home,
        ImageCard,
        NoDrives,
        Tile,
        TileState,
    )
    from ui.view.inside import (
        Carried,
        Columns,
        FileRow,
        Folder,
        Inside,
        Preview,
    )
    from ui.view.outcome import (
        Badge,
        Cell,
        CellPanel,
        Legend,
        MapPanel,
        NextStep,
        Outcome,
        Panel,
        Proof,
        ProofLine,
        Steps,
    )
    from ui.view.pages import (
        Choice,
        Group,
        Option,
        Setting,
        Settings,
        Switch,
        Tool,
        Tools,
    )
    from ui.view.parts import (
        NOTHING,
        Announcement,
        Banner,
        Button,
        Look,
        Mark,
        MenuItem,
        Part,
        PartKind,
        Remark,
        Run,
        Sentence,
        Tint,
        Tone,
        plain,
    )
    from ui.view.screen import (
        Bar,
        Body,
        Header,
        Screen,
    )
    from ui.view.sheets import (
        AboutSheet,
        AskSheet,
        ConfirmSheet,
        Doomed,
        FieldSheet,
        KeyLine,
        KeysSheet,
        Line,
        ListSheet,
        Loss,
        OptionsSheet,
        PickSheet,
        Sheet,
        TextSheet,
        Typing,
    )
    from ui.view.work import (
        POINTS,
        Figure,
        Head,
        JobRow,
        Place,
        Several,
        SpeedMap,
        StageItem,
        StageState,
        Work,
    )

# In the order in which they are searched: what the first frame needs comes first.
_MODULES = ("parts", "screen", "empty", "home", "work", "outcome", "pages", "sheets", "inside")


def __getattr__(name: str) -> object:
    """Python calls this for a name that is not here yet."""
    if not name.startswith("_"):
        for module in _MODULES:
            found = getattr(import_module(f"{__name__}.{module}"), name, None)
            if found is not None:
                globals()[name] = found
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "BLANK_TILE",
    "NOTHING",
    "POINTS",
    "AboutSheet",
    "Announcement",
    "AskSheet",
    "Badge",
    "Banner",
    "Bar",
    "Body",
    "Button",
    "Carried",
    "Cell",
    "CellPanel",
    "Choice",
    "Columns",
    "ConfirmSheet",
    "Doomed",
    "Drag",
    "DragKind",
    "DriveCard",
    "DriveRow",
    "DropZone",
    "Empty",
    "FactRow",
    "FieldSheet",
    "Figure",
    "FileRow",
    "Folder",
    "Group",
    "Head",
    "Header",
    "HiddenDisks",
    "Home",
    "ImageCard",
    "Inside",
    "JobRow",
    "KeyLine",
    "KeysSheet",
    "Legend",
    "Line",
    "ListSheet",
    "Look",
    "Loss",
    "MapPanel",
    "Mark",
    "MenuItem",
    "NextStep",
    "NoDrives",
    "Option",
    "OptionsSheet",
    "Outcome",
    "Panel",
    "Part",
    "PartKind",
    "PickSheet",
    "Place",
    "Preview",
    "Proof",
    "ProofLine",
    "Recent",
    "Remark",
    "Run",
    "Screen",
    "Sentence",
    "Setting",
    "Settings",
    "Several",
    "Sheet",
    "SpeedMap",
    "StageItem",
    "StageState",
    "Steps",
    "Switch",
    "TextSheet",
    "Tile",
    "TileState",
    "Tint",
    "Tone",
    "Tool",
    "Tools",
    "Typing",
    "Work",
    "plain",
]
