"""Lists of checksums on the web: fetched when somebody asks for one, with what may sign it."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urljoin

from app.address import Address, address_of
from app.checksums.beside import names_of
from app.checksums.comparison import Search, search_in
from app.errors import NotFetched
from app.network import Client
from app.sources.web import WebSource
from app.sources.web_file import fetch

_SIGNATURES = (".asc", ".gpg", ".sig", ".sign")
_LARGEST = (1 << 20) + 1  # bytes of a list that are fetched: one more than may be read
_LONGEST_NAME = 240  # bytes
_FOR_ALL = ("SHA256SUMS", "sha256sums.txt", "SHA512SUMS")
_FOR_ONE = (".sha256", ".sha256sum", ".sha512")


def list_beside(source: WebSource) -> Search:
    """The first list in the image's folder that mentions it; else what was found instead. A server
    has no folder to look into, so the usual names are asked for, one after the other. Raises
    NotFetched where it does not answer, AddressRefused, Stopped."""
    silent: list[str] = []
    own = (name + ending for name in names_of(source) for ending in _FOR_ONE)
    for name in (*_FOR_ALL, *own):
        try:
            found = list_at(urljoin(source.file.asked.url, quote(name)), source)
        except NotFetched as error:
            if error.passing:
                raise
            continue
        if found.published:
            return found
        silent += found.silent
    return Search(silent=tuple(silent))


def list_at(address: str, source: WebSource) -> Search:
    """In the list at this address. Raises NotFetched, AddressRefused, Stopped."""
    client = source.file.client
    there = address_of(address, plain=client.plain)
    with TemporaryDirectory(prefix="stickwright-") as folder:
        path = Path(folder) / _file_name(there.name)
        path.write_bytes(_small(client, there))
        for ending in _SIGNATURES:
            beside = there.url.partition("?")[0] + ending
            try:
                signature = _small(client, address_of(beside, plain=client.plain))
            except NotFetched:
                continue
            path.with_name(path.name + ending).write_bytes(signature)
            break
        return search_in(path, source)


def _file_name(name: str) -> str:
    """One that any disk takes, also with the ending of a signature; how it ends says what it is."""
    short = name.encode()[-_LONGEST_NAME:].decode(errors="ignore")
    return "list" if short in ("", ".", "..") else short


def _small(client: Client, address: Address) -> bytes:
    """As much of a file as a list may have. Raises NotFetched, AddressRefused."""
    with closing(client.get(address)) as answer:
        return fetch(answer, min(answer.told.length, _LARGEST))
