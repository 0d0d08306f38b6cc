"""The two commands of the README, run for real in a copy of the checkout whose path has a space.

What they start is stood in for: `.venv/bin/python` by a script that says how it was called, uv by
one that makes such an environment. The real ones are in `system/test_empty_debian.py`.
"""

import os
import re
import shutil
import signal
import stat
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.commands.grammar import COMMANDS

ROOT = Path(__file__).parents[1]

# Says where and how it was called, one word a line; answers what need_libraries asks with $MISSING.
PYTHON = """#!/bin/sh
case $1 in -I) printf '%s' "$MISSING"; exit ;; -c) exit ;; esac
printf '%s\\n' "$$" "$PWD" "$@"
exit 7
"""

# Notes every call; makes an environment; `sync` may be told to fail or to take a while.
UV = """#!/bin/sh
[ "$1" = --version ] && exit
shift 2 # --project TOP
printf '%s\\n' "$*" >>"$NOTES"
case $1 in
python) echo /usr/bin/python3 ;;
venv) for folder; do :; done; mkdir -p "$folder/bin"; cp "$PYTHON" "$folder/bin/python" ;;
sync) sleep "${SLOW:-0}"; exit "${SYNC:-0}" ;;
esac
"""

FIRST = ["venv", "lock", "sync"]
AGAIN = ["lock", "sync"]


