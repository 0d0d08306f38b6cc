"""`stickwright keys`: the keys whose signatures count. Whoever adds one should have its fingerprint
from elsewhere than the image."""

from argparse import Namespace
from pathlib import Path

from app.checksums import keyring
from app.display import for_display
from app.formats.openpgp import Key


def run(words: Namespace) -> int:
    file = keyring.keyring_file()
    if words.add:
        added = keyring.add(Path(words.add), file)
        print("\n".join(told(added)) if added else "You had added that before.")
        if added:
            print("Compare the fingerprint with one that you got another way than the image.")
    elif words.remove:
        removed = keyring.remove("".join(words.remove), file)
        print("\n".join(["The signatures of this key count no longer:", *told((removed,))]))
    elif file.suffix == ".kbx":
        print(f"The keys in {file} are gpg’s to list.")
    else:
        print("\n".join(told(keyring.keys_in(file))) or f"No keys yet: {file} is empty.")
    return 0


def told(keys: tuple[Key, ...]) -> list[str]:
    """A fingerprint a line, in groups of four, and below it what the key calls itself."""
    lines = []
    for key in keys:
        groups = (key.fingerprint[at : at + 4] for at in range(0, 40, 4))
        lines += [" ".join(groups), *(f"    {for_display(user)}" for user in key.users[:4])]
    return lines
