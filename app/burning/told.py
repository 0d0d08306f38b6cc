"""What burning says while it runs; the last is `Burned`. The same are the lines of `--json`, in the
form of a job's (`app.events`)."""

from dataclasses import dataclass
from typing import Any, assert_never


@dataclass(frozen=True, slots=True)
class Begun:
    """`stage` is `burn`, `close` or `verify`; `total` in bytes, None where it has no length."""

    stage: str
    total: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Bytes of the stage so far."""

    stage: str
    done: int


@dataclass(frozen=True, slots=True)
class Burned:
    """`verified`: every byte was read back and is equal. A simulation is not."""

    verified: bool
    size: int
    sha256: str
    seconds: float


Told = Begun | Moved | Burned


def to_json(told: Told) -> dict[str, Any]:
    match told:
        case Begun(stage, total):
            return {"event": "stage", "stage": stage, "total": total}
        case Moved(stage, done):
            return {"event": "progress", "stage": stage, "done": done}
        case Burned():
            return {
                "event": "finished",
                "result": "burned" if told.verified else "simulated",
                "bytes": told.size,
                "sha256": told.sha256,
                "seconds": round(told.seconds, 3),
            }
    assert_never(told)
