"""The image, or the file it comes in."""

from app.errors.base import AppError


class ImageError(AppError):
    """The image, or the file it comes in."""


class CorruptImage(ImageError):
    """A structure is damaged: `what` it is, the `offset` in bytes where it was, and `why`."""

    def __init__(self, what: str, offset: int, why: str) -> None:
        super().__init__(f"{what} at byte {offset:,}: {why}.")
        self.what = what
        self.offset = offset
        self.why = why


class NotReached(ImageError):
    """A packed image was only unpacked up to `limit` bytes; what lies behind was not looked at."""

    def __init__(self, offset: int, limit: int) -> None:
        super().__init__(
            f"Byte {offset:,} lies behind the first {limit:,} bytes that were unpacked."
        )
        self.offset = offset
        self.limit = limit


class TooFarOff(NotReached):
    """Of a file on the web only `limit` bytes are fetched to look at it."""

    def __init__(self, offset: int, limit: int) -> None:
        super().__init__(offset, limit)
        self.args = (f"Byte {offset:,} lies behind the first {limit:,} bytes that were fetched.",)


class BudgetSpent(ImageError):
    """A structure asks for more reads, bytes or entries than any honest image needs."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Looking at it would take too long: {what}.")
        self.what = what


class UnsupportedImage(ImageError):
    """A layer this version does not unpack."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


class ManyImages(UnsupportedImage):
    """An archive holds several images: `names` are theirs, as the archive spells them, `sizes`
    their lengths in bytes where they are known."""

    def __init__(self, names: tuple[str, ...], sizes: tuple[int, ...] = ()) -> None:
        listed = ", ".join(names[:8])
        super().__init__(f"This archive holds {len(names)} images.", f"Choose one: {listed}.")
        self.names = names
        self.sizes = sizes


class PackedDamaged(ImageError):
    """The packed file cannot be unpacked past `offset` bytes of the unpacked image. `noticed`: the
    sentence with which an inspection told it already."""

    hint = "Download it again."

    def __init__(self, layer: str, offset: int, why: str, *, noticed: str = "") -> None:
        super().__init__(
            noticed
            or f"The packed file is damaged: it can’t be unpacked past byte {offset:,} "
            f"({layer}: {why})."
        )
        self.layer = layer
        self.offset = offset
        self.why = why


class ImageUnreadable(ImageError):
    """The file cannot be opened or read; `offset` is where, or 0."""

    def __init__(self, name: str, offset: int, why: str) -> None:
        place = f" at byte {offset:,}" if offset else ""
        super().__init__(f"The image {name} can’t be read{place}: {why}.")
        self.offset = offset
        self.why = why


class ImageChanged(ImageError):
    """The file changed since it was inspected."""

    hint = "Wait until nothing else writes to it, then start again."

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The image {name} changed while it was used: {why}.")
        self.why = why


class ImageLonger(ImageError):
    """The image turned out larger than the drive, or than it said."""

    def __init__(self, limit: int, *, said: bool = True) -> None:
        larger = "larger than it said" if said else "too large for the drive"
        super().__init__(f"The image is {larger}: it goes on behind byte {limit:,}.")
        self.limit = limit


class AddressRefused(ImageError):
    """An address that is not asked, or that leads to one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This address is not taken: {why}.")
        self.why = why


class NotFetched(ImageError):
    """A server does not hand the file out as it should. `passing`: another try may help."""

    def __init__(self, host: str, why: str, *, passing: bool = False) -> None:
        super().__init__(f"The file can’t be fetched from {host}: {why}.")
        self.host = host
        self.why = why
        self.passing = passing


class NotKept(ImageError):
    """What is fetched can't be kept in the file `name`."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The download can’t be kept in {name}: {why}.")
        self.why = why


class BlockMapWrong(ImageError):
    """The block map beside the image is damaged, or another image's; `name` is the file's that
    showed it."""

    hint = "Write the whole image, or get the map again."

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"The block map of {name} can’t be used: {why}.")
        self.why = why


class NotInside(ImageError):
    """The image holds nothing at this `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(f"There is no “{path}” in the image.")
        self.path = path
