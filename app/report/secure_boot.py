"""How a computer with Secure Boot sees the loaders of an image."""

from dataclasses import dataclass
from typing import Any

from app.report.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of an EFI program. `signer` and `authority` are names as certificates spell
    them: whose key signed, and the highest that this one’s certificate leads to. `known`: the
    authority is one that computers come with, proven by its key. `broken` says why no firmware
    takes it, "" for a sound one. `certificates` are DER, the signer’s first, each signed by the
    next."""

    signer: str
    authority: str
    known: bool
    broken: str
    certificates: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Loader:
    """An EFI program as Secure Boot sees it. `digest` is its Authenticode SHA-256 in hexadecimal,
    "" for one too large to be looked at in full. `sbat` are components and their generations,
    `svn` is the version that Microsoft’s boot managers carry, None for others. `revoked` are the
    lists that it is on, with their dates."""

    path: str
    offset: int
    digest: str
    signatures: tuple[Signature, ...]
    sbat: tuple[tuple[str, int], ...]
    svn: tuple[int, int] | None
    revoked: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]

    @property
    def sound(self) -> tuple[Signature, ...]:
        return tuple(signature for signature in self.signatures if not signature.broken)


@dataclass(frozen=True, slots=True)
class NextLoader:
    """What shim starts. `needed`: starting the system depends on it. `refused` says why this shim
    does not start it while Secure Boot is on, "" for one that it does; `for_its_key` when that is
    only a key that shim does not have and a computer may."""

    loader: Loader
    needed: bool
    refused: str
    for_its_key: bool


@dataclass(frozen=True, slots=True)
class SecureBoot:
    """How a computer with Secure Boot sees the loader of one processor. `list_date` is that of the
    list of revoked loaders that it was compared with."""

    loader: Loader
    following: tuple[NextLoader, ...]
    list_date: str

    @property
    def signed(self) -> bool:
        return bool(self.loader.sound)

    @property
    def authorities(self) -> tuple[str, ...]:
        """Whose signatures it carries, without those that are broken."""
        return tuple(dict.fromkeys(each.authority for each in self.loader.sound))

    @property
    def by_microsoft(self) -> bool:
        return any(signature.known for signature in self.loader.sound)

    @property
    def only_2023(self) -> bool:
        """A computer has to know Microsoft’s key of 2023; older ones learn it by an update."""
        known = [signature.authority for signature in self.loader.sound if signature.known]
        return bool(known) and all("2023" in authority for authority in known)

    @property
    def revoked(self) -> tuple[Evidence, ...]:
        """The lists that the loader is on, or one that it cannot do without."""
        needed = [each.loader.revoked for each in self.following if each.needed]
        return tuple(evidence for each in (self.loader.revoked, *needed) for evidence in each)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        found = list(self.loader.evidence)
        for each in self.following:
            found += each.loader.evidence
            if each.needed:
                what, said = f"{each.loader.path}, keys in shim", each.refused or "accepted"
                found.append(Evidence(what, each.loader.offset, said))
        return tuple(found)

    def to_json(self) -> dict[str, Any]:
        loader = self.loader
        return {
            "signed": self.signed,
            "signer": ", ".join(self.authorities) or None,
            "sbat": dict(loader.sbat) if loader.sbat else None,
            "svn": f"{loader.svn[0]}.{loader.svn[1]}" if loader.svn else None,
            "revoked": bool(self.revoked),
            "list_date": self.list_date,
            "digest": loader.digest or None,
            "following": [
                {
                    "path": each.loader.path,
                    "signed": bool(each.loader.sound),
                    "signer": ", ".join(sign.authority for sign in each.loader.sound) or None,
                    "sbat": dict(each.loader.sbat) if each.loader.sbat else None,
                    "revoked": bool(each.loader.revoked),
                    "refused": each.refused or None,
                }
                for each in self.following
            ],
        }
