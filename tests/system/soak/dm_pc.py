"""Devices of the device mapper are taken for a stick, or made over one that was chosen: in the
virtual PC, whose kernel has them, with udev and UDisks2.

Sticks stay plugged in for many attempts, and only what is mapped comes and goes: before the choice,
between choice and write, while the password is asked for, at any moment, or in the middle of the
write. Whatever is named or happens, no byte may change but on the chosen one, and there only where
nothing mapped stands on it; and where it is named itself and nothing stands on it, it has to be
written. Compared are all sticks, the built-in disk and the files behind the loop devices.
"""

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random

from system.pc.agent import Running
from system.pc.chip import MIB, Chip
from system.pc.monitor import MachineError
from system.pc.pc import COPY, ENVIRONMENT, GUEST, PROGRAM, Polkit
from system.pc.usb import Shape
from system.soak import look_alike
from system.soak.computer import LIMIT, LOOK, Computer, Followed, a_computer
from system.soak.look_alike import Chosen
from system.soak.mapped import SERIAL, Attempt, Moment, Written, drawn, told
from system.soak.outcome import Outcome
from system.soak.scene import Image
from system.soak.writing import Ended
from system.sticks.faults import Faults
from system.sticks.promises import Breach, Claim, Evidence, breaches

STICK, FILE = 4 * MIB, 2 * MIB
PART = (256, 1792)  # sectors: where the partition of a stick begins, and its length
SMALLEST = MIB  # of an image
ATTEMPTS = 200  # on one start of the computer
LOADING = 600.0  # seconds for the program to be compiled and loaded; 10 on an idle machine
LONGEST_HELD = 20.0  # seconds; after thirty the kernel gives a request up
ROOT_STARTER = "/tmp/starter-of-root"
_NO_DRIVES = ("/dev/dm-", "/dev/mapper/", "/dev/loop")
CHOSEN = '{"event": "plan"'

_ROOT_STARTED = f"""
script={COPY}/starter.py folder={COPY}
[ -e $script ] || {{ script={GUEST}/starter.py; folder={PROGRAM}; }}
start="python3 -u $script {ROOT_STARTER} $folder"
setsid -f sh -c "$start 2>&1 </dev/null | cat >/tmp/said-to-root"
until grep -q ready /tmp/said-to-root; do sleep 0.2; done
"""
_MADE_READY = f"""set -e
mkdir -p {look_alike.FILES} /run/udev/rules.d
cat >/run/udev/rules.d/99-look-alike.rules
udevadm control --reload
yes chosen | head -c {FILE} >{look_alike.CHOSEN_FILE}
yes other | head -c {STICK} >{look_alike.OTHER_FILE}
modprobe -a loop dm_mod dm_crypt dm_snapshot dm_zero
losetup {look_alike.CHOSEN_LOOP} {look_alike.CHOSEN_FILE}
losetup {look_alike.OTHER_LOOP} {look_alike.OTHER_FILE}
udevadm settle
until busctl -q get-property org.freedesktop.UDisks2 \
    /org/freedesktop/UDisks2/block_devices/loop0 org.freedesktop.UDisks2.Block Size
do sleep 0.1; done >/dev/null 2>&1
"""


