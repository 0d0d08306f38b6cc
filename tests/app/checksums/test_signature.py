"""What gpgv says, as one answer. Recorded from gpgv 2.2.40; `test_gpgv.py` asks it."""

from pathlib import Path

import pytest

from app.checksums.signature import (
    Signature,
    Standing,
    _lines,
    check_clear,
    check_detached,
    judge,
)

KEY = "A5954426E556444EB16984CE67050D37710AC166"
NEW = "[GNUPG:] NEWSIG a@b\n"
GOOD = "[GNUPG:] GOODSIG 67050D37710AC166 Ubuntu %25CD <a@b>\n"
VALID = f"[GNUPG:] VALIDSIG {KEY} 2026-11-26 1795662609 0 4 0 1 10 00 {KEY}\n"
WHOLE = NEW + f"[GNUPG:] KEY_CONSIDERED {KEY} 0\n" + GOOD + VALID
UNKNOWN = (
    "[GNUPG:] NEWSIG c@b\n"
    "[GNUPG:] ERRSIG DE69FD1F8971A369 1 10 00 1795662609 9 "
    "3D7E65D1F00D938FFA489D9DDE69FD1F8971A369\n"
    "[GNUPG:] NO_PUBKEY DE69FD1F8971A369\n"
)


def test_one_good_signature() -> None:
    assert judge(WHOLE, 0, "S.gpg") == Signature(
        Standing.GOOD, KEY, "Ubuntu %CD <a@b>", "S.gpg", ""
    )


@pytest.mark.parametrize(
    ("output", "status", "standing"),
    [
        ("", 2, Standing.UNCLEAR),
        ("gpgv: GOODSIG\n" + VALID, 0, Standing.UNCLEAR),
        (f" {GOOD}{VALID}", 0, Standing.UNCLEAR),
        (NEW + VALID, 0, Standing.UNCLEAR),
        (NEW + GOOD, 0, Standing.UNCLEAR),
        (NEW + GOOD + VALID, 1, Standing.UNCLEAR),
        (NEW + GOOD + VALID + VALID, 0, Standing.UNCLEAR),
        (WHOLE + WHOLE, 0, Standing.UNCLEAR),
        (WHOLE + UNKNOWN, 2, Standing.UNCLEAR),
        (WHOLE + NEW, 0, Standing.UNCLEAR),
        (WHOLE + "[GNUPG:] UNEXPECTED 0\n", 0, Standing.UNCLEAR),
        (WHOLE + "[GNUPG:] FAILURE gpg-exit 1\n", 0, Standing.UNCLEAR),
        (WHOLE + "[GNUPG:] NODATA 4\n", 0, Standing.UNCLEAR),
        (WHOLE.replace("1 10 00", "1 2 00"), 0, Standing.WEAK),
        (WHOLE.replace("1 10 00", "1 1 00"), 0, Standing.WEAK),
        (WHOLE.replace("1 10 00", "1 10 13"), 0, Standing.UNCLEAR),
        (WHOLE.replace("1 10 00", "1 10 01"), 0, Standing.GOOD),
        (WHOLE.replace("GOODSIG", "EXPKEYSIG"), 0, Standing.EXPIRED),
        (WHOLE.replace("GOODSIG", "EXPSIG"), 0, Standing.EXPIRED),
        (WHOLE.replace("GOODSIG", "REVKEYSIG"), 0, Standing.REVOKED),
        (NEW + GOOD.replace("GOODSIG", "BADSIG"), 1, Standing.BAD),
        (UNKNOWN, 2, Standing.UNKNOWN_KEY),
        (UNKNOWN.replace(" 9 3D7", " 4 3D7"), 2, Standing.UNCLEAR),
        (UNKNOWN.replace("1 10 00 1795662609 9", "1 2 00 1795662609 5"), 2, Standing.WEAK),
        ("[GNUPG:] ERRSIG\n", 2, Standing.UNCLEAR),
        ("[GNUPG:] GOODSIG \n[GNUPG:] VALIDSIG\n", 0, Standing.UNCLEAR),
    ],
)
def test_everything_else_proves_nothing(output: str, status: int, standing: Standing) -> None:
    found = judge(output, status)
    assert found.standing is standing
    assert found.good == (standing is Standing.GOOD)


def test_an_unknown_key_is_named() -> None:
    assert judge(UNKNOWN, 2).fingerprint == "3D7E65D1F00D938FFA489D9DDE69FD1F8971A369"


def test_a_name_cannot_play_a_status_line() -> None:
    """gpg spells what would end the line."""
    named = GOOD.replace("<a@b>", "%0A[GNUPG:]%20BADSIG%20x")
    assert judge(NEW + named + VALID, 0).good
    assert judge(NEW + named + VALID, 0).user == "Ubuntu %CD \n[GNUPG:] BADSIG x"


@pytest.mark.parametrize("content", [None, b""])
def test_without_keys_nobody_is_asked(tmp_path: Path, content: bytes | None) -> None:
    keyring = tmp_path / "keyring.gpg"
    if content is not None:
        keyring.write_bytes(content)
    for found in (
        check_detached(b"list", b"signature", "S.gpg", keyring),
        check_clear(b"list", b"text", "S.gpg", keyring),
    ):
        assert found.standing in (Standing.UNKNOWN_KEY, Standing.UNCLEAR)
        assert found.why


def test_two_readings_are_compared_without_the_space_around_them() -> None:
    assert _lines(b"\n\na \r\n\nb\n\n") == _lines(b"a\n\nb") == [b"a", b"", b"b"]


def test_where_no_temporary_file_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "keyring.gpg").write_bytes(b"a key")
    monkeypatch.setattr("app.tools.found", lambda _: True)
    monkeypatch.setattr("tempfile.tempdir", "/proc")
    for found in (
        check_detached(b"list", b"signature", "S.gpg", tmp_path / "keyring.gpg"),
        check_clear(b"list", b"list", "S.gpg", tmp_path / "keyring.gpg"),
    ):
        assert (found.standing, found.file) == (Standing.UNCLEAR, "S.gpg")
        assert "temporary file" in found.why
