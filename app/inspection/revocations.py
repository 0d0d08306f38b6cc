"""What computers with Secure Boot have been told to refuse, as it was published on a date.

The data beside this module are made by `packaging/update-revocations` out of Microsoft’s list of
revoked programs (DBX), its certificates and the levels of shim; their licences stand beside them.
Such a list ages, so its date is said wherever it is used.
"""

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self
from uuid import UUID

from app.formats.sbat import Level
from app.formats.x509 import Certificate
from app.report import Machine

DIGEST = 32  # bytes of a SHA-256


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate that computers come with. `revoked` is since when an update that not every
    computer has takes it away, "" for none."""

    certificate: Certificate
    revoked: str

    @property
    def name(self) -> str:
        return self.certificate.name

    @property
    def is_new(self) -> bool:
        """Of 2023: computers made before know it only after an update."""
        return "2023" in self.name

    def vouches_for(self, other: Certificate) -> bool:
        """Whether it is that one, or signed it."""
        own = self.certificate
        same = (own.subject, own.key) == (other.subject, other.key)
        return same or other.signed_by(own)


@dataclass(frozen=True, slots=True)
class Revocations:
    """`date` is that of the newest entry, `digests` are of programs, `least` the least version of
    each of Microsoft’s boot managers."""

    date: str
    digests: dict[Machine, frozenset[bytes]]
    least: dict[UUID, tuple[int, int]]
    level: Level
    authorities: tuple[Authority, ...]

    @classmethod
    def read(cls, folder: Traversable) -> Self:
        told = json.loads((folder / "revocations.json").read_text())
        return cls(
            date=told["date"],
            digests={Machine(name): _split(text) for name, text in told["digests"].items()},
            least={UUID(whose): (major, minor) for whose, (major, minor) in told["least"].items()},
            level=Level.parse(told["sbat"].encode()),
            authorities=tuple(
                Authority(Certificate.read((folder / name).read_bytes()), revoked)
                for name, revoked in told["authorities"].items()
            ),
        )

    def revokes(self, machine: Machine, digest: bytes) -> bool:
        return digest in self.digests.get(machine, ())

    def authority_of(self, certificates: tuple[Certificate, ...]) -> Authority | None:
        """The first of the known ones that a chain leads to."""
        for certificate in certificates:
            for authority in self.authorities:
                if authority.vouches_for(certificate):
                    return authority
        return None


def _split(text: str) -> frozenset[bytes]:
    data = base64.b64decode(text)
    return frozenset(data[place : place + DIGEST] for place in range(0, len(data), DIGEST))


@cache
def published() -> Revocations:
    """The list that came with this version."""
    return Revocations.read(files("app.inspection") / "data")
