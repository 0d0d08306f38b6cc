"""Rows 34 and 36: pages with a way back."""

from samples.home import MENU

from ui import intents
from ui.icons import Icon
from ui.view import (
    Button,
    Choice,
    Group,
    Header,
    Look,
    Option,
    Screen,
    Settings,
    Switch,
    Tool,
    Tools,
)

BACK = Button("", intents.Back(), Look.GHOST, Icon.ARROW_LEFT, name="Back")

TOOLS = Screen(
    Header("Tools", MENU, "Menu", back=BACK),
    Tools(
        "Everything here asks before it changes a drive.",
        (
            Tool(
                Icon.BACKUP,
                "Back up a drive",
                "Save everything on a stick or card into one image file, compressed if you like.",
                intents.OpenTool("back-up"),
            ),
            Tool(
                Icon.RESTORE,
                "Make a drive normal again",
                "Erase it and format it for everyday files, at its full size.",
                intents.OpenTool("make-normal"),
            ),
            Tool(
                Icon.PULSE,
                "Test a drive",
                "Find worn-out spots and fake sticks that claim more space than they have.",
                intents.OpenTool("test"),
            ),
            Tool(
                Icon.LOOK_INSIDE,
                "Look inside an image",
                "Browse an ISO and take single files out without writing it.",
                intents.OpenTool("look-inside"),
            ),
            Tool(
                Icon.COMPARE,
                "Check a written drive",
                "Compare a stick with its image again, for example before an installation.",
                intents.OpenTool("check-drive"),
            ),
            Tool(
                Icon.HASH,
                "Check a download",
                "Compute or compare the checksum of an image file.",
                intents.OpenTool("check-download"),
            ),
        ),
    ),
)
SETTINGS = Screen(
    Header("Settings", MENU, "Menu", back=BACK),
    Settings(
        (
            Group(
                "Appearance",
                (
                    Choice(
                        "colours",
                        "Colours",
                        "Text size, contrast and animations follow your desktop.",
                        (
                            Option("system", "System"),
                            Option("light", "Light"),
                            Option("dark", "Dark"),
                        ),
                        "system",
                    ),
                ),
            ),
            Group(
                "Writing",
                (
                    Switch(
                        "check",
                        "Check after writing",
                        "Reads everything back and compares it. You can skip it while it runs.",
                        on=True,
                    ),
                    Switch(
                        "eject",
                        "Eject when finished",
                        "Powers the drive down after a good check.",
                        on=False,
                    ),
                    Switch("awake", "Keep the computer awake while writing", "", on=True),
                ),
            ),
            Group(
                "When it is done",
                (
                    Switch("notify", "Notify me", "If the window is in the background.", on=True),
                    Switch("sound", "Play a sound", "", on=False),
                ),
            ),
            Group(
                "Finding images",
                (
                    Switch(
                        "suggest",
                        "Suggest images from Downloads",
                        "Looks at file names only, on this computer only.",
                        on=True,
                    ),
                    Switch(
                        "recent",
                        "Remember the images used last",
                        "On this computer only. Off forgets them.",
                        on=True,
                    ),
                ),
            ),
        )
    ),
)
