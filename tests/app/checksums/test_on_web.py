"""Lists of checksums that lie beside an image on the web."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_web import Page, Site, authority, serving

from app import tools
from app.checksums.on_web import list_beside
from app.checksums.signature import Standing
from app.errors import NotFetched
from app.sources.web import open_web

IMAGE = bytes(range(256)) * 400
SUM = hashlib.sha256(IMAGE).hexdigest()


@pytest.fixture(autouse=True)
def trust(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "authority.pem"
    path.write_bytes(authority())
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        made.put("/x/a b.img", Page(IMAGE))
        made.put("/x/a%20b.img", Page(IMAGE))
        yield made


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.asked]


@pytest.mark.parametrize("name", ["SHA256SUMS", "sha256sums.txt", "a%20b.img.sha256"])
def test_the_usual_names_are_asked_for(site: Site, name: str) -> None:
    site.put(f"/x/{name}", Page(f"{SUM}  a b.img\n".encode()))
    found = list_beside(open_web(site.url("/x/a%20b.img")))
    assert [each.digest for each in found.published] == [SUM]
    assert found.published[0].file == name.replace("%20", " ")
    assert asked(site)[-1].startswith(f"/x/{name}")


@pytest.mark.parametrize("name", ["c.img.gz.sha256", "c.img.sha256"])
def test_a_packed_image_may_have_the_list_of_what_is_packed(site: Site, name: str) -> None:
    site.put("/x/c.img.gz", Page(gzip.compress(IMAGE)))
    site.put(f"/x/{name}", Page(f"{SUM}  c.img\n".encode()))
    found = list_beside(open_web(site.url("/x/c.img.gz")))
    assert [each.digest for each in found.published] == [SUM]


def test_what_may_sign_it_is_fetched_too(site: Site) -> None:
    site.put("/x/SHA256SUMS", Page(f"{SUM}  a b.img\n".encode()))
    site.put("/x/SHA256SUMS.sign", Page(b"no signature"))
    found = list_beside(open_web(site.url("/x/a%20b.img")))
    expected = Standing.UNKNOWN_KEY if tools.found("gpgv") else Standing.UNCLEAR
    assert found.published[0].signature.standing is expected
    assert asked(site)[-1] == "/x/SHA256SUMS.sign"


def test_a_list_of_others_is_told_and_the_next_is_asked_for(site: Site) -> None:
    site.put("/x/SHA256SUMS", Page(f"{SUM}  other.img\n".encode()))
    source = open_web(site.url("/x/a%20b.img"))
    assert list_beside(source).silent == ("SHA256SUMS",)
    site.put("/x/SHA512SUMS", Page(f"{hashlib.sha512(IMAGE).hexdigest()} *a b.img\n".encode()))
    assert list_beside(source).published[0].file == "SHA512SUMS"


def test_nobody_is_asked_before_somebody_wants_it(site: Site) -> None:
    open_web(site.url("/x/a%20b.img"))
    assert {path.rpartition("/")[2] for path in asked(site)} == {"a%20b.img"}


def test_a_server_in_trouble_is_not_one_without_a_list(site: Site) -> None:
    source = open_web(site.url("/x/a%20b.img"))
    site.put("/x/SHA256SUMS", Page(b"", status=503))
    with pytest.raises(NotFetched):
        list_beside(source)
