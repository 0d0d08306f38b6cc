"""Starts every sample in every way and holds what happens against what inspection says.

    python tests/system/judge.py [NAME]…        prints the table that the README carries

A verdict of `yes` means that it starts: from a stick by UEFI both on firmware that reads El Torito
there and on firmware that does not. `likely` there means one of the two. `no` means neither.
`likely` for a BIOS means that others do otherwise than the one that is here.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

from system import debian, samples  # noqa: E402  the paths come first
from system.qemu import Firmware, Medium, boot  # noqa: E402
from system.row import Entrant, started_in_a_row  # noqa: E402
from system.samples import Sample  # noqa: E402

from app.inspection import inspect  # noqa: E402
from app.report import Answer, Machine, Report  # noqa: E402
from app.sources import open_source  # noqa: E402

SAMPLES = (*samples.SAMPLES, *debian.SAMPLES)
FIRMWARES = (Firmware.BIOS, *samples.MACHINES)
WAYS = tuple((firmware, medium) for firmware in FIRMWARES for medium in Medium)

# Seconds that a BIOS is given after it ran the medium's code: what says `no` mostly hangs there.
PATIENCE = {Answer.YES: 60.0, Answer.LIKELY: 20.0, Answer.NO: 6.0}


class Seen(StrEnum):
    """What a computer did with a medium."""

    YES = "yes"
    NO = "no"
    EL_TORITO = "El Torito only"  # a stick, by firmware that reads El Torito there
    TABLES = "tables only"  # a stick, by firmware that does not


Way = tuple[Firmware, Medium]


@dataclass(frozen=True)
class Cell:
    """One sample and one way: the verdict, what happened, and why that may differ."""

    verdict: Answer
    seen: Seen
    explained: str

    @property
    def agrees(self) -> bool:
        match self.verdict:
            case Answer.YES:
                return self.seen is Seen.YES
            case Answer.NO:
                return self.seen is Seen.NO
            case Answer.LIKELY:
                return self.seen in {Seen.EL_TORITO, Seen.TABLES}

    def __str__(self) -> str:
        if self.verdict.value == self.seen.value:
            return self.seen
        return f"{self.verdict}: {self.seen}" + ("" if self.agrees else " †")


Table = dict[str, dict[Way, Cell]]


def judge(
    chosen: Sequence[Sample],
    folder: Path,
    tell: Callable[[str], object],
    ways: Sequence[Way] = WAYS,
) -> Table:
    """Every sample in every way. `folder` gets the images, `tell` is told how far it is."""
    reports: dict[str, Report] = {}
    for sample in chosen:
        sample.make(_image(folder, sample))
        reports[sample.name] = inspect(open_source(_image(folder, sample)))
    table: Table = {sample.name: {} for sample in chosen}
    for way in ways:
        tell(" ".join(way))
        for sample, seen in zip(chosen, _tried(chosen, folder, reports, way), strict=True):
            verdict = verdict_of(reports[sample.name], way)
            cell = Cell(verdict, seen, sample.explained.get(" ".join(way), ""))
            table[sample.name][way] = cell
    return table


def verdict_of(report: Report, way: Way) -> Answer:
    firmware, medium = way
    boots = report.boots
    if firmware is Firmware.BIOS:
        return (boots.bios_usb if medium is Medium.STICK else boots.bios_cd).answer
    on = boots.on_uefi_usb if medium is Medium.STICK else boots.on_uefi_cd
    return on(Machine(firmware)).answer


def _tried(
    chosen: Sequence[Sample], folder: Path, reports: Mapping[str, Report], way: Way
) -> list[Seen]:
    firmware, medium = way
    if firmware is Firmware.BIOS:
        return [
            _by_bios(one, _image(folder, one), medium, verdict_of(reports[one.name], way))
            for one in chosen
        ]
    entrants = [
        Entrant(
            _image(folder, one),
            one.expected(firmware),
            alone=one.alone and verdict_of(reports[one.name], way) is not Answer.NO,
        )
        for one in chosen
    ]
    shown = dict(zip(entrants, started_in_a_row(entrants, firmware, medium), strict=True))
    if medium is Medium.CD:
        return [Seen.YES if started else Seen.NO for started in shown.values()]
    # What has no El Torito is the same stick with it hidden.
    discs = [one for one in entrants if _has_record(one.image)]
    masked = started_in_a_row([replace(one, hidden=True) for one in discs], firmware, medium)
    hidden = shown | dict(zip(discs, masked, strict=True))
    return [_both(shown[one], hidden[one]) for one in entrants]


def _has_record(image: Path) -> bool:
    with image.open("rb") as file:
        return b"EL TORITO SPECIFICATION" in file.read(64 << 10)


def _both(el_torito: bool, tables: bool) -> Seen:
    if el_torito == tables:
        return Seen.YES if tables else Seen.NO
    return Seen.TABLES if tables else Seen.EL_TORITO


def _by_bios(sample: Sample, image: Path, medium: Medium, verdict: Answer) -> Seen:
    expected = sample.expected(Firmware.BIOS)
    seen = boot(image, Firmware.BIOS, medium, expected=expected, patience=PATIENCE[verdict])
    return Seen.YES if seen.found(expected) else Seen.NO


def _image(folder: Path, sample: Sample) -> Path:
    return folder / f"{sample.name}.img"


def markdown(table: Table, chosen: Sequence[Sample]) -> str:
    """The table as the README carries it."""
    heads = [f"{firmware} {medium}" for firmware, medium in WAYS]
    lines = [f"| image | what | {' | '.join(heads)} |", "|---" * (len(heads) + 2) + "|"]
    for sample in chosen:
        cells = " | ".join(str(table[sample.name][way]) for way in WAYS)
        lines.append(f"| {sample.name} | {sample.what} | {cells} |")
    reasons: dict[str, list[str]] = {}
    for sample in chosen:
        for why in dict.fromkeys(sample.explained.values()):
            reasons.setdefault(why, []).append(sample.name)
    notes = [f"- † {', '.join(names)}: {why}." for why, names in reasons.items()]
    return "\n".join([*lines, "", *notes])


def main(names: Sequence[str]) -> int:
    chosen = [sample for sample in SAMPLES if not names or sample.name in names]
    with TemporaryDirectory(prefix="judge-") as folder:
        table = judge(chosen, Path(folder), lambda way: print(way, file=sys.stderr, flush=True))
    print(markdown(table, chosen))
    cells = [cell for row in table.values() for cell in row.values()]
    return int(any(not cell.agrees and not cell.explained for cell in cells))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
