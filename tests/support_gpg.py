"""A gpg with keys and a home of its own, for lists that somebody signed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


class Gpg:
    """In a short path: its agent listens on a socket there."""

    def __init__(self, home: str) -> None:
        self.home = home

    @classmethod
    @contextmanager
    def at_home(cls) -> "Iterator[Gpg]":
        with TemporaryDirectory(prefix="gpg") as home:
            Path(home).chmod(0o700)
            try:
                yield cls(home)
            finally:
                subprocess.run(["gpgconf", "--homedir", home, "--kill", "all"], check=True)

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        fixed = ["gpg", "--homedir", self.home, "--batch", "--quiet", "--yes", "--no-tty"]
        fixed += ["--pinentry-mode", "loopback", "--passphrase", ""]
        environment = {"PATH": os.environ["PATH"], "HOME": self.home}
        command = [*fixed, *arguments]
        done = subprocess.run(
            command, input=given, capture_output=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def make(self, name: str, *more: str, expires: str = "never") -> str:
        """The fingerprint of a new key."""
        self.run(*more, "--quick-generate-key", name, "ed25519", "sign", expires)
        listed = self.run("--with-colons", "--list-keys", name).decode()
        return next(row.split(":")[9] for row in listed.splitlines() if row.startswith("fpr"))

    def sign(self, *arguments: str, text: str) -> bytes:
        return self.run(*arguments, "--output", "-", given=text.encode())

    def withdraw(self, key: str) -> None:
        """By the certificate that gpg made together with the key."""
        revocation = Path(self.home, "openpgp-revocs.d", f"{key}.rev").read_bytes()
        self.run("--import", given=revocation.replace(b"\n:---", b"\n---"))
