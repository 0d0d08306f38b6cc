"""Every rule for the web, against a server that breaks it."""

import threading
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_web import Page, Site, serving

from app.address import Address, address_of
from app.errors import AddressRefused, NotFetched, Stopped
from app.network import MOST_HOPS, Client

DATA = bytes(range(256)) * 40
IN_PIECES: dict[str, str | None] = {"Transfer-Encoding": "chunked", "Content-Length": "9999"}


pytestmark = pytest.mark.usefixtures("trust")


def fetched(url: str, client: Client | None = None) -> bytes:
    with closing((client or Client(stall=0.3)).get(address_of(url))) as answer:
        view = memoryview(bytearray(1 << 20))
        filled = 0
        while got := answer.readinto(view[filled:]):
            filled += got
        return bytes(view[:filled])


def refusal(url: str) -> str:
    with pytest.raises((NotFetched, AddressRefused)) as caught:
        fetched(url)
    return str(caught.value)


def test_a_file_comes_as_it_is(site: Site) -> None:
    assert fetched(site.put("/a.iso", Page(DATA))) == DATA


def test_a_range_comes_and_says_so(site: Site) -> None:
    url = site.put("/a.iso", Page(DATA))
    with closing(Client().get(address_of(url), 100, 300)) as answer:
        told = answer.told
        assert (told.start, told.length, told.total, told.partial) == (100, 200, len(DATA), True)
        assert told.mark == '"one"'
        view = memoryview(bytearray(500))
        assert answer.readinto(view) == 200
        assert view[:200] == DATA[100:300]
        assert answer.readinto(view) == 0


def test_five_hops_are_followed_and_six_are_not(site: Site) -> None:
    url = site.put("/0", Page(DATA))
    for hop in range(1, MOST_HOPS + 2):
        site.moved[f"/{hop}"] = site.url(f"/{hop - 1}")
    assert fetched(site.url(f"/{MOST_HOPS}")) == DATA
    assert "more than 5 times" in refusal(site.url(f"/{MOST_HOPS + 1}"))
    assert url


def test_the_address_that_counts_is_the_last(site: Site) -> None:
    site.put("/there", Page(DATA))
    site.moved["/here"] = "/there"
    with closing(Client().get(address_of(site.url("/here")))) as answer:
        assert answer.address.url == site.url("/there")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://localhost/a.iso", "http is neither secret"),
        ("file:///etc/passwd", "only https is fetched, not file"),
        ("ftp://localhost/a.iso", "only https is fetched, not ftp"),
        ("https://me:secret@localhost/a.iso", "a name or a password"),
        ("//user@localhost/a.iso", "a name or a password"),
        ("https://[::1", "leads to what is no address"),
        ("/a%20b\x01", "blanks or control characters"),
        ("", "does not say where"),
    ],
)
def test_no_hop_leads_elsewhere(site: Site, location: str, words: str) -> None:
    site.moved["/a.iso"] = location
    assert words in refusal(site.url("/a.iso"))
    assert len(site.asked) == 1


def test_a_circle_ends_at_once(site: Site) -> None:
    site.moved["/a"], site.moved["/b"] = site.url("/b"), site.url("/a")
    assert "round in a circle" in refusal(site.url("/a"))
    assert len(site.asked) == 2


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page(DATA, lies={"X-Long": "x" * (65 << 10)}), "head of its answer is too large"),
        (Page(DATA, lies={"X-Long": "x" * (40 << 10), "Y": "y" * (30 << 10)}), "is too large"),
        (Page(DATA, lies={f"X-{n}": "" for n in range(120)}), "head of its answer is too large"),
        (Page(DATA, interim=[100] * 9999), "head of its answer is too large"),
        (Page(DATA, interim=[103] * 9999), "head of its answer is too large"),
        (Page(DATA, interim=[103] * 300, rest=0.02), "it does not answer"),
        (Page(DATA, interim=[102, 101]), "another protocol"),
        (Page(DATA, status=101), "another protocol"),
        (Page(DATA, dribbles=150), "it does not answer"),
        (Page(DATA, lies={"Content-Length": str(len(DATA) + 9)}), "does not answer"),
        (Page(DATA, cuts=[200]), "connection broke"),
        (Page(DATA, stalls=[200]), "does not answer"),
        (Page(DATA, lies=IN_PIECES, body=b"1\r\na\r\n0\r\n" + 20_000 * b"X: y\r\n"), "too large"),
        (Page(DATA, lies={"Content-Encoding": "gzip"}), "another encoding"),
        (Page(DATA, lies={"Content-Length": None}), "how long the file is"),
        (Page(DATA, lies={"Content-Length": "-1"}), "how long the file is"),
        (Page(DATA, status=403), "does not hand the file out"),
        (Page(DATA, status=500), "error 500"),
        (Page(DATA, status=206, lies={"Content-Range": "bytes 0-9/*"}), "which part"),
        (Page(DATA, status=206, lies={"Content-Range": "bytes 5-9/10"}), "another part"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_a_server_must_not_do(site: Site, page: Page, words: str) -> None:
    assert words in refusal(site.put("/a.iso", page))


def test_what_comes_behind_the_announced_length_is_not_read(site: Site) -> None:
    page = Page(DATA, lies={"Content-Length": "100", "Connection": "close"})
    assert fetched(site.put("/a.iso", page)) == DATA[:100]


@pytest.mark.parametrize(
    "interim",
    [(100, 100, 100), (103, 103, 103), (100, 102, 103, 103, 102, 100), (104, 199)],
    ids=str,
)
def test_an_answer_may_be_announced(site: Site, interim: tuple[int, ...]) -> None:
    url = site.put("/a.iso", Page(DATA, interim=interim))
    assert fetched(url) == DATA
    with closing(Client().get(address_of(url), 5, 9)) as answer:  # nor is it taken for a part of it
        assert (answer.told.length, answer.told.total, answer.told.mark) == (4, len(DATA), '"one"')


def test_where_a_file_went_may_be_announced(site: Site) -> None:
    site.put("/there", Page(DATA))
    moved = Page(b"", interim=(103,), status=302, lies={"Location": "/there"})
    assert fetched(site.put("/here", moved)) == DATA


@pytest.mark.parametrize(
    ("changed", "mark"),
    [
        ("Mon, 20 Nov 1995 19:12:08 -0000", "Mon, 20 Nov 1995 19:12:08 -0000"),  # RFC 5322, 3.3
        ("Mon, 20 Nov 99999999999999999999 19:12:08 GMT", ""),
        ("yesterday", ""),
    ],
)
def test_a_time_of_change_that_is_written_strangely(site: Site, changed: str, mark: str) -> None:
    url = site.put("/a.iso", Page(DATA, tag="", lies={"Last-Modified": changed}))
    with closing(Client().get(address_of(url))) as answer:
        assert answer.told.mark == mark


def test_nobody_is_there() -> None:
    with serving() as site:
        pass
    assert "can’t be reached" in refusal(site.url("/a.iso"))


def test_what_is_not_there(site: Site) -> None:
    assert "there is no such file" in refusal(site.url("/a.iso"))


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ({"host": "example.org"}, "Hostname mismatch"),
        ({"old": True}, "certificate has expired"),
    ],
)
def test_a_certificate_that_is_not_good(made: dict[str, object], words: str) -> None:
    with serving(**made) as site:  # type: ignore[arg-type] # two of its words
        site.put("/a.iso", Page(DATA))
        assert words in refusal(site.url("/a.iso"))
        assert site.asked == []


