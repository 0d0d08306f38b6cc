"""How an image comes in, and what its card offers."""

from dataclasses import dataclass

from ui.intents.wish import Intent, Offer, Wish


class ChooseFile(Wish):
    """Open the desktop's file chooser; it answers with `OpenFile`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFile(Intent):
    """`tool`: which one is opened with it, where it is for one."""

    path: str
    tool: str = ""


class ShowMembers(Wish):
    """ "Choose one…": the images of an archive."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenMember(Intent):
    """The image of this name in the archive that is shown."""

    name: str


@dataclass(frozen=True, slots=True)
class DragEntered(Intent):
    """Answer with a screen whose `drag` says what letting go would do."""

    offer: Offer


class DragLeft(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Dropped(Intent):
    offer: Offer


@dataclass(frozen=True, slots=True)
class Pasted(Intent):
    """Ctrl+V: a file, a path or a checksum; told apart by its form."""

    offer: Offer


class FromWeb(Wish):
    """ "From the web…": a field for an address."""

    __slots__ = ()


class FetchPlain(Wish):
    """Without protection, as was asked."""

    __slots__ = ()


class FetchSafely(Wish):
    """With https in place of http."""

    __slots__ = ()


class FetchAgain(Wish):
    """Ask the server once more."""

    __slots__ = ()


class LookForLists(Wish):
    """Ask the server for a list of checksums."""

    __slots__ = ()


class KeepCopy(Wish):
    """Choose a file in which what is fetched is kept as well."""

    __slots__ = ()


class KeepNone(Wish):
    __slots__ = ()


class StopReading(Wish):
    __slots__ = ()


class OpenDownloadPage(Wish):
    __slots__ = ()


class ShowEvidence(Wish):
    """ "How do we know?" """

    __slots__ = ()


class PasteChecksum(Wish):
    """Open the sheet for a checksum."""

    __slots__ = ()


class ShowChecksum(Wish):
    """Details of the checksum row."""

    __slots__ = ()


class CompareChecksum(Wish):
    """Read the image after all, or once more."""

    __slots__ = ()


class StopChecksum(Wish):
    """Do not read the image for its checksum, or for damage."""

    __slots__ = ()


class LookForDamage(Wish):
    """Compare the image with the checksum that its makers left in it."""

    __slots__ = ()


class ShowAnswers(Wish):
    """The file with the answers for Setup."""

    __slots__ = ()


class ShowOptions(Wish):
    """Options of the way of writing."""

    __slots__ = ()


class AskToConvert(Wish):
    """Should what keeps a stick from being made be converted?"""

    __slots__ = ()


class Convert(Wish):
    __slots__ = ()


class StopConverting(Wish):
    __slots__ = ()


@dataclass(frozen=True, slots=True)
class FieldEntered(Intent):
    """The text of a sheet with one field; `sheet` is the key of that sheet."""

    sheet: str
    text: str
