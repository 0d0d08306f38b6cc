"""What may be said of a medium that was tried: that it booted only when more than the firmware was
seen, and the firmware's own word wherever it has one.

SeaBIOS logs that it ran a medium's first sector, and that it found nothing to run; EDK2 says on its
console, which is the serial port as well, which option it loads and starts, and with what it came
back. After that, what is on the screen is the medium's; SeaBIOS leaves the serial port alone, so by
BIOS all that comes out of it is. A boot sector that only complains reads
nothing more of the stick, so by BIOS both are asked for: something shown, and something read.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.qemu.firmware import Firmware
from app.qemu.picture import Picture

READ_BY_BIOS = 16 << 10  # bytes: more than the first sectors, which a firmware looks at
STILL = 3  # times as long as `quiet`, until nothing more is waited for

_NO_PICTURE = Picture(1, 1, bytes(3))
_TEXT_MODES = {(720, 400), (640, 400)}
_CODES = re.compile(r"\x1b\[[0-9;?=]*[A-Za-z]")

_RAN = re.compile(r"Booting from [0-9a-f]{4}:[0-9a-f]{4}")
_BIOS_LINES = re.compile(
    r"SeaBIOS|Machine UUID|iPXE|Booting from |Boot failed|Press ESC|No bootable"
)
_BIOS_GAVE_UP = "No bootable device"

_STARTED = re.compile(r"BdsDxe: starting Boot[0-9A-F]{4} .*?USB\(.*?[\r\n]")
_CAME_BACK = re.compile(
    r"BdsDxe: (failed to (load|start) .*USB\(|No bootable option|starting Boot[0-9A-F]{4} .*Fv\()"
    r"|UEFI Interactive Shell|Press any key to enter the Boot Manager"
)
_FORBIDDEN = re.compile(r"Access Denied|Security (Policy )?Violation|Verification failed")

# What loaders say when they cannot go on.
_COMPLAINT = re.compile(
    r"Missing operating system|Error loading operating system|Invalid partition table"
    r"|isolinux\.bin missing or corrupt|Operating system not found|not a bootable disk"
    r"|Non-system disk|BOOTMGR is missing|NTLDR is missing|An operating system wasn't found"
    r"|Failed to load ldlinux|Could not find kernel image|grub rescue>|error: no such device"
    r"|Minimal BASH-like line editing|No active partition|Kernel panic",
    re.IGNORECASE,
)


class Verdict(StrEnum):
    """`STARTED`: the firmware ran it, and nobody saw it go on. `FAILED`: it says itself that it
    can't. `REFUSED`: Secure Boot keeps it out. `NOTHING`: the firmware found nothing to start.
    `UNCLEAR`: the firmware took longer than there was time."""

    BOOTED = "booted"
    STARTED = "started"
    FAILED = "failed"
    REFUSED = "refused"
    NOTHING = "nothing"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Seen:
    """One look: what came out of the serial port and of the firmware's log so far, the characters
    of a BIOS text screen or "", the screen, and how many bytes of the stick were read at all."""

    serial: str
    log: str
    text: str
    picture: Picture
    read: int


class Judge:
    """Told of one look after the other. `quiet`: seconds without a read after which a menu waits
    and nothing more will come."""

    def __init__(self, firmware: Firmware, quiet: float) -> None:
        self._by_bios = firmware is Firmware.BIOS
        self._quiet = quiet
        self._before: Picture | None = None  # the last that was the firmware's
        self._said = ""  # by whatever the firmware started
        self._runs = self._back = self._shows = False
        self._now: Seen | None = None
        self._moved = 0.0

    def look(self, seen: Seen, when: float) -> Verdict | None:
        """The verdict, once there is one; `when` in seconds of any clock."""
        before, said = self._now, self._said
        self._now = seen
        self._hear(seen)
        if before is None or before.read != seen.read or said != self._said:
            self._moved = when
        if not self._runs:
            self._before = seen.picture
        self._shows = self._runs and self._is_its_own(seen)
        if self._back:
            return self.verdict()
        still = when - self._moved
        enough = self.verdict() in (Verdict.BOOTED, Verdict.FAILED, Verdict.REFUSED)
        waited = self._runs and still >= self._quiet * (1 if enough else STILL)
        return self.verdict() if waited else None

    def at_the_end(self, serial: str, log: str, read: int) -> Verdict:
        """Of a machine that is off: what was heard since the last look counts, and nothing more was
        seen. `read`: as `Seen` has it."""
        now = self._now or Seen("", "", "", _NO_PICTURE, 0)
        last = replace(now, serial=serial, log=log, read=read)
        self._before = self._before or last.picture
        self._hear(last)
        self._shows = self._runs and self._is_its_own(last)
        self._now = last
        return self.verdict()

    def verdict(self) -> Verdict:
        """By what was seen up to now."""
        forbidden = not self._by_bios and self._now and _FORBIDDEN.search(plain(self._now.serial))
        if forbidden:
            return Verdict.REFUSED
        if self._runs and (self._back or _COMPLAINT.search(self._said)):
            return Verdict.FAILED
        if self._back:
            return Verdict.NOTHING
        if not self._runs:
            return Verdict.UNCLEAR
        return Verdict.BOOTED if self._shows and self._has_read() else Verdict.STARTED

    def _hear(self, seen: Seen) -> None:
        if self._by_bios:
            self._runs = self._runs or _RAN.search(seen.log) is not None
            self._back = _BIOS_GAVE_UP in seen.log
            # A screen that was never switched on is full of zeros.
            lines = (line.replace("\0", " ").strip() for line in seen.text.splitlines())
            own = [line for line in lines if line and not _BIOS_LINES.match(line)]
            self._said = "\n".join((*own, plain(seen.serial).strip())).strip()
            return
        serial = plain(seen.serial)
        said = _STARTED.split(serial)
        self._runs = len(said) > 1
        self._said = said[-1].strip() if self._runs else ""
        self._back = _CAME_BACK.search(said[-1]) is not None

    def _is_its_own(self, seen: Seen) -> bool:
        if self._said:
            return True
        if self._by_bios and seen.picture.size in _TEXT_MODES:
            return False
        return self._is_new(seen.picture) and not seen.picture.is_flat

    def _is_new(self, picture: Picture) -> bool:
        """A BIOS draws nothing: whatever differs from what QEMU shows before there is one is the
        medium's, also a dark picture."""
        if self._before is None:
            return True
        return picture != self._before if self._by_bios else picture.differs(self._before)

    def _has_read(self) -> bool:
        """By UEFI the firmware reads the loader, and says when it does not start."""
        return not self._by_bios or (self._now is not None and self._now.read > READ_BY_BIOS)


def plain(serial: str) -> str:
    """Without what moves a terminal's cursor."""
    return _CODES.sub("", serial)
