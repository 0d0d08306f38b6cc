"""What the README says of `--json` is what is printed: each event, field and word, no other."""

import ast
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pytest
from support_errors import each_diagnosis, every_class, one_of_each
from support_ext import ext
from support_images import image_bytes
from support_stopped import filled, stopped_at, writing

from app import events, journal
from app.capacity import Capacity, Cell, Verdict
from app.cli import main
from app.drives.drive import CacheBypass, DriveInfo, DriveKind, Identity, Partition, Reason
from app.drives.image_file import virtual_stick
from app.drives.told import Told
from app.errors import Cause, Diagnosis, Drift, Stopped
from app.events import (
    Ended,
    Event,
    Finished,
    Judged,
    Progressed,
    Stage,
    StageStarted,
    Undoable,
    Warned,
    error_to_json,
    result_word,
    to_json,
)
from app.journal import End, Unfinished
from app.report import UNASKED
from app.result import Proof, PutBack, Result, Unchecked, Verified, VerifiedParts
from app.saved import Saved
from app.sources import open_source

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("### For programs: `--json`\n")[2].partition("\n## ")[0]
ROW = re.compile(r"\| `([a-z-]+)` \| (?:`([a-z_0-9.]+)`)? ?\| (.+) \|")

HERE = Identity(size=1 << 20, sector=512, device=0x810, diskseq=7)
PARTS = Proof(9, 5, 5, 0, True, 1, CacheBypass.DIRECT, HERE, HERE, True, left=4)
WHOLE = Proof(9, 9, 9, 0, True, 1, CacheBypass.DIRECT, HERE, HERE, True)
DRIVE = DriveInfo(
    node="/dev/sdz",
    vendor="",
    model="Stick",
    serial="1",
    kind=DriveKind.USB_STICK,
    identity=HERE,
    bus="usb",
    partitions=(Partition("/dev/sdz1", 0, 1),),
    reasons=(Reason("in-use", "In use."),),
)
RESULTS: tuple[Result, ...] = (
    Verified(WHOLE, "ab", 1.0),
    VerifiedParts(PARTS, "ab", 1.0),
    Unchecked(9, None, 1.0),
    PutBack(9, 1.0),
)
TESTED = tuple(
    Capacity(9, 4, verdict, (Cell.GOOD, Cell.LOST), ((1, 1),), 2, True, 1.0) for verdict in Verdict
)
SAVED = (
    Saved(9, 4, "ab", "cd", 1.0),
    Saved(9, 4, "ab", "cd", 1.0, ((1, 1),), 2, checked=True),
)
EVENTS: tuple[Event, ...] = (
    StageStarted(Stage.SYNC),
    StageStarted(Stage.WRITE, 9, 4),
    Progressed(Stage.WRITE, 4),
    Warned("slept", "It slept."),
    Undoable(possible=True),
    Judged(3, 320, Cell.LOST),
    *map(Finished, RESULTS),
    *map(Ended, TESTED),
    *map(Ended, SAVED),
)


def documented() -> dict[str, dict[str, str]]:
    """Event, field, and what is said of it; events without fields have none."""
    told: dict[str, dict[str, str]] = {}
    for event, field, text in ROW.findall(SECTION):
        fields = told.setdefault(event, {})
        if field:
            fields[field] = text
    return told


def fields_of(line: dict[str, Any]) -> Iterator[str]:
    """ "diagnosis.cause": what is in an object, but for those that are told elsewhere."""
    for name, value in line.items():
        if name != "event":
            yield name
        if isinstance(value, dict) and name not in ("image", "drive"):
            yield from (f"{name}.{inner}" for inner in fields_of(value))


