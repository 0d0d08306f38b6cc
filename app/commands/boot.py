"""`stickwright boot`: an image or a stick in a virtual machine, in a window, or looked at once.
Nothing is changed."""

from __future__ import annotations

import json
import os
import stat
from argparse import Namespace
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import assert_never

from app.commands.bars import OneBar, say_beside
from app.commands.ends import DIFFERS, DONE, FAILED, tell, untouched, worst
from app.commands.follow import stopping_on_signals
from app.commands.notes import note
from app.commands.outlet import go_on_unheard
from app.control import Control
from app.display import for_display
from app.drives import open_drive
from app.errors import FolderError, NoMachine
from app.qemu.boot import Trying, boot
from app.qemu.firmware import Firmware
from app.qemu.judge import Verdict
from app.qemu.picture import SIGNATURE
from app.qemu.plan import BootPlan, plan_boot
from app.qemu.stick import Stick, from_drive, from_image
from app.qemu.told import Noted, Running, Told, Tried, Unpacked, Unpacking, to_json
from app.sources import open_source

FIRMWARES = {
    Firmware.BIOS: "BIOS",
    Firmware.UEFI: "UEFI",
    Firmware.SECURE: "UEFI with Secure Boot",
}


def run(given: Namespace) -> int:
    picture = Path(given.screenshot) if given.screenshot else None
    with ExitStack() as opened:
        with untouched():
            if picture is not None:
                picture = place_for(picture)
            stick = opened.enter_context(_stick(given))
            plan = plan_boot(
                stick.report.boots,
                asked=Firmware(given.firmware) if given.firmware else None,
                window=picture is None,
                kvm=given.kvm,
            )
            _show(stick, plan, as_json=given.json)
        go_on_unheard()
        control = Control()  # not before: whoever is asked for a password may still give up
        opened.enter_context(stopping_on_signals(control))
        tried = _follow(boot(stick, plan, control, given.seconds), as_json=given.json)
    return _end(tried, picture, as_json=given.json)


@contextmanager
def _stick(given: Namespace) -> Iterator[Stick]:
    path = Path(given.image)
    try:
        is_drive = stat.S_ISBLK(path.stat().st_mode)
    except OSError:
        is_drive = path.is_relative_to("/dev")
    if not is_drive:
        yield from_image(open_source(path, given.member))
        return
    drive = open_drive(given.image)
    with drive.open(write=False) as medium:
        yield from_drive(drive.info, medium)


def place_for(picture: Path) -> Path:
    """Where it will lie, behind a link that names it. Raises FolderError, and NoMachine: it takes
    the place of another picture or of an empty file, and of nothing else, so of no device."""
    try:
        if picture.is_symlink() and not picture.exists():
            raise FolderError(str(picture), "it is a link that leads nowhere")
        place = Path(os.path.realpath(picture))  # `resolve` trips over links in a circle
        folder = place.parent
        if not (folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)):
            raise FolderError(str(folder), "no picture can be put there")
        if place.exists() and not _is_picture(place):
            raise NoMachine(f"{picture} exists and is no picture", "Choose another name for it.")
    except OSError as error:
        raise FolderError(str(picture), error.strerror or str(error)) from error
    return place


def _is_picture(place: Path) -> bool:
    if not place.is_file():
        return False
    with place.open("rb") as file:
        return file.read(len(SIGNATURE)) in (SIGNATURE, b"")


def _keep(place: Path, png: bytes) -> None:
    """All of it, or what was there before. Raises FolderError."""
    new = place.with_name(f".stickwright-{os.getpid()}.png")  # a long name has no room for more
    try:
        try:
            new.write_bytes(png)
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
    except OSError as error:
        raise FolderError(str(place.parent), error.strerror or str(error)) from error


def _show(stick: Stick, plan: BootPlan, *, as_json: bool) -> None:
    machine = plan.machine
    if as_json:
        line = {
            "event": "plan",
            "name": stick.name,
            "firmware": plan.firmware.value,
            "kvm": machine.kvm,
            "memory": machine.memory << 20,
            "window": bool(machine.window),
        }
        print(json.dumps(line), flush=True)
        return
    print(
        f"{for_display(stick.name)}, as a USB stick in a virtual machine: "
        f"{FIRMWARES[plan.firmware]}, {machine.memory:,} MiB of memory, no network."
    )


def _follow(trying: Trying, *, as_json: bool) -> Tried:
    with closing(OneBar()) as bar, closing(trying):
        for told in trying:
            if isinstance(told, Tried):
                return told
            if as_json:
                _say(told)
            else:
                _tell(told, bar)
    raise RuntimeError("a try that ends without an error ends with Tried")


def _tell(told: Told, bar: OneBar) -> None:
    match told:
        case Unpacking(total):
            bar.begin(total, "Unpacking")
        case Unpacked(done):
            bar.move(done)
        case Running():
            bar.close()
        case Noted():
            say_beside(note(told.text))
        case Tried():
            pass


def _end(tried: Tried, picture: Path | None, *, as_json: bool) -> int:
    """Tells what was seen, of which a picture that can't be kept takes nothing. The exit status."""
    verdict, *more = lines(tried, picture)
    if not as_json:
        print(verdict)
    lost = None
    try:
        if picture is not None and tried.picture is not None:
            _keep(picture, tried.picture.png())
    except FolderError as error:
        lost = error
    if as_json:
        if lost is not None:
            _say(Noted(lost.code(), str(lost)))
        _say(tried)  # the only end
    elif more and lost is None:
        print("\n".join(more))
    status = status_of(tried.verdict)
    return status if lost is None else worst((status, tell(lost, as_json=False)))


def _say(told: Told) -> None:
    print(json.dumps(to_json(told)), flush=True)


def lines(tried: Tried, picture: Path | None) -> list[str]:
    """The result for a person."""
    if tried.verdict is None:
        return ["The virtual machine is off. What it wrote is gone."]
    said = _said(tried.verdict, FIRMWARES[tried.firmware])
    if tried.picture is None:
        return [said]
    if tried.verdict in (Verdict.STARTED, Verdict.FAILED):
        said = f"{said} Look at the picture."
    shown = f"What it showed last: {for_display(str(picture), 400)}"
    return [said] if picture is None else [said, shown]


def _said(verdict: Verdict, firmware: str) -> str:
    match verdict:
        case Verdict.BOOTED:
            return f"Booted in a test: {firmware} started it, and it went on by itself."
        case Verdict.STARTED:
            return f"{firmware} started it, but it was not seen to go on."
        case Verdict.FAILED:
            return f"{firmware} started it, but it could not go on."
        case Verdict.REFUSED:
            return "Secure Boot does not let it start."
        case Verdict.NOTHING:
            return f"{firmware} found nothing on it to start."
        case Verdict.UNCLEAR:
            return f"The time was over before {firmware} had looked at it: give it more --seconds."
    assert_never(verdict)


def status_of(verdict: Verdict | None) -> int:
    if verdict in (None, Verdict.BOOTED):
        return DONE
    return FAILED if verdict in (Verdict.STARTED, Verdict.UNCLEAR) else DIFFERS
