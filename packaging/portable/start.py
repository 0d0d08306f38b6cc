"""Where the program begins that PyInstaller makes."""

import os
import ssl
import sys
from pathlib import Path

from ui.__main__ import main

# The library for TLS inside is Debian's and looks where Debian has its certificates.
CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora, newer
    "/etc/ssl/ca-bundle.pem",  # openSUSE
)


def trust_what_the_computer_trusts() -> None:
    asked = ssl.get_default_verify_paths()
    if asked.openssl_cafile_env in os.environ or asked.cafile or asked.capath:
        return
    for path in CERTIFICATES:
        if Path(path).is_file():
            os.environ[asked.openssl_cafile_env] = path
            return


if __name__ == "__main__":
    trust_what_the_computer_trusts()
    sys.exit(main())
