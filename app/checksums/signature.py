"""Who signed a sums file. gpgv decides, with the keys that the user vouches for and no others.

Its exit status is not enough: with an expired key it is 0. So its status lines are read
(GnuPG, doc/DETAILS), and only one answer is good: exactly one signature, GOODSIG and VALIDSIG of
it, nothing said against the key, and a hash that nobody can forge. No network is asked, no trust
of the user's own gpg is looked at, and every file is a copy of what was read here, so that nothing
can change between reading and judging.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote_to_bytes

from app import tools
from app.errors import ToolError

LIMIT = 10.0  # seconds; a signature takes some milliseconds
_STATUS = "[GNUPG:] "
# RFC 9580, section 9.5: MD5, SHA-1 and RIPEMD-160 are broken or as good as that.
_FORGEABLE = ("1", "2", "3")
# What a signature of a file or of a text is (section 5.2.1); others say something about keys.
_OF_DOCUMENTS = ("00", "01")

_NO_KEY = "9"


class Standing(StrEnum):
    """What is known about a signature. Everything but GOOD proves nothing."""

    NONE = "none"  # nothing is signed
    GOOD = "good"
    BAD = "bad"  # the file, or the signature, was changed
    UNKNOWN_KEY = "unknown-key"  # by a key that the user has not added
    EXPIRED = "expired"  # by a key that has expired, or a signature that has
    REVOKED = "revoked"  # by a key that its owner withdrew
    WEAK = "weak"  # by a hash that can be forged
    UNCLEAR = "unclear"  # could not be judged; `why` says so


@dataclass(frozen=True, slots=True)
class Signature:
    """`fingerprint` of the primary key, in upper case; `user` is what the key calls itself, which
    is hostile text and no proof: the fingerprint is. `file` holds the signature."""

    standing: Standing
    fingerprint: str = ""
    user: str = ""
    file: str = ""
    why: str = ""

    @property
    def good(self) -> bool:
        return self.standing is Standing.GOOD


UNSIGNED = Signature(Standing.NONE)

# One of these words ends the story of a signature.
_OUTCOMES = {
    "GOODSIG": Standing.GOOD,
    "BADSIG": Standing.BAD,
    "EXPSIG": Standing.EXPIRED,
    "EXPKEYSIG": Standing.EXPIRED,
    "REVKEYSIG": Standing.REVOKED,
    "ERRSIG": Standing.UNCLEAR,
}
# And with these beside it, a good one is not.
_AGAINST = ("NODATA", "UNEXPECTED", "FAILURE", "ERROR", "KEYREVOKED", "SIGEXPIRED", "NO_PUBKEY")


def check_detached(data: bytes, signature: bytes, file: str, keyring: Path) -> Signature:
    """Of a signature in a file of its own, called `file`."""
    if unable := _unable(file, keyring):
        return unable
    try:
        with TemporaryDirectory(prefix="stickwright-") as name:
            beside = Path(name) / "signature"
            beside.write_bytes(signature)
            # Two operands always: with one, gpgv would take a signed text for the signature.
            return _ask(name, keyring, [str(beside), "-"], data, file)
    except OSError:
        return _no_room(file)


def check_clear(data: bytes, text: bytes, file: str, keyring: Path) -> Signature:
    """Of a file that is signed in clear; `text` is what we take for the signed part. gpgv hands out
    what it takes for it, and both have to be the same."""
    if unable := _unable(file, keyring):
        return unable
    try:
        with TemporaryDirectory(prefix="stickwright-") as name:
            signed, plain = Path(name) / "signed", Path(name) / "plain"
            signed.write_bytes(data)
            found = _ask(name, keyring, ["--output", str(plain), str(signed)], b"", file)
            if found.good and _lines(plain.read_bytes()) != _lines(text):
                return Signature(Standing.UNCLEAR, file=file, why="it can be read in two ways")
            return found
    except OSError:
        return _no_room(file)


def _no_room(file: str) -> Signature:
    """What gpgv is to judge is handed to it as a file."""
    why = "no temporary file can be made here"
    return Signature(Standing.UNCLEAR, file=file, why=why)


def _unable(file: str, keyring: Path) -> Signature | None:
    if not tools.found("gpgv"):
        why = "gpgv is not installed, which checks signatures"
        return Signature(Standing.UNCLEAR, file=file, why=why)
    try:
        empty = not keyring.stat().st_size
    except OSError:
        empty = True
    if empty:
        return Signature(Standing.UNKNOWN_KEY, file=file, why="no keys have been added yet")
    return None


def _ask(home: str, keyring: Path, operands: list[str], given: bytes, file: str) -> Signature:
    command = ["gpgv", "--homedir", home, "--keyring", str(keyring.absolute()), "--status-fd", "1"]
    try:
        answer = tools.ask([*command, *operands], given, limit=LIMIT)
    except (ToolError, BrokenPipeError) as error:
        return Signature(Standing.UNCLEAR, file=file, why=str(error).rstrip("."))
    return judge(answer.output.decode("utf-8", "replace"), answer.status, file)


def judge(output: str, status: int, file: str = "") -> Signature:
    """What gpgv said, as one answer."""
    said = [
        row.removeprefix(_STATUS).split(" ")
        for row in output.split("\n")
        if row.startswith(_STATUS)
    ]
    words = [row[0] for row in said]
    outcomes = [row for row in said if row[0] in _OUTCOMES]
    if words.count("NEWSIG") > 1 or len(outcomes) > 1:
        why = "it carries more than one signature"
        return Signature(Standing.UNCLEAR, file=file, why=why)
    if len(outcomes) != 1:
        return Signature(Standing.UNCLEAR, file=file, why="there is no signature in it")
    word, *rest = outcomes[0]
    if word == "ERRSIG":
        return _not_judged(rest, file)
    valid = [row[1:] for row in said if row[0] == "VALIDSIG"]
    key = valid[0][9] if len(valid) == 1 and len(valid[0]) > 9 else ""
    user = unquote_to_bytes(" ".join(rest[1:])).decode("utf-8", "replace")
    answer = Signature(_OUTCOMES[word], key or rest[0], user, file)
    if not answer.good:
        return answer
    if status != 0 or not key or not set(words).isdisjoint(_AGAINST):
        why = "gpgv did not call it valid"
        return replace(answer, standing=Standing.UNCLEAR, why=why)
    if valid[0][7] in _FORGEABLE:
        return replace(answer, standing=Standing.WEAK)
    if valid[0][8] not in _OF_DOCUMENTS:
        return replace(answer, standing=Standing.UNCLEAR, why="it is not the signature of a file")
    return answer


def _not_judged(about: list[str], file: str) -> Signature:
    """ERRSIG: key, its algorithm, the hash, class, time, reason, fingerprint."""
    reason = about[5] if len(about) > 5 else ""
    key = about[6] if len(about) > 6 and about[6] != "-" else about[0] if about else ""
    if reason == _NO_KEY:
        return Signature(Standing.UNKNOWN_KEY, key, file=file)
    if len(about) > 2 and about[2] in _FORGEABLE:
        return Signature(Standing.WEAK, key, file=file)
    why = "gpgv could not judge it: this computer’s clock, or the kind of key"
    return Signature(Standing.UNCLEAR, key, file=file, why=why)


def _lines(text: bytes) -> list[bytes]:
    """Empty lines at the beginning and the end are not part of any list."""
    return [line.rstrip(b" \t\r") for line in text.strip(b"\r\n").split(b"\n")]