def gathered(lines: list[dict[str, Any]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in lines:
        found.setdefault(line["event"], set()).update(fields_of(line))
    return found


def words_after(said: str, text: str = SECTION) -> set[str]:
    """Those in backticks, up to the end of the sentence."""
    _, found, rest = text.partition(said)
    assert found, said
    return set(re.findall(r"`([a-z-]+)`", re.split(r"[.:]\n|\.$", rest + "\n")[0]))


@pytest.fixture
def image(tmp_path: Path) -> Path:
    path = tmp_path / "image.img"
    path.write_bytes(image_bytes(9 << 20))
    return path


def test_every_kind_of_event_is_an_example_here() -> None:
    assert {type(each) for each in EVENTS} == set(get_args(Event))
    assert {type(each) for each in RESULTS} == set(get_args(Result))
    assert [name for name in dir(events) if name.endswith("to_json")] == [
        "error_to_json",
        "to_json",
    ]


def test_every_field_of_every_event_has_its_line_and_no_line_lies() -> None:
    failures = [*one_of_each(), *each_diagnosis(), Stopped()]
    lines = [*map(to_json, EVENTS), *map(error_to_json, failures)]
    told = documented()
    plan = told.pop("plan")
    assert {event: set(fields) for event, fields in told.items()} == gathered(lines)
    assert plan  # held against real ones below


def test_what_is_printed_is_what_is_written_there(
    image: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command, well ended and not, in one stream a run."""
    stick, others = tmp_path / "stick.img", [tmp_path / "one.img", tmp_path / "two.img"]
    filled(stick, 12 << 20)
    stopped_at(writing(open_source(image), virtual_stick(stick), journal.folder()), Stage.SYNC)
    disk, old = tmp_path / "disk.img", tmp_path / "old.img"
    disk.write_bytes(ext([(20, 300)]))
    filled(old, 8 << 20)
    write = ["write", "--yes", "--json"]
    told, found = documented(), dict[str, set[str]]()
    for words in (
        ["verify", "--json", image, stick],
        ["undo", "--json", stick],
        ["undo", "--json", stick],
        [*write, image, stick],
        [*write, image, stick],
        [*write, "--no-verify", "--no-sha256", image, stick],
        [*write, "--skip-unused", disk, old],
        [*write, image, *others],
        [*write, disk, *others],
        ["write", "--json", image, stick],
        ["verify", "--json", image, stick],
        ["verify", "--json", "nothing.iso", stick],
        ["test", "--json", stick],
        ["test", "--json", "--all", "--yes", stick],
        ["backup", "--json", stick, tmp_path / "saved.img"],
        ["backup", "--json", stick, tmp_path / "saved.img"],
        ["format", "--json", "--yes", "--as=fat32", "--size=64MiB", tmp_path / "new.img"],
        ["demo", "--json"],
    ):
        status = main([str(word) for word in words])
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert all(isinstance(line, dict) for line in lines)
        ends = [line for line in lines if line["event"] in ("finished", "failed", "stopped")]
        assert lines[-1] in ends
        drives = {end.get("drive") for end in ends}
        assert len(ends) == len(drives), "each drive has one end"
        assert all(end["event"] == "finished" for end in ends) is (status == 0)
        begun = [line["event"] for line in lines if line["event"] in ("plan", "stage")]
        assert begun[:1] in ([], ["stage" if words[0] == "verify" else "plan"])
        for line in lines:
            if line["event"] != "plan" and len(drives) > 1 and line["event"] != "warning":
                assert line.pop("drive") in map(str, others)
            assert set(fields_of(line)) <= set(told[line["event"]]), line
        for event, fields in gathered(lines).items():
            found.setdefault(event, set()).update(fields)
    assert found["plan"] == set(told["plan"])
    assert {"stage", "progress", "warning", "undo", "finished", "failed"} < set(found)


def test_what_has_a_closed_set_of_words() -> None:
    told = documented()
    words = {
        ("stage", "stage"): {stage.value for stage in Stage},
        ("finished", "result"): {result_word(result) for result in (*RESULTS, *TESTED, *SAVED)},
        ("cell", "found"): {cell.value for cell in Cell},
        ("failed", "diagnosis.cause"): {cause.value for cause in Cause},
        ("failed", "drift"): {drift.value for drift in Drift},
    }
    for (event, field), values in words.items():
        assert set(re.findall(r"`([a-z-]+)`", told[event][field])) == values
    assert words_after("- An `end` of an unfinished write: ") == {end.value for end in End}


def test_every_error_has_its_code_there() -> None:
    """`stopped` is an event of its own."""
    codes = {kind.code() for kind in every_class()}
    assert words_after("- Codes of `failed`: ") == codes - {Stopped.code()}


def test_every_warning_has_its_code_there() -> None:
    told = words_after("- Codes of `warning`: ")
    found = {code for path in (ROOT / "app").rglob("*.py") for code in warnings_in(path)}
    patterns = sorted(found | set(UNASKED))  # which are findings that a write passes on
    assert len(patterns) > 10
    for pattern in patterns:
        assert any(re.fullmatch(pattern, code) for code in told), pattern
    for code in told - {kind.code() for kind in every_class()}:
        assert any(re.fullmatch(pattern, code) for pattern in patterns), code


def warnings_in(path: Path) -> Iterator[str]:
    """As regular expressions: a part that is filled in may be anything."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        code = node.args[0]
        if node.func.id != "Warned":
            continue
        if isinstance(code, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else ".+" for part in code.values)
            yield "".join(map(str, parts))
        elif isinstance(code, ast.Constant):
            yield str(code.value)


def test_a_drive_and_an_image_have_the_fields_that_are_told(
    image: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = re.sub(r"\s+", " ", SECTION)
    left = Unfinished(
        image="Ubuntu",
        stage=Stage.WRITE,
        done=1,
        total=2,
        why="",
        end=End.KILLED,
        when=0.0,
        drive=Told.of(DRIVE),
        story=Path("story"),
    )
    inner = partial(_between, said)
    drive = DRIVE.to_json()
    assert inner("and its `partitions` (", ")") == set(drive["partitions"][0])
    assert inner("its `reasons` (", ")") == set(drive["reasons"][0])
    assert inner("brought to its end (", ")") == set(left.to_json())
    told = re.sub(r"\([^)]*\)", "", _text(said, "- A drive has ", " `drives` adds"))
    assert set(re.findall(r"`([a-z_]+)`", told)) == set(drive)
    assert main(["inspect", "--json", str(image)]) == 0
    report = json.loads(capsys.readouterr().out)
    names = set(re.findall(r"`([a-z_]+)`", documented()["plan"]["image"]))
    assert names == set(report["image"])


def _between(said: str, begin: str, end: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", _text(said, begin, end)))


def _text(said: str, begin: str, end: str) -> str:
    _, found, rest = said.partition(begin)
    assert found, begin
    return rest.partition(end)[0]


def test_a_diagnosis_has_two_parts() -> None:
    told = documented()["failed"]
    assert {f"diagnosis.{name}" for name in Diagnosis.__slots__} <= set(told)
