"""The keys that the user vouches for: `$XDG_CONFIG_HOME/stickwright/keyring.gpg`.

It is empty until the user adds a key. The program brings none and fetches none: whose word counts
for an image, only the user can know, by a fingerprint that came another way than the image.
"""

from contextlib import suppress
from pathlib import Path

from app.errors import CorruptImage, UsageError
from app.formats import openpgp
from app.formats.openpgp import Key
from app.home import settings_folder
from app.plain_file import open_plain_file


def keyring_file() -> Path:
    """Where it is, or would be. A keybox of the same name that gpg has made counts as well."""
    folder = settings_folder()
    box = folder / "keyring.kbx"
    with suppress(OSError):  # of a home that is somebody else's
        if box.is_file():
            return box
    return folder / "keyring.gpg"


def keys_in(keyring: Path) -> tuple[Key, ...]:
    """Raises UsageError when it is there and can't be read; a keybox can't be read by us."""
    try:
        with open_plain_file(keyring) as file:
            data = file.read(openpgp.LARGEST + 1)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise UsageError(f"{keyring} can’t be read: {error.strerror}.") from error
    return _keys(data, keyring) if data else ()


def add(file: Path, keyring: Path) -> tuple[Key, ...]:
    """The keys of the file that were not there yet. Raises UsageError."""
    if keyring.suffix == ".kbx":
        raise UsageError(f"{keyring} is a keybox: add to it with gpg.")
    have = {key.fingerprint for key in keys_in(keyring)}
    new = tuple(key for key in _keys(_read(file), file) if key.fingerprint not in have)
    _replace(keyring, (*keys_in(keyring), *new))
    return new


def remove(fingerprint: str, keyring: Path) -> Key:
    """Raises UsageError when there is no such key."""
    if keyring.suffix == ".kbx":
        raise UsageError(f"{keyring} is a keybox: remove from it with gpg.")
    wanted = "".join(fingerprint.split()).upper().removeprefix("0X")
    keys = keys_in(keyring)
    gone = [key for key in keys if key.fingerprint == wanted]
    if not gone:
        raise UsageError(
            "None of your keys has this fingerprint. It has to be given with all of its 40 digits, "
            "as “stickwright keys” lists it."
        )
    _replace(keyring, tuple(key for key in keys if key.fingerprint != wanted))
    return gone[0]


def _read(file: Path) -> bytes:
    """One byte more than keys may have, so that a longer file shows."""
    try:
        with file.open("rb") as opened:
            return opened.read(openpgp.LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{file} can’t be read: {error.strerror}.") from error


def _keys(data: bytes, file: Path) -> tuple[Key, ...]:
    try:
        return openpgp.keys(data)
    except CorruptImage as error:
        raise UsageError(f"{file.name} is not a file of public keys: {error.why}.") from error


def _replace(keyring: Path, keys: tuple[Key, ...]) -> None:
    """As a whole: a keyring that was half written would vouch for less, and nobody would know."""
    try:
        keyring.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = keyring.with_name(f"{keyring.name}.new")
        fresh.write_bytes(b"".join(key.data for key in keys))
        fresh.chmod(0o600)
        fresh.replace(keyring)
    except OSError as error:
        raise UsageError(f"{keyring} can’t be written: {error.strerror}.") from error
