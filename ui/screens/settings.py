"""The settings page (design 15): four groups, each setting changes at once."""

from ui.settings import Colours
from ui.state import State
from ui.text import translate
from ui.view import Choice, Group, Option, Settings, Switch


def title() -> str:
    return translate("settings", "Settings", "menu.settings")


def settings_page(state: State) -> Settings:
    return Settings((_appearance(state), _writing(state), _when_done(state), _images(state)))


def _appearance(state: State) -> Group:
    colours = Choice(
        "colours",
        translate("settings", "Colours", "settings.colours"),
        translate(
            "settings", "Text size, contrast and animations follow your desktop.", "settings"
        ),
        (
            Option(Colours.SYSTEM, translate("settings", "System", "settings.colours")),
            Option(Colours.LIGHT, translate("settings", "Light", "settings.colours")),
            Option(Colours.DARK, translate("settings", "Dark", "settings.colours")),
        ),
        state.settings.colours,
    )
    return Group(translate("settings", "Appearance", "settings.group"), (colours,))


def _writing(state: State) -> Group:
    settings = state.settings
    check = Switch(
        "check",
        translate("settings", "Check after writing", "settings.check"),
        translate(
            "settings",
            "Reads everything back and compares it. You can skip it while it runs.",
            "settings.check",
        ),
        on=settings.check,
    )
    eject = Switch(
        "eject",
        translate("settings", "Eject when finished", "settings.eject"),
        translate("settings", "Powers the drive down after a good check.", "settings.eject"),
        on=settings.eject,
    )
    text = translate("settings", "Keep the computer awake while writing", "settings.awake")
    awake = Switch("awake", text, "", on=settings.awake)
    return Group(translate("settings", "Writing", "settings.group"), (check, eject, awake))


def _when_done(state: State) -> Group:
    """Without anything to play it, there is no choice of a sound."""
    notify = Switch(
        "notify",
        translate("settings", "Notify me", "settings.notify"),
        translate("settings", "If the window is in the background.", "settings.notify"),
        on=state.settings.notify,
    )
    text = translate("settings", "Play a sound", "settings.sound")
    sound = (Switch("sound", text, "", on=state.settings.sound),) if state.sounds else ()
    return Group(translate("settings", "When it is done", "settings.group"), (notify, *sound))


def _images(state: State) -> Group:
    suggest = Switch(
        "suggest",
        translate("settings", "Suggest images from Downloads", "settings.suggest"),
        translate(
            "settings", "Looks at file names only, on this computer only.", "settings.suggest"
        ),
        on=state.settings.suggest,
    )
    recent = Switch(
        "recent",
        translate("settings", "Remember the images used last", "settings.recent"),
        translate("settings", "On this computer only. Off forgets them.", "settings.recent"),
        on=state.settings.recent,
    )
    return Group(translate("settings", "Finding images", "settings.group"), (suggest, recent))