def test_who_speaks_no_tls_is_not_said_to_have_a_bad_certificate() -> None:
    with serving(tls=False) as site:
        assert "the protected connection failed: WRONG_VERSION_NUMBER" in refusal(site.url("/a"))


def test_an_authority_that_nobody_trusts(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    site.put("/a.iso", Page(DATA))
    assert "certificate" in refusal(site.url("/a.iso"))
    assert site.asked == []


def test_a_plain_address_only_in_so_many_words() -> None:
    with serving(tls=False) as site:
        site.put("/a.iso", Page(DATA))
        url = site.url("/a.iso").replace("https:", "http:")
        with pytest.raises(AddressRefused, match="allow it by name"):
            address_of(url)
        address = address_of(url, plain=True)
        with closing(Client(plain=True).get(address)) as answer:
            assert answer.told.total == len(DATA)


def test_never_back_from_https_to_http(site: Site) -> None:
    site.moved["/a.iso"] = "http://localhost/a.iso"
    with pytest.raises(AddressRefused, match="http is neither"):
        Client(plain=True).get(address_of(site.url("/a.iso"), plain=True))


@pytest.mark.parametrize(
    ("text", "host", "shown", "name"),
    [
        ("HTTPS://Example.ORG/a.iso", "example.org", "https://example.org/a.iso", "a.iso"),
        ("https://example.org", "example.org", "https://example.org/", ""),
        ("https://e.org/a%20b.iso?key=1#x", "e.org", "https://e.org/a%20b.iso", "a b.iso"),
        ("https://e.org/a%2Fb%0A.iso", "e.org", "https://e.org/a%2Fb%0A.iso", "a_b\ufffd.iso"),
        ("https://аpple.com/a", "xn--pple-43d.com", "https://xn--pple-43d.com/a", "a"),
        ("https://e.org:8443/ä", "e.org", "https://e.org:8443/%C3%A4", "ä"),
    ],
)
def test_an_address_is_shown_as_it_is_asked(text: str, host: str, shown: str, name: str) -> None:
    address = address_of(text)
    assert (address.host, address.shown, address.name) == (host, shown, name)


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "https:///a",
        "https://a b/",
        "https://e.org/a\r\nX: y",
        "https://e.org:99999/",
        "https://me@e.org/",
        "https://exa mple/",
        "https://a..b/",
        "https://a_b{}/",
        "ftp://e.org/",
        "file:///etc/passwd",
        "https://e.org/" + "a" * 5000,
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(AddressRefused):
        address_of(text)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_asked_in_ascii_or_refused(text: str) -> None:
    try:
        address = address_of(f"https://e.org/{text}")
    except AddressRefused:
        return
    assert isinstance(address, Address)
    assert address.url.isascii()
    assert address.url.isprintable()
    assert " " not in address.url


def test_who_has_stopped_asks_nobody_any_more(site: Site) -> None:
    stopped = threading.Event()
    client = Client(stopped=stopped)
    url = site.put("/a.img", Page(b"image"))
    client.get(address_of(url)).close()
    stopped.set()
    with pytest.raises(Stopped):
        client.get(address_of(url))
    assert len(site.asked) == 1
