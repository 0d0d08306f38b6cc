"""Who keeps a drive busy, by name. Only for words: nothing rests on it. psutil stays in here."""

from pathlib import Path

from app.display import for_display
from app.drives.computer import Computer
from app.drives.drive import DriveInfo
from app.drives.sysfs import name_of, node_of
from app.drives.users import users_of


def blocker(drive: DriveInfo, computer: Computer | None = None) -> str:
    """The program that has something of the drive open, else where it is mounted, else what holds
    it. Empty when nobody is found: programs of other users cannot be looked into."""
    computer = computer or Computer()
    name, carries = name_of(drive.node), computer.carries()
    points = carries.mounts_of(name)
    nodes = frozenset(node_of(part) for part in (name, *computer.sysfs.partitions(name)))
    places = (f"“{point}”" for point in points)
    found = (_program(points, nodes), *places, *users_of(name, computer, carries))
    return for_display(next(filter(None, (*found, *carries.swaps_of(name))), ""))


_PASSING = ("(udev-worker)", "systemd-udevd")  # only look, and are gone in a moment


def _program(points: tuple[str, ...], nodes: frozenset[str]) -> str:
    import psutil  # here, for hardly anybody ever needs it

    for process in psutil.process_iter():
        try:
            name = str(process.name())
            opened = _opened(process.pid) if name not in _PASSING else []
            if any(_is_on(path, points, nodes) for path in opened):
                return name
        except (psutil.Error, OSError):
            continue
    return ""


def _opened(pid: int) -> list[str]:
    """What a process has open, and where it stands."""
    folder = Path(f"/proc/{pid}")
    return [_target(link) for link in (folder / "cwd", *(folder / "fd").iterdir())]


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _is_on(path: str, points: tuple[str, ...], nodes: frozenset[str]) -> bool:
    return path in nodes or any(
        point != "/" and (path == point or path.startswith(point + "/")) for point in points
    )
