"""What stands where another program would be, and that none of them outlives who started it.

The program under test looks for others where they are installed. So that it finds something else
there, it runs among mounts of its own (unshare(1)): nothing of this computer is changed.
"""

import os
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import TypeAlias

from system.matrix.by_programs import Theirs
from system.matrix.play_write import LIMIT, Ended, events_of, told

from app.commands.ends import DIFFERS, DONE, FAILED, REFUSED, STOPPED
from app.errors import DiscDiffers

Process: TypeAlias = "subprocess.Popen[str]"

ENDS = ("finished", "failed", "stopped")
GONE_WITHIN = 10.0  # seconds in which a program ends whose starter was killed

_TOC = """Drive current: -outdev '/dev/sr0'
Media current: {kind}
Media status : {status}
Media blocks : {held} readable , {free} writable , {overall} overall
Media summary: {sessions} session, {held} data blocks, 0 data, 0 free
"""
_WRITTEN = "is written , is {}"
TOLD = {
    Theirs.SILENT: "",
    Theirs.NONSENSE: "Media current: \33[2J<b>\nMedia status : ?\nMedia blocks : many",
    Theirs.ENDLESS: _TOC.format(
        kind="CD-R",
        status="is blank",
        held="9" * 5000,
        free="9" * 5000,
        overall="9" * 5000,
        sessions="9" * 5000,
    ),
    Theirs.SMALL: _TOC.format(
        kind="CD-R", status="is blank", held=0, free=4000, overall=4000, sessions=0
    ),
    Theirs.APPENDABLE: _TOC.format(
        kind="CD-R",
        status=_WRITTEN.format("appendable"),
        held=2000,
        free=340000,
        overall=342000,
        sessions=1,
    ),
    Theirs.CLOSED: _TOC.format(
        kind="DVD-R sequential recording",
        status=_WRITTEN.format("closed"),
        held=331776,
        free=0,
        overall=331776,
        sessions=1,
    ),
    Theirs.NO_DISC: "Media current: is not recognizable\nMedia status : is not recognizable\n",
}
# Of xorriso these look at the disc as it does, and burn in another way.
BURNS = {
    Theirs.ENDS_AT_ONCE: "exit 0",
    Theirs.FAILS_AT_ONCE: "exit 5",
    Theirs.DROPS: "cat >/dev/null",
    Theirs.DEAF: "trap '' TERM; while :; do sleep 1; done",
}


def within(theirs: Theirs, program: str, folder: Path, *mounts: str) -> list[str]:
    """The words of `unshare` before those of the program under test. `mounts`: further commands of
    a shell that come first."""
    lines = list(mounts)
    if theirs is not Theirs.ITSELF:
        installed = shutil.which(program)
        assert installed is not None, f"{program} is not installed"
        place = stand_in(theirs, Path(installed), folder)
        lines.append(shlex.join(("mount", "--bind", str(place), installed)))
    if not lines:
        return []
    script = " && ".join((*lines, 'exec "$@"'))
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


def stand_in(theirs: Theirs, installed: Path, folder: Path) -> Path:
    if theirs is Theirs.MISSING:
        return Path("/dev/null")
    place = folder / "stand-in"
    if theirs is Theirs.BROKEN:
        place.write_bytes(installed.read_bytes()[:512])
    elif theirs in BURNS:
        real = folder / "real"
        shutil.copy(installed, real)
        place.write_text(
            f'#!/bin/sh\ncase "$*" in *-toc*) exec {shlex.quote(str(real))} "$@";; esac\n'
            f"{BURNS[theirs]}\n"
        )
    else:
        (folder / "told").write_text(TOLD[theirs])
        place.write_text(f"#!/bin/sh\ncat {shlex.quote(str(folder / 'told'))}\n")
    place.chmod(0o755)
    return place


def children(process: Process) -> list[int]:
    threads = Path(f"/proc/{process.pid}/task")
    return [
        int(child)
        for thread in threads.iterdir()
        for child in (thread / "children").read_text().split()
    ]


def child(process: Process) -> int:
    """The only one, once it is there."""
    deadline = time.monotonic() + LIMIT
    while len(found := children(process)) != 1:
        assert process.poll() is None, "it has ended"
        assert time.monotonic() < deadline, f"these run: {found}"
        time.sleep(0.01)
    return found[0]


def end_theirs(process: Process) -> None:
    os.kill(child(process), signal.SIGKILL)
    time.sleep(0.3)  # until it was taken notice of


def demand_gone(numbers: list[int]) -> None:
    """Nothing of them runs any more."""
    deadline = time.monotonic() + GONE_WITHIN
    while running := [number for number in numbers if _runs(number)]:
        assert time.monotonic() < deadline, f"these outlived it: {running}"
        time.sleep(0.05)


def _runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2]
    except OSError:
        return False
    return not state.startswith(("Z", "X"))  # it has ended, and nobody has asked how


def await_stage(process: Process, said: Path, stage: str) -> None:
    deadline = time.monotonic() + LIMIT
    while stages(said)[-1:] != [stage]:
        assert process.poll() is None, f"it ended before it came to {stage}: {said.read_text()}"
        assert time.monotonic() < deadline, f"it never came to {stage}: {said.read_text()}"
        time.sleep(0.01)


def stages(said: Path) -> list[str]:
    events = events_of(said.read_text())
    return [event["stage"] for event in events if event["event"] == "stage"]


def over(process: Process, said: Path, goods: dict[str, int]) -> Ended:
    """How it ended: with one end, which is its last word, and the exit status of that. `goods`:
    those of ends that are no errors."""
    try:
        _, errors = process.communicate(timeout=LIMIT)
    except subprocess.TimeoutExpired:
        return Ended("never", said.read_text(), -1)
    text = said.read_text()
    ended = told(text, errors, process.returncode)
    kinds = [event["event"] for event in events_of(text)]
    if ended.status == -signal.SIGKILL:
        assert not set(kinds) & set(ENDS), f"it was killed behind its end: {text}"
        return ended
    assert [kind for kind in kinds if kind in ENDS] == kinds[-1:], f"not one end: {text}{errors}"
    assert "Traceback" not in errors, errors
    wanted = _status(kinds[-1], ended.outcome, goods, begun=bool(stages(said)))
    lost = "folder-error" in _warnings(text) and wanted == DONE  # the picture
    assert ended.status == (FAILED if lost else wanted), f"its exit status is {ended.status}"
    return ended


def _status(end: str, outcome: str, goods: dict[str, int], *, begun: bool) -> int:
    if end == "finished":
        return goods[outcome]
    if end == "stopped":
        return STOPPED
    if outcome == DiscDiffers.code():
        return DIFFERS
    return FAILED if begun else REFUSED


def _warnings(said: str) -> list[str]:
    return [event["code"] for event in events_of(said) if event["event"] == "warning"]
