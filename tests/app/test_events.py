import json

import pytest

from app.drives.drive import CacheBypass, Identity
from app.errors import (
    Cause,
    Diagnosis,
    Drift,
    DriveDrifted,
    DriveGone,
    Stopped,
    VerifyError,
)
from app.events import (
    Event,
    Finished,
    Progressed,
    Stage,
    StageStarted,
    Undoable,
    Warned,
    error_to_json,
    to_json,
)
from app.result import Proof, PutBack, Unchecked, VerifiedParts

HERE = Identity(size=1 << 20, sector=512, device=0x810, diskseq=7)
IN_PARTS = Proof(
    image_size=9,
    written=5,
    read_back_equal=5,
    proven_equal=0,
    head_read_back=True,
    syncs=1,
    bypass=CacheBypass.DIRECT,
    before=HERE,
    after=HERE,
    source_unchanged=True,
    left=4,
)


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (StageStarted(Stage.SYNC), {"event": "stage", "stage": "sync", "total": None}),
        (StageStarted(Stage.WRITE, 5), {"event": "stage", "stage": "write", "total": 5}),
        (
            StageStarted(Stage.WRITE, 5, 3),
            {"event": "stage", "stage": "write", "total": 5, "done": 3},
        ),
        (Undoable(possible=True), {"event": "undo", "possible": True}),
        (
            Finished(PutBack(9, 1.0)),
            {
                "event": "finished",
                "result": "put-back",
                "bytes": 9,
                "sha256": None,
                "seconds": 1.0,
            },
        ),
        (Progressed(Stage.VERIFY, 4), {"event": "progress", "stage": "verify", "done": 4}),
        (Warned("read-again", "Oh."), {"event": "warning", "code": "read-again", "text": "Oh."}),
        (
            Finished(Unchecked(9, None, 1.23456)),
            {
                "event": "finished",
                "result": "unchecked",
                "bytes": 9,
                "sha256": None,
                "seconds": 1.235,
            },
        ),
        (
            Finished(VerifiedParts(IN_PARTS, "ab", 1.0)),
            {
                "event": "finished",
                "result": "verified-parts",
                "bytes": 9,
                "sha256": "ab",
                "seconds": 1.0,
                "left": 4,
            },
        ),
    ],
)
def test_each_event_is_one_object(event: Event, line: dict[str, object]) -> None:
    assert json.loads(json.dumps(to_json(event))) == line


def test_stages_come_in_the_order_of_the_write() -> None:
    assert [stage.value for stage in Stage] == [
        "release",
        "blank",
        "compare",
        "write",
        "sync",
        "verify",
        "write-head",
        "verify-head",
        "identity",
        *("keep", "probe", "probe-read", "put-back"),  # of a quick probe
        *("read", "rescue", "sum"),  # of a backup
    ]


def test_a_failure_names_its_class_and_its_places() -> None:
    assert error_to_json(VerifyError("Stick", ((512, 1024),), flaky=False)) == {
        "event": "failed",
        "code": "verify-error",
        "text": "Stick did not keep what was written: reading back found different bytes, "
        "first at byte 512 (sector 1).",
        "hint": VerifyError.hint,
        "ranges": [[512, 1024]],
        "diagnosis": None,
        "drift": [],
    }
    assert error_to_json(DriveGone("Stick"))["diagnosis"] is None
    assert error_to_json(DriveGone("Stick"))["code"] == "drive-gone"
    assert error_to_json(Stopped()) == {"event": "stopped"}


def test_a_failed_check_says_what_it_seems_to_mean() -> None:
    error = VerifyError("Stick", ((512, 1024),), flaky=False)
    error.diagnosis = Diagnosis(Cause.FAKE, 14_800_000_000)
    told = json.loads(json.dumps(error_to_json(error)))
    assert told["diagnosis"] == {"cause": "fake", "keeps": 14_800_000_000}
    used = DriveDrifted("Stick", ((512, 4),), (Drift.OPENED, Drift.FILES))
    assert error_to_json(used)["code"] == "drive-drifted"
    assert error_to_json(used)["drift"] == ["opened", "files"]
    error.diagnosis = Diagnosis(Cause.WORN)
    assert error_to_json(error)["diagnosis"] == {"cause": "worn", "keeps": None}
