"""Lists signed by gpg with keys made here, checked by gpgv. Marked `tools`: needs both."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_gpg import Gpg
from support_images import source_of

from app.checksums import keyring
from app.checksums.comparison import Published, search
from app.checksums.signature import Standing, check_clear, check_detached
from app.formats import openpgp
from app.sources.source import Source

pytestmark = pytest.mark.tools

CONTENT = b"an image"
LIST = f"{hashlib.sha256(CONTENT).hexdigest()} *a.iso\n"


@pytest.fixture(scope="module")
def gpg() -> Iterator[Gpg]:
    with Gpg.at_home() as gpg:
        yield gpg


@pytest.fixture(scope="module")
def known(gpg: Gpg) -> str:
    return gpg.make("Maker <maker@example.org>")


@pytest.fixture(scope="module")
def stranger(gpg: Gpg) -> str:
    return gpg.make("Stranger <stranger@example.org>")


@pytest.fixture
def keys(gpg: Gpg, known: str, tmp_path: Path) -> Path:
    exported = tmp_path / "maker.asc"
    exported.write_bytes(gpg.run("--armor", "--export", known))
    file = tmp_path / "keys" / "keyring.gpg"
    keyring.add(exported, file)
    return file


@pytest.fixture
def image(tmp_path: Path) -> Source:
    return source_of(tmp_path / "a.iso", CONTENT)


def signed(image: Source, signature: bytes, keys: Path, text: str = LIST) -> Published:
    image.path.with_name("SHA256SUMS").write_text(text)
    image.path.with_name("SHA256SUMS.gpg").write_bytes(signature)
    (found,) = search(image, keys).published
    return found


def test_a_key_is_added_as_gpg_knows_it(keys: Path, known: str) -> None:
    (key,) = keyring.keys_in(keys)
    assert (key.fingerprint, key.users) == (known, ("Maker <maker@example.org>",))


@pytest.mark.parametrize("armour", ["--armor", "--no-armor"])
def test_a_good_signature(gpg: Gpg, known: str, keys: Path, image: Source, armour: str) -> None:
    signature = gpg.sign("-u", known, armour, "--detach-sign", text=LIST)
    found = signed(image, signature, keys).signature
    assert (found.standing, found.fingerprint, found.user) == (
        Standing.GOOD,
        known,
        "Maker <maker@example.org>",
    )
    assert found.file == "SHA256SUMS.gpg"


def test_a_list_that_was_changed(gpg: Gpg, known: str, keys: Path, image: Source) -> None:
    signature = gpg.sign("-u", known, "--detach-sign", text=LIST)
    found = signed(image, signature, keys, LIST + "# a word more\n").signature
    assert found.standing is Standing.BAD


def test_a_key_that_nobody_added(gpg: Gpg, stranger: str, keys: Path, image: Source) -> None:
    signature = gpg.sign("-u", stranger, "--detach-sign", text=LIST)
    found = signed(image, signature, keys).signature
    assert (found.standing, found.fingerprint) == (Standing.UNKNOWN_KEY, stranger)


def test_two_signatures(gpg: Gpg, known: str, stranger: str, keys: Path, image: Source) -> None:
    signature = gpg.sign("-u", known, "-u", stranger, "--detach-sign", text=LIST)
    assert signed(image, signature, keys).signature.standing is Standing.UNCLEAR


def test_two_files_of_signatures_in_one(gpg: Gpg, known: str, keys: Path, image: Source) -> None:
    signature = gpg.sign("-u", known, "--detach-sign", text=LIST)
    assert signed(image, signature * 2, keys).signature.standing is Standing.UNCLEAR


def test_no_signature_at_all(keys: Path, image: Source) -> None:
    assert signed(image, b"what?", keys).signature.standing is Standing.UNCLEAR


def test_a_signature_by_sha_1(gpg: Gpg, known: str, keys: Path, image: Source) -> None:
    signature = gpg.sign("-u", known, "--digest-algo", "SHA1", "--detach-sign", text=LIST)
    assert signed(image, signature, keys).signature.standing in (Standing.WEAK, Standing.UNCLEAR)


def test_an_expired_key(gpg: Gpg, keys: Path, image: Source, tmp_path: Path) -> None:
    """gpgv ends with 0 here."""
    past = ("--faked-system-time", "20200101T000000")
    old = gpg.make("Old <old@example.org>", *past, expires="1d")
    (tmp_path / "old").write_bytes(gpg.run("--export", old))
    keyring.add(tmp_path / "old", keys)
    signature = gpg.sign(*past, "-u", old, "--detach-sign", text=LIST)
    found = signed(image, signature, keys).signature
    assert (found.standing, found.fingerprint) == (Standing.EXPIRED, old)


def test_a_key_from_the_future(gpg: Gpg, keys: Path, image: Source, tmp_path: Path) -> None:
    """Or rather a clock that is wrong: nobody can tell."""
    future = ("--faked-system-time", "20600101T000000")
    key = gpg.make("Later <later@example.org>", *future)
    (tmp_path / "later").write_bytes(gpg.run("--export", key))
    keyring.add(tmp_path / "later", keys)
    signature = gpg.sign(*future, "-u", key, "--detach-sign", text=LIST)
    assert signed(image, signature, keys).signature.standing is Standing.UNCLEAR


def test_a_key_that_was_withdrawn(gpg: Gpg, keys: Path, image: Source, tmp_path: Path) -> None:
    key = gpg.make("Gone <gone@example.org>")
    signature = gpg.sign("-u", key, "--detach-sign", text=LIST)
    gpg.withdraw(key)
    (tmp_path / "gone").write_bytes(gpg.run("--export", key))
    keyring.add(tmp_path / "gone", keys)
    assert signed(image, signature, keys).signature.standing is Standing.REVOKED


def test_a_list_signed_in_clear(gpg: Gpg, known: str, keys: Path, image: Source) -> None:
    text = f"- a dash\n{LIST}\n"
    data = gpg.sign("-u", known, "--clearsign", text=text)
    image.path.with_name("CHECKSUM").write_bytes(data)
    (found,) = search(image, keys).published
    assert found.signature.good
    assert data.decode().split("\n")[found.number - 1] == found.text == LIST.rstrip()


def test_a_changed_list_signed_in_clear(gpg: Gpg, known: str, keys: Path, image: Source) -> None:
    data = gpg.sign("-u", known, "--clearsign", text=LIST).replace(b"*a.iso", b"*b.iso")
    text = openpgp.signed_text(data)
    assert check_clear(data, text, "CHECKSUM", keys).standing is Standing.BAD


def test_another_reading_of_a_signed_text_is_not_taken(gpg: Gpg, known: str, keys: Path) -> None:
    data = gpg.sign("-u", known, "--clearsign", text=LIST)
    found = check_clear(data, b"another text\n", "CHECKSUM", keys)
    assert (found.standing, found.why) == (Standing.UNCLEAR, "it can be read in two ways")


def test_a_signed_text_is_no_detached_signature(gpg: Gpg, known: str, keys: Path) -> None:
    data = gpg.sign("-u", known, "--clearsign", text=LIST)
    assert not check_detached(LIST.encode(), data, "SHA256SUMS.gpg", keys).good


def test_a_signed_message_is_no_detached_signature(gpg: Gpg, known: str, keys: Path) -> None:
    data = gpg.sign("-u", known, "--sign", text=LIST)
    assert not check_detached(LIST.encode(), data, "SHA256SUMS.gpg", keys).good


def test_a_keybox_that_gpg_made_counts_too(
    gpg: Gpg, known: str, image: Source, private_home: Path
) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "stickwright"
    folder.mkdir(parents=True)
    shutil.copy(Path(gpg.home, "pubring.kbx"), folder / "keyring.kbx")
    signature = gpg.sign("-u", known, "--detach-sign", text=LIST)
    assert signed(image, signature, keyring.keyring_file()).signature.good
    assert private_home in keyring.keyring_file().parents


def test_a_secret_key_is_not_taken(gpg: Gpg, known: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(gpg.run("--export-secret-keys", known))
    with pytest.raises(Exception, match="secret key"):
        keyring.add(tmp_path / "secret", tmp_path / "keyring.gpg")
    assert not (tmp_path / "keyring.gpg").exists()
