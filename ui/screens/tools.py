"""The page with the tools (design 14). What this version cannot do yet is not on it."""

from ui import intents
from ui.icons import Icon
from ui.state.after_backup import BACK_UP
from ui.state.after_format import MAKE_NORMAL
from ui.state.after_probe import TEST
from ui.state.after_tools import CHECK_DOWNLOAD, CHECK_DRIVE, LOOK_INSIDE
from ui.text import translate
from ui.view import Tool, Tools


def title() -> str:
    return translate("tools", "Tools", "tools.title")


def tools_page() -> Tools:
    return Tools(
        translate("tools", "Everything here asks before it changes a drive.", "tools.lead"),
        (
            Tool(
                Icon.BACKUP,
                translate("tools", "Back up a drive", "tools.backup"),
                translate(
                    "tools",
                    "Save everything on a stick, a card or a disc into one image file, compressed "
                    "if you like.",
                    "tools.backup",
                ),
                intents.OpenTool(BACK_UP),
            ),
            Tool(
                Icon.RESTORE,
                translate("tools", "Make a drive normal again", "tools.normal"),
                translate(
                    "tools",
                    "Erase it and format it for everyday files, at its full size.",
                    "tools.normal",
                ),
                intents.OpenTool(MAKE_NORMAL),
            ),
            Tool(
                Icon.PULSE,
                translate("tools", "Test a drive", "tools.test"),
                translate(
                    "tools",
                    "Find worn-out spots and fake sticks that claim more space than they have.",
                    "tools.test",
                ),
                intents.OpenTool(TEST),
            ),
            Tool(
                Icon.LOOK_INSIDE,
                translate("tools", "Look inside an image", "tools.inside"),
                translate(
                    "tools",
                    "Browse an ISO and take single files out without writing it.",
                    "tools.inside",
                ),
                intents.OpenTool(LOOK_INSIDE),
            ),
            Tool(
                Icon.COMPARE,
                translate("tools", "Check a written drive", "tools.compare"),
                translate(
                    "tools",
                    "Compare a stick with its image again, for example before an installation.",
                    "tools.compare",
                ),
                intents.OpenTool(CHECK_DRIVE),
            ),
            Tool(
                Icon.HASH,
                translate("tools", "Check a download", "tools.download"),
                translate(
                    "tools", "Compute or compare the checksum of an image file.", "tools.download"
                ),
                intents.OpenTool(CHECK_DOWNLOAD),
            ),
        ),
    )
