"""Rows 34 and 36: pages with a way back."""

from samples.home import MENU

from ui import intents
from ui.icons import Icon
from ui.screens.tools import tools_page
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
)

BACK = Button("", intents.Back(), Look.GHOST, Icon.ARROW_LEFT, name="Back")

TOOLS = Screen(
    Header("Tools", MENU, "Menu", back=BACK),
    tools_page(),
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
