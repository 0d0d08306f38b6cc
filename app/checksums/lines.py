"""What sums files say: GNU coreutils' two ways of writing them, and a bare checksum.

    c0ffee…  name          c0ffee… *name          SHA256 (name) = c0ffee…          c0ffee…

A file is hostile text, possibly of many gigabytes, and a wrong guess would be a wrong verdict: so
the grammar is strict, what does not fit it is counted and never interpreted, and every line keeps
its number and its text to be shown. GNU coreutils manual, "md5sum invocation"; RFC 9580, section
7, for files that are signed in clear.
"""

import re
from dataclasses import dataclass

from app.checksums.algorithm import Algorithm, algorithms_of

LARGEST = 1 << 20  # bytes
MOST_LINES = 10_000
_LONGEST = 4096 + 256  # a path and a digest

# Two signs stand between digest and name, of which some writers leave out the second.
_GNU = re.compile(r"(\\?)([0-9a-fA-F]{32,128}) (?:[ *](.+)|([^ *].*))")
_BSD = re.compile(r"(\\?)([A-Za-z0-9]+) ?\((.+)\) ?= ?([0-9a-fA-F]{32,128})")
_BARE = re.compile(r"[0-9a-fA-F]{32,128}")
_TAGS = {
    "MD5": Algorithm.MD5,
    "SHA1": Algorithm.SHA1,
    "SHA224": Algorithm.SHA224,
    "SHA256": Algorithm.SHA256,
    "SHA384": Algorithm.SHA384,
    "SHA512": Algorithm.SHA512,
    "BLAKE2b": Algorithm.BLAKE2B,
}
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}


@dataclass(frozen=True, slots=True)
class Line:
    """One checksum in a sums file. `name` is empty when it stands there alone."""

    number: int  # from 1
    text: str  # as it stands there; hostile
    digest: str  # lower case
    algorithms: tuple[Algorithm, ...]  # the kinds that it may be; SHA-512 and BLAKE2b look alike
    name: str

    @property
    def base(self) -> str:
        return self.name.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Sums:
    """What a file says. `strange`: how many lines are neither checksum, comment nor blank."""

    lines: tuple[Line, ...]
    strange: int = 0

    def about(self, *names: str) -> tuple[Line, ...]:
        """The lines about a file of one of the names: those that name it as standing beside the
        sums file, or else those that name it in some folder. A checksum without a name is about
        whatever its file is for, which only its file's name tells: those lines are `bare`."""
        beside = [line for line in self.lines if line.name.removeprefix("./") in names]
        return tuple(beside or (line for line in self.lines if line.base in names))

    @property
    def bare(self) -> tuple[Line, ...]:
        """The checksum without a name, when the file says nothing else."""
        alone = len(self.lines) == 1 and not self.strange
        return tuple(line for line in self.lines if alone and not line.name)


def parse(data: bytes, file: str = "") -> Sums | str:
    """`file` is the sums file's name, for where the digits alone do not tell the kind. A text says
    why there is nothing to be had."""
    if len(data) > LARGEST:
        return "it is too large for a list of checksums"
    if b"\0" in data:
        return "it is not a text"
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    rows = text.split("\n")
    if len(rows) > MOST_LINES:
        return "it has too many lines for a list of checksums"
    found, strange = [], 0
    for number, row in enumerate(rows, 1):
        row = row.removesuffix("\r")
        if not row.strip() or row.startswith(("#", ";")):
            continue
        line = _line(number, row, file)
        if line is None:
            strange += 1
        else:
            found.append(line)
    return Sums(tuple(found), strange)


def _line(number: int, row: str, file: str) -> Line | None:
    if len(row) > _LONGEST:
        return None
    if match := _BSD.fullmatch(row):
        escaped, tag, name, digest = match.groups()
        kind = _TAGS.get(tag)
        if kind is None or kind.digits != len(digest):
            return None
        return _named(number, row, digest, (kind,), name, escaped=bool(escaped))
    if match := _GNU.fullmatch(row):
        escaped, digest, name, short = match.groups()
        if not (kinds := _kinds(digest, file)):
            return None
        return _named(number, row, digest, kinds, name or short, escaped=bool(escaped))
    digest = row.strip()
    kinds = _kinds(digest, file) if _BARE.fullmatch(digest) else ()
    return Line(number, row, digest.lower(), kinds, "") if kinds else None


def _named(
    number: int,
    row: str,
    digest: str,
    kinds: tuple[Algorithm, ...],
    name: str,
    *,
    escaped: bool,
) -> Line | None:
    if escaped:
        pieces = re.findall(r"\\.|[^\\]+|\\$", name)
        if any(piece[0] == "\\" and piece not in _ESCAPES for piece in pieces):
            return None
        name = "".join(_ESCAPES.get(piece, piece) for piece in pieces)
    # "-" is what coreutils call a file that has no name for them.
    return Line(number, row, digest.lower(), kinds, "" if name == "-" else name)


def _kinds(digest: str, file: str) -> tuple[Algorithm, ...]:
    """By the digits; where two kinds look the same, by the file's name, if it names one."""
    kinds = algorithms_of(digest)
    if len(kinds) < 2:
        return kinds
    lower = file.lower()
    if any(part in lower for part in ("b2sum", "blake2", ".b2")):
        return (Algorithm.BLAKE2B,)
    return (Algorithm.SHA512,) if "sha512" in lower else kinds
