"""The sheet of the virtual machine, on its way: as the program words it."""

from dataclasses import replace

from samples import home, outcome

from app.errors import NoMachine
from ui.screens.flatpak import not_here
from ui.screens.tiles import tested
from ui.screens.trying import booted, trying
from ui.state import NotHere, TryOpen
from ui.view import Home, Outcome, Screen

_MISSING = NoMachine(
    "QEMU is not installed", "Install it with “sudo apt install qemu-system-x86 ovmf”."
)


def _image() -> Screen:
    shown = home.READY.body
    assert isinstance(shown, Home)
    card = replace(shown.image, tiles=tested(shown.image.tiles, frozenset({"secure"})))
    return replace(home.READY, body=replace(shown, image=card))


def _drive() -> Screen:
    shown = outcome.DONE.body
    assert isinstance(shown, Outcome)
    panels = (booted(frozenset({"uefi", "bios"})), *shown.panels)
    return replace(outcome.DONE, body=replace(shown, panels=panels))


ASKED = replace(home.READY, sheet=trying(TryOpen()))
BEGINS = replace(home.READY, sheet=trying(TryOpen(number=1)))
RUNS = replace(home.READY, sheet=trying(TryOpen(number=1, runs=True, slow=True)))
BOOTED = replace(outcome.DONE, sheet=trying(TryOpen(number=1, booted=True)))
IMAGE = _image()
DRIVE = _drive()
NOT_HERE = replace(home.READY, sheet=not_here(NotHere.MACHINE))
REFUSED = replace(home.READY, sheet=trying(TryOpen(number=1, error=_MISSING)))
