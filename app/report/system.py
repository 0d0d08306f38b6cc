"""Which system an image holds."""

from dataclasses import dataclass
from enum import StrEnum

from app.report.evidence import Evidence


class Role(StrEnum):
    """What a system on an image is there for."""

    LIVE = "live"  # runs from the stick; many such can be installed as well
    INSTALLER = "installer"
    RESCUE = "rescue"
    TOOL = "tool"  # one job: a memory test, a firmware update
    LOADER = "loader"  # starts other systems: a boot menu, the network
    DISK = "disk"  # a finished system, as a disk of a PC
    BOARD = "board"  # the same for a board, whose own code starts it


class Persistence(StrEnum):
    """Which of the two usual ways lets a live system keep what is done in it."""

    NONE = "none"
    CASPER = "casper"  # Ubuntu and its kin: a partition called writable or casper-rw
    LIVE_BOOT = "live-boot"  # Debian and its kin: a partition called persistence


@dataclass(frozen=True, slots=True)
class System:
    """Which system an image holds, by its content; by its label where `evidence` says so.

    `name` and `version` came out of the image and are fit to be shown. `family` is a word for
    machines ("debian", "windows", "freebsd"); derivatives that are used like their parent share
    its word. `description` is a plain sentence without a full stop; `computers` are those that
    content names ("Raspberry Pi 3, 4 and 5").
    """

    name: str
    family: str
    version: str = ""
    role: Role | None = None
    description: str = ""
    computers: str = ""
    persistence: Persistence = Persistence.NONE
    evidence: tuple[Evidence, ...] = ()
