"""What is done with an image from the web while it is fetched for a drive: it is compared with what
was published, and kept where that was chosen. For an image of this computer nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.state.image import Inspected

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison
    from app.checksums.passing import SummedUp
    from app.sources.passing import Taker
    from app.sources.web import WebSource


class OnTheWay:
    """Of one write. Both methods are called on its thread."""

    def __init__(self, image: Inspected) -> None:
        self._image = image
        self._source: WebSource | None = None
        self._sums: SummedUp | None = None

    def begin(self) -> None:
        """Before anything is fetched. Raises NotKept, UnsupportedImage."""
        image = self._image
        if image.link is None:
            return
        from app.checksums.passing import SummedUp  # here, for it is seldom needed
        from app.sources.kept import Kept
        from app.sources.web import WebSource, only_a_part

        source = image.source
        if not isinstance(source, WebSource):
            raise TypeError(source)
        # What is known to differ is written only by who insists, and would differ again.
        published = () if image.checksum.wrong else image.checksum.published
        if (published or image.keep) and not source.whole:
            raise only_a_part()
        takers: list[Taker] = []
        if published:
            self._sums = SummedUp(source.name, published, packed=bool(source.layers))
            takers.append(self._sums)
        if image.keep is not None:
            takers.append(Kept(image.keep, source.file.address, source.file.size))
        source.pass_to(takers, self._sums.contents if self._sums is not None else None)
        self._source = source

    def end(self) -> None:
        """There is nothing more to come: what is not whole by now is not kept."""
        if self._source is not None:
            self._source.file.give_up()
            self._source.pass_to(())

    @property
    def comparison(self) -> Comparison | None:
        """None where nothing was published, or the file did not pass by to its end."""
        return self._sums.comparison if self._sums is not None else None
