"""One EFI program as Secure Boot sees it: whose signatures, whether they hold, what revokes it.

Facts about one program; `secure_boot` says what follows for the computers that start it.
"""

from dataclasses import dataclass

from app.display import for_display
from app.errors import BudgetSpent, CorruptImage
from app.formats import authenticode, resources, sbat, shim, x509
from app.formats.authenticode import Entry
from app.formats.pe import Pe
from app.formats.pieces import Pieces
from app.formats.sbat import Component
from app.formats.shim import Shim
from app.formats.x509 import Certificate
from app.inspection.revocations import Revocations
from app.report import Evidence, Loader, Machine, Signature

# A digest means reading all of it. Loaders have up to 5 MB; a kernel with its system in one file
# has a hundred, and is not worth the wait.
LARGEST = 24 << 20


@dataclass(frozen=True, slots=True)
class Program:
    """A program on the image. `start` is where its file system begins, in bytes."""

    path: str
    machine: Machine
    file: Pieces
    start: int

    def place(self, offset: int) -> int:
        """Where a byte of the program is in the image."""
        return self.start + self.file.place(offset)


class Examination:
    """Looks at one program. Raises CorruptImage when it is none, and NotReached and the like."""

    def __init__(self, program: Program, published: Revocations) -> None:
        self._program = program
        self._published = published
        self._header = Pe.read(program.file)
        self._evidence: list[Evidence] = []
        self._entries, self._broken = self._table()

    @property
    def signatures(self) -> int:
        """How many there are to be checked."""
        return len(self._entries)

    def shim(self) -> Shim | None:
        """What is built into it, when it is shim. One that is damaged trusts nobody."""
        try:
            return shim.Shim.read(self._program.file, self._header)
        except CorruptImage as error:
            self._note("certificates in shim", error.offset, f"damaged: {error.why}")
            return None

    def loader(self) -> Loader:
        signed = [self._read(entry) for entry in self._entries]
        algorithms = {each.algorithm for each in signed if isinstance(each, authenticode.Signature)}
        digests = self._digests(frozenset(algorithms | {"sha256"}))
        signatures = [
            each if isinstance(each, Signature) else self._judged(each, digests) for each in signed
        ]
        for entry, signature in zip(self._entries, signatures, strict=True):
            holds = f"by {signature.signer}, for {signature.authority}; it holds"
            self._note("signature", entry.offset, signature.broken or holds)
        generations = tuple(
            (for_display(each.name), each.generation) for each in self._components()
        )
        digest = digests.get("sha256", b"")
        return Loader(
            path=self._program.path,
            offset=self._program.place(0),
            digest=digest.hex(),
            signatures=(*signatures, *self._broken),
            sbat=generations,
            svn=self._security_version(),
            revoked=self._revoked(digest, generations),
            evidence=tuple(self._evidence),
        )

    def _note(self, what: str, offset: int, said: str) -> None:
        what = f"{self._program.path}, {what}"
        self._evidence.append(Evidence(what, self._program.place(offset), said))

    def _table(self) -> tuple[tuple[Entry, ...], tuple[Signature, ...]]:
        """The signatures, and one that stands for a table that cannot be read."""
        try:
            return authenticode.entries(self._program.file, self._header), ()
        except CorruptImage as error:
            broken = f"the {error.what} is damaged: {error.why}"
            self._note("certificate table", error.offset, broken)
            return (), (_broken(broken),)

    def _read(self, entry: Entry) -> authenticode.Signature | Signature:
        try:
            return authenticode.Signature.read(entry)
        except CorruptImage as error:
            return _broken(error.why)

    def _digests(self, algorithms: frozenset[str]) -> dict[str, bytes]:
        """None at all for a program that is too large to be read in full, or cut off. Raises
        BudgetSpent where that leaves a signature that nothing can be compared with."""
        file, size = self._program.file, self._program.file.size
        try:
            found = authenticode.digests(file, self._header, size, algorithms, LARGEST)
        except BudgetSpent:
            if self._entries:
                raise
            self._note("digest", 0, f"not made: {size:,} bytes are too many to be read for it")
            return {}
        except CorruptImage as error:
            self._note("digest", error.offset, f"there is none: {error.why}")
            return dict.fromkeys(algorithms, b"")
        self._note("digest", 0, f"SHA-256 {found['sha256'].hex()}")
        return found

    def _judged(self, signature: authenticode.Signature, digests: dict[str, bytes]) -> Signature:
        chain = x509.chain(signature.signer, signature.others)
        authority = self._published.authority_of(chain)
        top = chain[-1]
        name = authority.name if authority else x509.common_name(top.issuer)
        broken = signature.problem
        if not broken and digests[signature.algorithm] != signature.digest:
            broken = "the program was changed after it was signed"
        if not broken and authority is None and self._pretends(top):
            broken = f"it says that {for_display(name)} vouches for it, whose key does not"
        if authority is not None and authority.certificate not in chain:
            chain = (*chain, authority.certificate)
        return Signature(
            signer=for_display(signature.signer.name),
            authority=for_display(name),
            known=authority is not None,
            broken=broken,
            certificates=tuple(each.whole for each in chain),
        )

    def _pretends(self, top: Certificate) -> bool:
        """Whether it names an authority that everybody knows, without being signed by it: as the
        whole name says, or as it would be shown."""
        shown = _shown(x509.common_name(top.issuer))
        return any(
            x509.same_name(top.issuer, known.certificate.subject) or shown == _shown(known.name)
            for known in self._published.authorities
        )

    def _components(self) -> tuple[Component, ...]:
        section = self._header.section(self._program.file, sbat.SECTION)
        if section is None:
            return ()
        try:
            found = sbat.components(shim.content(self._program.file, section), section.place)
        except CorruptImage as error:
            self._note("SBAT", error.offset, f"damaged: {error.why}")
            return ()
        said = ", ".join(f"{each.name} {each.generation}" for each in found)
        self._note("SBAT", section.place, said)
        return found

    def _security_version(self) -> tuple[int, int] | None:
        try:
            version = resources.security_version(self._program.file, self._header)
        except CorruptImage:
            return None  # firmware does not look there
        if version is not None:
            place = self._header.place_of(self._header.resources[0]) or 0
            self._note("security version", place, f"{version[0]}.{version[1]}")
        return version

    def _revoked(
        self, digest: bytes, generations: tuple[tuple[str, int], ...]
    ) -> tuple[Evidence, ...]:
        published, place = self._published, self._program.place(0)
        what = f"list of revoked loaders of {published.date}"
        found: list[Evidence] = []
        if published.revokes(self._program.machine, digest):
            said = f"{self._program.path} is on it, by its digest"
            found.append(Evidence(what, place, said))
        elif digest:
            self._note(what, 0, "not on it")
        level = published.level
        found += [
            Evidence(
                f"SBAT level of {level.date}",
                place,
                f"{self._program.path} has generation {generation} of {name}, and {least} is the "
                "least",
            )
            for name, generation, least in level.refuses(generations)
        ]
        self._evidence += found
        return tuple(found)


def _shown(name: str) -> str:
    return " ".join(for_display(name).casefold().split())


def _broken(why: str) -> Signature:
    return Signature("", "", known=False, broken=why, certificates=())
