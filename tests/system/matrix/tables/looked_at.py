"""H23: what a file of an image shows of itself is letters, and at most the first 64 KiB of them."""

from collections.abc import Callable

from system.matrix import hostile_files as made
from system.matrix.case import Case, Where, reads
from system.matrix.parser import LookAt

NO_TEXT = "This is not a text."


def _case(
    name: str,
    file: str,
    content: Callable[[], bytes],
    happens: str,
    *says: str,
    hides: tuple[str, ...] = (),
) -> Case:
    expect = reads(says=says, hides=hides)
    return Case(f"looked-at-{name}", ("H23",), Where.PARSER, LookAt(file, content), happens, expect)


CASES = (
    _case(
        "html",
        "readme.html",
        made.html_text,
        "A text is HTML that loads a file and has a link: it is shown letter by letter.",
        "<img src=file:///etc/passwd>",
        "<a href='file:///'>",
    ),
    _case(
        "commands-for-a-terminal",
        "readme.txt",
        made.acting_text,
        "In a text are commands for a terminal, a change of direction and a break of line.",
        "\N{REPLACEMENT CHARACTER}[31mRED",
        "\N{REPLACEMENT CHARACTER}gnp.exe",
    ),
    _case(
        "endless-text",
        "long.txt",
        made.endless_text,
        "A text is of four million letters without a line of its own: its beginning is shown.",
        "The first 64 KiB",
        "xxxxxxxx",
    ),
    _case(
        "picture",
        "seen.png",
        made.picture,
        "A picture says that it is two billion points wide: nothing decodes it.",
        NO_TEXT,
        hides=("IHDR",),
    ),
    _case(
        "svg",
        "seen.svg",
        made.picture_of_lines,
        "A picture is a text that loads a file and runs a program: it is shown as that text.",
        "<script>alert(1)</script>",
        "xlink:href=",
    ),
    _case(
        "program-called-a-text",
        "readme.txt",
        made.program_called_text,
        "What is called a text is a program.",
        NO_TEXT,
        hides=("MZ",),
    ),
)