class Bench:
    """The computer with two sticks in it, on which one attempt comes after the other."""

    def __init__(self, computer: Computer) -> None:
        self.computer = computer
        self._chips: dict[str, Chip] = {}
        self._nodes: dict[str, str] = {}
        self._link = ""
        self._left = 0
        self._other_file = ""
        self._root_started = False
        self._found: list[Breach] = []

    def run(self, random: Random, folder: Path) -> Outcome:
        attempt, self._found = drawn(random), []
        room = FILE if attempt.virtual else STICK
        image = _image(random, folder, room)
        if not self._left or self.computer.pc.spoiled or not self.computer.pc.machine.running:
            self._start()
        self._left -= 1
        chosen = self._chosen(attempt)
        path, before = self.computer.image(image), self._contents(attempt)
        ended = self._ended(attempt, chosen, path)
        undone = self._undone(chosen)
        after = self._contents(attempt)
        self.computer.forget(path)
        found = self._found + self._breaches(attempt, ended, image, before, after)
        if undone != self._other_file:
            found.append(Breach.BYSTANDER)
        if found or not self._chips["chosen"].file.read_bytes().startswith(_START):
            self._left = 0
        story = {
            **asdict(attempt),
            "claim": ended.claim,
            "code": ended.code,
            "status": ended.status,
            "changed": [each for each in before if before[each] != after[each]],
        }
        kind = f"{attempt.moment}: {ended.claim}"
        return Outcome(kind, list(dict.fromkeys(found)), story)

    def _start(self) -> None:
        pc = self.computer.pc
        serials = {"chosen": SERIAL, "twin": "1111111111"}
        self._chips = {
            name: pc.chip(Faults(STICK), _parted(Random(name), STICK)) for name in serials
        }
        sticks = self.computer.start(
            *(
                (self._chips[name], Shape(port=port, serial=serial))
                for port, (name, serial) in enumerate(serials.items(), 1)
            )
        )
        self._nodes = {name: stick.node for name, stick in zip(serials, sticks, strict=True)}
        find = "find -L /dev/disk/by-id -samefile"
        (self._link,) = pc.shell(f"{find} {self._nodes['chosen']}").splitlines()
        rules = look_alike.RULES % (SERIAL, self._link.removeprefix("/dev/"))
        self._by_root(_MADE_READY, rules)
        self._root_started = False
        self._other_file = self._undone(self._chosen_stick())
        self._left = ATTEMPTS

    def _by_root(self, script: str, said: str = "") -> None:
        root, words = self.computer.pc.root, ["sh", "-c", script]
        with root.start(words, environment=ENVIRONMENT, patience=LOADING) as running:
            running.say(said.encode())
            running.say(b"")
            ended = running.ended()
        if ended.status:
            raise MachineError(f"{script}: {ended}")

    def _chosen(self, attempt: Attempt) -> Chosen:
        if not attempt.virtual:
            return self._chosen_stick()
        return Chosen(
            node=look_alike.CHOSEN_LOOP,
            link="/dev/disk/by-id/virtual-stick",
            part=look_alike.BESIDE,
            make_part=f"losetup {look_alike.BESIDE} {look_alike.CHOSEN_FILE}",
            twin=self._nodes["twin"],
        )

    def _chosen_stick(self) -> Chosen:
        node = self._nodes["chosen"]
        return Chosen(node, self._link, f"{node}1", "", self._nodes["twin"])

    def _contents(self, attempt: Attempt) -> dict[str, bytes]:
        contents = {name: chip.file.read_bytes() for name, chip in self._chips.items()}
        if attempt.virtual:
            contents["stick"] = contents.pop("chosen")
            text = self.computer.pc.shell(f"base64 -w0 {look_alike.CHOSEN_FILE}")
            contents["chosen"] = base64.b64decode(text)
        return contents

    def _undone(self, chosen: Chosen) -> str:
        """What was left behind; says what is in the file behind the other loop device."""
        self.computer.pc.polkit(Polkit.YES)
        return self.computer.pc.shell(look_alike.undo(chosen))

    def _ended(self, attempt: Attempt, chosen: Chosen, image: str) -> Ended:
        named, pc = self._named(attempt, chosen), self.computer.pc
        act = chosen.words() + look_alike.do(attempt.deed, attempt.mapped, chosen)
        command = ("write", "--yes", "--json", image, named)
        match attempt.moment:
            case Moment.BEFORE:
                self._offers_nothing_mapped()
                with self._program(attempt, *command) as running:
                    return Followed(running).ended()
            case Moment.ANY:
                with self._program(attempt, *command) as running:
                    followed = Followed(running)
                    time.sleep(attempt.pause)
                    self._tried(act)
                    return followed.ended()
            case Moment.ASKED:
                pc.polkit(Polkit.ASK)
                with pc.script("polkit_agent.py") as agent:
                    agent.await_line("registered")
                    with self._program(attempt, *command) as running:
                        agent.await_line("asked")
                        pc.shell(act)
                        agent.say(b"accept\n")
                        return Followed(running).ended()
            case Moment.CHOSEN | Moment.WRITING:
                with self._program(attempt, f"{GUEST}/chooser.py", image, named) as running:
                    return self._chosen_first(attempt, running, act)

    def _chosen_first(self, attempt: Attempt, running: Running, act: str) -> Ended:
        followed, pc = Followed(running), self.computer.pc
        _await(followed, lambda: followed.said(CHOSEN))
        if followed.over:
            self._tried(act)
        elif attempt.moment is Moment.CHOSEN:
            pc.shell(act)
            running.say(b"write\n")
        else:
            chip = self._chips["chosen"]
            chip.change({"hold_written": chip.counters.written + int(attempt.pause * MIB)})
            running.say(b"write\n")
            _await(followed, lambda: chip.waits)
            guard = threading.Timer(LONGEST_HELD, chip.let_go)
            guard.start()
            self._tried(act)
            guard.cancel()
            chip.let_go()
        return followed.ended()

    def _offers_nothing_mapped(self) -> None:
        drives = json.loads(self.computer.pc.run("drives", "--json").output)
        if any(drive["node"].startswith(_NO_DRIVES) for drive in drives):
            self._found.append(Breach.OFFERED)

    def _tried(self, act: str) -> None:
        """It comes to nothing where somebody else was first."""
        self.computer.pc.root.run(["timeout", f"{LONGEST_HELD:.0f}", "sh", "-c", act])

    def _program(self, attempt: Attempt, *words: str) -> Running:
        pc = self.computer.pc
        if not attempt.by_root:
            return pc.program(*words)
        if not self._root_started:
            self._by_root(_ROOT_STARTED)
            self._root_started = True
        return pc.root.start(words, starter=ROOT_STARTER)

    def _named(self, attempt: Attempt, chosen: Chosen) -> str:
        """Makes what there is before the choice."""
        mapped, make = attempt.mapped, f"{chosen.words()}ln -sfn $c $link\n"
        if attempt.is_there_before:
            make += look_alike.create(mapped, chosen)
        make += told(attempt.named, mapped, chosen)
        return self.computer.pc.shell(make).strip()

    def _breaches(
        self,
        attempt: Attempt,
        ended: Ended,
        image: Image,
        before: dict[str, bytes],
        after: dict[str, bytes],
    ) -> list[Breach]:
        evidence = Evidence(
            claim=ended.claim or Claim.DIED,
            before=before["chosen"],
            after=after["chosen"],
            holds=after["chosen"].startswith(image.padded(512)),
            faultless=attempt.written is Written.ALWAYS,
        )
        found = breaches(evidence)
        if evidence.claim is Claim.DIED:
            found.append(Breach.CRASHED)
        if attempt.written is Written.ALWAYS and ended.claim is not Claim.VERIFIED:
            found.append(Breach.FALSE_ALARM)
        allowed = set() if attempt.written is Written.NEVER else {"chosen"}
        changed = {each for each in before if before[each] != after[each]}
        if changed - allowed or self.computer.bystanders_changed():
            found.append(Breach.BYSTANDER)
        return found


def _await(followed: Followed, there: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LIMIT
    while not (there() or followed.over or time.monotonic() > deadline):
        time.sleep(LOOK)


_START, _SIGNATURE = b"\xeb\x3c", b"\x55\xaa"
_ENTRY = b"\0\0\0\0\x0c\0\0\0"  # a FAT, by the numbers of its sectors


def _parted(random: Random, size: int) -> bytes:
    """Any bytes, with a table of partitions."""
    part = _ENTRY + b"".join(number.to_bytes(4, "little") for number in PART)
    start = _START + random.randbytes(444) + part + bytes(48) + _SIGNATURE
    return start + random.randbytes(size - len(start))


def _image(random: Random, folder: Path, room: int) -> Image:
    content = _parted(random, random.randint(SMALLEST, room))
    (folder / "image.iso").write_bytes(content)
    return Image(folder / "image.iso", content)


@contextmanager
def mapping() -> Iterator[Callable[[Random, Path], Outcome]]:
    with a_computer() as computer:
        yield Bench(computer).run
