"""A piece of an image that several drives write, and its digests."""

from concurrent.futures import Future

from app.stages.flow import Chunk, padded
from app.stages.ledger import digests
from app.stages.supply import Tally


class Piece:
    """Image bytes on their way to the drives."""

    def __init__(
        self, offset: int, length: int, buffer: memoryview, share: float | None = None
    ) -> None:
        self.offset = offset
        self.share = share  # of the packed file
        self.length = length
        self.buffer = buffer
        self.takers: set[object] = set()  # who still needs the buffer
        self.given_up = False  # a drive that was let go writes from it: never used again
        self.tallied: Future[Tallied]

    def chunk(self, sector: int) -> Chunk:
        view = self.buffer[: padded(self.length, sector)]
        return Chunk(self.offset, self.length, view, self.share)


class Tallied:
    """Digests of a piece for each size of sector, for the zeros that fill the last one count, and
    the SHA-256 as it stands behind the piece."""

    def __init__(self, piece: Piece, sectors: frozenset[int], tally: Tally) -> None:
        views = {sector: piece.chunk(sector).view for sector in sectors}
        by_length = {len(view): view for view in views.values()}
        found = {length: digests(view) for length, view in by_length.items()}
        self.digests = {sector: found[len(view)] for sector, view in views.items()}
        tally.add(piece.buffer[: piece.length])
        self.behind = tally.copy()
