"""Plays writes to drives that must not be written, or not now: what is chosen, what happens then,
and what is on every drive afterwards. The engine runs in this process, since something has to
happen between choosing and opening, as while a password is typed."""

import fcntl
import os
import subprocess
import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from loops import attached_again, loop_device, mounted, run
from support_drives import Faults, failing_stick
from support_images import image_bytes, whole_report
from system.matrix import asleep
from system.matrix.case import Left, Seen, Where
from system.matrix.host import MIB, Refuse, Trap
from system.sticks.promises import Bystanders

from app import job
from app.drives import open_drive
from app.drives.drive import Drive
from app.errors import AppError
from app.events import Finished, Stage, StageStarted, result_word
from app.plan import plan_write
from app.sources import open_source

SIZE = 8 * MIB
CONTENT = image_bytes(3 * MIB + 777)
# Made whole at once: the kernel writes nothing to it later.
EXT4 = ("mkfs.ext4", "-q", "-E", "lazy_itable_init=0,lazy_journal_init=0")

Act = Callable[[], object]


def _nothing() -> None:
    """Happens."""


@dataclass(frozen=True)
class Scene:
    """`named` is what a user would name, `backing` the file that holds what is on it. `later`
    happens after the drive was chosen, `meanwhile` when a `stage` begins."""

    named: str
    backing: Path
    image: Path
    later: Act = _nothing
    meanwhile: Act = _nothing
    stage: Stage = Stage.BLANK
    drive: Drive | None = None  # where it is not the one of that name


@dataclass(frozen=True)
class Setting:
    """Where a scene is set: a stick of old bytes, another one, and an image."""

    folder: Path
    where: Where
    stack: ExitStack
    points: list[Path] = field(default_factory=list)

    @property
    def stick(self) -> Path:
        return self.folder / "stick.img"

    @property
    def other(self) -> Path:
        return self.folder / "other.img"

    @property
    def image(self) -> Path:
        return self.folder / "image.iso"

    def device(self, file: Path, *, read_only: bool = False) -> str:
        return self.stack.enter_context(loop_device(file, read_only=read_only))

    def mount(self, node: str, name: str = "point") -> Path:
        point = self.stack.enter_context(mounted(node, self.folder / name))
        self.points.append(point)
        return point

    def settle(self) -> None:
        """Nothing is left that the kernel would write later."""
        for point in reversed(self.points):
            if point.is_mount():
                run("sync", "--file-system", point)

    def scene(self, named: str | Path | None = None) -> Scene:
        if named is None:
            named = self.device(self.stick) if self.where is Where.LOOP else self.stick
        return Scene(str(named), self.stick, self.image)


