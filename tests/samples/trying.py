"""The sheet of the virtual machine, on its way: as the program words it."""

from dataclasses import replace

from samples import home, outcome

from app.errors import NoMachine
from ui.screens.trying import trying
from ui.state import TryOpen

_MISSING = NoMachine(
    "QEMU is not installed", "Install it with “sudo apt install qemu-system-x86 ovmf”."
)

ASKED = replace(home.READY, sheet=trying(TryOpen()))
RUNS = replace(home.READY, sheet=trying(TryOpen(number=1, slow=True)))
BOOTED = replace(outcome.DONE, sheet=trying(TryOpen(number=1, booted=True)))
REFUSED = replace(home.READY, sheet=trying(TryOpen(number=1, error=_MISSING)))
