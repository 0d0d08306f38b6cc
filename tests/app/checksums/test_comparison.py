import gzip
import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from support_images import image_bytes, source_of

from app.checksums.algorithm import Algorithm
from app.checksums.comparison import (
    Comparison,
    Published,
    Search,
    Verdict,
    compare,
    given,
    judge,
    known,
    search,
    search_in,
)
from app.checksums.hashing import Digests
from app.checksums.lines import LARGEST
from app.checksums.signature import Signature, Standing
from app.sources import open_source
from app.sources.source import Source

CONTENT = image_bytes(100_000)
RIGHT, WRONG = hashlib.sha256(CONTENT).hexdigest(), "0" * 64


@pytest.fixture
def image(tmp_path: Path) -> Source:
    return source_of(tmp_path / "a.iso", CONTENT)


def put(image: Source, name: str, text: str) -> None:
    image.path.with_name(name).write_text(text)


def finished(source: Source, found: Search) -> Comparison:
    work = compare(source, found.published)
    while True:
        try:
            next(work)
        except StopIteration as end:
            comparison: Comparison = end.value
            return comparison


def verdict(source: Source) -> Verdict:
    return finished(source, search(source)).verdict


def test_a_list_beside_the_image_is_found_with_its_line(image: Source) -> None:
    put(image, "SHA256SUMS", f"{WRONG}  b.iso\n{RIGHT} *a.iso\n")
    (found,) = search(image).published
    assert found == Published(
        RIGHT, (Algorithm.SHA256,), "SHA256SUMS", 2, f"{RIGHT} *a.iso", Signature(Standing.NONE)
    )
    assert verdict(image) is Verdict.MATCHES


def test_a_wrong_checksum(image: Source) -> None:
    put(image, "SHA256SUMS", f"{WRONG}  a.iso\n")
    assert verdict(image) is Verdict.DIFFERS


def test_two_lines_that_disagree_are_not_guessed_about(image: Source) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  a.iso\n{WRONG}  a.iso\n")
    comparison = finished(image, search(image))
    assert comparison.verdict is Verdict.CONTRADICTORY
    assert comparison.best.published.number == 2


def test_the_same_line_twice_is_one(image: Source) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  a.iso\n{RIGHT}  ./a.iso\n")
    assert [each.number for each in search(image).published] == [1]


def test_two_lists_that_disagree(image: Source) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  a.iso\n")
    put(image, "MD5SUMS", f"{'0' * 32}  a.iso\n")
    assert verdict(image) is Verdict.CONTRADICTORY


def test_every_list_is_compared_in_one_reading(image: Source) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  a.iso\n")
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    put(image, "MD5SUMS", f"{md5}  a.iso\n")
    comparison = finished(image, search(image))
    assert comparison.verdict is Verdict.MATCHES
    assert comparison.best.algorithm is Algorithm.SHA256
    assert not comparison.weak


def test_a_weak_kind_alone_says_so(image: Source) -> None:
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    put(image, "a.iso.md5", f"{md5}\n")
    assert finished(image, search(image)).weak


def test_a_bare_checksum_counts_only_where_its_file_is_for_the_image(image: Source) -> None:
    put(image, "SHA256SUMS", RIGHT)
    assert search(image).published == ()
    put(image, "a.iso.sha256", RIGHT)
    assert [each.file for each in search(image).published] == ["a.iso.sha256"]


def test_lists_that_do_not_mention_the_image(image: Source) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  b.iso\n")
    put(image, "a.iso.md5", "what?")
    put(image, "sha256sum.c", "int main(void)\n")
    put(image, "release.sha256", f"{RIGHT}  c.iso\n")
    assert search(image) == Search(silent=("a.iso.md5", "SHA256SUMS"))


def test_what_cannot_be_taken_as_a_list_is_said(image: Source) -> None:
    put(image, "SHA256SUMS", "\0")
    with image.path.with_name("SHA512SUMS").open("wb") as file:
        file.truncate(5_000_000_000)
    found = search(image)
    assert [(each.file, each.why) for each in found.unread] == [
        ("SHA512SUMS", "it is too large for a list of checksums"),
        ("SHA256SUMS", "it is not a text"),
    ]
    assert LARGEST < 5_000_000_000


