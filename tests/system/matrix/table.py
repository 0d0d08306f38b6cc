"""All cases, in the order of the fault table, and what the README says of them."""

from collections.abc import Iterator
from itertools import chain

from system.matrix.case import Case, Where
from system.matrix.rows import NOT_HERE, ROWS
from system.matrix.tables import (
    backup,
    booting,
    burning,
    containers,
    fast,
    formatting,
    looked_at,
    media,
    names,
    parts,
    pc_ejected,
    pc_exchange,
    pc_media,
    pc_others,
    pc_unplug,
    power,
    probe,
    program,
    rewrite,
    source,
    structures,
    taking_out,
    tricks,
    trust,
    unplug,
    ways,
    web,
    wrong_drive,
)

PARTS = {
    "The stick is pulled out": unplug.CASES,
    "The wrong drive, and drives in use": wrong_drive.CASES,
    "The medium lies, errs or stalls": media.CASES,
    "Some of the image is on it already": rewrite.CASES,
    "Only what the image uses is written": parts.CASES,
    "Every fault over every other way": fast.CASES,
    "The program": program.CASES,
    "The power is cut at every moment": power.CASES,
    "Going on, undoing, comparing, two at once": ways.CASES,
    "A drive is saved to a file": backup.CASES,
    "A drive is tested": probe.CASES,
    "A drive is made ready for files": formatting.CASES,
    "A disc is burned": burning.CASES,
    "An image or a stick is tried in a virtual machine": booting.CASES,
    "The image and the room on the disk": source.CASES,
    "The image comes from the web": web.CASES,
    "Real sticks: pulled out, or the program ends": pc_unplug.CASES,
    "Real sticks: exchanged, in readers, on ports that are reset": pc_exchange.CASES,
    "Real sticks: ejected, gone already, or nobody can": pc_ejected.CASES,
    "Real sticks: what they are like, and how they fail": pc_media.CASES,
    "Real sticks: other programs and permission": pc_others.CASES,
    "File systems, boot records and partition tables": structures.CASES,
    "Packed files, archives and containers": containers.CASES,
    "Names": names.CASES,
    "Files taken out of images": taking_out.CASES,
    "Files of images that are looked at": looked_at.CASES,
    "Checksums and signatures": trust.CASES,
    "Tricks, and loaders that computers refuse": tricks.CASES,
}
CASES: tuple[Case, ...] = tuple(chain.from_iterable(PARTS.values()))

HEAD = """# What can go wrong, and what has to come out

Every case of the matrix, one a line, made out of the tables beside this file; a test holds the two
equal. `python tests/system/matrix/readme.py` writes it anew.

A case is played as it is written here: the drive is a virtual stick in a file that fails as sticks
do (`file`), a block device of this kernel over such a file (`loop`), a stick in a virtual computer
(`pc`), or there is none and only bytes are looked at (`parser`). Of every run, whatever else is
expected, it is demanded that success is claimed exactly when the drive holds the image, byte for
byte, and that no other drive or file has changed. `packaging/test --system` plays them; those of
guests, which are tried in a real QEMU, `packaging/test --boots`.
"""


def at(where: Where) -> tuple[Case, ...]:
    """The cases that are played in this place."""
    return tuple(case for case in CASES if case.where is where)


def lines() -> Iterator[str]:
    """The README."""
    yield HEAD
    counts = ", ".join(f"{len(at(where))} `{where}`" for where in Where)
    yield f"{len(CASES)} cases: {counts}.\n"
    for title, cases in PARTS.items():
        yield f"## {title}\n"
        yield "| case | rows | where | what happens | what has to come out |"
        yield "|---|---|---|---|---|"
        yield from (row(case) for case in cases)
        yield ""
    yield "## The rows\n"
    yield "| row | what | cases |"
    yield "|---|---|---|"
    for number, what in ROWS.items():
        about = ", ".join(case.name for case in CASES if number in case.rows)
        yield f"| {number} | {what} | {about or f'none: {NOT_HERE.get(number)}'} |"


def row(case: Case) -> str:
    cells = (case.name, " ".join(case.rows), case.where, case.happens, case.expect.in_words())
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def readme() -> str:
    return "\n".join(lines()) + "\n"
