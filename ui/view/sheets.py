"""Panels over the window. Esc is always their `dismiss`."""

from dataclasses import dataclass

from ui.icons import Icon
from ui.view.empty import Recent
from ui.view.pages import Setting, Switch
from ui.view.parts import Button, Part, PartKind, Remark, Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list sheet: what was found, what it means, the answer at the end."""

    icon: Icon
    title: str
    text: str
    aside: str = ""  # grey, behind the title: "1 TB · nvme0n1"
    answer: Remark | None = None


@dataclass(frozen=True, slots=True)
class ListSheet:
    """ "How do we know?", "Disks that are not offered", help, details. The last of `end` has the
    focus."""

    title: str
    lead: str
    lines: tuple[Line, ...]
    dismiss: Button
    foot: str = ""
    start: tuple[Button, ...] = ()
    switch: Switch | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that will be gone."""

    title: str
    text: str
    kind: PartKind = PartKind.USED


@dataclass(frozen=True, slots=True)
class Doomed:
    """A drive in the confirm sheet."""

    icon: Icon
    name: str
    capacity: str
    detail: str
    parts: tuple[Part, ...] = ()
    heading: str = ""  # "This will be gone for good:"
    losses: tuple[Loss, ...] = ()  # 4 at most
    more: str = ""  # "and 3 more"


@dataclass(frozen=True, slots=True)
class Typing:
    """The field of the confirm sheet. `expected` is the name, or the number of drives."""

    text: Sentence
    expected: str
    label: str  # of the field, for screen readers
    typed: str = ""  # what stands in it at first

    def fits(self, typed: str) -> bool:
        """Case and outer spaces do not count."""
        return typed.strip().casefold() == self.expected.strip().casefold()


@dataclass(frozen=True, slots=True)
class ConfirmSheet:
    """`erase.intent` is replaced by `Confirmed(typed)`. Focus is on `dismiss`."""

    title: str
    lead: str
    drives: tuple[Doomed, ...]
    dismiss: Button
    erase: Button
    typing: Typing | None = None
    warning: Remark | None = None  # "It would not boot afterwards."


@dataclass(frozen=True, slots=True)
class AskSheet:
    """Stop, skip, quit. `dismiss` goes on and has the focus; `yes` stands away from it."""

    title: str
    text: str
    dismiss: Button
    yes: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class FieldSheet:
    """One field; `FieldEntered(key, text)` comes from Enter and from `accept`."""

    key: str
    title: str
    lead: str
    label: str
    dismiss: Button
    accept: str
    value: str = ""
    placeholder: str = ""
    problem: str = ""
    start: tuple[Button, ...] = ()  # other ways to an answer


@dataclass(frozen=True, slots=True)
class PickSheet:
    """One of several files; a press on its row is the answer."""

    title: str
    lead: str
    rows: tuple[Recent, ...]
    dismiss: Button
    foot: str = ""


@dataclass(frozen=True, slots=True)
class OptionsSheet:
    title: str
    lead: str
    settings: tuple[Setting, ...]
    dismiss: Button
    file: Button | None = None  # shows what comes of them


@dataclass(frozen=True, slots=True)
class KeyLine:
    keys: str  # "Ctrl+O"
    text: str


@dataclass(frozen=True, slots=True)
class KeysSheet:
    title: str
    lines: tuple[KeyLine, ...]
    dismiss: Button


@dataclass(frozen=True, slots=True)
class TextSheet:
    """A longer text to read or copy: what the system said."""

    title: str
    lead: str
    text: str
    dismiss: Button
    start: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class AboutSheet:
    title: str
    version: str
    text: str
    lines: tuple[KeyLine, ...]  # "Licence", "Apache-2.0"
    dismiss: Button
    start: tuple[Button, ...] = ()


Sheet = (
    ListSheet
    | ConfirmSheet
    | AskSheet
    | FieldSheet
    | PickSheet
    | OptionsSheet
    | KeysSheet
    | TextSheet
    | AboutSheet
)
