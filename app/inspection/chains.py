"""Where the signatures of a loader lead, asked of lists of certificates."""

import hashlib
from collections.abc import Iterable, Iterator

from app.display import for_display
from app.errors import CorruptImage
from app.formats.signature_list import SignatureLists
from app.formats.x509 import Certificate
from app.report import Loader

_REVOKED_BY = ("sha256", "sha384", "sha512")


def readable(certificates: Iterable[bytes]) -> Iterator[Certificate]:
    """Without those that firmware could not read either."""
    for data in certificates:
        try:
            yield Certificate.read(data)
        except CorruptImage:
            continue


def leads_to(loader: Loader, certificates: Iterable[bytes]) -> bool:
    """Whether a sound signature comes from one of these, or from below it."""
    above = list(readable(certificates))
    return any(_above(chain, above) for chain in _chains(loader))


def revoked_among(loader: Loader, lists: SignatureLists) -> str:
    """The first certificate of a signature that is on these lists of what is refused; "" for
    none."""
    above = list(readable(lists.certificates))
    for chain in _chains(loader):
        for each in (*chain, *_above(chain, above)):
            digests = {hashlib.new(name, each.signed).digest() for name in _REVOKED_BY}
            if each in above or digests & lists.revoked:
                return for_display(each.name)
    return ""


def _chains(loader: Loader) -> Iterator[list[Certificate]]:
    for signature in loader.sound:
        yield list(readable(signature.certificates))


def _above(chain: list[Certificate], certificates: list[Certificate]) -> list[Certificate]:
    """Those of the certificates that the chain leads to."""
    return [
        one
        for one in certificates
        if any((here.subject, here.key) == (one.subject, one.key) for here in chain)
        or any(here.signed_by(one) for here in chain)
    ]
