"""A small web server on this computer, with TLS and a certificate authority of its own, that does
what it is told: right, wrong, or halfway."""

import datetime
import http.server
import ipaddress
import os
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = datetime.timedelta(days=1)
_MAY_SIGN = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)

_BENT = b"\x17\x03\x03\x00\x20" + bytes(32)  # a record of data that nobody sealed (RFC 8446, 5.1)


@dataclass
class Page:
    """A file, and how it is handed out. `cuts`: after how many bytes each of the next answers that
    go to the file's end breaks off. `ranges`: whether it is handed out in parts. `lies` are put
    over the head's lines; None leaves one out. `status` 0 means the right one."""

    data: bytes
    tag: str = '"one"'
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    lies: dict[str, str | None] = field(default_factory=dict)
    status: int = 0
    body: bytes | None = None  # in place of the right one
    before: Callable[["Page"], None] | None = None  # done in front of each answer
    if_range: bool = True  # whether the server looks at that line
    stalls: list[int] = field(default_factory=list)  # as `cuts`, but it goes silent
    interim: Sequence[int] = ()  # answers in front, which say that there will be one
    rest: float = 0.0  # seconds in front of each of them
    garbles: list[int] = field(default_factory=list)  # as `cuts`, with a bent TLS record behind
    dribbles: int = 0  # bytes of such an answer, one at a time, with a little rest


class Site:
    """Its pages by path, and what was asked and sent."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []  # path, range
        self.sent = 0
        self.port = 0
        self.released = threading.Event()

    def put(self, path: str, page: Page) -> str:
        self.pages[path] = page
        return self.url(path)

    def url(self, path: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{path}"


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    site: Site

    def do_GET(self) -> None:
        site, path = self.site, self.path.partition("?")[0]
        asked = self.headers.get("Range", "")
        site.asked.append((self.path, asked))
        if path in site.moved:
            self._head(302, {"Location": site.moved[path], "Content-Length": "0"})
            return
        page = site.pages.get(path)
        if page is None:
            self._head(404, {"Content-Length": "0"})
            return
        if page.before:
            page.before(page)
        with suppress(OSError):  # as in `_send`
            if page.rest:
                for head in _early(page):
                    time.sleep(page.rest)
                    self.wfile.write(head)
            else:
                self.wfile.write(b"".join(_early(page)))
            if page.dribbles:
                self._dribble(page.dribbles)
        self._answer(page, asked)

    def _dribble(self, count: int) -> None:
        self.wfile.write(b"HTTP/1.1 100 Continue\r\nA: ")
        for _ in range(count):
            self.wfile.write(b"a")
            time.sleep(0.02)
        self.wfile.write(b"\r\n\r\n")

    def _answer(self, page: Page, asked: str) -> None:
        start, stop, status = 0, len(page.data), 200
        other = page.if_range and self.headers.get("If-Range", page.tag) != page.tag
        if page.ranges and asked and not other:
            first, _, last = asked.removeprefix("bytes=").partition("-")
            start, status = int(first), 206
            stop = min(stop, int(last) + 1) if last else stop
        body = page.data[start:stop] if page.body is None else page.body
        head: dict[str, str | None] = {"Content-Length": str(len(body)), "ETag": page.tag or None}
        if status == 206:
            head["Content-Range"] = f"bytes {start}-{stop - 1}/{len(page.data)}"
        self._head(page.status or status, head | page.lies)
        to_end = not asked or asked.endswith("-")
        if to_end and page.cuts:
            self._send(body[: page.cuts.pop(0)])
            self.close_connection = True
        elif to_end and page.garbles:
            self._send(body[: page.garbles.pop(0)])
            self.close_connection = True
            os.write(self.connection.fileno(), _BENT)
        elif to_end and page.stalls:
            self._send(body[: page.stalls.pop(0)])
            self.site.released.wait(5)
            self.close_connection = True
        else:
            self._send(body)

    def _head(self, status: int, lines: dict[str, str | None]) -> None:
        self.send_response(status)
        for name, value in lines.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()

    def _send(self, body: bytes) -> None:
        with suppress(OSError):  # who has enough leaves
            for place in range(0, len(body), 64 << 10):
                # Before whoever asked can have it, and look here.
                self.site.sent += len(body[place : place + (64 << 10)])
                self.wfile.write(body[place : place + (64 << 10)])

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def _early(page: Page) -> list[bytes]:
    link = f"Link: </{'a' * 600}.css>; rel=preload"  # or it takes long to read too many of them
    lines = f'{link}\r\nETag: "early"\r\nContent-Length: 9\r\n'
    return [f"HTTP/1.1 {status} Wait\r\n{lines}\r\n".encode() for status in page.interim]


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[_Handler], tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._tls = tls

    def finish_request(self, request: object, client_address: object) -> None:
        try:
            if self._tls is not None:
                request = self._tls.wrap_socket(request, server_side=True)  # type: ignore[arg-type] # a socket
            super().finish_request(request, client_address)  # type: ignore[arg-type] # the same
        except OSError:
            pass  # who does not trust us leaves in the middle of a word
        finally:
            if isinstance(request, ssl.SSLSocket):
                request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A fault is what a test is about."""


@contextmanager
def serving(*, host: str = "localhost", old: bool = False, tls: bool = True) -> Iterator[Site]:
    """`host` is what its certificate is for; `old`: it ran out yesterday."""
    site = Site()
    handler = type("Handler", (_Handler,), {"site": site})
    with TemporaryDirectory() as folder:
        context = None
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            path = Path(folder) / "certificate.pem"
            path.write_bytes(_certificate(host, old=old))
            context.load_cert_chain(path)
        server = _Server(handler, context)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def authority() -> bytes:
    """The certificate of who signs those of the servers."""
    return _authority()[1].public_bytes(serialization.Encoding.PEM)


@cache
def _authority() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tests")])
    return key, (
        _begun(name, name, key, key, old=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_MAY_SIGN, critical=True)
        .sign(key, hashes.SHA256())
    )


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    old: bool,
) -> x509.CertificateBuilder:
    """With what Python's own rules demand since 3.13: the identifiers of both keys."""
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - 9 * _DAY)
        .not_valid_after(now - _DAY if old else now + _DAY)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
    )


def _certificate(host: str, *, old: bool) -> bytes:
    """With its key, as PEM."""
    signer, issuer = _authority()
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    names = x509.SubjectAlternativeName(
        [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.2"))]
    )
    made = _begun(name, issuer.subject, key, signer, old=old).add_extension(names, critical=False)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ) + made.sign(signer, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@contextmanager
def trusted(folder: Path) -> Iterator[Path]:
    """The authority in a file, as OpenSSL's own variable SSL_CERT_FILE names one."""
    path = folder / "authority.pem"
    path.write_bytes(authority())
    yield path
