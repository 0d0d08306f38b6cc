"""What a job that reached its end may claim. Whoever ends one comes here, once everything that
could raise has been asked: nobody else builds a `Verified`."""

from app.drives.drive import Identity, Medium
from app.result import Proof, Result, Unchecked, Verified, VerifiedParts
from app.stages.ledger import Ledger


def written(
    ledger: Ledger, medium: Medium, before: Identity, sha256: str | None, seconds: float
) -> Result:
    """Of a write: verified when everything was read back, else unchecked."""
    if ledger.equal < ledger.used:
        return Unchecked(ledger.size, sha256, seconds)
    proof = Proof(
        image_size=ledger.size,
        written=ledger.written,
        read_back_equal=ledger.equal - ledger.proven,
        proven_equal=ledger.proven,
        head_read_back=ledger.holds(0),
        syncs=1,  # the one after the first sector: had it failed, nobody would be here
        bypass=medium.bypass,
        before=before,
        after=medium.identity(),
        source_unchanged=True,
        left=ledger.left,
    )
    return _claim(proof, sha256, seconds)


def compared(
    ledger: Ledger, medium: Medium, before: Identity, sha256: str | None, seconds: float
) -> Result:
    """Of a comparison: what was read is equal, and nothing was written."""
    proof = Proof(
        image_size=ledger.size,
        written=0,
        read_back_equal=0,
        proven_equal=ledger.equal,
        head_read_back=ledger.holds(0),
        syncs=0,
        bypass=medium.bypass,
        before=before,
        after=medium.identity(),
        source_unchanged=True,
    )
    return _claim(proof, sha256, seconds)


def _claim(proof: Proof, sha256: str | None, seconds: float) -> Verified | VerifiedParts:
    if proof.left:
        return VerifiedParts(proof, sha256, seconds)
    return Verified(proof, sha256, seconds)
