"""What a stream that is made of another has from that one."""

from app.sources.source import Stream, moved_of, share_of


class Through:
    """For a `Stream` that hands on another's bytes, and is as far as that, and closed with it."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    @property
    def share(self) -> float | None:
        return share_of(self._stream)

    @property
    def moved(self) -> int:
        return moved_of(self._stream)()

    def close(self) -> None:
        self._stream.close()
