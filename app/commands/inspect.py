"""`stickwright inspect`: what an image is and where it boots. Any readable file ends with 0."""

import json
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from app.commands.composing import in_words
from app.commands.ends import untouched
from app.commands.headline import headline
from app.commands.here import this_computer_lines
from app.commands.web_words import names_address
from app.commands.words import (
    evidence_lines,
    secure_boot_lines,
    size_in_words,
    verdict_lines,
    wrapped_in_words,
)
from app.display import for_display
from app.errors import UnsupportedImage
from app.firmware import ThisComputer, this_computer
from app.inspection import inspect
from app.report import Conversion, Finding, Kind, Mode, Persistence, Report, Severity
from app.sources import open_plain, open_source

UNKNOWN = ThisComputer()

_KINDS = {
    Kind.ISO9660: "ISO 9660 disc image",
    Kind.UDF: "UDF disc image",
    Kind.DISK: "disk image",
    Kind.UNKNOWN: "nothing this program knows",
}
_MODES = {
    Mode.EXACT: "exact copy, sector by sector",
    Mode.WINDOWS: "Windows mode: a stick is made of its files",
    Mode.NONE: "nothing in it starts a computer from a stick",
}


_KEPT = {
    Persistence.NONE: "",
    Persistence.CASPER: "it can keep changes in a partition called writable",
    Persistence.LIVE_BOOT: "it can keep changes in a partition called persistence",
}


# What is said of any file that holds nothing known; of a packing that is known it is not true.
_OF_A_PACKING = frozenset({"nothing-recognised", "not-an-image"})


def run(given: Namespace) -> int:
    report = looked_at(given)
    if given.json:
        evidence = {"evidence": report.evidence_to_json()} if given.evidence else {}
        print(json.dumps(report.to_json() | evidence))
        return 0
    print("\n".join(card(report, this_computer())))
    if given.evidence:
        print("\nHow do we know?")
        print("\n".join(f"  {line}" for line in evidence_lines(report)))
    return 0


def _described(report: Report) -> str:
    """ "Live system for 64-bit PCs; it can keep changes in a partition called persistence"."""
    system = report.system
    if system is None:
        return ""
    return "; ".join(filter(None, (system.description, _KEPT[system.persistence])))


def looked_at(given: Namespace) -> Report:
    """Raises ImageError, and UsageError."""
    if not names_address(given):
        return look_at(Path(given.image), given.member)
    from app.commands.from_web import web_source  # here, for it is seldom needed

    with untouched():
        return inspect(web_source(given))


def look_at(path: Path, member: str | None) -> Report:
    """A report of whatever can be read. What is packed in a way that is not unpacked is looked at
    as the file it is, and says why."""
    try:
        source = open_source(path, member)
        report = inspect(source)
        if report.mode is not Mode.WINDOWS:
            return report
        from app.inspection.windows_stick import with_stick  # here, for it is seldom needed

        return with_stick(source, report)
    except UnsupportedImage as error:
        if not path.is_file():
            raise
        text = f"{error} {error.hint}".strip()
        finding = Finding("not-unpacked", Severity.DANGER, text)
        report = inspect(open_plain(path))
        others = (each for each in report.findings if each.code not in _OF_A_PACKING)
        return replace(report, mode=Mode.NONE, findings=(finding, *others))


def card(report: Report, computer: ThisComputer = UNKNOWN) -> list[str]:
    """The verdict as a few lines of text, for this computer too where one is given."""
    made = report.stick
    verdict = verdict_lines(made.report, composed=True) if made else verdict_lines(report)
    verdict += secure_boot_lines(report)
    verdict += this_computer_lines(report, computer)
    title = for_display(report.title or report.label or report.name)
    size = size_in_words(report.size) + wrapped_in_words(report.layers)
    described = _described(report)
    boots, sentence = headline(report)
    lines = [
        title,
        *([f"  {described}"] if described else ()),
        f"  {for_display(report.name)}: {_KINDS[report.kind]}, {size}",
        f"  {boots}{f'. {sentence}' if sentence else ''}",
        *(f"  {line}" for line in verdict),
        f"  To write it: {_MODES[report.mode]}",
    ]
    lines += [
        f"  {finding.severity}: {for_display(finding.text, 200)}" for finding in report.findings
    ]
    if report.conversion is not None:
        lines.append(f"  {_first(report.conversion)}")
    return lines


def _first(needed: Conversion) -> str:
    """What has to be done before a stick can be made."""
    start = f"With the package {needed.missing}, write" if needed.missing else "Write"
    return f"{start} --convert converts it first: {in_words(needed)}."
