"""Somebody is about to write to one drive, and another one has its place by then, or its looks, or
it turns out to be in use. Nothing may change but the drive that was chosen, and that only when it
is still what was chosen: every other file that plays a drive here is compared by its hash, and so
is the image. Devices of the device mapper, which many kernels lack, are played in the virtual PC
(`dm_pc`)."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from pathlib import Path
from random import Random

from support_images import whole_report
from system.soak.nodes import attach, detach, mounted, node_of_its_own
from system.soak.outcome import Outcome
from system.soak.scene import MIB, old_contents
from system.soak.writing import Ended, Writing, by_command, by_old_row
from system.sticks.promises import Breach, Bystanders, Claim
from system.sticks.sinners import real

from app.drives import open_drive
from app.drives.direct import DirectDrive
from app.drives.drive import Drive, DriveInfo, Medium
from app.plan import WritePlan, plan_write
from app.sources import open_source


@dataclass(frozen=True, slots=True)
class Scene:
    """`chosen`, `other` and `third` are files that play sticks; the first two look alike. `image`
    is what shall be written."""

    random: Random
    folder: Path
    stack: ExitStack

    @property
    def image(self) -> Path:
        return self.folder / "image.iso"

    @property
    def chosen(self) -> Path:
        return self.folder / "chosen"

    @property
    def other(self) -> Path:
        return self.folder / "other"

    @property
    def third(self) -> Path:
        return self.folder / "third"

    def node(self, file: Path) -> str:
        """A block device over the file."""
        node = self.stack.enter_context(node_of_its_own())
        attach(node, file)
        return node

    def write(self, work: Callable[[], int]) -> Ended:
        return Writing(work, self.folder, self.folder / "state").ended()


Attempt = Callable[[Scene], Ended]


class Written(Enum):
    """Whether the chosen drive may be written in the end."""

    NEVER = auto()
    ALWAYS = auto()
    PERHAPS = auto()  # it depends on who is first


def run(random: Random, folder: Path) -> Outcome:
    size = random.randint(2, 4) * MIB
    name = random.choice(list(ATTEMPTS))
    attempt, written = ATTEMPTS[name]
    with ExitStack() as stack:
        scene = Scene(random, folder, stack)
        _fill(scene, size)
        everything = Bystanders.of(scene.image, scene.chosen, scene.other, scene.third)
        ended = attempt(scene)
        changed = everything.changed()
    found = []
    allowed = set() if written is Written.NEVER else {scene.chosen}
    if set(changed) - allowed:
        found.append(Breach.BYSTANDER)
    if ended.status is None:
        found.append(Breach.HANGS)
    elif ended.claim is None:
        found.append(Breach.CRASHED)
    elif ended.claim is Claim.VERIFIED and scene.chosen not in changed:
        found.append(Breach.FALSE_SUCCESS)
    elif written is Written.ALWAYS and ended.claim is not Claim.VERIFIED:
        found.append(Breach.FALSE_ALARM)
    story = {
        "attempt": name,
        "claim": ended.claim,
        "code": ended.code,
        "changed": [file.name for file in changed],
    }
    return Outcome(f"{name}: {ended.claim}", found, story)


def _fill(scene: Scene, size: int) -> None:
    random, old = scene.random, old_contents(scene.random, size)
    scene.image.write_bytes(random.randbytes(random.randint(512, size)))
    scene.chosen.write_bytes(old)
    scene.other.write_bytes(old)
    scene.third.write_bytes(old_contents(random, random.choice([size, size + MIB])))


def planned(image: Path, drive: Drive) -> WritePlan:
    source = open_source(image)
    return plan_write(source, whole_report(source.size), drive.info)


def by_engine(plan: WritePlan, drive: Drive) -> Callable[[], int]:
    """Says the claim, as the command line would."""

    def work() -> int:
        match real(plan, drive):
            case Claim.VERIFIED:
                print(json.dumps({"event": "finished", "result": "verified"}))
                return 0
            case Claim.REFUSED:
                print(json.dumps({"event": "failed"}))
                return 3
            case _:
                print(json.dumps({"event": "failed"}))
                return 1

    return work


def happening(drive: Drive, moment: str, what: Callable[[], object]) -> Drive:
    """The drive, on which something happens from outside, once, at a moment of the write."""
    if moment == "open" and isinstance(drive, DirectDrive):
        return _AtTheLastMoment(drive.info, what)
    return _Interrupted(drive, moment, what)


class _Interrupted:
    def __init__(self, drive: Drive, moment: str, what: Callable[[], object]) -> None:
        self.drive, self.info, self.eject = drive, drive.info, drive.eject
        self.moment, self.what = moment, what

    def release(self) -> None:
        if self.moment == "release":
            self.what()
        self.drive.release()
        if self.moment != "release":
            self.what()

    def open(self, *, write: bool = True) -> AbstractContextManager[Medium]:
        return self.drive.open(write=write)


class _AtTheLastMoment(DirectDrive):
    """Behind the last look at the list of drives, just before the node is opened."""

    def __init__(self, info: DriveInfo, what: Callable[[], object]) -> None:
        super().__init__(info)
        self.what = [what]

    def _open_node(self, flags: int) -> int:
        if self.what:
            self.what.pop()()
        return super()._open_node(flags)


MOMENTS = ("choice", "release", "released", "open")


def other_has_its_name(scene: Scene) -> Ended:
    """Pulled out, and one that is the same to the last byte plugged in: the name is used again."""
    node = scene.node(scene.chosen)
    drive = open_drive(node)
    plan = planned(scene.image, drive)

    def swap() -> None:
        detach(node)
        attach(node, scene.random.choice([scene.other, scene.third]))

    return _with(scene, plan, drive, swap)


def it_came_back(scene: Scene) -> Ended:
    """The same one, pulled out and plugged in again: who knows what was done to it."""
    node = scene.node(scene.chosen)
    drive = open_drive(node)

    def again() -> None:
        detach(node)
        attach(node, scene.chosen)

    return _with(scene, planned(scene.image, drive), drive, again)


def it_is_gone(scene: Scene) -> Ended:
    node = scene.node(scene.chosen)
    drive = open_drive(node)
    return _with(scene, planned(scene.image, drive), drive, partial(detach, node))


def it_has_another_size(scene: Scene) -> Ended:
    """As a card reader has when its card is exchanged."""
    node = scene.node(scene.chosen)
    drive = open_drive(node)
    plan, size = planned(scene.image, drive), scene.chosen.stat().st_size

    def grow() -> None:
        os.truncate(scene.chosen, size + MIB)
        subprocess.run(["losetup", "--set-capacity", node], check=True)

    ended = _with(scene, plan, drive, grow)
    os.truncate(scene.chosen, size)
    return ended


def other_file_has_its_name(scene: Scene) -> Ended:
    """A virtual stick, and a file that was moved over it."""
    kept = scene.folder / "kept"
    os.link(scene.chosen, kept)
    drive = open_drive(str(scene.chosen))
    other = scene.random.choice([scene.other, scene.third])
    moved = scene.folder / "moved"
    os.link(other, moved)
    ended = _with(scene, planned(scene.image, drive), drive, partial(moved.rename, scene.chosen))
    kept.rename(scene.chosen)
    return ended


def the_link_leads_elsewhere(scene: Scene) -> Ended:
    """As /dev/disk/by-id does when two sticks have one serial number. The drive that was found
    through the link is kept by what it is."""
    return _through_a_link(scene, Path(scene.node(scene.chosen)), Path(scene.node(scene.other)))


def the_link_leads_to_another_file(scene: Scene) -> Ended:
    """A virtual stick is kept by the name that it was given, and refused if that is another now."""
    return _through_a_link(scene, scene.chosen, scene.other)


def _through_a_link(scene: Scene, first: Path, second: Path) -> Ended:
    link = scene.folder / "by-id"
    link.symlink_to(first)
    drive = open_drive(str(link))

    def lead_elsewhere() -> None:
        link.unlink()
        link.symlink_to(second)

    return _with(scene, planned(scene.image, drive), drive, lead_elsewhere)


def the_list_is_out_of_date(scene: Scene) -> Ended:
    """The window shows a list, another drive comes to stand behind the row, or the same one once
    more, and only then it is confirmed: nobody has told the window."""
    node = scene.node(scene.chosen)
    row = open_drive(node).info
    detach(node)
    attach(node, scene.random.choice([scene.other, scene.third, scene.chosen]))
    return scene.write(by_old_row(scene.image, row))


def two_alike(scene: Scene) -> Ended:
    """Both are plugged in."""
    nodes = [scene.node(file) for file in (scene.chosen, scene.other, scene.third)]
    drive = open_drive(nodes[0])
    return scene.write(by_engine(planned(scene.image, drive), drive))


def somebody_holds_it(scene: Scene) -> Ended:
    node = scene.node(scene.chosen)
    drive = open_drive(node)
    plan = planned(scene.image, drive)
    holder = os.open(node, os.O_RDONLY | os.O_EXCL)
    try:
        return scene.write(by_engine(plan, drive))
    finally:
        os.close(holder)


def it_is_mounted_below(scene: Scene) -> Ended:
    """A block device over the chosen one has a file system that is in use."""
    subprocess.run(["mkfs.ext4", "-q", "-F", scene.chosen], check=True)
    content = Bystanders.of(scene.chosen)
    node = scene.node(scene.chosen)
    drive = open_drive(node)
    plan = planned(scene.image, drive)
    above = scene.node(Path(node))
    with mounted(above, scene.folder / "point"):
        ended = scene.write(by_engine(plan, drive))
    if not content.changed():  # but for the file system, which stands for what was there
        scene.chosen.write_bytes(scene.other.read_bytes())
    return ended


def it_stands_on_a_mounted_one(scene: Scene) -> Ended:
    """Named is a block device over a block device, and that one has a file system in use."""
    below = scene.node(scene.chosen)
    above = scene.node(Path(below))
    return _while_mounted(scene, below, above)


def another_over_its_file_is_mounted(scene: Scene) -> Ended:
    """Two block devices over one file."""
    node = scene.node(scene.chosen)
    beside = scene.node(scene.chosen)
    named = scene.random.choice([node, beside])
    return _while_mounted(scene, node if named == beside else beside, named)


def its_file_is_known_by_a_hard_link(scene: Scene) -> Ended:
    """And the name by which it was attached is gone."""
    attached = scene.folder / "attached"
    os.link(scene.chosen, attached)
    node = scene.node(attached)
    attached.unlink()
    return _while_mounted(scene, node, str(scene.chosen))


def _while_mounted(scene: Scene, node: str, named: str) -> Ended:
    """`named` is to be written while `node` is mounted, and the image lies there or does not."""
    content = scene.folder / "content"
    content.mkdir()
    (content / "image.iso").write_bytes(scene.random.randbytes(MIB // 4))
    subprocess.run(["mkfs.ext4", "-q", "-F", "-d", content, node], check=True)
    before = Bystanders.of(scene.chosen)
    with mounted(node, scene.folder / "point") as point:
        image = scene.random.choice([scene.image, point / "image.iso"])
        ended = scene.write(by_command(image, named))
    if not before.changed():  # but for the file system, which stands for what was there
        scene.chosen.write_bytes(scene.other.read_bytes())
    return ended


def a_block_device_lives_on_the_file(scene: Scene) -> Ended:
    drive = open_drive(str(scene.chosen))
    plan = planned(scene.image, drive)
    scene.node(scene.chosen)
    return scene.write(by_engine(plan, drive))


def the_image_is_on_it(scene: Scene) -> Ended:
    """It is the file behind the block device, by another name."""
    image = scene.folder / "another name"
    os.link(scene.chosen, image)
    where = scene.node(scene.chosen) if scene.random.random() < 0.5 else str(scene.chosen)
    return scene.write(by_command(image, where))


def a_race(scene: Scene) -> Ended:
    """The command is given a name, and the sticks are swapped at any moment. Whatever it found
    under the name when it looked is what it may write to, and nothing else."""
    node = scene.node(scene.chosen)
    writing = Writing(by_command(scene.image, node), scene.folder, scene.folder / "state")
    writing.await_word('"event": "plan"')
    time.sleep(scene.random.uniform(0, 0.02))
    # Once the drive is open, it only goes when the write is over.
    subprocess.run(["losetup", "--detach", node], check=False, capture_output=True)
    subprocess.run(["losetup", node, scene.other], check=False, capture_output=True)
    return writing.ended()


def _with(scene: Scene, plan: WritePlan, drive: Drive, what: Callable[[], object]) -> Ended:
    moment = scene.random.choice(MOMENTS)
    if moment == "choice":
        what()
    else:
        drive = happening(drive, moment, what)
    return scene.write(by_engine(plan, drive))


ATTEMPTS: dict[str, tuple[Attempt, Written]] = {
    "another has its name": (other_has_its_name, Written.NEVER),
    "it came back": (it_came_back, Written.NEVER),
    "it is gone": (it_is_gone, Written.NEVER),
    "it has another size": (it_has_another_size, Written.NEVER),
    "another file has its name": (other_file_has_its_name, Written.NEVER),
    "the link leads to another": (the_link_leads_elsewhere, Written.ALWAYS),
    "the link leads to another file": (the_link_leads_to_another_file, Written.NEVER),
    "the list is out of date": (the_list_is_out_of_date, Written.NEVER),
    "two alike": (two_alike, Written.ALWAYS),
    "somebody holds it": (somebody_holds_it, Written.NEVER),
    "mounted below": (it_is_mounted_below, Written.NEVER),
    "over a mounted one": (it_stands_on_a_mounted_one, Written.NEVER),
    "another over its file": (another_over_its_file_is_mounted, Written.NEVER),
    "by a hard link": (its_file_is_known_by_a_hard_link, Written.NEVER),
    "a device lives on the file": (a_block_device_lives_on_the_file, Written.NEVER),
    "the image is on it": (the_image_is_on_it, Written.NEVER),
    "a race": (a_race, Written.PERHAPS),
}
