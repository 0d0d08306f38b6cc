"""Plays what computers with Secure Boot make of a stick's loaders. Nobody here has the keys that
real ones are signed with, so the lists are of a world in which the tests' own are known."""

from support_secure_boot import codes, digest_of, lists, looked
from system.matrix.case import Outcome, Seen
from system.matrix.parser import Loaders
from system.matrix.play_parser import demand_harmless

from app.inspection.acceptance import accepts


def play(given: Loaders) -> Seen:
    files = given.files()
    found, findings = looked(files, lists(*(digest_of(files[path]) for path in given.revoked)))
    lines = [finding.text for finding in findings]
    lines += [f"{each.what}: {each.said}" for each in found.evidence]
    if given.computer is not None:
        accepted = accepts(found, given.computer())
        lines.append(f"{accepted.verdict}: {accepted.reason}")
    for line in lines:
        demand_harmless(line)
    return Seen(Outcome.READ, text="\n".join(lines), findings=frozenset(codes(findings)))
