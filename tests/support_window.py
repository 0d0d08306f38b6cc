"""Values for tests of the window: drives, images and jobs that no disk knows of."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from support_images import ClaimingSource

from app.drives.drive import CacheBypass, DriveInfo, DriveKind, Identity, Partition, Reason
from app.events import Event, Stage
from app.progress import Progress
from app.report import (
    Answer,
    BootPath,
    Boots,
    Evidence,
    Finding,
    Kind,
    Loader,
    Machine,
    Mode,
    Report,
    SecureBoot,
    Severity,
    Signature,
)
from app.result import Proof, Unchecked, Verified
from app.sources.source import FileIdentity
from ui.intents import Intent
from ui.state import State
from ui.state.after import after
from ui.state.drive_list import key_of
from ui.state.effects import Effect
from ui.state.happenings import DrivesSeen, Happening
from ui.state.image import Inspected
from ui.state.job import End, Ended, Purpose, Step, Working

GB = 10**9
YES, LIKELY, NO = (BootPath(answer) for answer in (Answer.YES, Answer.LIKELY, Answer.NO))


def drive(number: int = 1, **facts: Any) -> DriveInfo:
    """A stick; `number` tells it from the others."""
    plain: dict[str, Any] = {
        "node": f"/dev/sd{chr(ord('a') + number)}",
        "vendor": "SanDisk",
        "model": "Ultra",
        "serial": f"4C5300{number:02}",
        "kind": DriveKind.USB_STICK,
        "identity": Identity(32 * GB, 512, 2048 + 16 * number, diskseq=number),
        "bus": "usb",
        "speed": 5000,
        "removable": True,
    }
    return DriveInfo(**{**plain, **facts})


def sized(size: int, number: int = 1, **facts: Any) -> DriveInfo:
    made = drive(number, **facts)
    return replace(made, identity=replace(made.identity, size=size))


def partition(label: str = "HOLIDAY", used: int | None = 18 * GB, **facts: Any) -> Partition:
    plain: dict[str, Any] = {
        "node": "/dev/sdb1",
        "start": 1 << 20,
        "size": 31 * GB,
        "label": label,
        "file_system": "vfat",
        "used": used,
    }
    return Partition(**{**plain, **facts})


def system_disk() -> DriveInfo:
    reasons = (
        Reason("system", "Runs this computer: holds “/”. It can never be chosen."),
        Reason("internal", "Built into this computer.", hidden=True),
    )
    return drive(9, node="/dev/nvme0n1", kind=DriveKind.INTERNAL, reasons=reasons)


def built_in_disk(number: int = 8, **facts: Any) -> DriveInfo:
    """That nobody uses."""
    reason = Reason("internal", "Built into this computer. Not mounted.", hidden=True)
    plain: dict[str, Any] = {"vendor": "WD", "model": "Blue", "kind": DriveKind.INTERNAL}
    return sized(2000 * GB, number, **{**plain, "reasons": (reason,), **facts})


def report(**facts: Any) -> Report:
    """Of an image that starts on most PCs."""
    plain: dict[str, Any] = {
        "name": "ubuntu.iso",
        "size": 6 * GB,
        "layers": (),
        "kind": Kind.ISO9660,
        "label": "Ubuntu 24.04.1 LTS amd64",
        "expected_size": 6 * GB,
        "boots": Boots(YES, YES, {Machine.X64: YES}, {Machine.X64: YES}),
        "partition_tables": ("mbr", "gpt"),
        "el_torito": (),
        "mode": Mode.EXACT,
        "findings": (),
        "title": "Ubuntu 24.04.1 LTS",
    }
    return Report(**{**plain, **facts})


def finding(code: str, severity: Severity = Severity.DANGER, text: str = "It is so.") -> Finding:
    return Finding(code, severity, text)


def signed(*authorities: str, known: bool = True, revoked: bool = False) -> SecureBoot:
    """How Secure Boot sees a loader with these signatures; none without."""
    signatures = tuple(Signature(name, name, known, "", ()) for name in authorities)
    lists = (Evidence("Microsoft’s list", 0, "2025-10-14"),) if revoked else ()
    loader = Loader("EFI/BOOT/BOOTX64.EFI", 4096, "ab" * 32, signatures, (), None, lists, ())
    return SecureBoot(loader, (), "2025-10-14")


MICROSOFT, MICROSOFT_2023 = "Microsoft UEFI CA 2011", "Microsoft UEFI CA 2023"

TRUNCATED = report(findings=(finding("truncated"),), expected_size=7 * GB)
CD_ONLY = report(
    boots=Boots(bios_cd=YES, uefi_cd={Machine.X64: YES}), mode=Mode.NONE, title="Rescue 2009"
)
FILES_ONLY = report(boots=Boots(), mode=Mode.NONE, title="")


def inspected(about: Report | None = None, path: str = "/home/a/ubuntu.iso") -> Inspected:
    about = about or report()
    place = Path(path)
    identity = FileIdentity(1, 2, about.size or 5 * GB, 3)
    return Inspected(place, ClaimingSource(place, identity, about.size, about.layers), about)


def with_drives(*drives: DriveInfo, image: Inspected | None = None, now: float = 0.0) -> State:
    """The state after the first look at the drives."""
    state = State() if image is None else State(image=image)
    return told(state, DrivesSeen(drives), now)


def ready(
    *others: DriveInfo, about: Report | None = None, chosen: DriveInfo | None = None
) -> State:
    """An image, a drive, and the drive chosen."""
    chosen = chosen or drive()
    state = with_drives(chosen, *others, image=inspected(about))
    return replace(state, chosen=key_of(chosen))


def told(state: State, message: Intent | Happening, now: float = 0.0) -> State:
    return after(state, message, now).state


def doing(state: State, message: Intent | Happening, now: float = 0.0) -> tuple[Effect, ...]:
    return after(state, message, now).effects


def working(
    events: tuple[tuple[float, Event], ...] = (), purpose: Purpose = Purpose.WRITE, **facts: Any
) -> Working:
    """A job that began at 0 and has told these events since."""
    job = Working(1, inspected(), drive(), purpose, began=0.0, moved=0.0)
    progress = Progress()
    for now, event in events:
        progress = progress.after(event, now)
        job = job.after(progress, now)
    return replace(job, **facts)


def verified(size: int = 6 * GB, bypass: CacheBypass = CacheBypass.DIRECT) -> Verified:
    identity = drive().identity
    proof = Proof(
        image_size=size,
        written=size,
        read_back_equal=size,
        proven_equal=0,
        head_read_back=True,
        syncs=1,
        bypass=bypass,
        before=identity,
        after=identity,
        source_unchanged=True,
    )
    return Verified(proof, "c2e4efee" * 8, 180.0)


def unchecked() -> Unchecked:
    return Unchecked(6 * GB, "c2e4efee" * 8, 90.0)


def ended(end: End, **facts: Any) -> Ended:
    plain: dict[str, Any] = {
        "image": inspected(),
        "drive": drive(),
        "end": end,
        "progress": Progress(stage=Stage.IDENTITY),
        "step": Step.FINISH,
    }
    return Ended(**{**plain, **facts})


def texts(value: object) -> list[str]:
    """Every text in a view, however deep; intents and keys are not shown."""
    if isinstance(value, Intent):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    if is_dataclass(value):
        names = (each.name for each in fields(value) if each.name != "key")
        return [text for name in names for text in texts(getattr(value, name))]
    return []
