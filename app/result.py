"""What a finished job achieved. "Ready to boot" takes a `Verified` and nothing else.

`Verified` can only be built from a `Proof`, and its constructor looks at every part of it: whoever
wants to claim too much has to write wrong numbers first. `app.proven` is the one place that
builds one.
"""

from dataclasses import dataclass

from app.drives.drive import CacheBypass, Identity


class UnprovenError(Exception):
    """A claim without its evidence: a bug in this program, never a message for the user."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything that must hold before anybody may say that a drive holds an image.

    Lengths are bytes of the image as written, padding to the last sector left out.
    """

    image_size: int
    written: int
    read_back_equal: int  # read from the medium after its last sync, and equal to what was written
    proven_equal: int  # read and equal before the writing; behind it, a sample was read again
    head_read_back: bool  # the first sectors, which are written last, were read back as well
    syncs: int  # that returned without an error, after the last byte
    bypass: CacheBypass
    before: Identity
    after: Identity
    source_unchanged: bool
    left: int = 0  # of no use to the image, and left as they were on the drive

    def gap(self) -> str:
        """What is missing, in words; empty when the proof is complete."""
        if self.image_size <= 0:
            return "the image is empty"
        if uncounted := self._uncounted():
            return uncounted
        if not self.head_read_back:
            return "the head was not read back"
        if self.written and self.syncs < 1:
            return "nothing was synced"
        if difference := self.before.difference(self.after):
            return difference
        if not self.source_unchanged:
            return "the image changed"
        return ""

    def _uncounted(self) -> str:
        used = self.image_size - self.left
        if self.left < 0 or used <= 0:
            return f"{self.left} of {self.image_size} bytes left as they were"
        if self.read_back_equal + self.proven_equal != used:
            return f"{self.read_back_equal + self.proven_equal} of {used} bytes proven"
        if self.written + self.proven_equal != used:
            return f"{self.written} of {used} bytes written"
        return ""


@dataclass(frozen=True, slots=True)
class Verified:
    """Every byte of the image was read from the medium and is equal: what was written, after the
    last sync; what was there already, before the writing (`Proof.proven_equal`)."""

    proof: Proof
    sha256: str | None  # of the image as written; None with --no-sha256
    seconds: float

    def __post_init__(self) -> None:
        if gap := self.proof.gap():
            raise UnprovenError(gap)
        if self.proof.left:
            raise UnprovenError(f"{self.proof.left} bytes were left as they were")

    @property
    def size(self) -> int:
        return self.proof.image_size


@dataclass(frozen=True, slots=True)
class VerifiedParts:
    """All parts that the image uses were read back from the medium and are equal; the rest kept
    old data, as the user chose. The drive is not the image byte for byte, and nobody says so."""

    proof: Proof
    sha256: str | None  # of the image, not of what is on the drive
    seconds: float

    def __post_init__(self) -> None:
        if gap := self.proof.gap():
            raise UnprovenError(gap)

    @property
    def size(self) -> int:
        return self.proof.image_size

    @property
    def left(self) -> int:
        """Bytes that are as they were."""
        return self.proof.left


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Written and synced, not read back as a whole, because the user skipped the check."""

    size: int
    sha256: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class PutBack:
    """What a stopped write had overwritten is on the drive again: `size` bytes, read back and equal
    to what was kept of them."""

    size: int
    seconds: float
    sha256: None = None  # of no image


Result = Verified | VerifiedParts | Unchecked | PutBack
