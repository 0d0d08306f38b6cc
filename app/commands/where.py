"""A failed check in more words: the partition and the file the place lies in, and what it seems to
mean."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.commands.words import diagnosis_in_words
from app.display import for_display
from app.errors import DriveDrifted, VerifyError
from app.report.places import WrongPlace
from app.sources.source import Source


@contextmanager
def naming_the_file(source: Source) -> Iterator[None]:
    """What differs is told with the file it is in, where the image says so, and its diagnosis."""
    try:
        yield
    except VerifyError as error:
        name_the_file(error, source)
        raise


def name_the_file(error: VerifyError, source: Source) -> None:
    """Adds it, and what the difference seems to mean, to what the error says. Of a drive that was
    only used there is nothing to add."""
    if isinstance(error, DriveDrifted):
        return
    from app.inspection.places import places  # here, for it is hardly ever needed

    if said := place_in_words(places(source, error.ranges[:1])[0]):
        error.args = (f"{error} The first wrong place is {said}.",)
    if error.diagnosis is not None:
        error.args = (f"{error} {diagnosis_in_words(error.diagnosis)}",)


def place_in_words(place: WrongPlace) -> str:
    """ "in partition 2, inside the file live/filesystem.squashfs"; "" where nothing is known."""
    said = [] if place.partition is None else [f"in partition {place.partition}"]
    if place.files:
        said.append(f"inside the file {for_display(place.files[0])}")
    return ", ".join(said)
