"""Lets one UEFI computer try many media, one after the other.

Starting firmware takes the most of a test's time. EDK2 goes on with its next boot option when the
medium before has no loader, or one that comes back with an error, and says so on the serial port.
So all media are plugged in at once and stand in its boot order; each is tried by itself, exactly as
if it were the only one. A program that does not come back ends the computer, and the rest go into
another; one that looks at other drives gets a computer of its own.
"""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from system import qemu
from system.qemu import Firmware, Medium

PER_CONTROLLER = 14  # ports of one xHCI; the 15th lands behind a hub
FIRST_SLOT = 0x10  # on the PCI bus, where our controllers stand
LIMIT = 420  # seconds for one computer, on a busy machine
STUCK = 60  # seconds without a word
NO_WORDS = 4  # seconds for a program that may yet come back, and says nothing on the serial port

_LINE = re.compile(
    r"BdsDxe: (?P<what>loading|starting|failed to load|failed to start) Boot[0-9A-F]{4} [^\n]*?"
    r"Pci\(0x(?P<slot>[0-9A-F]+),0x0\)/(?:USB|Scsi)\(0x(?P<number>[0-9A-F]+),0x0\)[^\n]*"
)
_OVER = "UEFI Interactive Shell"


@dataclass(frozen=True)
class Entrant:
    """A medium to try. `expected` is what its program says on the console, "" where it draws
    instead: then the firmware's word that it started counts. `hidden`: without El Torito. `alone`:
    its program looks at other drives as well."""

    image: Path
    expected: str
    hidden: bool = False
    alone: bool = False


@dataclass
class Told:
    """What the firmware said about one medium, and the program's words in between."""

    events: list[str] = field(default_factory=list)
    words: str = ""

    @property
    def running(self) -> bool:
        return self.events[-1:] == ["starting"]

    def spoke(self, entrant: Entrant) -> bool:
        """Whether it has said what is expected of it; without that, whether it still runs."""
        if entrant.expected:
            return re.search(entrant.expected, self.words) is not None
        return self.running

    def started(self, entrant: Entrant) -> bool:
        if self.running and not self.spoke(entrant):
            raise AssertionError(f"{entrant.image.name} was started and said only: {self.words}")
        return self.spoke(entrant)


def started_in_a_row(entrants: Sequence[Entrant], firmware: Firmware, medium: Medium) -> list[bool]:
    """For each medium whether it started."""
    answers: dict[Entrant, bool] = {}
    rest = [entrant for entrant in entrants if not entrant.alone]
    while rest:
        told = _one_computer(rest, firmware, medium)
        if not told:
            raise AssertionError(f"{firmware} said nothing about {rest[0].image.name}")
        for one, entrant in zip(told, rest, strict=False):
            answers[entrant] = one.started(entrant)
        rest = rest[len(told) :]
    for entrant in entrants:
        if entrant.alone:
            answers[entrant] = _one_computer([entrant], firmware, medium)[0].started(entrant)
    return [answers[entrant] for entrant in entrants]


def _one_computer(entrants: Sequence[Entrant], firmware: Firmware, medium: Medium) -> list[Told]:
    """What was told of the first media, up to one whose program did not come back."""
    with TemporaryDirectory(prefix="row-") as name:
        folder = Path(name)
        command = _command(entrants, firmware, medium, folder)
        with qemu.running(command, folder) as process:
            said, quiet, end = "", time.monotonic(), time.monotonic() + LIMIT
            while True:
                ended = process.poll() is not None
                fresh = qemu.look(folder, screen=False)
                if ended:
                    raise AssertionError(f"QEMU ended: {fresh.log}")
                if fresh.serial != said:
                    said, quiet = fresh.serial, time.monotonic()
                told = _told(said, len(entrants))
                silence = time.monotonic() - quiet
                if _OVER in said and silence > 1:
                    return _all_of(told, entrants)
                if _stays(told, entrants, silence) or silence > STUCK or time.monotonic() > end:
                    return told
                time.sleep(qemu.POLL)


def _all_of(told: list[Told], entrants: Sequence[Entrant]) -> list[Told]:
    missing = [entrant.image.name for entrant in entrants[len(told) :]]
    if missing:
        raise AssertionError(f"the firmware never tried {', '.join(missing)}")
    return told


def _stays(told: list[Told], entrants: Sequence[Entrant], silence: float) -> bool:
    """Whether the last program has said its word and does not come back."""
    if not told or not told[-1].running:
        return False
    return told[-1].spoke(entrants[len(told) - 1]) and silence > NO_WORDS


def _told(said: str, count: int) -> list[Told]:
    """By place in the boot order, as far as it went."""
    told: dict[int, Told] = {}
    lines = list(_LINE.finditer(said))
    ends = [*(line.start() for line in lines), len(said)][1:]
    for line, end in zip(lines, ends, strict=True):
        place = (int(line["slot"], 16) - FIRST_SLOT) * PER_CONTROLLER + int(line["number"], 16)
        one = told.setdefault(place, Told())
        one.events.append(line["what"])
        one.words += said[line.end() : end].partition("BdsDxe:")[0]
    if sorted(told) != list(range(len(told))) or len(told) > count:
        raise AssertionError(f"media were tried out of order: {sorted(told)}")
    return [told[place] for place in range(len(told))]


def _command(
    entrants: Sequence[Entrant], firmware: Firmware, medium: Medium, folder: Path
) -> list[str]:
    bus = "usb" if medium is Medium.STICK else "scsi"
    device = "qemu-xhci" if medium is Medium.STICK else "virtio-scsi-pci"
    ports = ",p2=15,p3=15" if medium is Medium.STICK else ""
    words = [
        *qemu.machine(firmware, folder),
        *("-accel", "tcg", "-m", qemu.MEMORY, "-display", "none", "-nic", "none", "-no-reboot"),
        *("-serial", f"file:{folder / 'serial'}"),
    ]
    for number in range(-(-len(entrants) // PER_CONTROLLER)):
        slot = FIRST_SLOT + number
        words += ["-device", f"{device},id={bus}{number},addr={slot:#x}{ports}"]
    for place, entrant in enumerate(entrants):
        disk = qemu.copy_of(entrant.image, folder / f"medium{place}", medium, qemu.SPARE)
        if entrant.hidden:
            qemu.blot_out_el_torito(disk)
        controller, number = divmod(place, PER_CONTROLLER)
        drive = f"if=none,id=medium{place},format=raw,file={disk}"
        on = f"bus={bus}{controller}.0,drive=medium{place},bootindex={place}"
        if medium is Medium.STICK:
            drives = [drive, f"usb-storage,{on},port={number + 1},removable=on"]
        else:
            drives = [f"{drive},media=cdrom,readonly=on", f"scsi-cd,{on},scsi-id={number},lun=0"]
        words += ["-drive", drives[0], "-device", drives[1]]
    return words
