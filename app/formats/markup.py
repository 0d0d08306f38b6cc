"""XML that somebody else wrote, as a tree of elements, without what makes XML dangerous.

A document type declaration is refused, and with it every entity but XML's own five: what expands
another's text, or reads a file by its name, cannot be said. Extensible Markup Language 1.0, 2.8
and 4. Names keep their case; namespaces are left as they are written.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from app.errors import BudgetSpent, CorruptImage

MOST_ELEMENTS = 50_000
DEEPEST = 64


@dataclass(slots=True)
class Element:
    """One element; `text` is what stands in it before its first child."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: "list[Element]" = field(default_factory=list)

    def all(self, path: str) -> "Iterator[Element]":
        """Every element below this one by names between "/"."""
        name, _, rest = path.partition("/")
        for child in self.children:
            if child.name == name:
                yield from child.all(rest) if rest else (child,)

    def value(self, path: str) -> str:
        """The text of the first such element; "" where there is none."""
        return next((element.text.strip() for element in self.all(path)), "")


def parse(text: str, what: str) -> Element:
    """The outermost element. Raises CorruptImage for what is not XML or declares a document
    type, BudgetSpent for more elements than any honest document has."""
    building = _Building(what)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = building.doctype
    parser.StartElementHandler = building.start
    parser.EndElementHandler = building.end
    parser.CharacterDataHandler = building.characters
    try:
        parser.Parse(text, True)  # noqa: FBT003 - expat takes no keywords; it is the end of the text
    except (expat.ExpatError, UnicodeError) as error:
        raise CorruptImage(what, 0, f"it is not XML ({error})") from error
    return building.root


class _Building:
    """The elements that are open while expat reads."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._above = Element("")
        self._open = [self._above]
        self._texts: list[list[str]] = [[]]
        self._count = 0

    @property
    def root(self) -> Element:
        return self._above.children[0]

    def doctype(self, *_: object) -> NoReturn:
        raise CorruptImage(self._what, 0, "it declares a document type, which no such file does")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > DEEPEST:
            raise BudgetSpent(f"{self._what} has too many elements")
        element = Element(name, attributes)
        self._open[-1].children.append(element)
        self._open.append(element)
        self._texts.append([])

    def end(self, _: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def characters(self, text: str) -> None:
        if not self._open[-1].children:
            self._texts[-1].append(text)
