"""H14 to H17: names are text, whatever they look like, in the window and on a terminal."""

from system.matrix import hostile_bytes as made
from system.matrix.case import Case, Where, reads
from system.matrix.parser import Hostile, Named, Place, file_name

from app.display import for_display

HERE = Where.PARSER

TEXTS = (
    ("H14", "html", "<img src=file:///etc/passwd><b>bold</b>", "HTML that loads a file"),
    ("H14", "link", "<a href='file:///'>Free up space</a> &amp; more", "HTML with a link"),
    ("H14", "shortcut", "Samsung &T7 && more", "signs that make a shortcut of a key"),
    ("H15", "direction", "Backup \u202egpj.exe\u202c\u200b\u2067", "a change of direction"),
    ("H15", "escape", "\x1b[31mRED\x07\x1b[2J\x1b]0;title\x07", "commands for a terminal"),
    ("H15", "newline", "STICK\nVerified. Ready to boot\u2028and more\r", "lines of its own"),
    ("H15", "pattern", "{drive} %n %1 {0}", "places where something is filled in"),
    ("H16", "combining", "Z\u0300\u0301\u0302" * 500, "a thousand combining characters"),
    ("H16", "long", "A" * 4000, "four thousand letters"),
)


def _beginning(text: str) -> str:
    """As it has to be read: letter by letter, with a mark for every sign that would act."""
    return for_display(text)[:24].strip()


CASES = (
    *(
        Case(
            f"{name}-in-a-name-{'in-the-window' if place is Place.WINDOW else 'on-a-terminal'}",
            (row,),
            HERE,
            Named(text, place),
            f"Drive, image and files are called {what}, on {place}."
            if place is Place.WINDOW
            else f"The same on {place}: {what}.",
            reads(says=(_beginning(text if place is Place.WINDOW else file_name(text)),)),
        )
        for row, name, text, what in TEXTS
        for place in Place
    ),
    Case(
        "look-alike-names-show-size-and-place",
        ("H17", "F10"),
        HERE,
        Named("Sаmsung T7", Place.WINDOW),
        "A letter of the name is Cyrillic: size, port and contents stand beside it.",
        reads(says=("512 GB", "sdb")),
    ),
    Case(
        "html-in-a-volume-label",
        ("H14",),
        HERE,
        Hostile(made.html_label),
        "The label of an image is HTML: it is shown letter by letter.",
        reads(says=("<img src=file:///etc",)),
    ),
    Case(
        "escape-in-a-volume-label",
        ("H15",),
        HERE,
        Hostile(made.bidi_label),
        "The label of an image is a command for a terminal.",
        reads(says=("[31mgpj",)),
    ),
)