def test_a_folder_full_of_large_lists_is_not_read_whole(image: Source) -> None:
    line = f"{RIGHT}  b.iso\n"
    for number in range(5):
        put(image, f"SHA256SUMS-{number}", line * (LARGEST // len(line) * 9 // 20))
    found = search(image)
    assert len(found.silent) == 4
    assert [each.why for each in found.unread] == ["there are more lists here than are read"]


def test_of_a_text_signed_in_clear_only_the_signed_part_counts(image: Source) -> None:
    put(
        image,
        "a.iso.sha256.asc",
        f"{RIGHT}  a.iso\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
        f"{WRONG}  a.iso\n-----BEGIN PGP SIGNATURE-----\n\n=\n-----END PGP SIGNATURE-----\n",
    )
    found = search(image)
    assert found.published == ()
    assert [each.why for each in found.unread] == ["there is text around the signed one"]


def test_a_packed_image_may_be_listed_by_either_name(tmp_path: Path) -> None:
    path = tmp_path / "a.img.gz"
    path.write_bytes(gzip.compress(CONTENT))
    source = open_source(path)
    put(source, "SHA256SUMS", f"{RIGHT}  a.img\n")
    comparison = finished(source, search(source))
    assert (comparison.verdict, comparison.best.of) == (Verdict.MATCHES, "image")
    put(source, "SHA256SUMS", f"{hashlib.sha256(path.read_bytes()).hexdigest()}  a.img.gz\n")
    assert finished(source, search(source)).best.of == "file"


def test_a_list_that_the_user_names(image: Source, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    named = tmp_path / "elsewhere" / "sums"
    named.write_text(RIGHT)
    assert [each.digest for each in search_in(named, image).published] == [RIGHT]
    assert search_in(tmp_path / "gone", image).unread[0].why == "no such file or directory"


def test_a_checksum_that_the_user_gives(image: Source) -> None:
    typed = given(f" {RIGHT.upper()} ")
    assert typed == Published(RIGHT, (Algorithm.SHA256,))
    assert finished(image, Search((typed,))).verdict is Verdict.MATCHES
    assert given("abc") is None


def test_what_was_summed_up_answers_the_next_question(image: Source) -> None:
    comparison = finished(image, Search((Published(RIGHT, (Algorithm.SHA256,)),)))
    wrong, other = Published(WRONG, (Algorithm.SHA256,)), Published("0" * 32, (Algorithm.MD5,))
    assert known([wrong], comparison.digests)
    assert judge([wrong], comparison.digests).verdict is Verdict.DIFFERS
    assert not known([other], comparison.digests)
    file_only = Digests({Algorithm.SHA256: RIGHT})
    assert known([Published(RIGHT, (Algorithm.SHA256,))], file_only)
    assert not known([wrong], file_only)


def test_a_good_signature_weighs_most_and_a_wrong_one_is_told() -> None:
    digests = Digests({Algorithm.SHA256: RIGHT}, {Algorithm.SHA256: RIGHT})
    kinds = (Algorithm.SHA256,)
    plain = Published(RIGHT, kinds, "a")
    signed = Published(RIGHT, kinds, "b", signature=Signature(Standing.GOOD, "F"))
    forged = Published(RIGHT, kinds, "c", signature=Signature(Standing.BAD, "F"))
    assert judge([plain, signed], digests).best.published is signed
    assert judge([plain, Published(RIGHT, kinds)], digests).best.published.file == ""
    assert judge([plain, forged], digests).forged
    assert not judge([plain, signed], digests).forged


def test_closing_stops_it(image: Source) -> None:
    work = compare(image, (Published(RIGHT, (Algorithm.SHA256,)),))
    next(work)
    work.close()
    with suppress(StopIteration):
        next(work)
        pytest.fail("it went on")