def play(given: Refuse, where: Where, folder: Path) -> Seen:
    with ExitStack() as stack:
        setting = Setting(folder, where, stack)
        for file in (setting.stick, setting.other):
            file.write_bytes(b"old!" * (SIZE // 4))
        setting.image.write_bytes(CONTENT)
        scene = TRAPS[given.trap](setting)
        setting.settle()
        before = Bystanders.of(scene.backing) if scene.backing.is_file() else None
        others = Bystanders.of(*{setting.other, setting.image} - {scene.backing})
        outcome, text = _written(scene)
        left = Left.UNTOUCHED
        if before is not None and before.changed():
            data = scene.backing.read_bytes()
            blank = Left.OTHER if any(data[:512]) else Left.BLANK_HEAD
            left = Left.IMAGE if data.startswith(CONTENT) else blank
        return Seen(outcome, left, text, not others.changed())


def _written(scene: Scene) -> tuple[str, str]:
    try:
        drive = scene.drive or open_drive(scene.named)
        source = open_source(scene.image)
        plan = plan_write(source, whole_report(source.size), drive.info)
        scene.later()
        for event in job.run(plan, drive):
            if isinstance(event, StageStarted) and event.stage is scene.stage:
                scene.meanwhile()
            if isinstance(event, Finished):
                return result_word(event.result), ""
    except AppError as error:
        return error.code(), f"{error} {error.hint}"
    raise AssertionError("a job ends with Finished or raises")


def _mounted(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    scene = at.scene()
    at.mount(scene.named)
    return scene


def _mounted_later(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    scene = at.scene()
    point = at.folder / "point"
    point.mkdir()

    def mount() -> None:  # for reading: the kernel notes in a file system that it was mounted
        run("mount", "-o", "ro", scene.named, point)
        at.stack.callback(run, "umount", point)

    return replace(scene, later=mount)


def _mounted_meanwhile(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    scene = at.scene()
    at.mount(scene.named, "before")  # as it can be
    run("umount", at.folder / "before")
    point = at.folder / "point"
    point.mkdir()

    def mount() -> None:
        done = subprocess.run(["mount", scene.named, point], capture_output=True, check=False)
        assert done.returncode, "it was mounted while it is written"

    return replace(scene, meanwhile=mount)


def _written_beside(at: Setting) -> Scene:
    scene = at.scene()

    def write() -> None:
        with Path(scene.named).open("r+b", buffering=0) as other:
            other.seek(2 * MIB)
            other.write(b"\xaa" * 4096)
            os.fsync(other.fileno())

    return replace(scene, meanwhile=write, stage=Stage.VERIFY)


def _held(at: Setting) -> Scene:
    scene = at.scene()

    def hold() -> None:
        fd = os.open(scene.named, os.O_RDWR | os.O_EXCL)
        at.stack.callback(os.close, fd)

    return replace(scene, later=hold)


def _locked(at: Setting, *, seconds: float | None) -> Scene:
    scene = at.scene()

    def lock() -> None:
        fd = os.open(scene.named, os.O_RDONLY)
        fcntl.flock(fd, fcntl.LOCK_SH)
        if seconds is None:
            at.stack.callback(os.close, fd)
        else:
            threading.Timer(seconds, os.close, (fd,)).start()

    return replace(scene, later=lock)


def _swap(at: Setting) -> Scene:
    run("mkswap", "-q", at.stick)
    at.stick.chmod(0o600)
    scene = at.scene()
    run("swapon", scene.named)
    at.stack.callback(run, "swapoff", scene.named)
    return scene


def _image_behind_it(at: Setting) -> Scene:
    return Scene(at.device(at.image), at.image, at.image)


def _image_in_it(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    node = at.device(at.stick)
    return Scene(node, at.stick, _put_into(at.mount(node)))


def _image_in_a_file_in_it(at: Setting) -> Scene:
    with at.stick.open("r+b") as file:
        file.truncate(4 * SIZE)
    run(*EXT4, at.stick)
    node = at.device(at.stick)
    inner = at.mount(node) / "inner.img"
    with inner.open("xb") as file:
        file.truncate(SIZE)
    run(*EXT4, inner)
    return Scene(node, at.stick, _put_into(at.mount(at.device(inner), "inside")))


def _image_itself(at: Setting) -> Scene:
    return Scene(str(_whole(at.image)), at.image, at.image)


def _hard_link(at: Setting) -> Scene:
    link = at.folder / "link.img"
    link.hardlink_to(_whole(at.image))
    return Scene(str(link), at.image, at.image)


def _symbolic_link(at: Setting) -> Scene:
    link = at.folder / "link.img"
    link.symlink_to(_whole(at.image))
    return Scene(str(link), at.image, at.image)


def _whole(image: Path) -> Path:
    """Of whole sectors, so that it can play a stick."""
    os.truncate(image, 3 * MIB)
    return image


def _device_as_image(at: Setting) -> Scene:
    scene = at.scene()
    return replace(scene, image=Path(scene.named))


def _backing_file(at: Setting) -> Scene:
    at.device(at.stick)
    return Scene(str(at.stick), at.stick, at.image)


def _backing_file_by_another_name(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    kept = _kept(at.stick)
    at.mount(at.device(at.stick))
    at.stick.unlink()
    return Scene(str(kept), kept, at.image)


def _over_a_mounted_one(at: Setting, *, image: bool = False) -> Scene:
    run(*EXT4, at.stick)
    below = at.device(at.stick)
    inside = _put_into(at.mount(below)) if image else at.image
    return Scene(at.device(Path(below)), at.stick, inside)


def _sibling(at: Setting, *, image: bool = False) -> Scene:
    run(*EXT4, at.stick)
    point = at.mount(at.device(at.stick))
    return replace(at.scene(), image=_put_into(point) if image else at.image)


def _sibling_later(at: Setting) -> Scene:
    run(*EXT4, at.stick)
    scene = at.scene()
    point = at.folder / "point"
    point.mkdir()

    def mount() -> None:  # for reading: the kernel notes in a file system that it was mounted
        run("mount", "-o", "ro", at.device(at.stick), point)
        at.stack.callback(run, "umount", point)

    return replace(scene, later=mount)


def _put_into(point: Path) -> Path:
    inside = point / "image.iso"
    inside.write_bytes(CONTENT[: 2 * MIB])
    os.sync()
    return inside


def _file_made_anew(at: Setting) -> Scene:
    """Most file systems give it the inode that has just become free, if not at once."""
    scene, content = at.scene(), at.stick.read_bytes()
    inode = at.stick.stat().st_ino

    def make_anew() -> None:
        for _ in range(50):
            at.stick.unlink()
            at.stick.write_bytes(content)
            if at.stick.stat().st_ino == inode:
                break

    return replace(scene, later=make_anew)


def _kept(file: Path) -> Path:
    """A name for what is in it now, whatever becomes of its first one."""
    kept = file.with_name(f"kept-{file.name}")
    kept.hardlink_to(file)
    return kept


def _other_file(at: Setting) -> Scene:
    another = _kept(at.other)
    return replace(at.scene(), backing=_kept(at.stick), later=lambda: another.replace(at.stick))


def _file_gone(at: Setting) -> Scene:
    return replace(at.scene(), backing=_kept(at.stick), later=at.stick.unlink)


def _plugged(at: Setting) -> tuple[Scene, Act]:
    """A device, and how to pull it out."""
    plug = at.stack.enter_context(ExitStack())
    return at.scene(plug.enter_context(loop_device(at.stick))), plug.close


def _other_medium(at: Setting) -> Scene:
    """Same name, number, size and contents; only the kernel's count of media tells."""
    scene, pull_out = _plugged(at)

    def exchange() -> None:
        pull_out()
        at.stack.enter_context(attached_again(scene.named, at.other))

    return replace(scene, later=exchange)


def _slept(at: Setting) -> Scene:
    """The drive is the same all the time, and nobody can know that."""
    asleep.sleep(slept := at.folder / "slept", 0)
    at.stack.enter_context(asleep.waking(slept))
    return replace(at.scene(), later=lambda: asleep.sleep(slept))


def _card_exchanged(at: Setting, stage: Stage) -> Scene:
    """While nothing is asked of it, as when the image's disk stalls: the kernel takes note by
    itself and counts one medium more, and the open descriptor leads to the new one."""
    faults = Faults(diskseq=7)
    drive = failing_stick(at.stick, SIZE, faults)

    def exchange() -> None:
        faults.diskseq = 8
        at.stick.write_bytes(at.other.read_bytes())

    return replace(at.scene(), drive=drive, meanwhile=exchange, stage=stage)


def _medium_gone(at: Setting) -> Scene:
    scene, pull_out = _plugged(at)
    return replace(scene, later=pull_out)


def _shrunk(at: Setting) -> Scene:
    scene = at.scene()

    def shrink() -> None:
        os.truncate(at.stick, SIZE // 2)
        run("losetup", "--set-capacity", scene.named)
        os.truncate(at.stick, SIZE)
        at.stick.write_bytes(b"old!" * (SIZE // 4))

    return replace(scene, later=shrink)


def _no_medium(at: Setting) -> Scene:
    """A device that was free a moment ago."""
    with loop_device(at.stick) as node:
        pass
    return at.scene(node)


def _odd_size(at: Setting) -> Scene:
    at.stick.write_bytes(b"old!" * 1000 + b"!")
    return at.scene(at.stick)


TRAPS: dict[Trap, Callable[[Setting], Scene]] = {
    Trap.MOUNTED: _mounted,
    Trap.MOUNTED_LATER: _mounted_later,
    Trap.MOUNTED_MEANWHILE: _mounted_meanwhile,
    Trap.WRITTEN_BESIDE: _written_beside,
    Trap.HELD: _held,
    Trap.LOCKED_A_MOMENT: lambda at: _locked(at, seconds=1.0),
    Trap.LOCKED_FOR_EVER: lambda at: _locked(at, seconds=None),
    Trap.SWAP: _swap,
    Trap.IMAGE_BEHIND_IT: _image_behind_it,
    Trap.IMAGE_IN_IT: _image_in_it,
    Trap.IMAGE_IN_A_FILE_IN_IT: _image_in_a_file_in_it,
    Trap.IMAGE_ITSELF: _image_itself,
    Trap.HARD_LINK: _hard_link,
    Trap.SYMBOLIC_LINK: _symbolic_link,
    Trap.DEVICE_AS_IMAGE: _device_as_image,
    Trap.BACKING_FILE: _backing_file,
    Trap.BACKING_FILE_BY_ANOTHER_NAME: _backing_file_by_another_name,
    Trap.OVER_A_MOUNTED_ONE: _over_a_mounted_one,
    Trap.IMAGE_IN_WHAT_IT_STANDS_ON: partial(_over_a_mounted_one, image=True),
    Trap.SIBLING: _sibling,
    Trap.SIBLING_LATER: _sibling_later,
    Trap.IMAGE_IN_A_SIBLING: partial(_sibling, image=True),
    Trap.FILE_MADE_ANEW: _file_made_anew,
    Trap.OTHER_FILE: _other_file,
    Trap.FILE_GONE: _file_gone,
    Trap.OTHER_MEDIUM: _other_medium,
    Trap.CARD_EXCHANGED_WRITING: lambda at: _card_exchanged(at, Stage.WRITE),
    Trap.CARD_EXCHANGED_READING: lambda at: _card_exchanged(at, Stage.VERIFY),
    Trap.CARD_EXCHANGED_AT_THE_HEAD: lambda at: _card_exchanged(at, Stage.WRITE_HEAD),
    Trap.SLEPT: _slept,
    Trap.MEDIUM_GONE: _medium_gone,
    Trap.SHRUNK: _shrunk,
    Trap.FOLDER: lambda at: at.scene(at.folder),
    Trap.NOTHING: lambda at: at.scene("/dev/there-is-none"),
    Trap.CHARACTER_DEVICE: lambda at: at.scene(os.devnull),
    Trap.WRITE_PROTECTED: lambda at: at.scene(at.device(at.stick, read_only=True)),
    Trap.NO_MEDIUM: _no_medium,
    Trap.ODD_SIZE: _odd_size,
}
