"""Mounting what is inside an image, read-only, as the desktop would: through UDisks2, without root.

What of it can't be mounted is passed over, as long as anything can.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from app.display import for_display
from app.drives.bus import NO_BUS, BusError, SystemBus
from app.errors import ImageChanged, ImageUnreadable, NotMountable, StillInUse
from app.inside import loop, mounts
from app.inside.mounted import Mounted
from app.inside.mounts import Note
from app.inside.tree import Volume, open_inside
from app.sources.source import FileIdentity, Source

_NO_SERVICE = re.compile(r"DBus\.Error\.(ServiceUnknown|NameHasNoOwner|Spawn\.)|systemd1\.")
_NO_PERMISSION = re.compile(r"NotAuthorized")
_BUSY = re.compile(r"DeviceBusy|target is busy")
_UNKNOWN = re.compile(
    r"unknown filesystem type|not configured in kernel|wrong fs type|not a mountable filesystem",
    re.IGNORECASE,
)
_MOST = 64  # file systems of one image: UDisks2 is asked for seconds about each that it has not
_NO_FILE_SYSTEM = "there is no file system in it that this computer knows"


def mount(source: Source) -> tuple[Mounted, ...]:
    """Every file system of an image. What is mounted already is not mounted twice. Raises
    NotMountable, ImageError; then nothing is mounted that was not before."""
    if source.layers:
        why = f"it is packed ({', '.join(source.layers)}), and mounting needs it as it is"
        raise NotMountable(source.name, why)
    path = os.path.realpath(source.path)
    if there := mounted_of(path):
        return there
    volumes = open_inside(source).volumes or (Volume("", source.look(), None),)
    if len(volumes) > _MOST:
        why = f"it has {len(volumes):,} partitions, and no more than {_MOST} are mounted at once"
        raise NotMountable(source.name, why)
    with _said(source.name), SystemBus() as bus, _opened(source) as file, mounts.working():
        mounted, why = _all_mounted(bus, file, volumes, path)
    if not mounted:
        raise NotMountable(source.name, why)
    return mounted


def mounted_of(path: str | os.PathLike[str]) -> tuple[Mounted, ...]:
    """Of one image, and not of a file that had its name before."""
    image = os.path.realpath(path)
    try:
        file = _told(Path(image).stat())
    except OSError:
        return ()
    return tuple(each for each in listed() if (each.image, each.file) == (image, file))


def listed() -> tuple[Mounted, ...]:
    """What this program has mounted and is mounted still; without UDisks2 nothing is known of. What
    a copy left that was killed before it had mounted it is taken away."""
    notes = mounts.kept()
    found: list[Mounted] = []
    with suppress(BusError):
        if notes:
            with SystemBus() as bus, mounts.alone() as alone:
                looked = (_alive(bus, note, alone=alone) for note in notes)
                found = [each for each in looked if each is not None]
    return tuple(found)


def unmount(them: Sequence[Mounted]) -> None:
    """Raises StillInUse for the first that somebody uses, after the others have been unmounted;
    NotMountable without UDisks2."""
    used: list[Mounted] = []
    for each in them:
        with _said(Path(each.image).name), SystemBus() as bus:
            try:
                _take_away(bus, each.device)
            except BusError as error:
                if not _BUSY.search(f"{error.name} {error.text}"):
                    raise
                used.append(each)
    if used:
        raise StillInUse(used[0].point)


def _all_mounted(
    bus: SystemBus, file: int, volumes: Sequence[Volume], image: str
) -> tuple[tuple[Mounted, ...], str]:
    """What could be mounted, and why the rest could not. Raises BusError where nothing can be."""
    mounted: list[Mounted] = []
    why = _NO_FILE_SYSTEM
    try:
        for volume in volumes:
            try:
                mounted.append(_mounted(bus, file, volume, image))
            except BusError as error:
                if _unable(error):
                    raise  # it will not be able to mount the next one either
                if not _UNKNOWN.search(error.text):
                    why = for_display(error.text.rstrip("."), 200)
    except (BusError, OSError):
        for each in mounted:
            with suppress(BusError):
                _take_away(bus, each.device)
        raise
    return tuple(mounted), why


def _mounted(bus: SystemBus, file: int, volume: Volume, image: str) -> Mounted:
    device = loop.set_up(bus, file, volume.start, volume.length)
    try:
        told = _told(os.fstat(file))
        mounts.keep(Note(image, volume.name, device, loop.backing(bus, device), told))
        point = loop.mount(bus, device)
    except (BusError, OSError):
        with suppress(BusError):
            _take_away(bus, device)
        raise
    return Mounted(image, volume.name, point, device, told)


def _told(file: os.stat_result) -> str:
    """By what a file is told from others, whatever their names."""
    return f"{file.st_dev}:{file.st_ino}"


def _take_away(bus: SystemBus, device: str) -> None:
    """Raises BusError, and then it is noted still."""
    loop.take_away(bus, device)
    mounts.forget(device)


def _alive(bus: SystemBus, note: Note, *, alone: bool) -> Mounted | None:
    """None where it is not mounted: somebody else took it away, and perhaps uses the device for
    something else now, or it never was, for whoever set it up was killed. Raises BusError."""
    try:
        ours = loop.backing(bus, note.device) == note.backing
        points = loop.points(bus, note.device) if ours else []
    except BusError as error:
        if not loop.is_gone(error):
            raise
        ours, points = False, []
    if points:
        return Mounted(note.image, note.volume, points[0], note.device, note.file)
    if not ours:
        mounts.forget(note.device)
    elif alone:
        with suppress(BusError):
            _take_away(bus, note.device)
    return None


@contextmanager
def _opened(source: Source) -> Iterator[int]:
    """A descriptor of the file, which is the one that was looked at."""
    try:
        file = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise ImageUnreadable(source.name, 0, error.strerror or str(error)) from error
    try:
        now = FileIdentity.from_stat(os.fstat(file))
        if difference := source.identity.difference(now):
            raise ImageChanged(source.name, difference)
        yield file
    finally:
        os.close(file)


def _unable(error: BusError) -> bool:
    return error.name == NO_BUS or bool(
        _NO_SERVICE.search(error.name) or _NO_PERMISSION.search(error.name)
    )


@contextmanager
def _said(name: str) -> Iterator[None]:
    """What UDisks2 answers, in a sentence."""
    try:
        yield
    except BusError as error:
        if error.name == NO_BUS or _NO_SERVICE.search(error.name):
            why = "UDisks2, the service that mounts for users, is not running"
        elif _NO_PERMISSION.search(error.name):
            why = "this computer does not permit it to you"
        else:
            why = for_display(error.text.rstrip("."), 200)
        raise NotMountable(name, why) from error
    except OSError as error:
        raise NotMountable(name, f"what is mounted can’t be noted ({error.strerror})") from error
