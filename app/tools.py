"""The one door to external programs: a time limit, a clean environment, English answers.

Nothing of the user's environment reaches a program run from here except what is named below, so
that neither a setting nor a translation changes what it does or says.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from app.errors import ToolError

if TYPE_CHECKING:
    import subprocess

LIMIT = 30.0  # seconds
BEAT = 0.2  # seconds between two signs of life
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL": "C.UTF-8",
}
# What leads to the user's session: its sound, its display.
SESSION = (
    "HOME",
    "XDG_RUNTIME_DIR",
    "PULSE_SERVER",
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
)


_MOST_WORDS = 1 << 20  # bytes of what a program says that are looked at


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended, and what it printed."""

    status: int
    output: bytes
    errors: bytes = b""


def found(tool: str) -> bool:
    """Whether the program is installed, where `run` would find it."""
    from shutil import which

    return which(tool, path=ENVIRONMENT["PATH"]) is not None


def ask(
    command: Sequence[str], given: bytes = b"", *, limit: float = LIMIT, session: bool = False
) -> Answer:
    """For a program whose failure is an answer too; `given` is what it reads, and `session` tells
    it the way to the user's session. Raises ToolError: it is missing, or took over `limit`
    seconds."""
    import subprocess  # here, for few programs are run, and every command comes past here

    tool = command[0]
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            env=_environment(session=session),
            cwd="/",
            timeout=limit,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(tool, f"it took longer than {limit:g} seconds") from error
    except OSError as error:
        raise ToolError(tool, f"it can’t be started ({error.strerror})") from error
    return Answer(done.returncode, done.stdout, done.stderr)


def run(command: Sequence[str], *, limit: float = LIMIT, session: bool = False) -> str:
    """What the program printed; `session` as for `ask`. Raises ToolError: it is missing, failed,
    or took over `limit` seconds."""
    done = ask(command, limit=limit, session=session)
    if done.status != 0:
        raise ToolError(command[0], _why(done.status, last_words(done.errors)))
    return done.output.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Program:
    """One that runs beside us."""

    tool: str
    _process: subprocess.Popen[bytes]
    _errors: BinaryIO

    @property
    def ended(self) -> int | None:
        """Its exit status, None while it runs."""
        return self._process.poll()

    def wait(self, limit: float = LIMIT) -> None:
        """For its end, `limit` seconds at most."""
        import subprocess

        with suppress(subprocess.TimeoutExpired):
            self._process.wait(limit)

    def ask_to_end(self, patience: float) -> None:
        """SIGTERM, and as many seconds to do as it is told."""
        self._process.terminate()
        self.wait(patience)

    def complaint(self, *marks: str) -> ToolError:
        """What it said last; or first behind one of these marks, the first of them that it used,
        where one thing follows from the other."""
        self._errors.seek(0)
        said = self._errors.read(_MOST_WORDS)
        behind = (said.partition(mark.encode())[2].partition(b"\n")[0] for mark in marks)
        words = next(filter(None, map(last_words, behind)), "") or last_words(said)
        return ToolError(self.tool, _why(self.ended, words))


@contextmanager
def running(
    command: Sequence[str],
    fds: Sequence[int] = (),
    *,
    given: int | None = None,
    printed: int | None = None,
    session: bool = False,
    room: int | None = None,
) -> Iterator[Program]:
    """A program that reads what comes out of the descriptor `given`, prints to `printed`, reaches
    us by `fds`, and is killed when the block is left, or when the thread that started it ends in
    whatever way. No file that it writes may have more than `room` bytes. Raises ToolError: it can't
    be started."""
    import subprocess
    import tempfile

    guard = ["setpriv", "--pdeathsig", "KILL"] if found("setpriv") else []
    if room is not None and found("prlimit"):
        guard += ["prlimit", f"--fsize={room}"]
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(
                [*guard, *command],
                stdin=subprocess.DEVNULL if given is None else given,
                stdout=errors if printed is None else printed,
                stderr=errors,
                env=_environment(session=session),
                cwd="/",
                pass_fds=fds,
            )
        except OSError as error:
            raise ToolError(command[0], f"it can’t be started ({error.strerror})") from error
        try:
            yield Program(command[0], process, errors)
        finally:
            process.kill()
            process.wait()


def _environment(*, session: bool) -> dict[str, str]:
    if not session:
        return dict(ENVIRONMENT)
    way = {name: os.environ[name] for name in SESSION if name in os.environ}
    if not os.path.exists(f"{way.get('XDG_RUNTIME_DIR', '')}/bus"):  # noqa: PTH110  "" is a path
        way.setdefault("DBUS_SESSION_BUS_ADDRESS", "disabled:")  # else libraries start one
    return ENVIRONMENT | way


def following(command: Sequence[str], *, room: int | None = None) -> Generator[str]:
    """What a program prints that takes its time, piece by piece, and "" on every beat in which it
    prints nothing; `room` as for `running`. It is killed when this is closed. Raises ToolError: it
    is missing, or failed."""
    import select

    reading, writing = os.pipe2(os.O_CLOEXEC)
    with open(reading, "rb", buffering=0) as output, ExitStack() as ours:  # noqa: PTH123  of a descriptor
        ours.callback(os.close, writing)
        with running(command, printed=writing, room=room) as program:
            ours.close()  # so that it ends with the program
            while True:
                if not select.select([output], [], [], BEAT)[0]:
                    yield ""
                elif data := output.read(4096):
                    yield data.decode(errors="replace")
                else:
                    break
            program.wait()
            if program.ended != 0:
                raise program.complaint()


def _why(status: int | None, words: str) -> str:
    """Its own words, unless it was cut off in the middle of them. A program that gives up by itself
    (SIGABRT) has said why."""
    if status is not None and status < 0 and status != -signal.SIGABRT:
        return f"something ended it (signal {-status})"
    return words or f"it ended with status {status}"


def last_words(output: bytes) -> str:
    """The last line that says something, without the full stop that the sentence around it has."""
    lines = [line.strip() for line in output.decode(errors="replace").splitlines()]
    return next((line.rstrip(".") for line in reversed(lines) if line), "")
