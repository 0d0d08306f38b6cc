"""`stickwright check` and what `write` makes of published checksums."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_images import image_bytes
from support_implanted import Maker

from app.checksums.signature import Signature, Standing
from app.cli import main
from app.commands.published import signature_in_words

CONTENT = image_bytes(3 << 20)
RIGHT, WRONG = hashlib.sha256(CONTENT).hexdigest(), "0" * 64
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()

Check = Callable[..., tuple[int, str]]


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "a.iso"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def check(image: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    def run(*words: str) -> tuple[int, str]:
        status = main(["check", str(image), *words])
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def put(image: Path, name: str, text: str) -> Path:
    path = image.with_name(name)
    path.write_text(text)
    return path


def test_a_list_beside_the_image(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"# all\n{RIGHT} *a.iso\n")
    status, said = check()
    assert status == 0
    assert "It matches. Who published it is not proven." in said
    assert "SHA-256 of the image matches: line 2 of SHA256SUMS." in said
    assert f"{RIGHT} *a.iso" in said


def test_a_wrong_one(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"{WRONG}  a.iso\n")
    status, said = check()
    assert status == 4
    assert "It does not match: the file differs from the one its makers published." in said


def test_lists_that_disagree(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"{WRONG}  a.iso\n{RIGHT}  a.iso\n")
    status, said = check()
    assert status == 1
    assert "The checksums disagree" in said


def test_nothing_to_compare_with(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  b.iso\n")
    status, said = check()
    assert status == 1
    assert "SHA256SUMS does not mention this file." in said
    assert RIGHT in said


def test_one_that_is_given(check: Check) -> None:
    assert check("--expect", RIGHT)[0] == 0
    assert check("--checksum", WRONG)[0] == 4
    assert "It guards against damage, not against forgery." in check("--expect", MD5)[1]
    assert check("--expect", "abc")[0] == 2


def test_a_list_that_is_named(image: Path, check: Check, tmp_path: Path) -> None:
    (tmp_path / "sums").mkdir()
    named = put(tmp_path / "sums" / "x", "list", f"{RIGHT}  a.iso\n")
    assert check("--sums", str(named))[0] == 0
    named.write_text(f"{RIGHT}  b.iso\n")
    status, said = check("--sums", str(named))
    assert (status, "list has no checksum to compare with: it does not mention a.iso." in said) == (
        3,
        True,
    )
    status, said = check("--sums", str(named.with_name("gone")))
    assert (status, "gone has no checksum to compare with: " in said) == (3, True)


def test_without_a_look_around(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"{WRONG}  a.iso\n")
    assert check("--no-sums")[0] == 1


def test_where_it_came_from(image: Path, check: Check) -> None:
    try:
        os.setxattr(image, "user.xdg.origin.url", b"https://me:secret@host.example/a.iso")
    except OSError:
        pytest.skip("this file system has no attributes")
    said = check()[1]
    assert "https://host.example/a.iso" in said
    assert "secret" not in said


def test_a_hostile_list_is_shown_and_not_obeyed(image: Path, check: Check) -> None:
    named = put(image, "\x1b]0;x\x07-SHA256SUMS", f"{RIGHT}  \x1b[2J/a.iso\n")
    assert "\x1b" not in check()[1]
    assert "\x1b" not in check("--sums", str(named))[1]


def test_as_json(image: Path, check: Check) -> None:
    put(image, "SHA256SUMS", f"{RIGHT}  a.iso\n")
    put(image, "MD5SUMS", f"{MD5}  b.iso\n")
    put(image, "SHA1SUMS", "\0")
    status, said = check("--json")
    told: dict[str, Any] = json.loads(said)
    assert status == 0
    assert told["verdict"] == "matches"
    assert told["checksums"] == [
        {
            "algorithm": "sha256",
            "expected": RIGHT,
            "matches": "image",
            "file": "SHA256SUMS",
            "line": 1,
            "text": f"{RIGHT}  a.iso",
            "signature": {"standing": "none", "fingerprint": "", "user": "", "why": ""},
        }
    ]
    assert told["silent"] == ["MD5SUMS"]
    assert told["unread"] == [{"file": "SHA1SUMS", "why": "it is not a text"}]
    assert told["digests"] == {"file": {"sha256": RIGHT}, "image": {}}
    assert told["implanted"] is None


def test_an_implanted_checksum(image: Path, check: Check) -> None:
    whole = Maker().image()
    image.write_bytes(whole)
    status, said = check()
    assert (status, "it is not damaged" in said) == (0, True)
    whole[-40 * 2048] ^= 1
    image.write_bytes(whole)
    status, said = check()
    assert (status, "It is damaged" in said) == (4, True)
    assert json.loads(check("--json")[1])["implanted"]["matches"] is False


def test_write_compares_with_what_lies_beside(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = str(tmp_path / "stick.img")
    write = ["write", "--yes", str(image), stick]
    sums = put(image, "SHA256SUMS", f"{WRONG}  a.iso\n")
    assert main(write) == 3
    assert not Path(stick).exists()
    assert "checksum of a.iso does not match" in capsys.readouterr().err
    assert main([*write, "--no-sums"]) == 0
    assert main([*write, "--anyway"]) == 0
    sums.write_text(f"{RIGHT}  a.iso\n")
    assert main(write) == 0
    assert "line 1 of SHA256SUMS" in capsys.readouterr().out


@pytest.mark.parametrize("standing", list(Standing))
def test_every_standing_has_its_words(standing: Standing) -> None:
    lines = signature_in_words(Signature(standing, "F" * 40, "Maker", "S.gpg", "a reason"))
    assert bool(lines) == (standing is not Standing.NONE)
    assert (lines[:1] == ["Signed by Maker, a key that you added."]) == (standing is Standing.GOOD)


def test_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = b"\x04" + bytes(20)
    file = tmp_path / "key"
    file.write_bytes(bytes([0xC6, len(body)]) + body + bytes([0xC0 | 13, 6]) + b"Ma\x1bker")
    assert main(["keys"]) == 0
    assert "No keys yet" in capsys.readouterr().out
    assert main(["keys", "--add", str(file)]) == 0
    said = capsys.readouterr().out
    assert "Ma�ker" in said
    assert main(["keys", "--add", str(file)]) == 0
    assert "before" in capsys.readouterr().out
    assert main(["keys"]) == 0
    fingerprint = capsys.readouterr().out.splitlines()[0]
    assert fingerprint == said.splitlines()[0]
    assert main(["keys", "--remove", fingerprint]) == 0
    assert capsys.readouterr().out.startswith("The signatures of this key count no longer:\n")
    assert main(["keys", "--remove", fingerprint]) == 2
    assert "None of your keys has this fingerprint." in capsys.readouterr().err


def test_a_fingerprint_is_taken_as_it_is_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In groups, which a shell takes for words unless they are quoted."""
    body = b"\x04" + bytes(20)
    file = tmp_path / "key"
    file.write_bytes(bytes([0xC6, len(body)]) + body + bytes([0xC0 | 13, 5]) + b"Maker")
    assert main(["keys", "--add", str(file)]) == 0
    groups = capsys.readouterr().out.splitlines()[0].split()
    assert len(groups) == 10
    assert main(["keys", "--remove", *groups[:-1]]) == 2
    assert main(["keys", "--remove", *groups]) == 0
    capsys.readouterr()
    assert main(["keys"]) == 0
    assert "No keys yet" in capsys.readouterr().out
