"""What the mistakes are, on a few lines; and that each of them is tried out."""

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from mutation.__main__ import EXPLAINED, judged, new_lines, sample
from mutation.modules import TESTS
from mutation.mutants import Mutant, mutants
from mutation.trial import Outcome

ROOT = Path(__file__).parents[2]


def changes(source: str) -> list[str]:
    return [mutant.change for mutant in mutants(source, "a.py")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["left out", "Lt → LtE", "Lt → GtE"]),
        ("x = a is None", ["Is → IsNot"]),
        ("x = a and b", ["And → Or", "without a", "without b"]),
        ("x = not a", ["without Not"]),
        ("x += 1", ["Add → Sub", "left out", "1 → 2"]),
        ("x = True", ["True → False"]),
        ("x = 'a'", ["'a' → 'XXa'"]),
        (
            "x = '(c|d/e|f)'",
            ["'(c|d/e|f)' → 'XX(c|d/e|f)'", "without c", "without d/e", "without f"],
        ),
        ("x = (a, b)", ["without a", "without b"]),
        ("a, b = x", []),
        ("f(x=y)", ["left out", "without x="]),
        ("def f():\n    return x", ["return → return None"]),
        ("if a:\n    pass", ["if → if not"]),
        ("x = [a for a in b if a]", ["without if a"]),
        ("while a < b:\n    break", ["Lt → LtE", "Lt → GtE", "Break → Continue"]),
        ("self.x = y", ["left out"]),
        ("raise x", ["left out"]),
        ("'''A docstring.'''", []),
        ("x: Literal[1]", []),
        ("x = Mapping[str, int]", []),
        ("if TYPE_CHECKING:\n    x = 1", []),
    ],
)
def test_each_mistake_is_made_once(source: str, expected: list[str]) -> None:
    assert changes(source) == expected


def test_a_mutant_is_the_module_with_one_thing_changed() -> None:
    source = "def most(a, b):\n    return a if a > b else b\n"
    results = set()
    for mutant in mutants(source, "a.py"):
        names: dict[str, object] = {}
        exec(mutant.code, names)  # noqa: S102  the mutant is our own
        most = names["most"]
        assert callable(most)
        results.add((mutant.number, mutant.line, most(1, 2)))
    assert results == {(2, "return a if a > b else b", result) for result in (1, 2, None)}


TRY = """
import sys
from pathlib import Path
from mutation.trial import try_out

code = compile(sys.argv[1], "odd.py", "exec")
print(try_out(Path("odd.py"), code, ["test_odd.py"], Path("scratch"), *map(float, sys.argv[2:])))
"""


