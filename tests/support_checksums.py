"""What the window may know of published checksums, one of each."""

from collections.abc import Iterator
from dataclasses import replace

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import Comparison, Published, Search, Unread, judge
from app.checksums.hashing import Digests
from app.checksums.signature import UNSIGNED, Signature, Standing
from app.errors import ImageUnreadable
from app.inspection.media_check import MediaCheck
from app.sources.origin import Origin
from ui.state.checksum import Checksum, Summing

RIGHT, WRONG = "c2e4efee" * 8, "00000000" * 8
MD5 = "c2e4efee" * 4
KEY = "A5954426E556444EB16984CE67050D37710AC166"
ORIGIN = Origin("https://releases.ubuntu.com/24.04/ubuntu.iso", "", "releases.ubuntu.com")
SUMMED = {Algorithm.SHA256: RIGHT, Algorithm.MD5: MD5}
DAMAGE = (1_210_056_704, 1_330_118_656)
DIGESTS = Digests(SUMMED, SUMMED)


def listed(
    digest: str = RIGHT, file: str = "SHA256SUMS", signature: Signature = UNSIGNED, line: str = ""
) -> Published:
    """As it stands in a list beside the image."""
    kind = Algorithm.SHA256 if len(digest) == 64 else Algorithm.MD5
    return Published(digest, (kind,), file, 3, line or f"{digest} *ubuntu.iso", signature)


def signature(standing: Standing, user: str = "Ubuntu CD Image key") -> Signature:
    return Signature(standing, KEY, user, "SHA256SUMS.gpg", "it can be read in two ways")


def pasted(digest: str = RIGHT) -> Published:
    return replace(listed(digest), file="", number=0, text="")


def comparison(*published: Published) -> Comparison:
    return judge(published, DIGESTS)


def answered(*published: Published, origin: Origin | None = None) -> Checksum:
    found = Search(tuple(each for each in published if each.file))
    by_hand = next((each for each in published if not each.file), None)
    return Checksum(1, found, origin, by_hand, answer=comparison(*published))


def implanted() -> Iterator[Checksum]:
    """Whatever may come of comparing an image with what its makers left in it."""
    for looked in (
        None,
        Summing(2),
        Summing(2, 430, 1000),
        MediaCheck(None),
        MediaCheck(DAMAGE),
        ImageUnreadable("fedora.iso", 7, "Input/output error"),
    ):
        yield Checksum(1, Search(), implanted=looked)


def checksums(name: str = "SHA256SUMS", user: str = "Ubuntu CD Image key") -> Iterator[Checksum]:
    """With a list and a key of these names."""
    line = f"{RIGHT} *{name}"
    right, wrong = listed(RIGHT, name, line=line), listed(WRONG, name, line=line)
    yield Checksum()
    yield Checksum(1, Search(silent=(name,), unread=(Unread(name, "it is not a text"),)))
    yield Checksum(1, Search(unread=(Unread(name, "it is not a text"),)))
    for summing in (Summing(2), Summing(2, 430, 1000), Summing(2, 430)):
        yield Checksum(1, Search((right,)), summing=summing)
    yield Checksum(1, Search((right,)), stopped=True)
    yield Checksum(1, Search(), wanted=True, summing=Summing(2, 430, 1000))
    yield Checksum(1, Search(), wanted=True, answer=comparison())
    yield Checksum(1, Search((right,)), answer=ImageUnreadable(name, 7, "Input/output error"))
    for published in ((right,), (wrong,), (right, wrong), (listed(MD5, name),), (pasted(),)):
        yield answered(*published, origin=ORIGIN)
    for standing in Standing:
        yield answered(listed(RIGHT, name, signature(standing, user), line))
