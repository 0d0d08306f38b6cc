"""Pages with a way back: tools, settings."""

from dataclasses import dataclass

from ui.icons import Icon
from ui.intents import Intent


@dataclass(frozen=True, slots=True)
class Tool:
    icon: Icon
    title: str
    text: str
    intent: Intent


@dataclass(frozen=True, slots=True)
class Tools:
    lead: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off; changes at once, as `intents.SettingChanged(key, on)`."""

    key: str
    title: str
    text: str
    on: bool
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few; `SettingChanged(key, value)`."""

    key: str
    title: str
    text: str
    options: tuple[Option, ...]
    value: str


Setting = Switch | Choice


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    groups: tuple[Group, ...]