@dataclass(frozen=True)
class Checkout:
    """A copy of the two commands, and what they say."""

    top: Path
    elsewhere: Path

    @property
    def venv(self) -> Path:
        return self.top / ".venv"

    def start(self, command: str, *words: str, **settings: str) -> subprocess.Popen[str]:
        stand_ins = self.elsewhere / "bin"
        return subprocess.Popen(
            [self.top / "packaging" / command, *words],
            cwd=self.elsewhere,
            env={
                "PATH": f"{stand_ins}:/usr/bin:/bin",
                "NOTES": str(self.elsewhere / "notes"),
                "PYTHON": str(stand_ins / "fake-python"),
                **settings,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def call(self, command: str, *words: str, **settings: str) -> "Answer":
        process = self.start(command, *words, **settings)
        out, err = process.communicate(timeout=60)
        return Answer(process.returncode, process.pid, out.splitlines(), err)

    def noted(self) -> list[str]:
        """The first word of every call of uv since the last time, but for questions."""
        notes = self.elsewhere / "notes"
        lines = notes.read_text().splitlines() if notes.exists() else []
        notes.write_text("")
        return [line.split()[0] for line in lines if not line.startswith("python")]


@dataclass(frozen=True)
class Answer:
    status: int
    pid: int
    out: list[str]
    err: str

    @property
    def words(self) -> list[str]:
        """What the program was called with."""
        return self.out[2:]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """Nothing is set up yet."""
    top, elsewhere = tmp_path / "a check out", tmp_path / "elsewhere"
    shutil.copytree(ROOT / "packaging", top / "packaging")
    for name in ("uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, top)
    # In place of apt: nobody's packages are touched by a test.
    executable(top / "packaging" / "setup-debian.sh", '#!/bin/sh\necho "apt for $1" >&2\n')
    executable(elsewhere / "bin" / "uv", UV)
    executable(elsewhere / "bin" / "fake-python", PYTHON)
    return Checkout(top, elsewhere)


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    """Set up for both commands."""
    assert checkout.call("test").status == 7
    assert checkout.noted() == FIRST
    return checkout


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def test_they_are_executable() -> None:
    for name in ("run", "test", "setup-debian.sh", "install-user", "menu"):
        assert (ROOT / "packaging" / name).stat().st_mode & stat.S_IXUSR


@pytest.mark.tools
def test_the_shell_scripts_are_clean() -> None:
    scripts = ["packaging/run", "packaging/test", "packaging/setup-debian.sh", ".ci/run"]
    scripts.append("packaging/install-user")
    done = subprocess.run(
        ["shellcheck", "-x", *scripts], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


# What is started.


def test_without_a_display_it_runs_the_demo(ready: Checkout) -> None:
    answer = ready.call("run")
    assert answer.words == ["-P", "-m", "ui", "demo"]
    assert answer.err == ""


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
@pytest.mark.parametrize("words", [[], ["my image.iso"]], ids=["alone", "image"])
def test_with_a_display_it_opens_the_window(
    ready: Checkout, display: str, words: list[str]
) -> None:
    assert ready.call("run", *words, **{display: ":0"}).words == ["-P", "-m", "ui", *words]


def test_an_image_without_a_display_is_a_usage_error(ready: Checkout) -> None:
    answer = ready.call("run", "debian.iso")
    assert (answer.status, answer.out) == (2, [])
    assert "packaging/run inspect debian.iso" in answer.err
    assert "inspect [31mm.iso" in ready.call("run", "\x1b[31mm.iso").err


def test_a_mistyped_command_is_for_the_program_to_say(ready: Checkout) -> None:
    assert ready.call("run", "wriet", "a.iso").words == ["-P", "-m", "ui", "wriet", "a.iso"]


@pytest.mark.parametrize("command", ["run", "test"])
def test_arguments_folder_process_and_status_are_the_programs_own(
    ready: Checkout, command: str
) -> None:
    words = ["--json", "a b", "", "*", "'\"$HOME\\"]
    answer = ready.call(command, *words)
    assert answer.words[-5:] == words
    assert (answer.status, answer.out[0]) == (7, str(answer.pid))
    assert answer.out[1] == str(ready.elsewhere if command == "run" else ready.top)


def test_a_link_to_it_works(ready: Checkout) -> None:
    (ready.elsewhere / "stickwright").symlink_to(ready.top / "packaging" / "run")
    done = subprocess.run(
        ["./stickwright", "--help"], cwd=ready.elsewhere, env={"PATH": "/usr/bin:/bin"}, check=False
    )
    assert done.returncode == 7


def test_the_commands_are_those_of_the_command_line(ready: Checkout) -> None:
    for command in (*COMMANDS, "--help", "--version"):
        assert ready.call("run", command).words == ["-P", "-m", "ui", command]
    text = (ROOT / "packaging" / "run").read_text()
    (listed,) = re.findall(r"^    (\w+(?: \| \w+)+) \| -\*\) ;;$", text, re.MULTILINE)
    assert listed.split(" | ") == list(COMMANDS)


def test_the_kinds_of_tests_are_chosen_by_a_word(ready: Checkout) -> None:
    assert ready.call("test", "-q").words == ["-m", "pytest", "-q"]
    system = ready.call("test", "--system", "-x")
    assert system.words == ["-m", "pytest", "-m", "system", "-x"]
    tools = ready.call("test", "--tools", "-x")
    assert tools.words == ["-m", "pytest", "-m", "tools and not system", "-x"]
    for kind in ("boots", "packages"):
        words = ready.call("test", f"--{kind}", "-x").words
        assert words == ["-m", "pytest", "-m", kind, "-x"]
    assert (ROOT / ready.call("test", "--bench").words[0] / "__main__.py").is_file()


# Fails what it is told to, notes what it is told, and is content with it in the second run.
JUDGE = """#!/bin/sh
case $1 in -I | -c) exit ;; esac
case $* in
*--last-failed*) exit "$SECOND" ;;
*"$PART"*) printf %s "$NOTE" >>"$STICKWRIGHT_BROKEN_PROMISES"; exit 1 ;;
esac
"""


@pytest.mark.parametrize("part", ["cache/virtual", "cache/sticks", "cache/rest", "nowhere"])
@pytest.mark.parametrize("note", ["", "test_case[a-lie]: claimed success\n"], ids=["busy", "lie"])
@pytest.mark.parametrize("second", [0, 1, 5])
def test_what_failed_in_the_crowd_has_a_second_run_but_a_broken_promise_has_none(
    ready: Checkout, part: str, note: str, second: int
) -> None:
    executable(ready.venv / "bin" / "python", JUDGE)
    answer = ready.call("test", "--system", PART=part, NOTE=note, SECOND=str(second))
    failed = part != "nowhere" and (bool(note) or second == 1)
    assert answer.status == failed, answer.err
    assert (note in answer.err) == (part != "nowhere" or not note)
    assert ("whatever a second run says" in answer.err) == (bool(note) and part != "nowhere")


@pytest.mark.parametrize("root", [True, False])
def test_ci_says_last_what_it_did_not_run(checkout: Checkout, root: bool) -> None:
    shutil.copytree(ROOT / ".ci", checkout.top / ".ci")
    executable(checkout.top / "packaging" / "test", '#!/bin/sh\necho "test $*"\n')
    for name in ("unshare", "losetup"):
        executable(checkout.elsewhere / "bin" / name, "#!/bin/sh\n")
    number = 0 if root else 1000
    executable(checkout.elsewhere / "bin" / "id", f"#!/bin/sh\necho {number}\n")
    done = subprocess.run(
        [checkout.top / ".ci" / "run"],
        env={"PATH": f"{checkout.elsewhere / 'bin'}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    first, *others = done.stdout.splitlines()
    assert first == "test "
    assert [line.split()[1] for line in others] == root * ["--system", "--tools", "--boots"]
    assert all((ROOT / path).is_file() for line in others for path in line.split()[2:])
    said = done.stderr.splitlines()
    assert said[-1:] == [] if root else said[-2].startswith("NOT RUN: packaging/test --system")


# Qt's libraries.


def test_a_command_never_asks_for_libraries(ready: Checkout) -> None:
    answer = ready.call("run", "drives", MISSING="libEGL.so.1", DISPLAY=":0")
    assert answer.words == ["-P", "-m", "ui", "drives"]
    assert answer.err == ""


@pytest.mark.parametrize(
    ("command", "settings"), [("run", {"DISPLAY": ":0"}), ("test", {})], ids=["run", "test"]
)
def test_missing_libraries_are_named(
    ready: Checkout, command: str, settings: dict[str, str]
) -> None:
    answer = ready.call(command, MISSING="libEGL.so.1", **settings)
    assert (answer.status, answer.out) == (1, [])
    assert "libEGL.so.1" in answer.err
    assert "Traceback" not in answer.err


# The environment.


def test_the_first_call_speaks_on_standard_error_only(checkout: Checkout) -> None:
    answer = checkout.call("run", "inspect", "x")
    assert answer.words == ["-P", "-m", "ui", "inspect", "x"]
    assert "done once" in answer.err
    assert checkout.noted() == FIRST


def test_the_second_call_sets_up_nothing(ready: Checkout) -> None:
    for command in ("run", "test"):
        assert ready.call(command).err == ""
    assert ready.noted() == []


def test_the_tools_of_the_developer_come_with_the_tests(checkout: Checkout) -> None:
    checkout.call("run")
    checkout.noted()
    checkout.call("test")
    assert checkout.noted() == AGAIN
    checkout.call("run")
    assert checkout.noted() == []


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
def test_a_changed_lock_file_is_followed_once(ready: Checkout, name: str) -> None:
    with (ready.top / name).open("a") as file:
        file.write("# changed\n")
    ready.call("run")
    assert ready.noted() == AGAIN
    ready.call("run")
    assert ready.noted() == []
    ready.call("test")
    assert ready.noted() == AGAIN


def test_a_failed_set_up_says_so_and_starts_anew(checkout: Checkout) -> None:
    answer = checkout.call("run", SYNC="2")
    assert (answer.status, answer.out) == (1, [])
    assert "The set-up failed" in answer.err
    checkout.noted()
    assert checkout.call("run").status == 7
    assert checkout.noted() == FIRST


def test_an_interrupted_set_up_starts_anew(checkout: Checkout) -> None:
    process = checkout.start("run", SLOW="30")
    notes = checkout.elsewhere / "notes"
    while not (notes.exists() and "sync" in notes.read_text()):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    checkout.noted()
    answer = checkout.call("run")
    assert answer.status == 7
    assert "interrupted" in answer.err
    assert checkout.noted() == FIRST


def test_calls_at_once_set_up_once(checkout: Checkout) -> None:
    calls = [checkout.start("run", f"--{number}", SLOW="0.5") for number in range(3)]
    for number, process in enumerate(calls):
        out, _ = process.communicate(timeout=60)
        assert out.splitlines()[2:] == ["-P", "-m", "ui", f"--{number}"]
    assert checkout.noted() == FIRST


def test_a_moved_checkout_is_set_up_anew(ready: Checkout, tmp_path: Path) -> None:
    moved = Checkout(ready.top.rename(tmp_path / "moved"), ready.elsewhere)
    answer = moved.call("run")
    assert answer.status == 7
    assert "another place" in answer.err
    assert moved.noted() == FIRST


def test_an_environment_that_uv_made_is_taken_over(checkout: Checkout) -> None:
    executable(checkout.venv / "bin" / "python", PYTHON)
    assert checkout.call("run").status == 7
    assert checkout.noted() == AGAIN


def test_without_uv_and_without_a_python_that_is_new_enough_it_says_so(
    checkout: Checkout,
) -> None:
    stand_ins = checkout.elsewhere / "bin"
    (stand_ins / "uv").unlink()
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        executable(stand_ins / name, "#!/bin/sh\ncase $2 in *sep*) echo 3.9 ;; *) exit 1 ;; esac\n")
    answer = checkout.call("run")
    assert answer.status == 1
    assert "Stickwright needs Python 3.11 or newer; here is Python 3.9." in answer.err
