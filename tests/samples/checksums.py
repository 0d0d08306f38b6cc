"""What is known of an image's checksums, in detail. Of the program's own screens."""

from dataclasses import replace

from samples.mapping import mapped
from support_checksums import DAMAGE, answered, comparison, listed
from support_window import ready

from app.checksums.comparison import Search
from app.inspection.media_check import MediaCheck
from ui.screens.screen import screen
from ui.state import ChecksumOpen
from ui.state.checksum import Checksum
from ui.state.image import Inspected
from ui.view import Screen


def _shown(known: Checksum) -> Screen:
    """Without the signs that keep names apart from the direction of the text."""
    state = ready()
    assert isinstance(state.image, Inspected)
    state = replace(state, image=replace(state.image, checksum=known), sheet=ChecksumOpen())
    return mapped(screen(state, 9.0), lambda text: text.translate({0x2068: "", 0x2069: ""}))


MATCHES = _shown(answered(listed()))
DAMAGED = _shown(
    Checksum(1, Search(), wanted=True, answer=comparison(), implanted=MediaCheck(DAMAGE))
)
