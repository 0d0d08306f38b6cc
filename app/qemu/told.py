"""What a try says while it runs; the last is `Tried`. The same are the lines of `--json`, in the
form of a job's (`app.events`)."""

from dataclasses import dataclass
from typing import Any, assert_never

from app.qemu.firmware import Firmware
from app.qemu.judge import Verdict
from app.qemu.picture import Picture


@dataclass(frozen=True, slots=True)
class Unpacking:
    """A packed image, into a file without a name; `total` bytes, where that is known."""

    total: int | None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """So many bytes by now."""

    done: int


@dataclass(frozen=True, slots=True)
class Running:
    """The machine is on."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth knowing that does not end it."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What was seen. Of a machine in a window there is no picture, and no verdict but BOOTED.
    `read`: bytes of the stick that the guest asked for, each counted once."""

    firmware: Firmware
    kvm: bool
    verdict: Verdict | None
    picture: Picture | None
    read: int
    seconds: float


Told = Unpacking | Unpacked | Running | Noted | Tried


def to_json(told: Told) -> dict[str, Any]:
    match told:
        case Unpacking(total):
            return {"event": "stage", "stage": "unpack", "total": total}
        case Unpacked(done):
            return {"event": "progress", "stage": "unpack", "done": done}
        case Running():
            return {"event": "stage", "stage": "boot", "total": None}
        case Noted(code, text):
            return {"event": "warning", "code": code, "text": text}
        case Tried():
            return {
                "event": "finished",
                "result": "closed" if told.verdict is None else told.verdict.value,
                "firmware": told.firmware.value,
                "kvm": told.kvm,
                "read": told.read,
                "seconds": round(told.seconds, 3),
            }
    assert_never(told)
