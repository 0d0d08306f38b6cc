"""What is taken and what is refused, and why (design 8.1)."""

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.intents import Offer
from ui.offers import Judged, PortalKey, Refusal, WebLink, judge, look_at


@pytest.mark.parametrize(
    ("offer", "answer"),
    [
        (Offer(("file:///home/a/debian.iso",)), Path("/home/a/debian.iso")),
        (Offer(("file://localhost/a%20b/%E2%82%AC.iso",)), Path("/a b/€.iso")),
        (Offer(("file:///a/debian%23.iso",)), Path("/a/debian#.iso")),
        (Offer(("file:///a/b.iso", "file:///a/c.iso")), Refusal.MANY),
        (Offer(("https://debian.org/a.iso",)), WebLink("https://debian.org/a.iso")),
        (Offer(("HTTP://debian.org/a.iso",)), WebLink("HTTP://debian.org/a.iso")),
        (Offer(("ftp://ftp.example.org/debian.iso",)), Refusal.REMOTE),
        (Offer(("smb://server/share/debian.iso",)), Refusal.SANDBOX),
        (Offer(("file://server/share/debian.iso",)), Refusal.SANDBOX),
        (Offer(("file:///a/%00.iso",)), Refusal.SANDBOX),
        (Offer(("file:",)), Refusal.SANDBOX),
        (Offer(("http://[",)), Refusal.SANDBOX),
        (Offer(portal_key="1"), PortalKey("1")),
        (Offer(("file:///a/b.iso",), portal_key="1"), Path("/a/b.iso")),
        (Offer(("file:///a/debian.iso.part",)), Refusal.PARTIAL),
        (Offer(("file:///a/Unconfirmed%2012.crdownload",)), Refusal.PARTIAL),
        (Offer(text=" /a/debian.iso\n"), Path("/a/debian.iso")),
        (Offer(text="file:///a/debian.iso"), Path("/a/debian.iso")),
        (Offer(text=" https://debian.org\n"), WebLink("https://debian.org")),
        (Offer(text="https://debian.org/a.iso\nDebian 13"), WebLink("https://debian.org/a.iso")),
        (Offer(text="ftp://debian.org/a.iso"), Refusal.REMOTE),
        (Offer(text="/a/b.iso\n/a/c.iso"), Refusal.MANY),
        (Offer(text="Remember the milk"), Refusal.NOTHING),
        (Offer(text="Remember\nthe milk"), Refusal.NOTHING),
        (Offer(text="0" * 64), Refusal.NOTHING),
        (Offer(), Refusal.NOTHING),
    ],
)
def test_the_form_decides_first(offer: Offer, answer: Judged) -> None:
    assert judge(offer) == answer


def test_a_home_is_found(private_home: Path) -> None:
    assert judge(Offer(text="~/debian.iso")) == private_home / "debian.iso"


def test_a_name_that_is_no_unicode_leads_to_its_file(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"deb\xffian.iso")
    path.write_bytes(b"x")
    found = judge(Offer((path.as_uri(),)))
    assert isinstance(found, Path)
    assert look_at(found).refusal is None


@given(st.lists(st.text(max_size=40), max_size=3), st.text(max_size=40), st.text(max_size=5))
def test_whatever_is_offered_there_is_an_answer(urls: list[str], text: str, key: str) -> None:
    assert isinstance(judge(Offer(tuple(urls), text, key)), Judged)


def test_what_a_path_leads_to(tmp_path: Path) -> None:
    image = tmp_path / "image.iso"
    image.write_bytes(bytes(4096))
    (tmp_path / "link").symlink_to(image)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
    assert look_at(image).size == look_at(tmp_path / "link").size == 4096
    assert look_at(image).refusal is None
    assert look_at(tmp_path).refusal is Refusal.FOLDER
    assert look_at(tmp_path / "socket").refusal is Refusal.SPECIAL
    assert look_at(tmp_path / "gone").refusal is Refusal.GONE
    assert look_at(tmp_path / "loop").refusal is Refusal.GONE
    assert look_at(image / "inside").refusal is Refusal.GONE
