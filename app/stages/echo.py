"""Places that writing the head may have changed although they had been read back and were right.

The head is written last. On a drive whose memory begins again at its start it may land on a part of
the body as well, and that part has been checked by then. Such a drive would have been found out
before if it had mixed up two blocks that differ; so only those places are left where everything
behind its real end is the same as what belongs to its start. In nearly every image these are its
last three blocks; in one that repeats itself, as zeros do, there are more.
"""

from app.stages.ledger import BLOCK, Ledger


def echoes(ledger: Ledger) -> tuple[tuple[int, int], ...]:
    """(start, stop) in bytes of what has to be read once more, in order and apart."""
    if ledger.size <= BLOCK:
        return ()
    last = (ledger.size - 1) // BLOCK
    # The last block may be a part of one, whose digest says nothing about a whole one.
    body = [ledger.expected(block) for block in range(1, last)]
    begins = {last, *(last - 1 - length for length in _borders(body))}
    # Memory need not end where a block does: then the head lies on two of them.
    blocks = sorted({each for begin in begins for each in (begin - 1, begin) if each > 0})
    spans: list[tuple[int, int]] = []
    for block in blocks:
        start, stop = block * BLOCK, min(ledger.size, (block + 1) * BLOCK)
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, stop))
    return tuple(spans)


def _borders(row: list[bytes | None]) -> list[int]:
    """The lengths, without that of the whole, at which the end of the row equals its beginning."""
    reach = [0] * len(row)
    for index in range(1, len(row)):
        length = reach[index - 1]
        while length and row[index] != row[length]:
            length = reach[length - 1]
        reach[index] = length + 1 if row[index] == row[length] else 0
    lengths = [0] if row else []
    length = reach[-1] if row else 0
    while length:
        lengths.append(length)
        length = reach[length - 1]
    return lengths