def tried_out(folder: Path, source: str, patience: float = 60, idle: float = 60) -> str:
    """In a process of its own, for this one may have threads, and those do not go with forking."""
    arguments = [sys.executable, "-c", TRY, source, str(patience), str(idle)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
    done = subprocess.run(
        arguments, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A module with a test of its own."""
    (tmp_path / "odd.py").write_text("def odd(n):\n    return n % 2 == 1\n")
    (tmp_path / "test_odd.py").write_text(
        "from odd import odd\n\ndef test_odd():\n    assert odd(3)\n    assert not odd(4)\n"
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\npythonpath = .\n")
    (tmp_path / "scratch").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("def odd(n):\n    return n & 1 == 1\n", Outcome.SURVIVED),
        ("def odd(n):\n    return n % 2 == 0\n", Outcome.KILLED),
        ("import os\nos.kill(os.getpid(), 9)\n", Outcome.KILLED),
        ("raise SystemExit(0)\n", Outcome.KILLED),
    ],
)
def test_the_tests_see_the_mutant(folder: Path, source: str, outcome: Outcome) -> None:
    assert tried_out(folder, source) == outcome


def test_what_never_ends_is_ended(folder: Path) -> None:
    assert tried_out(folder, "while True:\n    pass\n", 0.5) == Outcome.TIMEOUT


WAITING = "import threading\nthreading.Event().wait()\n"
WAITING_FOR_ANOTHER = "import subprocess\nsubprocess.run(['sleep', '600'])\n"
WORKING_ELSEWHERE = """
import subprocess
subprocess.run(["sh", "-c", "n=0; while [ $n -lt 300000 ]; do n=$((n + 1)); done"])
def odd(n):
    return n % 2 == 1
"""


@pytest.mark.parametrize("source", [WAITING, WAITING_FOR_ANOTHER])
def test_what_waits_for_what_never_comes_is_not_waited_for(folder: Path, source: str) -> None:
    assert tried_out(folder, source, 3600, 1) == Outcome.HUNG


def test_what_works_is_waited_for(folder: Path) -> None:
    """However long that takes, and whoever does it."""
    assert tried_out(folder, WORKING_ELSEWHERE, 3600, 1) == Outcome.SURVIVED


SURVIVOR = Mutant(3, "x = 1", "1 → 2", compile("", "a.py", "exec"))
OTHERS = [replace(SURVIVOR, number=number, line=f"y = {number}") for number in range(9)]
REASON = {"line": "x = 1", "change": "1 → 2", "why": "Any number would do."}
NOT_TRIED = {**REASON, "line": "z = 1"}


@pytest.mark.parametrize(
    ("tried", "survivors", "reasons", "good"),
    [
        (OTHERS, [], [], True),
        ([*OTHERS, SURVIVOR], [SURVIVOR], [REASON], True),
        ([*OTHERS[1:], SURVIVOR], [SURVIVOR], [REASON], False),  # less than nine of ten were killed
        ([*OTHERS, SURVIVOR], [SURVIVOR], [], False),
        ([*OTHERS, SURVIVOR], [SURVIVOR], [{**REASON, "why": ""}], False),
        ([*OTHERS, SURVIVOR], [], [REASON], False),
        (OTHERS, [], [NOT_TRIED], True),  # of a sample
    ],
)
def test_every_survivor_needs_its_reason_and_every_reason_its_survivor(
    tried: list[Mutant], survivors: list[Mutant], reasons: list[dict[str, str]], good: bool
) -> None:
    assert judged("a.py", tried, survivors, reasons)[0] is good


def test_a_sample_is_the_same_for_the_same_seed() -> None:
    assert sample(OTHERS, None, 1) == sample(OTHERS, 9, 1) == sample(OTHERS, 10, 1) == OTHERS
    found = sample(OTHERS, 4, 1)
    assert found == sample(OTHERS, 4, 1) == sorted(found, key=OTHERS.index)
    assert len(found) == 4
    assert any(found != sample(OTHERS, 4, seed) for seed in range(2, 9))


def test_what_has_a_reason_is_still_a_mutant() -> None:
    """The command finds every stale reason, in an hour; this finds at once what lines that were
    changed leave behind."""
    for name, reasons in tomllib.loads(EXPLAINED.read_text()).items():
        assert name in TESTS
        made = {(each.line, each.change) for each in mutants((ROOT / name).read_text(), name)}
        assert {(reason["line"], reason["change"]) for reason in reasons} - made == set()


def test_every_module_and_every_test_of_the_list_is_there() -> None:
    named = {*TESTS, *(test for tests in TESTS.values() for test in tests)}
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_no_stage_is_left_out() -> None:
    stages = (path.relative_to(ROOT) for path in (ROOT / "app/stages").glob("[!_]*.py"))
    assert {str(path) for path in stages} <= set(TESTS)


def test_of_a_few_lines_it_is_enough_that_each_survivor_is_explained() -> None:
    assert judged("a.py", [SURVIVOR], [SURVIVOR], [REASON], enough=0.0)[0]
    assert not judged("a.py", [SURVIVOR], [SURVIVOR], [REASON])[0]
    assert not judged("a.py", [SURVIVOR], [SURVIVOR], [], enough=0.0)[0]


def test_what_is_new_since_a_commit() -> None:
    """One line, three, none in the place of two; and a line of the program that looks like it."""
    changes = (
        "--- a/a.py\n+++ b/a.py\n@@ -3 +3 @@ def f():\n-a\n+b\n@@ -9,0 +10,3 @@\n+x\n+y\n+z\n"
        "@@ -20,2 +22,0 @@\n-q\n-r\n@@ -30 +31 @@\n-@@ -1 +1 @@\n+@@ -2 +2 @@\n"
    )
    assert new_lines(changes) == {3, 10, 11, 12, 31}
